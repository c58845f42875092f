import type { Meeting } from '@handrail/contract';
import type { EntryStanding } from '@handrail/core';
import {
  listAccountsById,
  listAttributions,
  listMeetingDeliveries,
  listUnseenAccounts,
  readSummaries,
} from '@handrail/database';
import type {
  MeetingRow,
  NamedAttribution,
  OutboxRow,
  UnseenAccount,
  WholeSummary,
  WorkspaceTransaction,
} from '@handrail/database';
import { readEntryStandings } from '@handrail/sync';
import { instant, presentFailure } from './failure.ts';
import { presentStanding } from './standing.ts';
import { presentActionItem } from './summary.ts';

/** Meetings as they are listed: their accounts, the headline, and where their activities stand. */
export async function presentMeetings(
  tx: WorkspaceTransaction,
  rows: readonly MeetingRow[],
): Promise<Meeting[]> {
  const ids = rows.map((row) => row.id);
  const attributions = Map.groupBy(await listAttributions(tx, ids), (row) => row.meeting_id);
  const deliveries = Map.groupBy(await listMeetingDeliveries(tx, ids), (row) => row.subject_id);
  const summaries = await readSummaries(tx, ids);
  const unseen = Map.groupBy(await listUnseenAccounts(tx, ids), (account) => account.meetingId);
  const ordered = [...deliveries.values()].flat();
  const names = await readAccountNames(tx, ordered);
  const standings = await readEntryStandings(tx, ordered);
  return rows.map((row) =>
    presentMeeting(row, attributions.get(row.id) ?? [], summaries.get(row.id), {
      deliveries: deliveries.get(row.id) ?? [],
      names,
      unseen: unseen.get(row.id) ?? [],
      standings,
    }),
  );
}

function presentMeeting(
  row: MeetingRow,
  attributions: readonly NamedAttribution[],
  summary: WholeSummary | undefined,
  timeline: {
    readonly deliveries: readonly OutboxRow[];
    readonly names: ReadonlyMap<string, string>;
    readonly unseen: readonly UnseenAccount[];
    readonly standings: ReadonlyMap<string, EntryStanding>;
  },
): Meeting {
  return {
    id: row.id,
    source: row.source,
    sourceMeetingId: row.source_meeting_id,
    sourceReference: row.source_reference,
    title: row.title,
    url: row.url,
    startedAt: instant(row.started_at),
    durationSeconds: row.duration_seconds,
    language: row.language,
    state: row.state,
    exclusionRule: row.exclusion_rule,
    attributionDecidedBy: row.attribution_decided_by,
    attribution: row.attribution,
    accounts: attributions.map((account) => ({
      id: account.account_id,
      name: account.account_name,
      gainsightId: account.gainsight_id,
      step: account.step,
      confidence: account.confidence,
      reason: account.reason,
    })),
    unseenAccounts: timeline.unseen.map(({ state, deliveredAt }) => ({
      state,
      deliveredAt: instant(deliveredAt),
    })),
    timelineWish: row.timeline_wish,
    headline: summary?.claims.find((claim) => claim.kind === 'headline')?.text ?? null,
    actionItemCount: summary?.actionItems.length ?? 0,
    openActionItems: (summary?.actionItems ?? [])
      .filter(({ state }) => state === 'open')
      .map(presentActionItem),
    timeline: timeline.deliveries.map((delivery) => ({
      outboxId: delivery.id,
      accountId: delivery.account_id,
      accountName: timeline.names.get(delivery.account_id) ?? '',
      ...presentStanding(delivery, timeline.standings.get(delivery.id)),
      externalId: delivery.external_id,
      failure: presentFailure(delivery.failure),
    })),
  };
}

async function readAccountNames(
  tx: WorkspaceTransaction,
  deliveries: readonly OutboxRow[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(deliveries.map((delivery) => delivery.account_id))];
  return new Map((await listAccountsById(tx, ids)).map((account) => [account.id, account.name]));
}
