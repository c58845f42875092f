import { findRun, listPersonsOfCompany, reopenAttributionOfStakeholders } from '@handrail/database';
import { MAX_QUERY_ROWS } from '@handrail/gainsight';
import type { GainsightReader } from '@handrail/gainsight';
import { openGainsightReader } from '../../vendors.ts';
import type { OpenVendor, Vendors } from '../../vendors.ts';
import { applyInParts } from '../apply-in-parts.ts';
import { applyStakeholderPage } from '../apply-stakeholder-page.ts';
import { describeObject, isQueryRefused, isRefusal, refusedFields } from '../describe-object.ts';
import { followMerges } from '../follow-merges.ts';
import { followStakeholderAccounts } from '../follow-stakeholder-accounts.ts';
import { pagingOf } from '../paging-of.ts';
import { findPosition } from '../position.ts';
import { projectRelationshipPeople } from '../project-relationship-people.ts';
import { readByIds, readRun } from '../read-by-ids.ts';
import { endRefusals, readAround, readOrDescribe } from '../read-around.ts';
import type { RefusedFields } from '../read-around.ts';
import { finishObject } from '../read-object.ts';
import type { ObjectReading } from '../read-object.ts';
import { openingOf } from '../run-priority.ts';
import { scopeOf } from '../run-scope.ts';
import { GSID, MODIFIED_DATE } from '../source-record.ts';
import {
  COMPANY_PERSON,
  decidesStakeholders,
  isRelationshipTieReadable,
  PEOPLE_OBJECTS,
  PERSON,
  readStakeholderContext,
  RELATIONSHIP_PERSON,
  TIE,
} from '../stakeholder-context.ts';
import type { PeopleObject, StakeholderContext } from '../stakeholder-context.ts';
import type { Slice, SliceOutcome, Stream } from '../stream.ts';
import { settleStakeholderExits } from '../stakeholder-exits.ts';
import { startOf } from '../sweep.ts';
import { readableSources, toReadRecords } from '../unread-fields.ts';
import type { FieldReading } from '../unread-fields.ts';

/**
 * Persons of Gainsight at their companies as stakeholders of ours: each object with its own position, kept as it is read and
 * joined from the stored rows whenever one changes. Persons at relationships are read where the tenant has them.
 */
export function createStakeholdersStream(vendors: Vendors): Stream {
  return {
    name: 'stakeholders',
    label: 'Stakeholders',
    direction: 'in',
    followedBy: ['signals'],
    async slice(slice) {
      const open = await openGainsightReader(vendors, slice.workspaceId, openingOf(slice));
      try {
        return await readAround(slice, open, {
          objects: PEOPLE_OBJECTS,
          read: (refused) => readStakeholders(slice, open, refused),
          async decider(object) {
            await readContext(slice, open);
            return (field) => decidesStakeholders(object, field);
          },
        });
      } finally {
        await open.close();
      }
    },
  };
}

function readContext(slice: Slice, { connection }: OpenVendor<GainsightReader>): Promise<StakeholderContext> {
  return slice.transaction((tx) => readStakeholderContext(tx, connection, slice.run.config_version));
}

