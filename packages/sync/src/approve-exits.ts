import { approvedExits } from '@handrail/core';
import type { RunId, UserId, WorkspaceId } from '@handrail/core';
import {
  acceptEmptyField,
  closeRun,
  findLatestConfig,
  findRun,
  keepExits,
  listPresentRecords,
  listStreams,
  NO_COUNTS,
  reopenAttributionOfStakeholders,
  scheduleStream,
  setRunConfigVersion,
} from '@handrail/database';
import type { RunCounts, RunRow, WorkspaceHandle, WorkspaceTransaction } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import { approveUserExits } from './approve-user-exits.ts';
import { approveRemovals } from './approve-removals.ts';
import { COMPANY, readAccountContext } from './inbound/account-context.ts';
import type { AccountContext } from './inbound/account-context.ts';
import { applyInParts } from './inbound/apply-in-parts.ts';
import { applyAccountPage } from './inbound/apply-page.ts';
import type { AccountPage } from './inbound/apply-page.ts';
import { checkByIds } from './inbound/check-by-ids.ts';
import { fieldDrifted } from './inbound/field-drift.ts';
import { listAbsent } from './inbound/confirm-missing.ts';
import { linkHierarchy } from './inbound/link-hierarchy.ts';
import { listPresentOthers, mapOthers, removeOthers } from './inbound/remove-others.ts';
import { insteadOfUnchanged } from './inbound/settle-exits.ts';
import { GSID, MODIFIED_DATE, toSourceRecords } from './inbound/source-record.ts';
import type { WithheldExit } from './inbound/stream.ts';
import { removeAccounts } from './inbound/sweep.ts';
import { PEOPLE_OBJECTS } from './inbound/stakeholder-context.ts';
import { openGainsightReader } from './vendors.ts';
import type { OpenVendor, Vendors } from './vendors.ts';
import { closeDecided, getWaiting, withheldSchema } from './withheld-run.ts';

/** How long an approved emptiness holds: long enough for a full run to have stored it. */
const ACCEPTED_MS = 24 * 3_600_000;

/**
 * Decides about the exits that a run withheld. Approving compares again first: only what would still leave does, in the
 * way that was shown, and never more than was shown. Rejecting keeps everything, and no run but a full one asks about it
 * again. Throws run_not_waiting.
 */
export async function decideWithheld(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  runId: RunId,
  { decision, by }: { readonly decision: 'approve' | 'reject'; readonly by: UserId | null },
  signal: AbortSignal,
): Promise<RunRow> {
  const workspace = vendors.database.workspace(workspaceId);
  const drifted = await workspace.transaction(async (tx) => {
    const run = await getWaiting(tx, runId);
    return withheldSchema.parse(run.withheld).drift === null ? null : decideDrift(tx, run, decision, vendors);
  });
  if (drifted !== null) return drifted;
  if (decision === 'reject') {
    return workspace.transaction(async (tx) => {
      const run = await getWaiting(tx, runId);
      const { count, sample } = withheldSchema.parse(run.withheld);
      const end = { kind: 'kept', count, run: null, gone: 0 } as const;
      const closed = await closeDecided(tx, run, NO_COUNTS, vendors, end);
      await keepExits(tx, { runId, userId: by, now: vendors.outgoing.clock.now() }, sample);
      return closed;
    });
  }
  const removed = await approveRemovals(vendors, workspaceId, runId);
  if (removed !== null) return removed;
  const open = await openGainsightReader(vendors, workspaceId, { priority: 'increment' });
  try {
    const users = await approveUserExits({ vendors, workspaceId, runId }, open, signal);
    return users ?? (await approve(vendors, workspace, runId, open, signal));
  } finally {
    await open.close();
  }
}

