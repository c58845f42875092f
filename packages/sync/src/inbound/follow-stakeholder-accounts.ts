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
import { applyStakeholderPage, leaveWithAccount } from './apply-stakeholder-page.ts';
import { checkByIds } from './check-by-ids.ts';
import { GSID, MODIFIED_DATE, toSourceRecord } from './source-record.ts';
import { COMPANY_PERSON, PERSON, stakeholderObjects } from './stakeholder-context.ts';
import type { StakeholderContext } from './stakeholder-context.ts';
import type { Slice } from './stream.ts';

/** Records forgotten in one transaction. */
const AT_ONCE = 5_000;
/** Most records asked for by id, 199 a call; more than these a full run of the object reads in fewer calls. */
const MOST_BY_ID = 5_000;

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
): Promise<boolean> {
  return (
    (await forget(slice, open, context)) &&
    (await ask(slice, open, context, COMPANY_PERSON, listTiesToReturn)) &&
    (await ask(slice, open, context, PERSON, listPersonsToReturn))
  );
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
      const ties = await forgetTiesOut(tx, of, AT_ONCE);
      const projecting = { run: slice.run, connection, context, now: slice.clock.now() };
      const exits = await leaveWithAccount(tx, projecting, ties);
      await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, exits });
      if (ties.length === AT_ONCE) return false;
      return (await forgetPersonsOut(tx, of, AT_ONCE)) < AT_ONCE;
    });
  }
  return true;
}

async function ask(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  context: StakeholderContext,
  object: typeof COMPANY_PERSON | typeof PERSON,
  list: ListReturning,
): Promise<boolean> {
  const { connection } = open;
  const ids = await slice.transaction((tx) => list(tx, stakeholderObjects(connection), MOST_BY_ID + 1));
  if (ids.length > MOST_BY_ID) {
    await slice.transaction((tx) => scheduleStream(tx, slice.stream.id, { fullDueAt: slice.clock.now() }));
    return true;
  }
  let calls = open.calls();
  const sources = context.sources[object];
  const asked = ids.map((gainsightId) => ({ gainsightId }));
  const select = [GSID, MODIFIED_DATE, ...sources];
  for await (const check of checkByIds(open.client, object, asked, select, slice.signal)) {
    const records = check.found
      .map((row) => toSourceRecord(row, sources))
      .filter((record) => record !== null);
    const made = open.calls();
    await slice.transaction(async (tx) => {
      const page = { run: slice.run, connection, context, object, records, now: slice.clock.now() };
      const counts = await applyStakeholderPage(tx, page);
      await addRunCounts(tx, slice.run.id, { ...counts, calls: made - calls, bytes: check.bytes });
    });
    calls = made;
    if (slice.isOver()) return false;
  }
  return true;
}
