import {
  endMemberSessions,
  endOtherSessions,
  endSession,
  listMemberSessions,
  listSessions,
} from '@handrail/contract';
import type { OpenSession } from '@handrail/contract';
import { parseSessionId, parseUserId } from '@handrail/core';
import type { SessionId } from '@handrail/core';
import { deleteSessions, listOpenSessions } from '@handrail/database';
import type { OpenSessionRow } from '@handrail/database';
import { notFound, ServerError } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';
import { IDLE_MS, idleSince } from '../session.ts';
import type { Caller } from '../session.ts';

const MOST = 500;

/** Who is signed in where, and how that ends: one's own sessions, and for admins everybody's. */
export function sessionsRoutes({ clock }: ApiContext): readonly Route[] {
  const open = () => ({ now: clock.now(), idleSince: idleSince(clock.now()), limit: MOST });
  const present = (rows: readonly OpenSessionRow[], { session }: Caller) => ({
    items: rows.map((row) => presentOne(row, session?.id ?? null)),
    idleHours: IDLE_MS / 3_600_000,
  });
  return [
    route(listSessions, ({ workspace, caller }) =>
      workspace.transaction(async (tx) =>
        present(await listOpenSessions(tx, { ...open(), userId: caller.userId }), caller),
      ),
    ),
    route(endSession, ({ workspace, caller, params }) =>
      workspace.transaction(async (tx) => {
        refuseTokens(caller);
        const id = parseSessionId(params.id);
        if ((await deleteSessions(tx, { userId: caller.userId, id })) === 0) throw notFound('session');
        return {};
      }),
    ),
    route(endOtherSessions, ({ workspace, caller }) =>
      workspace.transaction(async (tx) => {
        const exceptId = refuseTokens(caller);
        return { ended: await deleteSessions(tx, { userId: caller.userId, exceptId }) };
      }),
    ),
    route(listMemberSessions, ({ workspace, caller }) =>
      workspace.transaction(async (tx) =>
        present(await listOpenSessions(tx, { ...open(), userId: null }), caller),
      ),
    ),
    route(endMemberSessions, ({ workspace, params }) =>
      workspace.transaction(async (tx) => ({
        ended: await deleteSessions(tx, { userId: parseUserId(params.userId) }),
      })),
    ),
  ];
}

/** A token is no session, and ends none: whoever found one shall not lock its owner out. */
function refuseTokens({ session }: Caller): SessionId {
  if (session !== null) return session.id;
  throw new ServerError({
    code: 'not_allowed',
    message: 'A token does not end sessions.',
    remedy: 'Sign in and end them under Settings > Sessions.',
  });
}

function presentOne(row: OpenSessionRow, currentId: SessionId | null): OpenSession {
  return {
    id: row.id,
    userId: row.user_id,
    userName: row.user_name,
    userEmail: row.user_email,
    userAgent: row.user_agent,
    via: row.via,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    isCurrent: row.id === currentId,
  };
}
