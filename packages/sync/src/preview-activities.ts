import type { AccountId, MeetingId, WorkspaceId } from '@handrail/core';
import { listAccountsById, listAttributions, listDeliveriesOf } from '@handrail/database';
import type { ConnectionRow, OutboxRow } from '@handrail/database';
import { formatExternalId, meetingKey, targetKey } from '@handrail/core';
import { readConfiguration } from './configuration.ts';
import { openGainsightReader } from './vendors.ts';
import type { Vendors } from './vendors.ts';
import { readActivityContent } from './writeback/activity-content.ts';
import type { ActivityContent } from './writeback/activity-content.ts';
import type { RenderedActivity } from './writeback/render-activity.ts';

/** The activity of a meeting at one account, to the letter as it would be sent now. */
export interface ActivityPreview extends RenderedActivity {
  readonly accountId: AccountId;
  readonly accountName: string;
  /** The relationship that it is about; null: the company. */
  readonly relationship: string | null;
  readonly typeName: string;
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

/** The activities of a meeting as they would be sent now. Throws not_connected, author_missing, what a look-up meets. */
export async function previewActivities(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  meetingId: MeetingId,
  signal: AbortSignal,
): Promise<readonly ActivityPreview[]> {
  const open = await openGainsightReader(vendors, workspaceId, { priority: 'preview' });
  try {
    const found = await vendors.database.workspace(workspaceId).transaction(async (tx) => {
      const { configuration } = await readConfiguration(tx);
      const rows = new Map(
        (await listDeliveriesOf(tx, meetingId)).map((row) => [row.account_id, row] as const),
      );
      const ids = (await listAttributions(tx, [meetingId])).map((one) => one.account_id);
      const names = new Map((await listAccountsById(tx, ids)).map((account) => [account.id, account.name]));
      const contents = [];
      for (const accountId of ids) {
        const row = rows.get(accountId);
        const order = row ?? { account_id: accountId, subject_id: meetingId, delivery: null };
        const content = await readActivityContent(tx, order, open.connection, configuration);
        if (content?.kind === 'wanted') contents.push({ accountId, row, content });
      }
      return contents.map((one) => ({ ...one, accountName: names.get(one.accountId) ?? '' }));
    });
    const previews: ActivityPreview[] = [];
    for (const { accountId, accountName, row, content } of found) {
      const externalId = externalIdOf(open.connection, row, content);
      const isEdited = row?.state === 'paused' && row.reason === 'edited-there';
      const [there] = isEdited ? await open.client.timeline.findByExternalId(externalId, { signal }) : [];
      previews.push({
        ...content.rendered,
        accountId,
        accountName,
        relationship: content.relationship?.name ?? null,
        typeName: content.typeName,
        author: content.author,
        heldAt: content.heldAt,
        internalEmails: content.internalEmails,
        externalEmails: content.externalEmails,
        fields: content.fields,
        missingFields: content.missingFields,
        externalId,
        there: there === undefined ? null : { subject: there.subject ?? '', notes: there.notes ?? '' },
      });
    }
    return previews;
  } finally {
    await open.close();
  }
}

/** The ExternalId that stands, or that the first insert would have. */
function externalIdOf(
  connection: ConnectionRow,
  row: Pick<OutboxRow, 'external_id'> | undefined,
  content: ActivityContent,
): string {
  if (row?.external_id != null) return row.external_id;
  const meeting = meetingKey({
    gainsightHost: new URL(connection.origin).host,
    system: content.source,
    meetingId: content.sourceMeetingId,
  });
  return formatExternalId({ meeting, target: targetKey(content.companyGsid), generation: 0 });
}
