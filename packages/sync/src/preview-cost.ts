import type { Configuration, PreviewKind } from '@handrail/core';
import {
  countSetAside,
  countSourceRecords,
  findStream,
  listConnections,
  listSourceFields,
  readUsualCalls,
} from '@handrail/database';
import type { ConnectionRow, Vendor, WorkspaceTransaction } from '@handrail/database';
import { MAX_QUERY_ROWS } from '@handrail/gainsight';
import { arrangementsOf } from './arrange-streams.ts';
import { readConfiguration } from './configuration.ts';
import { COMPANY } from './inbound/account-context.ts';
import { CHECK_IDS } from './inbound/check-by-ids.ts';
import { MOST_BY_ID } from './inbound/follow-stakeholder-accounts.ts';
import { RELATIONSHIP } from './inbound/relationship-context.ts';
import { SAMPLE_CALLS } from './inbound/sample-fields.ts';
import { PEOPLE_OBJECTS } from './inbound/stakeholder-context.ts';
import type { OutgoingCost, OutgoingCosts } from './preview-outgoing-cost.ts';
import { reachOf } from './save-configuration.ts';
import type { Reach } from './save-configuration.ts';

/** What carrying out a draft takes of one stream. */
interface StreamCost {
  readonly stream: string;
  readonly vendor: Vendor;
  /** Everything read anew, what changed since, stored records decided again without a call, or what waits sent. */
  readonly mode: 'full' | 'incremental' | 'projection' | 'outgoing';
  /** About how many calls; null before a first run, which alone can tell. */
  readonly calls: number | null;
  /** About how many more, once a person confirmed the first difference of what is to be written. */
  readonly callsOnceConfirmed: number;
  /** About how long, in seconds. */
  readonly seconds: number;
}

/** What carrying out a draft takes, of the streams that its save starts or that follow them. */
export interface PreviewCost {
  /** Whether all accounts are read anew; else the stored ones are decided again without a call. */
  readonly isFull: boolean;
  /** Of all streams whose calls are known. */
  readonly calls: number;
  readonly seconds: number;
  readonly streams: readonly StreamCost[];
}

/** Calls of a full run of accounts beside its pages: description, users, the last id. */
const ACCOUNTS_EXTRA_CALLS = 3;
/** Calls of a full run of another object beside its pages: description and the last id. */
const EXTRA_CALLS = 2;
/** What an increment takes of an object: its latest date, and one page of what changed since. */
const INCREMENT_CALLS = 2;
/** What an increment takes at its end, beside that: the last id of an object that had news. */
const PROOF_CALLS = 1;
/** The types of relationships. */
const TYPES_CALLS = 1;
/** Measured on two cores, the vendor's latency apart. */
const RECORDS_PER_SECOND = 8_000;
/** What a page of 5,000 takes at the vendor, about. */
const SECONDS_PER_CALL = 1;

/** What is known of an object of the source: null where the tenant has no such object, by all that is known. */
type ObjectCounts = { readonly present: number; readonly live: number } | null;

type Totals = Readonly<Record<PreviewKind, number>>;

/** What the cost of a draft is told from, before its accounts are decided. */
export interface CostBasis {
  /** Null while nothing was saved yet: then all that is connected is read for the first time. */
  readonly reach: Reach | null;
  readonly isFull: boolean;
  readonly accounts: number;
  readonly relationships: ObjectCounts;
  readonly people: readonly { readonly object: string; readonly counts: ObjectCounts }[];
  /** What a full run of meetings took lately; null before the first. */
  readonly meetingCalls: number | null;
  /** The streams from a vendor or to it that the draft asks for. */
  readonly streams: ReadonlyMap<string, Vendor>;
}

