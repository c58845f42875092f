import type { AccountId, Configuration, MeetingId, WorkspaceId } from '@handrail/core';
import { getWorkspace, listAccountsById, listAttributions, listDeliveriesOf } from '@handrail/database';
import type { OutboxRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from './configuration.ts';
import { openGainsightReader } from './vendors.ts';
import type { Vendors } from './vendors.ts';
import { authorMissing, readActivityContent } from './writeback/activity-content.ts';
import type { ActivityContent } from './writeback/activity-content.ts';
import { createActivityLookUps } from './writeback/look-up-activities.ts';
import { planActivity } from './writeback/plan-activity.ts';
import type { OrderedRow } from './writeback/plan-activity.ts';
import type { RenderedActivity } from './writeback/render-activity.ts';

/** The activity of a meeting at one account, to the letter as it would be sent now. */
export interface ActivityPreview extends RenderedActivity {
  readonly accountId: AccountId;
  readonly accountName: string;
  /** What sending it does: nothing where it stands as it is, or waits for a person. */
  readonly does: 'post' | 'change' | 'nothing';
  /** Why nothing is done, by our codes; null otherwise, and where it stands as it is. */
  readonly reason: string | null;
  /** What keeps entries from being posted or changed now, whatever it does once that is gone. */
  readonly heldBack: 'paused' | 'switched-off' | null;
  /** The relationship that it is about; null: the company, or what stands already, which stays about what it is. */
  readonly relationship: string | null;
  /** Null of what stands already: a change leaves the type. */
  readonly typeName: string | null;
  readonly author: string;
  readonly heldAt: Date;
  readonly internalEmails: readonly string[];
  readonly externalEmails: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly missingFields: readonly string[];
  readonly externalId: string;
  /** What stands at Gainsight instead, where a person edited it and that waits for a decision. */
  readonly there: RenderedActivity | null;
}

/**
 * The activities of a meeting as they would be sent now, by the steps of the pass itself: it looks up what the pass would.
 * Throws not_connected, author_missing, what a look-up meets.
 */
export async function previewActivities(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  meetingId: MeetingId,
  signal: AbortSignal,
): Promise<readonly ActivityPreview[]> {
  const open = await openGainsightReader(vendors, workspaceId, { priority: 'preview' });
  const workspace = vendors.database.workspace(workspaceId);
  const { clock } = vendors.outgoing;
  try {
    const { rows, found, heldBack } = await workspace.transaction(async (tx) => {
      const { configuration } = await readConfiguration(tx);
      const deliveries = await listDeliveriesOf(tx, meetingId);
      const ids = (await listAttributions(tx, [meetingId])).map((one) => one.account_id);
      const names = new Map((await listAccountsById(tx, ids)).map((account) => [account.id, account.name]));
      const contents = [];
      for (const accountId of ids) {
        const row = deliveries.find((one) => one.account_id === accountId);
        const order = row ?? { account_id: accountId, subject_id: meetingId, delivery: null };
        const content = await readActivityContent(tx, order, open.connection, configuration);
        const accountName = names.get(accountId) ?? '';
        if (content?.kind === 'wanted') contents.push({ accountId, accountName, row, content });
      }
      return { rows: deliveries, found: contents, heldBack: await heldBackBy(tx, configuration) };
    });
    const slice = { clock, signal, transaction: workspace.transaction.bind(workspace) };
    const calls = { open, lookUps: createActivityLookUps(slice, open), signal, isSpent: () => false };
    const previews: ActivityPreview[] = [];
    for (const { accountId, accountName, row, content } of found) {
      const now = clock.now();
      const others = rows.filter((other) => other.id !== row?.id);
      const plan = await planActivity(calls, asSent(row, now), unheld(content), others, now);
      const { does, externalId, text, stands } = plan;
      const { author } = content;
      if (author === null) throw authorMissing();
      const reason = does === 'nothing' ? (plan.reason ?? row?.reason ?? null) : null;
      const theyStay = reason === 'their-words-stay';
      const isEdited = theyStay || reason === 'edited-there';
      const [read] = isEdited ? await open.client.timeline.findByExternalId(externalId, { signal }) : [];
      const there = read === undefined ? null : { subject: read.subject ?? '', notes: read.notes ?? '' };
      previews.push({
        ...((theyStay ? there : text) ?? content.rendered),
        accountId,
        accountName,
        does: does === 'take-back' ? 'change' : does,
        reason,
        heldBack,
        relationship: stands ? null : (content.relationship?.name ?? null),
        typeName: stands ? null : content.typeName,
        author,
        heldAt: content.heldAt,
        internalEmails: content.internalEmails,
        externalEmails: content.externalEmails,
        fields: stands ? {} : content.fields,
        missingFields: stands ? [] : content.missingFields,
        externalId,
        there,
      });
    }
    return previews;
  } finally {
    await open.close();
  }
}

async function heldBackBy(
  tx: WorkspaceTransaction,
  { timeline }: Configuration,
): Promise<ActivityPreview['heldBack']> {
  if ((await getWorkspace(tx)).outgoing_paused_at !== null) return 'paused';
  return timeline.enabled ? null : 'switched-off';
}

/** The order as if nothing but a person's decision over an edit kept it from going. */
function asSent(row: OutboxRow | undefined, now: Date): OrderedRow {
  if (row === undefined) return { state: 'waiting', delivery: null, not_before: now, settled_at: null };
  const isResting = row.state === 'refused' || row.state === 'paused';
  return isResting && row.reason !== 'edited-there' ? { ...row, state: 'waiting' } : row;
}

/** What goes once posting is on, a held one is sent and every required field has its value. */
function unheld(content: ActivityContent & { readonly kind: 'wanted' }): ActivityContent {
  // Who sends a held one has seen what stands beside it.
  const twins = content.hold === null ? content.twins : 'post';
  const unposted = content.unposted === 'switched-off' ? null : content.unposted;
  return { ...content, unposted, hold: null, missingFields: [], twins };
}
