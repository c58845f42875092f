import type { WorkspaceId } from '@handrail/core';
import { listAccountsById, listDueOutbox } from '@handrail/database';
import { formatExternalId, meetingKey, targetKey } from '@handrail/core';
import { readConfiguration } from './configuration.ts';
import { openGainsightReader } from './vendors.ts';
import type { Vendors } from './vendors.ts';
import { readActivityContent } from './writeback/activity-content.ts';
import {
  companyContract,
  findDue,
  planValues,
  READ_IDS,
  readKnown,
  readWanted,
} from './writeback/plan-values.ts';
import { groupChanges } from './writeback/send-values.ts';

/** Exactly what the next passes would send, to the value; nothing is written, the client has no way to. */
export interface WritebackPreview {
  readonly activities: readonly {
    readonly meetingId: string;
    readonly accountName: string;
    readonly subject: string;
    readonly notes: string;
    readonly externalId: string;
  }[];
  readonly values: readonly {
    readonly accountId: string;
    readonly accountName: string;
    readonly gainsightId: string;
    readonly field: string;
    readonly before: unknown;
    readonly after: unknown;
  }[];
  /** Writing calls that this would take. */
  readonly calls: number;
}

const MAX_ACTIVITIES = 500;

/** The dry run of both outgoing passes. Throws not_connected and what reading the tenant meets. */
export async function previewWriteback(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  signal: AbortSignal,
): Promise<WritebackPreview> {
  const open = await openGainsightReader(vendors, workspaceId);
  const workspace = vendors.database.workspace(workspaceId);
  try {
    const { configuration } = await workspace.transaction((tx) => readConfiguration(tx));
    const activities = configuration.timeline.enabled
      ? await workspace.transaction(async (tx) => {
          const rows = await listDueOutbox(tx, 'timeline-activity', MAX_ACTIVITIES);
          const accounts = new Map(
            (
              await listAccountsById(
                tx,
                rows.map((row) => row.account_id),
              )
            ).map((account) => [account.id, account]),
          );
          const planned: WritebackPreview['activities'][number][] = [];
          for (const row of rows) {
            const content = await readActivityContent(tx, row, open.connection, configuration);
            if (content?.kind !== 'wanted') continue;
            const host = new URL(open.connection.origin).host;
            const meeting = meetingKey({
              gainsightHost: host,
              system: content.source,
              meetingId: content.sourceMeetingId,
            });
            planned.push({
              meetingId: content.meetingId,
              accountName: accounts.get(row.account_id)?.name ?? '',
              subject: content.rendered.subject,
              notes: content.rendered.notes,
              externalId:
                row.external_id ??
                formatExternalId({ meeting, target: targetKey(content.companyGsid), generation: 0 }),
            });
          }
          return planned;
        })
      : [];
    const contract = configuration.writeback.enabled ? companyContract(configuration) : [];
    const { wanted, known, ids } = await workspace.transaction(async (tx) => {
      const all = await readWanted(tx, contract, null);
      const sent = await readKnown(tx, contract);
      const ordered = await listDueOutbox(tx, 'field-values', null);
      const due = new Set([...ordered.map((row) => row.account_id), ...findDue(all, sent)]);
      return { wanted: all, known: sent, ids: [...due] };
    });
    const values: WritebackPreview['values'][number][] = [];
    let calls = activities.length;
    for (let from = 0; from < ids.length; from += READ_IDS) {
      const accounts = await workspace.transaction((tx) =>
        listAccountsById(tx, ids.slice(from, from + READ_IDS)),
      );
      const present = accounts.filter((account) => account.presence === 'present');
      const { changes } = await planValues(open.client, contract, present, wanted, known, signal);
      calls += groupChanges(changes).length;
      for (const { account, fields, before } of changes) {
        for (const [field, after] of Object.entries(fields)) {
          values.push({
            accountId: account.id,
            accountName: account.name,
            gainsightId: account.gainsight_id,
            field,
            before: before[field] ?? null,
            after,
          });
        }
      }
    }
    return { activities, values, calls };
  } finally {
    await open.close();
  }
}
