import { USER_LIMITS } from '@handrail/core';
import {
  addRunCounts,
  hasMetWithoutId,
  listUnseenMembers,
  NO_COUNTS,
  removeAccountMembers,
} from '@handrail/database';
import { MAX_QUERY_ROWS } from '@handrail/gainsight';
import type { GainsightReader } from '@handrail/gainsight';
import { openGainsightReader } from '../../vendors.ts';
import type { OpenVendor, Vendors } from '../../vendors.ts';
import { USER } from '../account-context.ts';
import { applyInParts } from '../apply-in-parts.ts';
import { confirmMissing, listAbsent } from '../confirm-missing.ts';
import { describeObject } from '../describe-object.ts';
import { listStandingFields } from '../described-fields.ts';
import { pagingOf } from '../paging-of.ts';
import { findPosition } from '../position.ts';
import { readRun } from '../read-by-ids.ts';
import { finishObject } from '../read-object.ts';
import type { ObjectReading } from '../read-object.ts';
import { openingOf } from '../run-priority.ts';
import { settleUsers } from '../settle-users.ts';
import { GSID, MODIFIED_DATE, toSourceRecords } from '../source-record.ts';
import type { Slice, SliceOutcome, Stream, Withheld } from '../stream.ts';
import { findUnseen, idsOf } from '../sweep.ts';
import { readUserContext } from '../user-context.ts';
import { applyTeamPage, applyUserPage, COMPANY_TEAM } from '../user-page.ts';
import { joinWithheld, withhold } from '../withhold.ts';

/**
 * Users of Gainsight with managers and licences, and the teams of companies: every four hours, daily in full. Rights are
 * settled with every page; who is absent counts only after a full run. A tenant without company teams has none to read.
 */
export function createUsersStream(vendors: Vendors): Stream {
  return {
    name: 'users',
    label: 'Users',
    direction: 'in',
    followedBy: [],
    async slice(slice) {
      const open = await openGainsightReader(vendors, slice.workspaceId, openingOf(slice));
      try {
        return await readUsers(slice, open);
      } finally {
        await open.close();
      }
    },
  };
}

async function readUsers(slice: Slice, open: OpenVendor<GainsightReader>): Promise<SliceOutcome> {
  const isNew = (await findPosition(slice, USER)) === undefined;
  if (isNew) await describeObject(slice, open, USER);
  const users = await userReading(slice, open);
  if (!(await readRun(slice, open, users)).isDone) return { kind: 'more' };
  const hasTeams = !isNew || (await describeObject(slice, open, COMPANY_TEAM));
  const teams = hasTeams ? await teamReading(slice, open) : null;
  if (teams !== null && !(await readRun(slice, open, teams)).isDone) return { kind: 'more' };
  const isListed = slice.run.mode === 'full' && users.paging === 'gsid';
  const ofTeams = isListed && teams !== null ? await settleTeams(slice, open) : null;
  const ofUsers = await settleAll(slice, open, isListed);
  for (const reading of teams === null ? [users] : [users, teams]) {
    const position = await findPosition(slice, reading.object);
    if (position !== undefined) await slice.transaction((tx) => finishObject(slice, tx, reading, position));
  }
  return { kind: 'complete', withheld: joinWithheld([ofUsers, ofTeams]) };
}

async function userReading(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
): Promise<ObjectReading> {
  const context = await slice.transaction((tx) => readUserContext(tx, connection));
  return {
    ...pagingOf(connection),
    object: USER,
    dateField: MODIFIED_DATE,
    select: [GSID, MODIFIED_DATE, ...context.sources],
    pageSizeRecords: MAX_QUERY_ROWS,
    apply(tx, rows, inParts) {
      const records = toSourceRecords(rows, context.sources);
      const page = { run: slice.run, connection, context, records, now: slice.clock.now() };
      return inParts ? applyInParts(tx, USER, page, applyUserPage) : applyUserPage(tx, page);
    },
  };
}

/** Null where the tenant's object does not say who works for whom. */
async function teamReading(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
): Promise<ObjectReading | null> {
  const described = await slice.transaction((tx) => listStandingFields(tx, connection.id, COMPANY_TEAM));
  const names = new Set(described.map(({ name }) => name));
  const find = (...spellings: readonly string[]) => spellings.find((name) => names.has(name));
  const [company, user] = [find('Company_ID', 'CompanyGsid'), find('User_ID', 'UserGsid')];
  const dateField = find('ModifiedAt', MODIFIED_DATE);
  if (company === undefined || user === undefined || dateField === undefined) return null;
  const others = ['TeamRole', 'Deleted'].filter((name) => names.has(name));
  const sources = [company, user, ...others];
  return {
    ...pagingOf(connection),
    object: COMPANY_TEAM,
    dateField,
    select: [GSID, dateField, ...sources],
    pageSizeRecords: MAX_QUERY_ROWS,
    apply(tx, rows, inParts) {
      const records = toSourceRecords(rows, sources);
      const page = { run: slice.run, connection, fields: { company, user }, records, now: slice.clock.now() };
      return inParts ? applyInParts(tx, COMPANY_TEAM, page, applyTeamPage) : applyTeamPage(tx, page);
    },
  };
}

/** Ends a run: who stood before a full one and was not seen goes, confirmed absent by their id, or the guard keeps them. */
async function settleAll(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  isListed: boolean,
): Promise<Withheld | null> {
  const { connection } = open;
  const unseen = isListed ? await findUnseen(slice, { connectionId: connection.id, object: USER }) : [];
  const missing = idsOf(await confirmMissing(slice, open, USER, unseen));
  return slice.transaction((tx) => settleUsers(tx, { connection, missing, now: slice.clock.now() }));
}

/** The same for places on teams: a short list takes nobody's accounts away. */
async function settleTeams(slice: Slice, open: OpenVendor<GainsightReader>): Promise<Withheld | null> {
  const connectionId = open.connection.id;
  const of = { connectionId, runId: slice.run.id, object: COMPANY_TEAM };
  const { live, unseen } = await slice.transaction(async (tx) =>
    (await hasMetWithoutId(tx, of)) ? { live: 0, unseen: [] } : listUnseenMembers(tx, of),
  );
  if (unseen.length === 0) return null;
  const shown = unseen.map((exit) => ({ ...exit, kind: 'missing' as const }));
  const candidates = unseen.map(({ gainsightId }) => gainsightId);
  const withheld = withhold({
    candidates,
    shown,
    live,
    past: [],
    limits: USER_LIMITS,
    now: slice.clock.now(),
  });
  if (withheld !== null) return withheld;
  const absent = await listAbsent(open.client, COMPANY_TEAM, unseen, slice.signal);
  if (absent.length < unseen.length) return null;
  await slice.transaction(async (tx) => {
    const exits = await removeAccountMembers(tx, connectionId, candidates);
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, exits });
  });
  return null;
}