async function readStakeholders(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  refused: RefusedFields,
): Promise<SliceOutcome> {
  if ((await findPosition(slice, COMPANY_PERSON)) === undefined) {
    for (const object of PEOPLE_OBJECTS) {
      await describeObject(slice, open, object, { isOptional: object === RELATIONSHIP_PERSON });
    }
  }
  const context = await readOrDescribe(slice, open, () => readContext(slice, open));
  const fieldsOf = (object: PeopleObject): FieldReading => {
    const { sources, unread } = context.reading[object];
    return { sources, unread: [...unread, ...(refused.get(object) ?? [])] };
  };
  const readingOfObject = (object: PeopleObject) =>
    readingOf(slice, open, context, { object, fields: fieldsOf(object) });
  const ties = readingOfObject(COMPANY_PERSON);
  const persons = readingOfObject(PERSON);
  // In this order: whether a person is in follows from their ties.
  const readings = [
    ties,
    persons,
    ...(isRelationshipTieReadable(fieldsOf(RELATIONSHIP_PERSON))
      ? [readingOfObject(RELATIONSHIP_PERSON)]
      : []),
  ];
  const read: ObjectReading[] = [];
  for (const reading of readings) {
    const end = await readOne(slice, open, reading);
    if (end === 'more') return { kind: 'more' };
    if (end === 'read') read.push(reading);
  }
  // By offset a listing may have missed a record: then nobody is gone by it.
  const isListed = slice.run.mode === 'full' && read.every(({ paging }) => paging === 'gsid');
  const objects = read.map(({ object }) => object);
  const withheld = isListed ? await settleStakeholderExits(slice, open, objects) : null;
  await slice.tellPlanner();
  // Who stands only at a relationship waits for their person, whom the accounts then ask for.
  const projecting = { run: slice.run, connection: open.connection, context, now: slice.clock.now() };
  await slice.transaction((tx) => projectRelationshipPeople(tx, projecting));
  const relationshipTies = read.find(({ object }) => object === RELATIONSHIP_PERSON) ?? null;
  if (!(await followStakeholderAccounts(slice, open, context, { ties, persons, relationshipTies })))
    return { kind: 'more' };
  await finish(slice, open, { read, refused });
  await slice.transaction((tx) => followMerges(tx, open.connection.id, slice.clock.now()));
  return { kind: 'complete', withheld };
}

/** Reads what the run is to read of an object, and tries again what was set aside; answers whether it got to the end. */
async function readScope(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  reading: ObjectReading,
): Promise<boolean> {
  const scope = scopeOf(slice.run);
  if (scope?.kind === 'account' && reading.object === PERSON) {
    const ids = await slice.transaction((tx) =>
      listPersonsOfCompany(tx, open.connection.id, scope.gainsightId),
    );
    return (await readByIds(slice, open, reading, ids)).isDone;
  }
  return (await readRun(slice, open, reading)).isDone;
}

/**
 * Reads one object to its end. Persons at relationships may be refused: then nothing of them changes. A field of theirs that
 * is refused by its name may be left out, as one of any object.
 */
async function readOne(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  reading: ObjectReading,
): Promise<'read' | 'more' | 'refused'> {
  try {
    return (await readScope(slice, open, reading)) ? 'read' : 'more';
  } catch (error) {
    const isOptional = reading.object === RELATIONSHIP_PERSON;
    const namesFields = isQueryRefused(error) && refusedFields(error).length > 0;
    if (isOptional && isRefusal(error) && !namesFields) return 'refused';
    throw error;
  }
}

function readingOf(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
  context: StakeholderContext,
  { object, fields }: { readonly object: PeopleObject; readonly fields: FieldReading },
): ObjectReading {
  const scope = scopeOf(slice.run);
  const sources = readableSources(fields);
  return {
    ...pagingOf(connection),
    ...(scope?.kind === 'account' && sources.includes(TIE.company)
      ? { only: [{ name: TIE.company, operator: 'EQ', value: [scope.gainsightId] }] }
      : {}),
    object,
    dateField: MODIFIED_DATE,
    select: [GSID, MODIFIED_DATE, ...sources],
    pageSizeRecords: MAX_QUERY_ROWS,
    async apply(tx, rows, inParts) {
      const records = await toReadRecords(tx, { connectionId: connection.id, object }, fields, rows);
      const page = { run: slice.run, connection, context, object, records, now: slice.clock.now() };
      return inParts ? applyInParts(tx, object, page, applyStakeholderPage) : applyStakeholderPage(tx, page);
    },
  };
}

async function finish(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  { read, refused }: { readonly read: readonly ObjectReading[]; readonly refused: RefusedFields },
): Promise<void> {
  const positions = new Map<ObjectReading, Awaited<ReturnType<typeof findPosition>>>();
  for (const reading of read) positions.set(reading, await findPosition(slice, reading.object));
  await slice.transaction(async (tx) => {
    for (const [reading, position] of positions) {
      if (position === undefined) continue;
      await finishObject(slice, tx, reading, position);
      await endRefusals(slice, tx, open, { object: reading.object, refused });
    }
    const run = await findRun(tx, slice.run.id);
    if (run !== undefined && run.added + run.changed + run.exits > 0) {
      await reopenAttributionOfStakeholders(tx, startOf(slice.run));
    }
  });
}
