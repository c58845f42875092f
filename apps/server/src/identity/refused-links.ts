import { appendAudit, findRefusedLink, listWorkspaceIds } from '@handrail/database';
import type { Database } from '@handrail/database';
import type { Clock } from '@handrail/sync';
import type { Log } from '../log.ts';
import { hashToken } from '../random-token.ts';

const WINDOW_MS = 60_000;
/** So many a minute stand in the audit, the rest in the log alone: nobody fills the audit from outside. */
const KEPT_IN_WINDOW = 20;

/** Keeps that a sign-in link was refused. */
export type KeepRefusedLink = (
  token: string,
  entry: { readonly action: string; readonly code: string; readonly requestId: string },
) => Promise<void>;

/**
 * Keeps refused sign-in links in the audit of their workspace, by whose and why, never the link. One that was never made
 * belongs to nobody: it stands where there is only one workspace.
 */
export function createKeepRefusedLink(parts: {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}): KeepRefusedLink {
  const { database, clock, log } = parts;
  let kept: number[] = [];
  return async (token, { action, code, requestId }) => {
    const now = clock.now();
    const found = await database.platform().transaction(async (tx) => {
      const link = await findRefusedLink(tx, hashToken(token));
      if (link !== undefined) return link;
      const [only, second] = await listWorkspaceIds(tx);
      return {
        workspaceId: second === undefined ? only : undefined,
        userId: null,
        reason: 'unknown' as const,
      };
    });
    log.warn('sign_in_link_refused', { requestId, reason: found.reason });
    kept = kept.filter((at) => now.getTime() - at < WINDOW_MS);
    if (found.workspaceId === undefined || kept.length >= KEPT_IN_WINDOW) return;
    kept.push(now.getTime());
    await database.workspace(found.workspaceId).transaction((tx) =>
      appendAudit(tx, {
        at: now,
        // Nobody has proven to be them.
        actor_id: null,
        via: 'link',
        action,
        subject: { reason: found.reason, ...(found.userId === null ? {} : { userId: found.userId }) },
        changes: null,
        outcome: 'refused',
        code,
        asked_number: null,
        request_id: requestId,
      }),
    );
  };
}
