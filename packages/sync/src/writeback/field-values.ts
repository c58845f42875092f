import type { AccountId, Configuration, JsonValue, WritebackValue } from '@handrail/core';
import {
  addRunCounts,
  addToOutbox,
  claimOutbox,
  getWorkspace,
  listAccountsById,
  listRemoteValues,
  listSignalValues,
  NO_COUNTS,
  saveRemoteValues,
  stepOutbox,
} from '@handrail/database';
import type { AccountRow, OutboxRow, RemoteValueOutcome } from '@handrail/database';
import { GainsightWriteRefused } from '@handrail/gainsight';
import type { GainsightReader, GainsightWriter, Row } from '@handrail/gainsight';
import { z } from 'zod';
import { readConfiguration } from '../configuration.ts';
import { COMPANY } from '../inbound/account-context.ts';
import { GSID } from '../inbound/source-record.ts';
import type { Slice, SliceOutcome, Stream } from '../inbound/stream.ts';
import { openGainsightWriter } from '../vendors.ts';
import type { OpenVendor, Vendors } from '../vendors.ts';
import { isHeldBack } from './timeline-pass.ts';

/** Ids asked for in one read, and records sent in one write (reference 5.3). */
const READ_IDS = 200;
const WRITE_RECORDS = 50;
const CLAIM_MS = 5 * 60_000;

const jsonSchema: z.ZodType<JsonValue> = z.json();

/** The hourly pass that writes scores and metrics to fields of the records they belong to. */
export function createValuesPass(vendors: Vendors): Stream {
  return {
    name: 'values',
    label: 'Metrics & health to Gainsight',
    direction: 'out',
    followedBy: [],
    async slice(slice) {
      if (await isHeldBack(slice, (configuration) => configuration.writeback.enabled)) {
        return { kind: 'complete', withheld: null };
      }
      const open = await openGainsightWriter(vendors, slice.workspaceId);
      try {
        return await writeDue(slice, open);
      } finally {
        await open.close();
      }
    },
  };
}

async function writeDue(slice: Slice, open: OpenVendor<GainsightWriter>): Promise<SliceOutcome> {
  const contract = await slice.transaction(async (tx) =>
    companyContract((await readConfiguration(tx)).configuration),
  );
  await slice.transaction((tx) => orderMissing(tx, contract, slice.clock.now()));
  for (;;) {
    const now = slice.clock.now();
    const batch = await slice.transaction(async (tx) => {
      if ((await getWorkspace(tx)).outgoing_paused_at !== null) return null;
      const until = new Date(now.getTime() + CLAIM_MS);
      const rows = await claimOutbox(tx, { kind: 'field-values', now, until, limit: READ_IDS });
      const accounts = await listAccountsById(
        tx,
        rows.map((row) => row.account_id),
      );
      return { rows, accounts, wanted: await readWanted(tx, contract) };
    });
    if (batch === null || batch.rows.length === 0) return { kind: 'complete', withheld: null };
    await writeBatch(slice, open, contract, batch);
    if (slice.isOver()) return { kind: 'more' };
  }
}

/** The rows of the contract that this pass carries out. */
export function companyContract(configuration: Configuration): readonly WritebackValue[] {
  return configuration.writeback.values.filter((value) => value.object === 'Company');
}

/** Our values by account and field, as they are to stand there; an account without a row has nothing of ours. */
export type WantedValues = ReadonlyMap<AccountId, ReadonlyMap<string, number | null>>;

type Tx = Parameters<typeof getWorkspace>[0];

/** Reads what our signals say now, in the form that the fields take. */
export async function readWanted(tx: Tx, contract: readonly WritebackValue[]): Promise<WantedValues> {
  const wanted = new Map<AccountId, Map<string, number | null>>();
  for (const { metric, field, whenUndefined } of contract) {
    for (const { accountId, value } of await listSignalValues(tx, metric)) {
      if (value === null && whenUndefined !== 'clear') continue;
      const fields = wanted.get(accountId) ?? new Map<string, number | null>();
      fields.set(field, value);
      wanted.set(accountId, fields);
    }
  }
  return wanted;
}

