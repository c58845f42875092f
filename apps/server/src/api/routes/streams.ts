import { listStreams, syncStream } from '@handrail/contract';
import type { RequestOf } from '@handrail/contract';
import { parseAccountId } from '@handrail/core';
import { findAccount, findConnection, findStream, readAccounts } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { queueRun, requireScope } from '@handrail/sync';
import type { RunScope } from '@handrail/sync';
import { notFound, ServerError } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { presentRun, runShownTo } from '../present/run.ts';
import { readIdleReason, readStreams } from '../present/stream.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

/** The streams with their age and last runs, and running one now. */
export function streamRoutes({ streams, clock }: ApiContext): readonly Route[] {
  return [
    route(listStreams, ({ workspace, caller }) =>
      workspace.transaction(async (tx) => {
        const items = await readStreams(tx, streams);
        return {
          items: items.map((stream) => ({
            ...stream,
            lastRuns: stream.lastRuns.map((run) => runShownTo(caller, run)),
          })),
        };
      }),
    ),
    route(syncStream, ({ workspace, params, body }) =>
      workspace.transaction(async (tx) => {
        const stream = await findStream(tx, params.name);
        if (stream === undefined || !stream.enabled) {
          throw new ServerError({
            code: 'stream_idle',
            message: `This stream does not run: ${await readIdleReason(tx, params.name)}`,
            remedy: 'Connect and switch it on under Settings > Integrations.',
            facts: { stream: params.name },
          });
        }
        if (params.name === 'retention' && body.mode === 'full') throw unpreviewed();
        const scope = await readScope(tx, params.name, body);
        const run = await queueRun(tx, stream, {
          mode: body.mode,
          cause: 'manual',
          now: clock.now(),
          ...(scope === null ? {} : { scope }),
        });
        return presentRun(run, params.name);
      }),
    ),
  ];
}

/** What the run is to be narrowed to. */
async function readScope(
  tx: WorkspaceTransaction,
  stream: string,
  { accountId, gainsightId, since }: RequestOf<typeof syncStream>['body'],
): Promise<RunScope | null> {
  if (since !== undefined) {
    requireScope(stream, 'since');
    return { kind: 'since', since: new Date(since) };
  }
  if (gainsightId !== undefined) {
    requireScope(stream, 'account');
    const connection = await findConnection(tx, 'gainsight');
    const known = connection === undefined ? null : await readAccounts(tx, connection.id, [gainsightId]);
    return { kind: 'account', accountId: known?.get(gainsightId)?.id ?? null, gainsightId };
  }
  if (accountId === undefined) return null;
  requireScope(stream, 'account');
  const account = await findAccount(tx, parseAccountId(accountId));
  if (account === undefined) throw notFound('account');
  return { kind: 'account', accountId: account.id, gainsightId: account.gainsight_id };
}

/** What removes for good goes by a count that somebody has seen. */
function unpreviewed(): ServerError {
  return new ServerError({
    code: 'retention_unpreviewed',
    message: 'Retention removes accounts only on a count that was previewed.',
    remedy: 'Preview it on the Retention tab of the Gainsight card, and run it there.',
  });
}