/** Reads what tells the cost of a draft that is decided on so many accounts. */
export async function readCostBasis(
  tx: WorkspaceTransaction,
  of: { readonly connection: ConnectionRow; readonly draft: Configuration; readonly accounts: number },
  now: Date,
): Promise<CostBasis> {
  const { connection, draft, accounts } = of;
  const { configuration: saved, version } = await readConfiguration(tx);
  const stream = await findStream(tx, 'accounts');
  const openSetAside = await countSetAside(tx, COMPANY);
  const reach = version === 0 ? null : reachOf({ before: saved, after: draft, stream, openSetAside, now });
  const people: { object: string; counts: ObjectCounts }[] = [];
  for (const object of PEOPLE_OBJECTS)
    people.push({ object, counts: await countObject(tx, connection, object) });
  const meetings = await findStream(tx, 'meetings');
  const usual = meetings === undefined ? undefined : (await readUsualCalls(tx)).get(meetings.id);
  const arranged = arrangementsOf(draft, await listConnections(tx)).flatMap((one) =>
    one.isWanted && one.connection !== undefined ? [[one.name, one.connection.vendor] as const] : [],
  );
  return {
    reach,
    isFull: reach === null || reach.fullRuns.accounts,
    accounts,
    relationships: await countObject(tx, connection, RELATIONSHIP),
    people,
    meetingCalls: usual === undefined || usual.full === 0 ? null : Math.ceil(usual.full),
    streams: new Map(arranged),
  };
}

async function countObject(
  tx: WorkspaceTransaction,
  { id: connectionId }: ConnectionRow,
  object: string,
): Promise<ObjectCounts> {
  if ((await listSourceFields(tx, connectionId, object)).length === 0) return null;
  return countSourceRecords(tx, { connectionId, object });
}

/** Says what a draft costs whose accounts were decided to these totals, and that lets so much go out. */
export function costOf(basis: CostBasis, totals: Totals, outgoing: OutgoingCosts): PreviewCost {
  const streams = [...basis.streams].flatMap(([stream, vendor]) => {
    const cost = streamCost(stream, basis, totals, outgoing.get(stream));
    return cost === null ? [] : [{ stream, vendor, ...cost }];
  });
  return {
    isFull: basis.isFull,
    calls: streams.reduce((sum, { calls }) => sum + (calls ?? 0), 0),
    seconds: streams.reduce((sum, { seconds }) => sum + seconds, 0),
    streams,
  };
}

type Cost = Omit<StreamCost, 'stream' | 'vendor'> | null;

/** What a save takes of one stream; null for one that it leaves alone. */
function streamCost(stream: string, basis: CostBasis, totals: Totals, sent: OutgoingCost | undefined): Cost {
  const { reach, accounts } = basis;
  if (stream === 'accounts') {
    if (basis.isFull) return costOfCalls('full', callsOf(accounts) + ACCOUNTS_EXTRA_CALLS, accounts);
    return reach?.isProjected === true ? costOfCalls('projection', 0, accounts) : null;
  }
  // Before the first save nothing of the others was read that could tell.
  if (reach === null) return unknownCost(sent === undefined ? 'full' : 'outgoing');
  if (sent !== undefined) return { ...sent, mode: 'outgoing', seconds: sent.calls * SECONDS_PER_CALL };
  const { fullRuns } = reach;
  if (stream === 'relationships')
    return followerCost(basis.isFull || fullRuns.relationships, basis, totals, relationshipsCalls);
  if (stream === 'stakeholders') return followerCost(fullRuns.stakeholders, basis, totals, stakeholdersCalls);
  if (stream === 'meetings' && fullRuns.meetings) {
    const calls = basis.meetingCalls;
    return calls === null ? unknownCost('full') : costOfCalls('full', calls, 0);
  }
  return null;
}

/** Whether the accounts' run would have those look again that come and go with accounts. */
function touchesAccounts({ entering, leaving, status, people, fields }: Totals) {
  return entering + leaving + status + people + fields > 0;
}

interface Taken {
  readonly calls: number;
  readonly records: number;
}

/**
 * A full run begins beside that of the accounts, and so an increment follows it when that one is over. Where the save begins
 * none of accounts, none follows: what accounts differ in then is not of the draft, and comes at its own hour.
 */
