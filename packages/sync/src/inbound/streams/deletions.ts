import { floorToSecond } from '@handrail/core';
import {
  addRunCounts,
  findRecordsSample,
  findStream,
  listPresentRecords,
  NO_COUNTS,
  reopenAttributionOfStakeholders,
  scheduleStream,
} from '@handrail/database';
import type { UnseenRecord } from '@handrail/database';
import { DELETE_LOG_DAYS } from '@handrail/gainsight';
import type { Deletion, GainsightReader } from '@handrail/gainsight';
import { openGainsightReader } from '../../vendors.ts';
import type { OpenVendor, Vendors } from '../../vendors.ts';
import { COMPANY, readAccountContext } from '../account-context.ts';
import { listAbsent } from '../confirm-missing.ts';
import { linkHierarchy } from '../link-hierarchy.ts';
import { pagingOf } from '../paging-of.ts';
import { AT_BEGIN, findCursor, saveCursor } from '../position.ts';
import type { Cursor } from '../position.ts';
import { RELATIONSHIP } from '../relationship-context.ts';
import { letRelationshipsGo } from '../relationship-exits.ts';
import { listPresentOthers, mapOthers, OTHER_OBJECTS } from '../remove-others.ts';
import type { OtherRecords } from '../remove-others.ts';
import { openingOf } from '../run-priority.ts';
import { settleEvent } from '../settle-exits.ts';
import { COMPANY_PERSON, PEOPLE_OBJECTS, PERSON, RELATIONSHIP_PERSON } from '../stakeholder-context.ts';
import { letStakeholdersGo } from '../stakeholder-exits.ts';
import type { Slice, SliceOutcome, Stream, Withheld } from '../stream.ts';
import { confirmAbsent, startOf } from '../sweep.ts';
import { joinWithheld } from '../withhold.ts';

/** The objects whose deletions are read, as the log spells them (reference 13; the underscore as in 18.3 [C]). */
const LOGGED_AS = {
  [COMPANY]: 'Company',
  [RELATIONSHIP]: 'Relationship',
  [COMPANY_PERSON]: 'Company_Person',
  [PERSON]: 'Person',
  [RELATIONSHIP_PERSON]: 'Relationship_Person',
} as const;
type LoggedObject = keyof typeof LOGGED_AS;
const LOGGED_OBJECTS = [COMPANY, ...OTHER_OBJECTS] as const;

/** What the checkpoint of companies is kept under; those of other objects have the object behind it. */
const DELETE_LOG = 'record_delete_log';
const checkpointOf = (object: LoggedObject) => (object === COMPANY ? DELETE_LOG : `${DELETE_LOG}/${object}`);

/** What the cursors of the log are kept under. */
export const DELETE_LOGS: readonly string[] = LOGGED_OBJECTS.map(checkpointOf);

const DAY_MS = 24 * 3_600_000;

/**
 * Deleted companies, relationships, persons and ties of persons, from the delete log: hourly, just before the increments.
 * A line of the log is a witness and no proof: each record is asked for by its id before it counts as gone, and the
 * deletion guard judges all of a kind together with every other exit. The log goes back 15 days: after a longer gap full
 * runs find the rest.
 */
export function createDeletionsStream(vendors: Vendors): Stream {
  return {
    name: 'deletions',
    label: 'Deleted records',
    direction: 'in',
    followedBy: [],
    async slice(slice) {
      const open = await openGainsightReader(vendors, slice.workspaceId, openingOf(slice));
      try {
        return await readDeletions(slice, open);
      } finally {
        await open.close();
      }
    },
  };
}

async function readDeletions(slice: Slice, open: OpenVendor<GainsightReader>): Promise<SliceOutcome> {
  const oldest = new Date(slice.clock.now().getTime() - DELETE_LOG_DAYS * DAY_MS);
  await coverGap(slice, oldest);
  const logs: Log[] = [];
  for (const object of LOGGED_OBJECTS) logs.push(await readLog(slice, open, object, oldest));
  const deleted = logs.flatMap(({ ids }) => ids);
  const connectionId = open.connection.id;
  const { companies, others } = await slice.transaction(async (tx) => ({
    companies: await listPresentRecords(tx, { connectionId, object: COMPANY }, deleted),
    others: await listPresentOthers(tx, connectionId, deleted),
  }));
  const withheld = [
    await letCompaniesGo(slice, open, companies),
    ...(await letOthersGo(slice, open, others)),
  ];
  for (const log of logs) await moveCursor(slice, open, log);
  return { kind: 'complete', withheld: joinWithheld(withheld) };
}