/** Orders what no signal ordered by itself: a contract row that was added, or a value refused before that changed. */
async function orderMissing(tx: Tx, contract: readonly WritebackValue[], now: Date): Promise<void> {
  if (contract.length === 0) return;
  const fields = contract.map((value) => value.field);
  const remote = new Map(
    (await listRemoteValues(tx, { object: COMPANY, fields })).map((value) => [
      `${value.accountId} ${value.field}`,
      value,
    ]),
  );
  const due = new Set<AccountId>();
  for (const [accountId, values] of await readWanted(tx, contract)) {
    for (const [field, value] of values) {
      const known = remote.get(`${accountId} ${field}`);
      const isRefused = known?.refusal != null && sameValue(known.refusedValue, value);
      const isSent = known?.sentAt != null && sameValue(known.sent, value);
      if (!isRefused && !isSent) due.add(accountId);
    }
  }
  await addToOutbox(
    tx,
    [...due].map((accountId) => ({
      kind: 'field-values' as const,
      subjectId: accountId,
      accountId,
      cause: 'value differs from what was last sent',
      externalId: null,
      contentVersion: null,
      notBefore: now,
    })),
    now,
  );
}

interface Batch {
  readonly rows: readonly OutboxRow[];
  readonly accounts: readonly AccountRow[];
  readonly wanted: WantedValues;
}

/** One record to send: the account, and the fields that must change there. */
export interface ValueChange {
  readonly account: AccountRow;
  readonly fields: Readonly<Record<string, number | null>>;
  /** What stands there now. */
  readonly before: Readonly<Record<string, JsonValue>>;
}

/**
 * Reads what stands at Gainsight and says what must change. A value that a person put there stays, unless the
 * contract gives the field to us.
 */
export async function planValues(
  client: Pick<GainsightReader, 'query'>,
  contract: readonly WritebackValue[],
  accounts: readonly AccountRow[],
  wanted: WantedValues,
  lastSent: ReadonlyMap<string, JsonValue>,
  signal: AbortSignal,
): Promise<readonly ValueChange[]> {
  if (accounts.length === 0 || contract.length === 0) return [];
  const fields = contract.map((value) => value.field);
  const page = await client.query(
    COMPANY,
    {
      select: [GSID, ...fields],
      where: [{ name: GSID, operator: 'IN', value: accounts.map((account) => account.gainsight_id) }],
      orderBy: [[GSID, 'asc']],
      limit: accounts.length,
    },
    { signal },
  );
  const standing = new Map(page.rows.map((row) => [row[GSID], row]));
  return accounts.flatMap((account) => {
    const row = standing.get(account.gainsight_id);
    if (row === undefined) return [];
    const change = changeOf(account, row, contract, wanted.get(account.id) ?? new Map(), lastSent);
    return Object.keys(change.fields).length === 0 ? [] : [change];
  });
}

function changeOf(
  account: AccountRow,
  row: Row,
  contract: readonly WritebackValue[],
  wanted: ReadonlyMap<string, number | null>,
  lastSent: ReadonlyMap<string, JsonValue>,
): ValueChange {
  const fields: Record<string, number | null> = {};
  const before: Record<string, JsonValue> = {};
  for (const { field, owner } of contract) {
    const value = wanted.get(field);
    if (value === undefined) continue;
    const there = jsonSchema.parse(row[field] ?? null);
    if (sameValue(there, value)) continue;
    const sent = lastSent.get(`${account.id} ${field}`);
    const isEdited = there !== null && (sent === undefined || !sameValue(sent, there));
    if (isEdited && owner === 'person') continue;
    fields[field] = value;
    before[field] = there;
  }
  return { account, fields, before };
}

/** Numbers compare as numbers, also when the source gives digits as text; empty is empty. */
function sameValue(left: JsonValue, right: JsonValue): boolean {
  const isEmpty = left === null || left === '';
  if (isEmpty || right === null || right === '') return isEmpty && (right === null || right === '');
  return Number(left) === Number(right);
}

