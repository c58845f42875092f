import type { AccountId, Configuration, MeetingId } from '@handrail/core';
import {
  listAccountsById,
  listAttributions,
  listRuledMeetings,
  listTimelineAccounts,
} from '@handrail/database';
import type { RuledMeeting, WorkspaceHandle, WorkspaceTransaction } from '@handrail/database';
import { REVIEW_REASONS } from './attribute-meetings.ts';
import { judgeAttribution } from './judge-attribution.ts';

/** What other rules do to a meeting. */
export const SIMULATION_KINDS = ['moved', 'gained', 'lost'] as const;

/** One of {@link SIMULATION_KINDS}: to other accounts, from none to some, from some to none; then it waits in Review. */
export type SimulationKind = (typeof SIMULATION_KINDS)[number];

interface NamedAccount {
  readonly id: AccountId;
  readonly name: string;
}

/** A meeting that would stand elsewhere. */
export interface SimulatedMeeting {
  readonly meetingId: MeetingId;
  readonly title: string;
  readonly startedAt: Date | null;
  readonly kind: SimulationKind;
  readonly before: readonly NamedAccount[];
  readonly after: readonly NamedAccount[];
  /** Why it would stand there, or wait. */
  readonly reason: string;
  /** Accounts whose Timeline it would leave. */
  readonly withdrawnFrom: readonly NamedAccount[];
}

/** What a configuration would do to every meeting that rules place. */
export interface Simulation {
  readonly judged: number;
  readonly totals: Readonly<Record<SimulationKind, number>>;
  /** Entries that would leave a Timeline of Gainsight. */
  readonly withdrawals: number;
  readonly meetings: readonly SimulatedMeeting[];
}

/** What is asked of a simulation. */
export interface SimulationAsked {
  readonly configuration: Configuration;
  /** Meetings that are not judged, because they would be kept out. */
  readonly except: ReadonlySet<MeetingId>;
  /** Meetings listed; totals count all. */
  readonly limit: number;
}

const PAGE_MEETINGS = 1_000;

/**
 * Judges all meetings that rules placed by the rules of a draft, as the pass after Save would: a person's word stays.
 * Nothing is written.
 */
export async function simulateAttribution(
  workspace: WorkspaceHandle,
  { configuration, except, limit }: SimulationAsked,
): Promise<Simulation> {
  const totals: Record<SimulationKind, number> = { moved: 0, gained: 0, lost: 0 };
  const meetings: SimulatedMeeting[] = [];
  let judged = 0;
  let withdrawals = 0;
  for (let after: MeetingId | null = null; ;) {
    // One page, one transaction: all of history must not hold the database for seconds.
    const from: MeetingId | null = after;
    const page = await workspace.transaction(async (tx) => {
      const rows = await listRuledMeetings(tx, { after: from, limit: PAGE_MEETINGS });
      const kept = rows.filter(({ id }) => !except.has(id));
      return { rows, kept: kept.length, changed: await judgePage(tx, configuration, kept) };
    });
    judged += page.kept;
    for (const meeting of page.changed) {
      totals[meeting.kind] += 1;
      withdrawals += meeting.withdrawnFrom.length;
      if (meetings.length < limit) meetings.push(meeting);
    }
    const last = page.rows.at(-1);
    if (last === undefined || page.rows.length < PAGE_MEETINGS) {
      return { judged, totals, withdrawals, meetings };
    }
    after = last.id;
  }
}

async function judgePage(
  tx: WorkspaceTransaction,
  configuration: Configuration,
  rows: readonly RuledMeeting[],
): Promise<readonly SimulatedMeeting[]> {
  const ids = rows.map(({ id }) => id);
  const standing = Map.groupBy(await listAttributions(tx, ids), (row) => row.meeting_id);
  const entries = Map.groupBy(await listTimelineAccounts(tx, ids), (row) => row.meetingId);
  const judged = await judgeAttribution(tx, configuration, rows);
  const changes = judged.flatMap(({ id, attribution }) => {
    if (attribution.kind === 'stays') return [];
    const before = (standing.get(id) ?? []).map((row) => row.account_id);
    const after = attribution.kind === 'attributed' ? attribution.decisions.map((one) => one.accountId) : [];
    if (sameSet(before, after)) return [];
    const reason =
      attribution.kind === 'attributed'
        ? attribution.decisions.map((one) => one.reason).join('; ')
        : REVIEW_REASONS[attribution.why];
    const held = (entries.get(id) ?? []).map(({ accountId }) => accountId);
    return [{ id, before, after, reason, withdrawn: held.filter((one) => !after.includes(one)) }];
  });
  const involved = changes.flatMap(({ before, after, withdrawn }) => [...before, ...after, ...withdrawn]);
  const accounts = await listAccountsById(tx, [...new Set(involved)]);
  const names = new Map(accounts.map((account) => [account.id, account.name]));
  const named = (accountIds: readonly AccountId[]) =>
    accountIds.map((id) => ({ id, name: names.get(id) ?? '' }));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return changes.map(({ id, before, after, reason, withdrawn }) => ({
    meetingId: id,
    title: byId.get(id)?.title ?? '',
    startedAt: byId.get(id)?.started_at ?? null,
    kind: kindOf(before, after),
    before: named(before),
    after: named(after),
    reason,
    withdrawnFrom: named(withdrawn),
  }));
}

function kindOf(before: readonly AccountId[], after: readonly AccountId[]): SimulationKind {
  if (before.length === 0) return 'gained';
  return after.length === 0 ? 'lost' : 'moved';
}

function sameSet(left: readonly AccountId[], right: readonly AccountId[]): boolean {
  return left.length === right.length && left.every((id) => right.includes(id));
}
