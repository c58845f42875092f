import { FULL_SYNC_STREAM_NAMES, listStreams, syncStream } from '@handrail/contract';
import type { RequestOf, SyncStreamName } from '@handrail/contract';
import { parseAccountId } from '@handrail/core';
import { findAccount, findConnection, findStream, readAccounts } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { queueAskedRun, requireScope } from '@handrail/sync';
import type { RunScope } from '@handrail/sync';
import { notFound, RequestError, ServerError } from '../../errors.ts';
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
        if (body.mode === 'full') requireFullRun(params.name);
        const now = clock.now();
        const scope = await readScope(tx, params.name, body, now);
        const run = await queueAskedRun(tx, stream, {
          mode: body.mode,
          now,
          ...(scope === null ? {} : { scope }),
        });
        return presentRun(run, params.name);
      }),
    ),
  ];
}

function requireFullRun(stream: SyncStreamName): void {
  if (stream === 'retention') throw unpreviewed();
  if (FULL_SYNC_STREAM_NAMES.includes(stream)) return;
  const message = `${stream} has no full run, for every run of it does all there is to do: leave the mode out`;
  throw new RequestError('request_invalid', [{ path: 'mode', message }]);
}

/** What the run is to be narrowed to. */
async function readScope(
  tx: WorkspaceTransaction,
  stream: string,
  { accountId, gainsightId, since }: RequestOf<typeof syncStream>['body'],
  now: Date,
): Promise<RunScope | null> {
  if (since !== undefined) {
    requireScope(stream, 'since');
    const from = new Date(since);
    if (from > now) {
      const message = `${since} is still to come: give a day that has begun (0:00 UTC)`;
      throw new RequestError('request_invalid', [{ path: 'since', message }]);
    }
    return { kind: 'since', since: from };
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
