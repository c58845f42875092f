import { findUnstorable } from '@handrail/core';
import {
  addRunCounts,
  countSourceRecords,
  NO_COUNTS,
  NO_ID,
  resolveSetAside,
  saveRelationshipTypes,
  setAsideRecords,
  setRunTotal,
} from '@handrail/database';
import { MAX_QUERY_ROWS } from '@handrail/gainsight';
import type { GainsightReader } from '@handrail/gainsight';
import { openGainsightReader } from '../../vendors.ts';
import type { OpenVendor, Vendors } from '../../vendors.ts';
import { applyInParts } from '../apply-in-parts.ts';
import { describeObject } from '../describe-object.ts';
import { followAccounts } from '../follow-accounts.ts';
import { observeValues, readWatchedFields } from '../observe-values.ts';
import type { WatchedFields } from '../observe-values.ts';
import { pagingOf } from '../paging-of.ts';
import { findPosition } from '../position.ts';
import { endRefusals, readAround, readOrDescribe } from '../read-around.ts';
import type { RefusedFields } from '../read-around.ts';
import { finishObject } from '../read-object.ts';
import type { ObjectReading } from '../read-object.ts';
import {
  decidesRelationships,
  readRelationshipContext,
  RELATIONSHIP,
  RELATIONSHIP_TYPE,
} from '../relationship-context.ts';
import type { RelationshipContext } from '../relationship-context.ts';
import { readRun } from '../read-by-ids.ts';
import { openingOf } from '../run-priority.ts';
import { scopeOf } from '../run-scope.ts';
import { settleRelationshipExits } from '../relationship-exits.ts';
import { applyRelationshipPage } from '../relationship-page.ts';
import { GSID, MODIFIED_DATE } from '../source-record.ts';
import type { Slice, SliceOutcome, Stream } from '../stream.ts';
import { leaveOut, readableSources, toReadRecords } from '../unread-fields.ts';

/**
 * Relationships under accounts, with their types: hourly by ModifiedDate, daily in full with a sweep. A tenant without
 * relationships has none to read, which is no failure.
 */
export function createRelationshipsStream(vendors: Vendors): Stream {
  return {
    name: 'relationships',
    label: 'Relationships',
    direction: 'in',
    followedBy: [],
    async slice(slice) {
      const open = await openGainsightReader(vendors, slice.workspaceId, openingOf(slice));
      try {
        return await readAround(slice, open, {
          objects: [RELATIONSHIP],
          read: (refused) => readRelationships(slice, open, refused),
          async decider() {
            const context = await readContext(slice, open);
            return (field) => decidesRelationships(context, field);
          },
        });
      } finally {
        await open.close();
      }
    },
  };
}

function readContext(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
): Promise<RelationshipContext> {
  return slice.transaction((tx) => readRelationshipContext(tx, connection, slice.run.config_version));
}

async function readWatched(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
  { unread }: RelationshipContext,
): Promise<WatchedFields> {
  const watched = await slice.transaction((tx) =>
    readWatchedFields(tx, connection.id, RELATIONSHIP, slice.run.config_version),
  );
  return { ...watched, fields: leaveOut(watched.fields, unread) };
}

async function readRelationships(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  refused: RefusedFields,
): Promise<SliceOutcome> {
  const isNew = (await findPosition(slice, RELATIONSHIP)) === undefined;
  if (isNew && !(await describeObject(slice, open, RELATIONSHIP)))
    return { kind: 'complete', withheld: null };
  const known = await readOrDescribe(slice, open, () => readContext(slice, open));
  const context = { ...known, unread: [...known.unread, ...(refused.get(RELATIONSHIP) ?? [])] };
  if (isNew) await prepare(slice, open, context);
  const reading = relationshipReading(slice, open, context, await readWatched(slice, open, context));
  if (!(await readRun(slice, open, reading)).isDone) return { kind: 'more' };
  const isListed = slice.run.mode === 'full' && reading.paging === 'gsid';
  const withheld = isListed ? await settleRelationshipExits(slice, open) : null;
  const position = await findPosition(slice, RELATIONSHIP);
  if (position !== undefined) {
    await slice.transaction(async (tx) => {
      await finishObject(slice, tx, reading, position);
      await endRefusals(slice, tx, open, { object: RELATIONSHIP, refused });
    });
  }
  return { kind: 'complete', withheld };
}

