import type { Configuration, WorkspaceId, WritebackValue } from '@handrail/core';
import { listAccountsById, listDeliveriesOf, listDueOutbox, listValueTargets } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import { readConfiguration } from './configuration.ts';
import { openGainsightReader } from './vendors.ts';
import type { OpenVendor, Vendors } from './vendors.ts';
import { readActivityContent } from './writeback/activity-content.ts';
import { createActivityLookUps } from './writeback/look-up-activities.ts';
import { planActivity } from './writeback/plan-activity.ts';
import type { PlannedActivity } from './writeback/plan-activity.ts';
import {
  contractOf,
  findDue,
  itemLabel,
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
    readonly does: Exclude<PlannedActivity['does'], 'nothing'>;
    /** Of what is taken back: the title of the meeting. */
    readonly subject: string;
    readonly notes: string;
    readonly externalId: string;
    /** Why it is taken back, by our codes; null otherwise. */
    readonly reason: string | null;
  }[];
  readonly values: readonly {
    readonly accountId: string;
    readonly accountName: string;
    readonly object: ValueObject;
    /** Name of the record itself: of the relationship, or of the account again. */
    readonly recordName: string;
    readonly gainsightId: string;
    readonly field: string;
    readonly fieldLabel: string;
    readonly before: unknown;
    readonly after: unknown;
    /** What items of a picklist are called; null for all else. */
    readonly beforeLabel: string | null;
    readonly afterLabel: string | null;
    /** Whether it waits until a person confirmed the first difference of its row. */
    readonly awaitsConfirmation: boolean;
  }[];
  /** Rows of the contract whose first difference nobody confirmed yet: nothing is written for them. */
  readonly unconfirmed: readonly WritebackValue[];
  /** Writing calls that this would take. */
  readonly calls: number;
}

const MAX_ACTIVITIES = 500;
/** Calls at most that looking at entries takes: a person waits for the answer. */
const MAX_LOOKS = 50;

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
    const activities = await planActivities(vendors, workspaceId, open, configuration, signal);
    const values: WritebackPreview['values'][number][] = [];
    const unconfirmed: WritebackValue[] = [];
    let calls = activities.length;
    for (const object of VALUE_OBJECTS) {
      const contract = configuration.writeback.enabled ? contractOf(configuration, object) : [];
      if (contract.length === 0) continue;
      const { open: waiting } = await workspace.transaction((tx) => partByConfirmation(tx, contract));
      unconfirmed.push(...waiting);
      const waitingFields = new Set(waiting.map(({ field }) => field));
      const { targets, wanted, known, ids } = await workspace.transaction(async (tx) => {
        const described = await readValueFields(tx, contract);
        const ordered = await listDueOutbox(tx, 'field-values', null);
        const due = new Set([
          ...ordered.filter((row) => row.object === object).map((row) => row.subject_id),
          ...(await findDue(tx, contract, described, vendors.outgoing.clock.now())).map(({ id }) => id),
        ]);
        return {
          targets: described,
          wanted: await readWanted(tx, contract, described, null),
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
            const target = targets.get(field.toLowerCase());
            const there = before[field] ?? null;
            values.push({
              accountId: record.accountId,
              accountName: names.get(record.accountId) ?? record.name,
              object,
              recordName: record.name,
              gainsightId: record.gainsightId,
              field,
              fieldLabel: target?.label ?? field,
              before: there,
              after,
              beforeLabel: itemLabel(target, there),
              afterLabel: itemLabel(target, after),
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

/** What the next pass would do to the Timeline, by the steps that it takes itself. */
async function planActivities(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  open: OpenVendor<GainsightReader>,
  configuration: Configuration,
  signal: AbortSignal,
): Promise<WritebackPreview['activities']> {
  const workspace = vendors.database.workspace(workspaceId);
  const { clock } = vendors.outgoing;
  const due = await workspace.transaction(async (tx) => {
    const rows = await listDueOutbox(tx, 'timeline-activity', MAX_ACTIVITIES);
    const ids = rows.map((row) => row.account_id);
    const names = new Map((await listAccountsById(tx, ids)).map(({ id, name }) => [id, name]));
    const found = [];
    for (const row of rows) {
      const content = await readActivityContent(tx, row, open.connection, configuration);
      if (content === null) continue;
      const deliveries = await listDeliveriesOf(tx, content.meetingId);
      const others = deliveries.filter(({ id }) => id !== row.id);
      found.push({ row, content, others, accountName: names.get(row.account_id) ?? '' });
    }
    return found;
  });
  const slice = { clock, signal, transaction: workspace.transaction.bind(workspace) };
  const lookUps = createActivityLookUps(slice, open);
  lookUps.expect(due.length);
  const before = open.calls();
  const calls = { open, lookUps, signal, isSpent: () => open.calls() - before >= MAX_LOOKS };
  const planned: WritebackPreview['activities'][number][] = [];
  for (const { row, content, others, accountName } of due) {
    const plan = await planActivity(calls, row, content, others, clock.now());
    const { does, externalId, text } = plan;
    if (does === 'nothing') continue;
    planned.push({
      meetingId: content.meetingId,
      accountName,
      does,
      subject: text?.subject ?? content.title,
      notes: text?.notes ?? '',
      externalId,
      reason: does === 'take-back' && content.kind === 'unwanted' ? content.reason : null,
    });
  }
  return planned;
}
