import { enterSession, getSession, leaveSession } from '@handrail/contract';
import type { Session } from '@handrail/contract';
import { appendAudit, getWorkspace } from '@handrail/database';
import type { ApiContext } from '../context.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';
import { createSessions } from '../session.ts';
import type { Caller } from '../session.ts';

/** Signing in with a one-time link, asking who is signed in, signing out. */
export function sessionRoutes({ database, clock }: ApiContext): readonly Route[] {
  const sessions = createSessions(database, clock);
  const present = async (caller: Caller): Promise<Session> => {
    const workspace = await database.workspace(caller.workspaceId).transaction(getWorkspace);
    return {
      user: { id: caller.userId, name: caller.name, email: caller.email, role: caller.role },
      workspace: { id: workspace.id, name: workspace.name, timeZone: workspace.time_zone },
      csrfToken: caller.session?.csrfToken ?? null,
      expiresAt: caller.session?.expiresAt.toISOString() ?? null,
    };
  };
  return [
    route(enterSession, async ({ body, browser, requestId }) => {
      const { token, caller } = await sessions.enter(body.token, browser.userAgent);
      await database.workspace(caller.workspaceId).transaction((tx) =>
        appendAudit(tx, {
          at: clock.now(),
          actor_id: caller.userId,
          via: 'link',
          action: enterSession.name,
          subject: {},
          outcome: 'done',
          code: null,
          asked_number: null,
          request_id: requestId,
        }),
      );
      if (caller.session !== null) browser.keepSession(token, caller.session.expiresAt);
      return present(caller);
    }),
    route(getSession, ({ caller }) => present(caller)),
    route(leaveSession, async ({ caller, browser }) => {
      if (caller.session !== null) await sessions.leave(caller.session.id);
      browser.forgetSession();
      return {};
    }),
  ];
}