/** Before the first page: the types, those who follow their accounts, and how many to expect. */
async function prepare(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  context: RelationshipContext,
): Promise<void> {
  await readTypes(slice, open);
  await followAccounts(slice, open, context);
  if (slice.run.mode !== 'full') return;
  await slice.transaction(async (tx) => {
    const of = { connectionId: open.connection.id, object: RELATIONSHIP };
    const { present } = await countSourceRecords(tx, of);
    if (present > 0) await setRunTotal(tx, slice.run.id, present);
  });
}

/** All types, one call: there are few, and their names are all that is kept. */
async function readTypes(slice: Slice, open: OpenVendor<GainsightReader>): Promise<void> {
  const before = open.calls();
  const fields = ['Gsid', 'Name'];
  for await (const page of open.client.relationshipTypes.list({ fields }, { signal: slice.signal })) {
    const types = page.items.flatMap(({ gsid, name }) =>
      name === null ? [] : [{ gainsightId: gsid, name }],
    );
    const fine = types.filter(({ name }) => findUnstorable({ Name: name }) === null);
    const aside = [
      ...types.flatMap(({ gainsightId, name }) => {
        const fault = findUnstorable({ Name: name });
        return fault === null ? [] : [{ gainsightId, ...fault }];
      }),
      ...page.unreadable.map(({ gsid, fields: [field = null] }) => ({
        gainsightId: gsid ?? NO_ID,
        field,
        reason: gsid === null ? 'missing-id' : 'not-a-text',
      })),
    ];
    const from = { connectionId: open.connection.id, object: RELATIONSHIP_TYPE, now: slice.clock.now() };
    await slice.transaction(async (tx) => {
      await saveRelationshipTypes(tx, from.connectionId, fine, from.now);
      await setAsideRecords(tx, { ...from, runId: slice.run.id }, aside);
      await resolveSetAside(
        tx,
        from,
        [NO_ID, ...fine.map(({ gainsightId }) => gainsightId)].filter(
          (id) => !aside.some((one) => one.gainsightId === id),
        ),
      );
      // Types are no records of the run, unless something is wrong with one.
      const counts = { ...NO_COUNTS, seen: aside.length, setAside: aside.length };
      await addRunCounts(tx, slice.run.id, counts);
    });
  }
  const calls = open.calls() - before;
  await slice.transaction((tx) => addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls }));
}

function relationshipReading(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
  context: RelationshipContext,
  watched: WatchedFields,
): ObjectReading {
  const scope = scopeOf(slice.run);
  const company = context.rules.sources.company?.name;
  return {
    ...pagingOf(connection),
    object: RELATIONSHIP,
    ...(scope?.kind === 'account' && company !== undefined
      ? { only: [{ name: company, operator: 'EQ', value: [scope.gainsightId] }] }
      : {}),
    dateField: MODIFIED_DATE,
    select: [GSID, MODIFIED_DATE, ...readableSources(context), ...watched.fields],
    pageSizeRecords: MAX_QUERY_ROWS,
    async apply(tx, rows, inParts) {
      await observeValues(tx, watched, rows, slice.clock.now());
      const of = { connectionId: connection.id, object: RELATIONSHIP };
      const records = await toReadRecords(tx, of, context, rows);
      const page = { run: slice.run, connection, context, records, now: slice.clock.now() };
      return inParts
        ? applyInParts(tx, RELATIONSHIP, page, applyRelationshipPage)
        : applyRelationshipPage(tx, page);
    },
  };
}
