import type { SupportBundle } from '@handrail/contract';
import { filterRules } from '@handrail/core';
import type { Configuration } from '@handrail/core';
import {
  checkReadiness,
  countOutbox,
  findWorkerSeenAt,
  getWorkspace,
  listAlarms,
  listCallTallies,
  listConnections,
} from '@handrail/database';
import type { WorkspaceHandle } from '@handrail/database';
import { readConfiguration, readFreshness } from '@handrail/sync';
import type { ApiContext } from '../api/context.ts';
import { instant } from '../api/present/failure.ts';
import { presentFreshness } from '../api/present/freshness.ts';
import { readCounts } from '../api/present/counts.ts';
import { readDiagnostics } from './read-diagnostics.ts';

const ALARMS = 100;

/** Reads the state of the installation as far as this workspace may see it: ids, codes, counts and times alone. */
export async function readSupportBundle(
  context: ApiContext,
  workspace: WorkspaceHandle,
): Promise<SupportBundle> {
  const { database, clock } = context;
  const now = clock.now();
  const platform = database.platform();
  const read = await workspace.transaction(async (tx) => ({
    connections: await listConnections(tx),
    freshness: await readFreshness(tx, now),
    counts: await readCounts(tx),
    outbox: await countOutbox(tx),
    isPaused: (await getWorkspace(tx)).outgoing_paused_at !== null,
    current: await readConfiguration(tx),
    alarms: await listAlarms(tx, { before: null, isOpen: null, limit: ALARMS }),
  }));
  const hosts = new Set(read.connections.map(({ origin }) => new URL(origin).host));
  const tallies = await platform.transaction(listCallTallies);
  return {
    workspaceId: workspace.id,
    diagnostics: await readDiagnostics(context, workspace),
    platform: { node: process.version, system: process.platform, architecture: process.arch },
    settings: settingsOf(context),
    readiness: await checkReadiness(database),
    workerSeenAt: instant(await platform.transaction(findWorkerSeenAt)),
    queues: [...(await context.queueDepth())],
    // Of other workspaces' vendors nothing is told.
    calls: tallies.filter(({ host }) => hosts.has(host)),
    freshness: presentFreshness(read.freshness, now),
    counts: read.counts,
    outbox: Object.fromEntries(Object.entries(read.outbox)),
    outgoingPaused: read.isPaused,
    configuration: shapeOf(read.current.version, read.current.configuration),
    alarms: read.alarms.map(({ kind, code, opened_at, ended_at }) => ({
      kind,
      code,
      openedAt: opened_at.toISOString(),
      endedAt: instant(ended_at),
    })),
  };
}

function settingsOf({ publicUrl, metricsToken, mailer, vendors }: ApiContext): SupportBundle['settings'] {
  const { outboundProxy, extraCaFile, allowOrigins } = vendors.outgoing;
  return {
    publicUrl: publicUrl !== null,
    metricsToken: metricsToken !== null,
    mailer: mailer !== null,
    outboundProxy: outboundProxy !== null,
    extraCaFile: extraCaFile !== null,
    allowOrigins: allowOrigins.length,
  };
}

function shapeOf(version: number, configuration: Configuration): SupportBundle['configuration'] {
  const { accounts, fields, meetings, timeline, writeback, cadence } = configuration;
  const countOf = (mapping: { readonly standard: object; readonly custom: object }) =>
    Object.keys(mapping.standard).length + Object.keys(mapping.custom).length;
  return {
    version,
    accountFields: countOf(fields.account),
    stakeholderFields: countOf(fields.stakeholder),
    filterRules: accounts.filter === null ? 0 : filterRules(accounts.filter).length,
    exclusions: meetings.exclude.length + meetings.only.length,
    timelineEnabled: timeline.enabled,
    writebackEnabled: writeback.enabled,
    writebackValues: writeback.values.length,
    cadenceMinutes: { ...cadence },
  };
}
