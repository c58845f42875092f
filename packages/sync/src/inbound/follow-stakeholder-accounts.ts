import {
  addRunCounts,
  forgetPersonsOut,
  forgetTiesOut,
  listPersonsToReturn,
  listTiesToReturn,
  NO_COUNTS,
  scheduleStream,
} from '@handrail/database';
import type { StakeholderObjects, WorkspaceTransaction } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import type { OpenVendor } from '../vendors.ts';
import { leaveWithAccount } from './leave-with-account.ts';
import { readByIds } from './read-by-ids.ts';
import { projectRelationshipPeople } from './project-relationship-people.ts';
import type { ObjectReading } from './read-object.ts';
import { RELATIONSHIP_PERSON, stakeholderObjects } from './stakeholder-context.ts';
import type { StakeholderContext } from './stakeholder-context.ts';
import type { Slice } from './stream.ts';

/** Records forgotten in one transaction. */
const AT_ONCE = 5_000;
/** Most records asked for by id, 199 a call; more than these a full run of the object reads in fewer calls. */
export const MOST_BY_ID = 5_000;

type ListReturning = (tx: WorkspaceTransaction, of: StakeholderObjects, limit: number) => Promise<string[]>;

/**
 * Has ties and persons follow their accounts, whose own dates they do not show: what was read of those whose account the
 * filter keeps out by now is forgotten, and those whose account came in are asked for by id, or by a full run when they
 * are many. Answers whether it got to the end within the slice.
 */
export async function followStakeholderAccounts(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  context: StakeholderContext,
  readings: {
    readonly ties: ObjectReading;
    readonly persons: ObjectReading;
    /** Null where there are none, or none to be read. */
    readonly relationshipTies: ObjectReading | null;
  },
): Promise<boolean> {
  const { ties, persons, relationshipTies } = readings;
  return (
    (await forget(slice, open, context)) &&
    (await ask(slice, open, ties, listTiesToReturn)) !== 'more' &&
    (await askAtRelationships(slice, open, context, relationshipTies)) &&
    (await askForPersons(slice, open, context, persons))
  );
}

/** Who stands only at a relationship waits for their person from here on, whom the run then asks for. */
async function askAtRelationships(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  context: StakeholderContext,
  reading: ObjectReading | null,
): Promise<boolean> {
  if (reading === null) return true;
  const list: ListReturning = (tx, of, limit) =>
    listTiesToReturn(tx, { ...of, tie: RELATIONSHIP_PERSON }, limit);
  return projectAsked(slice, open, context, await ask(slice, open, reading, list));
}

/** Who stands only at a relationship and whose person was read just now waits no longer. */
async function askForPersons(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  context: StakeholderContext,
  reading: ObjectReading,
): Promise<boolean> {
  return projectAsked(slice, open, context, await ask(slice, open, reading, listPersonsToReturn));
}

async function projectAsked(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  context: StakeholderContext,
  asked: Asked,
): Promise<boolean> {
  if (asked === 'read') {
    const projecting = { run: slice.run, connection: open.connection, context, now: slice.clock.now() };
    await slice.transaction((tx) => projectRelationshipPeople(tx, projecting));
  }
  return asked !== 'more';
}

async function forget(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
  context: StakeholderContext,
): Promise<boolean> {
  const of = stakeholderObjects(connection);
  for (let isLast = false; !isLast;) {
    if (slice.isOver()) return false;
    isLast = await slice.transaction(async (tx) => {
      const now = slice.clock.now();
      const ties = await forgetTiesOut(tx, of, { limit: AT_ONCE, now });
      const projecting = { run: slice.run, connection, context, now };
      const exits = await leaveWithAccount(tx, projecting, ties);
      await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, exits });
      if (ties.length === AT_ONCE) return false;
      return (await forgetPersonsOut(tx, of, { limit: AT_ONCE, now })) < AT_ONCE;
    });
  }
  return true;
}

/** Whether records were read by their ids, none had to be, or the slice ended before all of them were. */
type Asked = 'read' | 'nothing' | 'more';

async function ask(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  reading: ObjectReading,
  list: ListReturning,
): Promise<Asked> {
  const of = stakeholderObjects(open.connection);
  const ids = await slice.transaction((tx) => list(tx, of, MOST_BY_ID + 1));
  if (ids.length === 0) return 'nothing';
  if (ids.length <= MOST_BY_ID) return (await readByIds(slice, open, reading, ids)).isDone ? 'read' : 'more';
  await slice.transaction((tx) => scheduleStream(tx, slice.stream.id, { fullDueAt: slice.clock.now() }));
  return 'nothing';
}
