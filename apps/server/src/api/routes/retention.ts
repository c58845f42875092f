import {
  decideMerge,
  liftLegalHold,
  previewRetention,
  releaseAccount,
  restoreAccount,
  runRetention,
  setLegalHold,
} from '@handrail/contract';
import type { RetentionPlan } from '@handrail/contract';
import { parseConfig } from '@handrail/core';
import type { Configuration } from '@handrail/core';
import { findStream, liftLegalHold as lift, setLegalHold as hold } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import * as sync from '@handrail/sync';
import { ServerError } from '../../errors.ts';
import { acceptConfig } from '../accept-config.ts';
import type { ApiContext } from '../context.ts';
import { instant } from '../present/failure.ts';
import { presentRun } from '../present/run.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';
import { getAccountRow, readAccountDetail } from './accounts.ts';

/** What is kept how long: preview and run of retention, legal holds, and the undo of an exit. */
export function retentionRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(previewRetention, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        const configuration = await readPolicy(tx, body.document);
        return presentPlan(
          await sync.planRetention(tx, { configuration, now: clock.now(), limit: body.limit }),
        );
      }),
    ),
    route(runRetention, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        const now = clock.now();
        const { configuration } = await sync.readConfiguration(tx);
        const { counts, blockedByRun } = await sync.planRetention(tx, { configuration, now, limit: 1 });
        if (blockedByRun !== null) throw sync.retentionBlocked(blockedByRun);
        if (counts.due !== body.expected) throw countChanged(body.expected, counts.due);
        const stream = await findStream(tx, 'retention');
        if (stream === undefined || !stream.enabled) throw idle();
        return presentRun(
          await sync.queueRun(tx, stream, { mode: 'full', cause: 'manual', now }),
          'retention',
        );
      }),
    ),
    route(restoreAccount, ({ workspace, params, caller }) =>
      workspace.transaction(async (tx) => {
        const decided = { by: caller.userId, now: clock.now() };
        await sync.restoreAccount(tx, await getAccountRow(tx, params.id), decided);
        return readAccountDetail(tx, params.id, decided.now);
      }),
    ),
    route(releaseAccount, ({ workspace, params, caller }) =>
      workspace.transaction(async (tx) => {
        const decided = { by: caller.userId, now: clock.now() };
        await sync.releaseAccount(tx, await getAccountRow(tx, params.id), decided);
        return readAccountDetail(tx, params.id, decided.now);
      }),
    ),
    route(decideMerge, ({ workspace, params, body, caller }) =>
      workspace.transaction(async (tx) => {
        const decided = { by: caller.userId, now: clock.now() };
        await sync.decideMerge(tx, await getAccountRow(tx, params.id), body.decision, decided);
        return readAccountDetail(tx, params.id, decided.now);
      }),
    ),
    route(setLegalHold, ({ workspace, params, body, caller }) =>
      workspace.transaction(async (tx) => {
        const { id } = await getAccountRow(tx, params.id);
        const now = clock.now();
        await hold(tx, { account_id: id, reason: body.reason, set_by: caller.userId, set_at: now });
        return readAccountDetail(tx, params.id, now);
      }),
    ),
    route(liftLegalHold, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        const { id } = await getAccountRow(tx, params.id);
        await lift(tx, id);
        return readAccountDetail(tx, params.id, clock.now());
      }),
    ),
  ];
}

async function readPolicy(tx: WorkspaceTransaction, document: unknown): Promise<Configuration> {
  if (document === undefined) return (await sync.readConfiguration(tx)).configuration;
  return acceptConfig(parseConfig(document), 'cannot be previewed');
}

function presentPlan({ keep, counts, removals, blockedByRun }: sync.RetentionPlan): RetentionPlan {
  return {
    keep,
    due: counts.due,
    held: counts.held,
    waiting: counts.waiting,
    oldestLeftAt: instant(counts.oldestLeftAt),
    blockedByRun,
    accounts: removals.map(({ leftAt, dueAt, ...removal }) => ({
      ...removal,
      leftAt: leftAt.toISOString(),
      dueAt: instant(dueAt),
    })),
  };
}

function countChanged(expected: number, due: number): ServerError {
  return new ServerError({
    code: 'retention_count_changed',
    message: `${due} accounts are due now, and ${expected} were expected; nothing was removed.`,
    remedy: 'Preview again, and run retention with the count that it shows.',
    facts: { expected, due },
  });
}

function idle(): ServerError {
  return new ServerError({
    code: 'stream_idle',
    message: 'Retention runs once a configuration was saved.',
    remedy: 'Connect Gainsight and save its settings first.',
  });
}