/** What was deleted while nobody looked for longer than the log reaches back, only a full listing shows. */
async function coverGap(slice: Slice, oldest: Date): Promise<void> {
  const last = slice.stream.last_completed_at;
  if (last === null || last >= oldest) return;
  await slice.transaction(async (tx) => {
    for (const name of ['accounts', 'relationships', 'stakeholders']) {
      const stream = await findStream(tx, name);
      if (stream !== undefined) await scheduleStream(tx, stream.id, { fullDueAt: slice.clock.now() });
    }
  });
}

/** The lines of one object since its cursor. */
interface Log {
  readonly checkpoint: string;
  readonly stood: Cursor;
  readonly ids: readonly string[];
  /** The newest line's; null without one. */
  readonly newestAt: Date | null;
}

async function readLog(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  object: LoggedObject,
  oldest: Date,
): Promise<Log> {
  const checkpoint = checkpointOf(object);
  const stood = await findCursor(slice, checkpoint);
  const since = stood.cursor !== null && stood.cursor > oldest ? stood.cursor : oldest;
  const nothing: Log = { checkpoint, stood, ids: [], newestAt: null };
  if (await isUnread(slice, open, object)) return nothing;
  const deleted: Deletion[] = [];
  const before = open.calls();
  const query = { objectName: LOGGED_AS[object], since };
  for await (const page of open.client.deletions.list(query, { signal: slice.signal })) deleted.push(...page);
  const calls = open.calls() - before;
  const counts = { ...NO_COUNTS, seen: deleted.length, unchanged: deleted.length, calls, pages: 1 };
  await slice.transaction((tx) => addRunCounts(tx, slice.run.id, counts));
  if (deleted.length === 0) return nothing;
  const newestMs = Math.max(...deleted.map(({ deletedOn }) => deletedOn.getTime()));
  return {
    checkpoint,
    stood,
    ids: deleted.map(({ recordId }) => recordId),
    newestAt: new Date(newestMs),
  };
}

/** Whether no record of an object was stored yet: then its deletions are about none of ours. */
async function isUnread(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
  object: LoggedObject,
): Promise<boolean> {
  const of = { connectionId: connection.id, object };
  return (await slice.transaction((tx) => findRecordsSample(tx, of, 1))).length === 0;
}

/** Has those companies go missing who are confirmed absent, if the guard allows; answers what it withholds. */
async function letCompaniesGo(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  known: readonly UnseenRecord[],
): Promise<Withheld | null> {
  if (known.length === 0) return null;
  const context = await slice.transaction((tx) =>
    readAccountContext(tx, open.connection, slice.run.config_version),
  );
  const { absent } = await confirmAbsent(slice, open, context, known);
  const withheld = await settleEvent(slice, open.connection, context, absent);
  await slice.transaction((tx) => linkHierarchy(tx, open.connection.id, slice.clock.now()));
  return withheld;
}

/** The same for relationships and stakeholders, each kind by itself. A record that answers stays, and no other by it. */
async function letOthersGo(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  known: OtherRecords,
): Promise<readonly (Withheld | null)[]> {
  const absent = await mapOthers(async (object) => {
    const before = open.calls();
    const gone = await listAbsent(open.client, object, known[object], slice.signal);
    const calls = open.calls() - before;
    if (calls > 0) await slice.transaction((tx) => addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls }));
    return gone;
  });
  const withheld = [
    await letRelationshipsGo(slice, open.connection.id, absent[RELATIONSHIP]),
    await letStakeholdersGo(slice, open.connection.id, absent),
  ];
  if (PEOPLE_OBJECTS.some((object) => absent[object].length > 0)) {
    await slice.transaction((tx) => reopenAttributionOfStakeholders(tx, startOf(slice.run)));
  }
  return withheld;
}

/** The next run begins a little before the newest line of this one; without a line the cursor stays. */
async function moveCursor(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
  { checkpoint, stood, newestAt }: Log,
): Promise<void> {
  if (newestAt === null) return;
  const next = floorToSecond(new Date(newestAt.getTime() - pagingOf(connection).lookbackMs));
  const cursor = stood.cursor !== null && stood.cursor > next ? stood.cursor : next;
  await slice.transaction((tx) => saveCursor(slice, tx, checkpoint, { ...AT_BEGIN, ...stood, cursor }));
}