async function writeBatch(
  slice: Slice,
  open: OpenVendor<GainsightWriter>,
  contract: readonly WritebackValue[],
  { rows, accounts, wanted }: Batch,
): Promise<void> {
  const before = open.calls();
  const fields = contract.map((value) => value.field);
  const remote = await slice.transaction((tx) => listRemoteValues(tx, { object: COMPANY, fields }));
  const lastSent = new Map(
    remote
      .filter((value) => value.sentAt !== null)
      .map((value) => [`${value.accountId} ${value.field}`, value.sent]),
  );
  const present = accounts.filter((account) => account.presence === 'present');
  const changes = await planValues(open.client, contract, present, wanted, lastSent, slice.signal);
  const outcomes = await sendAll(open.client, changes, slice.signal);
  const refused = new Map(
    outcomes
      .filter((outcome) => outcome.refusal !== null)
      .map((outcome) => [outcome.accountId, outcome.refusal]),
  );
  const written = new Set(
    outcomes.filter((outcome) => outcome.refusal === null).map((outcome) => outcome.accountId),
  );
  const calls = open.calls() - before;
  const now = slice.clock.now();
  await slice.transaction(async (tx) => {
    await saveRemoteValues(tx, COMPANY, [...outcomes, ...settledAlready(present, changes, wanted)], now);
    for (const row of rows) {
      const refusal = refused.get(row.account_id) ?? null;
      await stepOutbox(tx, row, {
        state: refusal === null ? 'delivered' : 'refused',
        reason: refusal,
        attempts: row.attempts + 1,
        lastAttemptAt: now,
        settledAt: now,
      });
    }
    await addRunCounts(tx, slice.run.id, {
      ...NO_COUNTS,
      seen: rows.length,
      changed: written.size,
      setAside: refused.size,
      unchanged: rows.length - written.size - refused.size,
      calls,
      pages: 1,
    });
  });
}

/** Values that stood there already: remembered as ours, so that they are not looked at again. */
function settledAlready(
  accounts: readonly AccountRow[],
  changes: readonly ValueChange[],
  wanted: WantedValues,
): RemoteValueOutcome[] {
  const changing = new Map(changes.map((change) => [change.account.id, change.fields]));
  return accounts.flatMap((account) =>
    [...(wanted.get(account.id) ?? [])]
      .filter(([field]) => changing.get(account.id)?.[field] === undefined)
      .map(([field, value]) => ({ accountId: account.id, field, value, refusal: null })),
  );
}

/** Sends changes, at most fifty a call and all of a call with the same fields. */
async function sendAll(
  client: GainsightWriter,
  changes: readonly ValueChange[],
  signal: AbortSignal,
): Promise<readonly RemoteValueOutcome[]> {
  const bySet = Map.groupBy(changes, (change) => Object.keys(change.fields).toSorted().join(','));
  const outcomes: RemoteValueOutcome[] = [];
  for (const group of bySet.values()) {
    for (let from = 0; from < group.length; from += WRITE_RECORDS) {
      outcomes.push(...(await sendOne(client, group.slice(from, from + WRITE_RECORDS), signal)));
    }
  }
  return outcomes;
}

/**
 * One call, all or nothing. Refused rows are taken out and the rest is sent again at once; when the vendor names
 * none, the call is halved until the guilty rows stand alone.
 */
async function sendOne(
  client: GainsightWriter,
  changes: readonly ValueChange[],
  signal: AbortSignal,
): Promise<readonly RemoteValueOutcome[]> {
  if (changes.length === 0) return [];
  try {
    const records = changes.map(({ account, fields }) => ({ [GSID]: account.gainsight_id, ...fields }));
    await client.companies.update({ keys: [GSID], records }, { signal });
    return changes.flatMap((change) => outcomesOf(change, null));
  } catch (thrown) {
    if (!(thrown instanceof GainsightWriteRefused)) throw thrown;
    const reasons = new Map(thrown.rows.map((row) => [row.index, reasonOf(row.errors[0])]));
    if (reasons.size > 0) {
      const guilty = changes.flatMap((change, index) => {
        const reason = reasons.get(index);
        return reason === undefined ? [] : outcomesOf(change, reason);
      });
      const rest = changes.filter((_, index) => !reasons.has(index));
      return [...guilty, ...(await sendOne(client, rest, signal))];
    }
    const [only, ...others] = changes;
    if (only !== undefined && others.length === 0) return outcomesOf(only, thrown.errorCode ?? 'refused');
    const half = Math.ceil(changes.length / 2);
    const first = await sendOne(client, changes.slice(0, half), signal);
    return [...first, ...(await sendOne(client, changes.slice(half), signal))];
  }
}

function reasonOf(
  error:
    | { readonly code: string | null; readonly field: string | null; readonly message: string | null }
    | undefined,
): string {
  return [error?.code, error?.field, error?.message].filter((part) => part != null).join(' · ') || 'refused';
}

function outcomesOf(change: ValueChange, refusal: string | null): RemoteValueOutcome[] {
  return Object.entries(change.fields).map(([field, value]) => ({
    accountId: change.account.id,
    field,
    value,
    refusal,
  }));
}
