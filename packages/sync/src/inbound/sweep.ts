import type { ConnectionId } from '@handrail/core';
import {
  addChanges,
  addRunCounts,
  findPreviewTime,
  hasMetWithoutId,
  listPreviewed,
  listUnseenRecords,
  markAccounts,
  markRecordsMissing,
  NO_COUNTS,
} from '@handrail/database';
import type { RunRow, UnseenRecord, WorkspaceTransaction } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import type { OpenVendor } from '../vendors.ts';
import { COMPANY } from './account-context.ts';
import type { AccountContext } from './account-context.ts';
import { applyInParts } from './apply-in-parts.ts';
import { applyAccountPage } from './apply-page.ts';
import { checkByIds } from './check-by-ids.ts';
import { GSID, MODIFIED_DATE } from './source-record.ts';
import type { Slice } from './stream.ts';
import { readableSources, toReadRecords } from './unread-fields.ts';
import { explainExit } from './withhold.ts';
import type { ExitCause } from './withhold.ts';

/** Most candidates looked at in one sweep; more than these is a mass exit that the guard keeps back anyway. */
const MAX_CANDIDATES = 100_000;

/** Finds who stood before a full run began and was not seen by it; nobody when it met a record without an id. */
export async function findUnseen(
  slice: Slice,
  of: { readonly connectionId: ConnectionId; readonly object: string },
): Promise<readonly UnseenRecord[]> {
  return slice.transaction(async (tx) => {
    const runId = slice.run.id;
    if (await hasMetWithoutId(tx, { ...of, runId })) return [];
    const storedBefore = startOf(slice.run);
    return listUnseenRecords(tx, { ...of, runId, storedBefore, after: '', limit: MAX_CANDIDATES });
  });
}

/** When a run began: what was stored later is its own. */
export function startOf(run: RunRow): Date {
  return run.started_at ?? run.created_at;
}

/**
 * Marks as missing who is confirmed to be. Records that the filter keeps out have no account, and nobody loses one by
 * them.
 */
export async function markMissing(
  slice: Slice,
  connectionId: ConnectionId,
  missing: readonly UnseenRecord[],
): Promise<void> {
  const of = { connectionId, object: COMPANY };
  const now = slice.clock.now();
  await slice.transaction(async (tx) => {
    await markRecordsMissing(tx, of, idsOf(missing.filter((record) => !record.isIn)), now);
    const exits = idsOf(missing.filter((record) => record.isIn));
    const count = await removeAccounts(tx, { run: slice.run, now, isApproved: false }, connectionId, exits);
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, exits: count });
  });
}

/** The source ids of records. */
export function idsOf(records: readonly UnseenRecord[]): readonly string[] {
  return records.map((record) => record.gainsightId);
}

/** Marks accounts as missing, with the change that says so. Answers how many left the lists. */
export async function removeAccounts(
  tx: WorkspaceTransaction,
  cause: ExitCause,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<number> {
  if (gainsightIds.length === 0) return 0;
  const { run, now } = cause;
  await markRecordsMissing(tx, { connectionId, object: COMPANY }, gainsightIds, now);
  const gone = await markAccounts(tx, connectionId, gainsightIds, { presence: 'missing', now });
  const preview = await readPreview(tx, run, connectionId, gainsightIds);
  const changesOf = (isPreviewed: boolean) =>
    gone
      .filter((account) => preview.ids.has(account.gainsightId) === isPreviewed)
      .map(({ id }) => ({ recordId: id, event: 'missing' as const, fields: explainExit(cause) }));
  const by = { recordKind: 'account', runId: run.id, now } as const;
  await addChanges(tx, by, changesOf(false));
  await addChanges(tx, { ...by, previewedAt: preview.at }, changesOf(true));
  return gone.length;
}

/** When the preview was read that the run carries out, and which of these companies it still had. */
async function readPreview(
  tx: WorkspaceTransaction,
  run: RunRow,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<{ readonly at: Date | null; readonly ids: ReadonlySet<string> }> {
  const at = await findPreviewTime(tx, run);
  return { at, ids: at === null ? new Set() : await listPreviewed(tx, { connectionId, at }, gainsightIds) };
}

/** What a check by id said of candidates. */
export interface Confirmed {
  readonly absent: readonly UnseenRecord[];
  /** Candidates that answered after all. */
  readonly answered: number;
}

/** Asks for the candidates by id. What answers is applied like any page. */
export async function confirmAbsent(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  context: AccountContext,
  candidates: readonly UnseenRecord[],
): Promise<Confirmed> {
  const absent: UnseenRecord[] = [];
  let answered = 0;
  if (candidates.length === 0) return { absent, answered };
  let calls = open.calls();
  const of = { connectionId: open.connection.id, object: COMPANY };
  const fields = [GSID, MODIFIED_DATE, ...readableSources(context)];
  for await (const check of checkByIds(open.client, COMPANY, candidates, fields, slice.signal)) {
    const made = open.calls();
    answered += await slice.transaction(async (tx) => {
      const records = await toReadRecords(tx, of, context, check.found);
      const page = {
        run: slice.run,
        connection: open.connection,
        context,
        records,
        now: slice.clock.now(),
      };
      const counts =
        records.length === 0 ? NO_COUNTS : await applyInParts(tx, COMPANY, page, applyAccountPage);
      await addRunCounts(tx, slice.run.id, { ...counts, calls: made - calls, bytes: check.bytes });
      return records.length;
    });
    calls = made;
    absent.push(...check.absent);
  }
  return { absent, answered };
}