function followerCost(
  isFull: boolean,
  basis: CostBasis,
  totals: Totals,
  take: (mode: 'full' | 'incremental', basis: CostBasis, totals: Totals) => Taken,
): Cost {
  const decidesAccounts = basis.isFull || basis.reach?.isProjected === true;
  const isLookedAt = decidesAccounts && (touchesAccounts(totals) || (basis.isFull && staying(totals) > 0));
  if (!isFull && !isLookedAt) return null;
  const full = isFull ? take('full', basis, totals) : NOTHING;
  const after = isLookedAt && (!isFull || basis.isFull) ? take('incremental', basis, totals) : NOTHING;
  return costOfCalls(isFull ? 'full' : 'incremental', full.calls + after.calls, full.records + after.records);
}

const NOTHING: Taken = { calls: 0, records: 0 };

function relationshipsCalls(
  mode: 'full' | 'incremental',
  { relationships }: CostBasis,
  totals: Totals,
): Taken {
  // Whether there are any by now is asked of the source.
  if (relationships === null) return { calls: 1, records: 0 };
  const { calls, records } = objectCalls(mode, relationships);
  if (mode === 'full') return { calls: TYPES_CALLS + calls, records };
  const back = callsById(returning(relationships, totals));
  return { calls: TYPES_CALLS + calls + PROOF_CALLS + back, records };
}

function stakeholdersCalls(mode: 'full' | 'incremental', { people }: CostBasis, totals: Totals): Taken {
  const all = (of: typeof mode) =>
    people
      .map(({ counts }) => objectCalls(of, counts))
      .reduce((sum, one) => ({ calls: sum.calls + one.calls, records: sum.records + one.records }), NOTHING);
  const read = all(mode);
  if (mode === 'full') return read;
  const back = people.flatMap(({ counts }) => (counts === null ? [] : [returning(counts, totals)]));
  // More than these are not asked for by id, but by a full run that follows.
  const full = back.some((count) => count > MOST_BY_ID) ? all('full') : null;
  return {
    calls: read.calls + PROOF_CALLS + (full?.calls ?? back.reduce((sum, count) => sum + callsById(count), 0)),
    records: full?.records ?? 0,
  };
}

function objectCalls(mode: 'full' | 'incremental', counts: ObjectCounts): Taken {
  if (counts === null) return { calls: 1, records: 0 };
  if (mode === 'incremental') return { calls: INCREMENT_CALLS, records: 0 };
  return { calls: callsOf(counts.present) + EXTRA_CALLS, records: counts.present };
}

/** How many records of an object come in with their accounts, about: as large a part of them as of the accounts that are out. */
function returning({ present, live }: NonNullable<ObjectCounts>, totals: Totals): number {
  const { entering } = totals;
  return entering === 0 ? 0 : Math.round(((present - live) * entering) / (entering + staying(totals)));
}

function staying(totals: Totals): number {
  return totals['almost-in'] + totals['stays-out'];
}

/** One record that is known to stand is looked up first. */
function callsById(records: number): number {
  return records === 0 ? 0 : 1 + Math.ceil(records / CHECK_IDS);
}

function costOfCalls(mode: StreamCost['mode'], calls: number, records: number): Cost {
  const seconds = Math.ceil(records / RECORDS_PER_SECOND + calls * SECONDS_PER_CALL);
  return { mode, calls, callsOnceConfirmed: 0, seconds };
}

function unknownCost(mode: StreamCost['mode']): Cost {
  return { mode, calls: null, callsOnceConfirmed: 0, seconds: 0 };
}

/** Calls of reading an inventory of so many accounts, with its samples. */
export function inventoryCallsOf(accounts: number): number {
  return callsOf(accounts) + SAMPLE_CALLS;
}

/** Calls that reading this many records takes. */
function callsOf(records: number): number {
  return Math.max(1, Math.ceil(records / MAX_QUERY_ROWS));
}