/** Lets go what is still to leave of what was shown: companies by their filter and status too, others when they are gone. */
async function approve(
  vendors: Vendors,
  workspace: WorkspaceHandle,
  runId: RunId,
  open: OpenVendor<GainsightReader>,
  signal: AbortSignal,
): Promise<RunRow> {
  const connectionId = open.connection.id;
  const { inForce, shown, others, context } = await workspace.transaction(async (tx) => {
    const run = await getWaiting(tx, runId);
    const { sample } = withheldSchema.parse(run.withheld);
    const ids = sample.map(({ gainsightId }) => gainsightId);
    const companies = await listPresentRecords(tx, { connectionId, object: COMPANY }, ids);
    const isCompany = new Set(companies.map(({ gainsightId }) => gainsightId));
    const version = (await findLatestConfig(tx))?.version ?? run.config_version;
    return {
      inForce: version,
      shown: sample.filter(({ gainsightId }) => isCompany.has(gainsightId)),
      others: await listPresentOthers(tx, connectionId, ids),
      context: isCompany.size === 0 ? null : await readAccountContext(tx, open.connection, version),
    };
  });
  const gone = await mapOthers(async (object) => {
    const absent = await listAbsent(open.client, object, others[object], signal);
    return absent.map(({ gainsightId }) => gainsightId);
  });
  const compared = context === null ? null : await compareAgain(open, context, shown, signal);
  return workspace.transaction(async (tx) => {
    const cause = { run: await getWaiting(tx, runId), now: vendors.outgoing.clock.now(), isApproved: true };
    // What is let go now is decided by what was saved meanwhile, and “Why?” reads the rule from the run's version.
    await setRunConfigVersion(tx, runId, inForce);
    const exits = await removeOthers(tx, cause, connectionId, gone);
    if (PEOPLE_OBJECTS.some((object) => gone[object].length > 0)) {
      await reopenAttributionOfStakeholders(tx, cause.now);
    }
    const counts =
      context === null || compared === null
        ? NO_COUNTS
        : await letGo(tx, cause.run, open, context, compared, vendors);
    await linkHierarchy(tx, connectionId, cause.now);
    return closeDecided(tx, cause.run, { ...counts, exits: counts.exits + exits }, vendors);
  });
}

/**
 * Decides about a run that a field stopped. Approving lets the field be empty for a day, which a full run at once makes
 * use of; a field that is gone cannot be approved, only replaced. Either way this run decided nothing and is over.
 */
async function decideDrift(
  tx: WorkspaceTransaction,
  run: RunRow,
  decision: 'approve' | 'reject',
  vendors: Vendors,
): Promise<RunRow> {
  const { drift } = withheldSchema.parse(run.withheld);
  const now = vendors.outgoing.clock.now();
  const stream = (await listStreams(tx)).find((row) => row.id === run.stream_id);
  if (decision === 'approve' && drift !== null && stream?.connection_id != null) {
    if (drift.kind === 'removed') throw fieldDrifted(drift);
    const of = { connectionId: stream.connection_id, object: drift.object, field: drift.field };
    await acceptEmptyField(tx, of, new Date(now.getTime() + ACCEPTED_MS));
    await scheduleStream(tx, stream.id, { fullDueAt: now });
  }
  await closeRun(tx, run.id, { state: 'cancelled', failure: null, withheld: null, now });
  return (await findRun(tx, run.id)) ?? run;
}

/** What stands now of the exits that were shown. */
interface Compared {
  /** Shown as missing, and still not there. */
  readonly absent: readonly string[];
  /** Shown as leaving by the filter or as Churned, as they read now. */
  readonly records: Parameters<typeof applyAccountPage>[1]['records'];
  readonly kinds: ReadonlyMap<string, 'filtered' | 'churned'>;
}

async function compareAgain(
  open: OpenVendor<GainsightReader>,
  context: AccountContext,
  shown: readonly WithheldExit[],
  signal: AbortSignal,
): Promise<Compared> {
  const fields = [GSID, MODIFIED_DATE, ...context.sources];
  const absent: string[] = [];
  const records: Compared['records'][number][] = [];
  const kinds = new Map<string, 'filtered' | 'churned'>();
  for (const { gainsightId, kind } of shown)
    if (kind === 'filtered' || kind === 'churned') kinds.set(gainsightId, kind);
  for await (const check of checkByIds(open.client, COMPANY, shown, fields, signal)) {
    absent.push(...check.absent.map((exit) => exit.gainsightId));
    const found = toSourceRecords(check.found, context.sources);
    records.push(...found.filter(({ gainsightId }) => kinds.has(gainsightId)));
  }
  const missing = shown.filter(({ kind }) => kind === 'missing').map((exit) => exit.gainsightId);
  return { absent: approvedExits(missing, absent), records, kinds };
}

/** Carries out what still would leave, in the way that it was shown as. */
async function letGo(
  tx: WorkspaceTransaction,
  run: RunRow,
  { connection }: OpenVendor<GainsightReader>,
  context: AccountContext,
  { absent, records, kinds }: Compared,
  vendors: Vendors,
): Promise<RunCounts> {
  const now = vendors.outgoing.clock.now();
  const exits = await removeAccounts(tx, { run, now, isApproved: true }, connection.id, absent);
  if (records.length === 0) return { ...NO_COUNTS, exits };
  const released = { kinds, isApproved: true };
  const page: AccountPage = { run, connection, context, records, now, released };
  const counts = await applyInParts(tx, COMPANY, page, applyAccountPage);
  return { ...insteadOfUnchanged(counts), exits };
}
