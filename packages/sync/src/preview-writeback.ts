import type { WorkspaceId, WritebackValue } from '@handrail/core';
import { listAccountsById, listDueOutbox, listValueTargets } from '@handrail/database';
import { readConfiguration } from './configuration.ts';
import { externalIdOf } from './preview-activities.ts';
import { openGainsightReader } from './vendors.ts';
import type { Vendors } from './vendors.ts';
import { readActivityContent } from './writeback/activity-content.ts';
import {
  contractOf,
  findDue,
  partByConfirmation,
  planValues,
  READ_IDS,
  readKnown,
  readValueFields,
  readWanted,
  VALUE_OBJECTS,
} from './writeback/plan-values.ts';
import type { ValueObject } from './writeback/plan-values.ts';
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
    readonly object: ValueObject;
    /** Name of the record itself: of the relationship, or of the account again. */
    readonly recordName: string;
    readonly gainsightId: string;
    readonly field: string;
    readonly before: unknown;
    readonly after: unknown;
    /** Whether it waits until a person confirmed the first difference of its row. */
    readonly awaitsConfirmation: boolean;
  }[];
  /** Rows of the contract whose first difference nobody confirmed yet: nothing is written for them. */
  readonly unconfirmed: readonly WritebackValue[];
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
  const open = await openGainsightReader(vendors, workspaceId, { priority: 'preview' });
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
            if (content?.kind !== 'wanted' || content.hold !== null || content.missingFields.length > 0)
              continue;
            planned.push({
              meetingId: content.meetingId,
              accountName: accounts.get(row.account_id)?.name ?? '',
              subject: content.rendered.subject,
              notes: content.rendered.notes,
              externalId: externalIdOf(open.connection, row, content),
            });
          }
          return planned;
        })
      : [];
    const values: WritebackPreview['values'][number][] = [];
    const unconfirmed: WritebackValue[] = [];
    let calls = activities.length;
    for (const object of VALUE_OBJECTS) {
      const contract = configuration.writeback.enabled ? contractOf(configuration, object) : [];
      if (contract.length === 0) continue;
      const { open: waiting } = await workspace.transaction((tx) => partByConfirmation(tx, contract));
      unconfirmed.push(...waiting);
      const waitingFields = new Set(waiting.map(({ field }) => field));
      const { wanted, known, ids } = await workspace.transaction(async (tx) => {
        const targets = await readValueFields(tx, contract);
        const ordered = await listDueOutbox(tx, 'field-values', null);
        const due = new Set([
          ...ordered.filter((row) => row.object === object).map((row) => row.subject_id),
          ...(await findDue(tx, contract, targets, vendors.outgoing.clock.now())).map(({ id }) => id),
        ]);
        return {
          wanted: await readWanted(tx, contract, targets, null),
          known: await readKnown(tx, contract, null),
          ids: [...due],
        };
      });
      for (let from = 0; from < ids.length; from += READ_IDS) {
        const records = await workspace.transaction((tx) =>
          listValueTargets(tx, object, { ids: ids.slice(from, from + READ_IDS) }),
        );
        const { changes } = await planValues(open.client, contract, records, wanted, known, signal);
        calls += groupChanges(changes).length;
        const accounts = await workspace.transaction((tx) =>
          listAccountsById(
            tx,
            records.map(({ accountId }) => accountId),
          ),
        );
        const names = new Map(accounts.map(({ id, name }) => [id, name]));
        for (const { record, fields, before } of changes) {
          for (const [field, after] of Object.entries(fields)) {
            values.push({
              accountId: record.accountId,
              accountName: names.get(record.accountId) ?? record.name,
              object,
              recordName: record.name,
              gainsightId: record.gainsightId,
              field,
              before: before[field] ?? null,
              after,
              awaitsConfirmation: waitingFields.has(field),
            });
          }
        }
      }
    }
    return { activities, values, unconfirmed, calls };
  } finally {
    await open.close();
  }
}
