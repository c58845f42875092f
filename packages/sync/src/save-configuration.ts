import { isDeepStrictEqual } from 'node:util';
import { accountSources, importChange, parseConfig } from '@handrail/core';
import type { Configuration, Issue, UserId } from '@handrail/core';
import {
  countSetAside,
  findConnection,
  findLatestConfig,
  findStream,
  hastenStream,
  markDueBySave,
  reopenAttribution,
  saveConfig,
  updateWorkspace,
  wakeReleasedDeliveries,
  wakeRestingDeliveries,
} from '@handrail/database';
import type { ConfigVersionRow, StreamRow, WorkspaceTransaction } from '@handrail/database';
import { arrangeStreams } from './arrange-streams.ts';
import type { FullRuns } from './arrange-streams.ts';
import { checkConfigFields } from './check-config-fields.ts';
import { readConfiguration } from './configuration.ts';
import { COMPANY } from './inbound/account-context.ts';
import { excludeByConfiguration } from './inbound/exclude-stored-meetings.ts';
import { findCurrentInventory } from './inventory.ts';
import { settleUsers } from './inbound/settle-users.ts';
import { queueRun } from './schedule.ts';
import { withOrganisation } from './with-organisation.ts';

/** What came of a Save. */
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly version: ConfigVersionRow }
  | { readonly kind: 'invalid'; readonly issues: readonly Issue[] }
  /** Another version was saved since the one that the draft began from. */
  | { readonly kind: 'conflict'; readonly basedOn: number; readonly current: number };

/** A draft that is to become the next version. */
export interface Draft {
  /** The version that it was edited from. */
  readonly basedOn: number;
  readonly document: object;
  readonly createdBy: UserId | null;
  readonly now: Date;
}

/**
 * Makes a draft the configuration in force: parsed, held against the tenant, names resolved to its ids, saved as a
 * version, and carried out. Where stored records are enough they are decided again without a call; else a full run follows.
 */
export async function saveConfiguration(tx: WorkspaceTransaction, draft: Draft): Promise<SaveOutcome> {
  const document = await withOrganisation(tx, draft.document);
  const parsed = parseConfig(document);
  if (!parsed.ok) return { kind: 'invalid', issues: parsed.issues };
  const { issues, resolution } = await checkConfigFields(tx, parsed.value);
  if (issues.length > 0) return { kind: 'invalid', issues };
  const { configuration: before } = await readConfiguration(tx);
  const version = await saveConfig(tx, {
    ...draft,
    document,
    resolution,
    inventoryReadAt: await readInventoryTime(tx, draft.now),
  });
  if (version === undefined) {
    return { kind: 'conflict', basedOn: draft.basedOn, current: (await findLatestConfig(tx))?.version ?? 0 };
  }
  const { configuration: after } = await readConfiguration(tx);
  const { domains, zone } = after.organisation;
  await updateWorkspace(tx, { organisationDomains: domains, timeZone: zone });
  const stream = await findStream(tx, 'accounts');
  const openSetAside = await countSetAside(tx, COMPANY);
  const reach =
    draft.basedOn === 0 ? FIRST : reachOf({ before, after, stream, openSetAside, now: draft.now });
  await arrangeStreams(tx, draft.now, reach.fullRuns);
  const touched = importChange(before, after);
  // What is kept out from now on is gone at once, also where no recorder is connected.
  const excluded = touched.meetings ? await excludeByConfiguration(tx, after, draft.now) : 0;
  if (excluded > 0) await hastenStream(tx, 'timeline', draft.now);
  if (touched.attribution) await reopenAttribution(tx, 'all');
  if (reach.isProjected && stream !== undefined) await project(tx, stream, draft.now);
  if (!isDeepStrictEqual(before.timeline, after.timeline)) {
    // The next pass, which comes at once, has those rest again that still wait for a value or the switch.
    let woken = await wakeReleasedDeliveries(tx, after.timeline.hold, draft.now);
    for (const reason of ['field-required', 'switched-off'])
      woken += await wakeRestingDeliveries(tx, reason, draft.now);
    const isOn = after.timeline.enabled && !before.timeline.enabled;
    if (isOn || woken > 0) await hastenStream(tx, 'timeline', draft.now);
  }
  const connection = await findConnection(tx, 'gainsight');
  if (connection !== undefined && !isDeepStrictEqual(before.users, after.users)) {
    await settleUsers(tx, { connection, now: draft.now, isExplained: true });
  }
  await markDueBySave(tx, draft.now);
  return { kind: 'saved', version };
}

/** When the inventory began to be read that the draft was counted and previewed on, or null. */
async function readInventoryTime(tx: WorkspaceTransaction, now: Date): Promise<Date | null> {
  const connection = await findConnection(tx, 'gainsight');
  if (connection === undefined) return null;
  return (await findCurrentInventory(tx, connection, now))?.started_at ?? null;
}

/** How far a change of the configuration reaches. */
export interface Reach {
  readonly fullRuns: Required<FullRuns>;
  /** Whether stored accounts are decided again without a call. */
  readonly isProjected: boolean;
}

/** All streams are new then, and begin with a full run. */
const FIRST: Reach = {
  fullRuns: { accounts: true, meetings: true, stakeholders: false, relationships: false },
  isProjected: false,
};

/** What carries out a change: nothing at all, a projection of what is stored, or a full run. */
export function reachOf(change: {
  readonly before: Configuration;
  readonly after: Configuration;
  readonly stream: StreamRow | undefined;
  /** Records that could not be taken as they are, and so are not stored. */
  readonly openSetAside: number;
  readonly now: Date;
}): Reach {
  const { before, after, stream, openSetAside, now } = change;
  const touched = importChange(before, after);
  const stored = new Set(accountSources(before));
  const isFullDue = stream?.next_full_due_at != null && stream.next_full_due_at <= now;
  const isStored =
    accountSources(after).every((source) => stored.has(source)) &&
    stream?.last_full_completed_at != null &&
    openSetAside === 0 &&
    !isFullDue;
  const isTouched = touched.filter !== 'none' || touched.projection;
  const accounts = isTouched && (touched.filter === 'wider' || !isStored);
  // Both are few, and stakeholders are joined of several objects: another mapping is carried out by a full run.
  const stakeholders =
    touched.zone || !isDeepStrictEqual(before.fields.stakeholder, after.fields.stakeholder);
  const relationships =
    touched.zone || !isDeepStrictEqual(before.fields.relationship, after.fields.relationship);
  return {
    fullRuns: { accounts, meetings: touched.meetings, stakeholders, relationships },
    isProjected: isTouched && !accounts,
  };
}

/** Where a run is under way by the former configuration, a full one after it makes good what it decides by that. */
async function project(tx: WorkspaceTransaction, stream: StreamRow, now: Date): Promise<void> {
  const run = await queueRun(tx, stream, { mode: 'projection', cause: 'saved', now });
  if (run.mode !== 'projection') await arrangeStreams(tx, now, { accounts: true, meetings: false });
}
