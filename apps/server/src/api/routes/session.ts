import {
  beginSignIn,
  completeSignIn,
  enterSession,
  getSession,
  leaveSession,
  listSignInWays,
  mailOwnSignInLink,
} from '@handrail/contract';
import type { Session } from '@handrail/contract';
import { parseWorkspaceId } from '@handrail/core';
import { appendAudit, getWorkspace } from '@handrail/database';
import { ServerError } from '../../errors.ts';
import { createKeepRefusedLink } from '../../identity/refused-links.ts';
import * as identity from '../../identity/sign-in.ts';
import { letterOf, makeSignInLink } from '../../sign-in-link.ts';
import type { ApiContext } from '../context.ts';
import { route } from '../route.ts';
import type { Browser } from '../browser.ts';
import type { Route } from '../route.ts';
import { createSessions } from '../session.ts';
import type { Caller, Entered } from '../session.ts';

/** Signing in with a one-time link or at the identity provider, asking who is signed in, signing out. */
export function sessionRoutes({ database, clock, log, vendors, mailer }: ApiContext): readonly Route[] {
  const sessions = createSessions(database, clock);
  const keepRefusedLink = createKeepRefusedLink({ database, clock, log });
  const present = async (caller: Caller): Promise<Session> => {
    const workspace = await database.workspace(caller.workspaceId).transaction(getWorkspace);
    return {
      user: { id: caller.userId, name: caller.name, email: caller.email, role: caller.role },
      workspace: { id: workspace.id, name: workspace.name, timeZone: workspace.time_zone },
      csrfToken: caller.session?.csrfToken ?? null,
      isViewedAs: caller.viewedBy !== undefined,
      via: caller.session?.via ?? null,
      expiresAt: caller.session?.expiresAt.toISOString() ?? null,
    };
  };
  /** Keeps in the audit that somebody came in, and the session in the browser. */
  const letIn = async (
    { token, caller }: Entered,
    {
      action,
      browser,
      requestId,
    }: { readonly action: string; readonly browser: Browser; readonly requestId: string },
  ): Promise<Session> => {
    await database.workspace(caller.workspaceId).transaction((tx) =>
      appendAudit(tx, {
        at: clock.now(),
        actor_id: caller.userId,
        via: caller.session?.via ?? 'link',
        action,
        subject: {},
        changes: null,
        outcome: 'done',
        code: null,
        asked_number: null,
        request_id: requestId,
      }),
    );
    if (caller.session !== null) browser.keepSession(token, caller.session.expiresAt);
    return present(caller);
  };
  return [
    route(enterSession, async ({ body, browser, requestId }) => {
      const action = enterSession.name;
      const entered = await sessions.enter(body.token, browser).catch(async (thrown: unknown) => {
        if (thrown instanceof ServerError) {
          await keepRefusedLink(body.token, { action, code: thrown.code, requestId });
        }
        throw thrown;
      });
      return letIn(entered, { action, browser, requestId });
    }),
    route(getSession, ({ caller }) => present(caller)),
    route(leaveSession, async ({ caller, browser, origin }) => {
      if (caller.session !== null) await sessions.leave(caller.session.id);
      browser.forgetSession();
      const isOfProvider = caller.session?.via === 'identity-provider';
      return {
        providerSignOutUrl: isOfProvider
          ? await identity.findSignOutAddress(vendors, caller.workspaceId, origin)
          : null,
      };
    }),
    route(mailOwnSignInLink, async ({ workspace, caller, origin }) => {
      if (caller.session === null) throw noSession();
      if (mailer === null) return { mail: 'off' as const };
      const letter = await workspace.transaction(async (tx) => {
        const link = await makeSignInLink(tx, caller.userId, origin, clock.now());
        return letterOf(caller.email, (await getWorkspace(tx)).name, link);
      });
      return { mail: (await mailer.send(letter)) ? ('sent' as const) : ('failed' as const) };
    }),
    route(listSignInWays, async () => ({ items: [...(await identity.listWays(vendors))] })),
    route(beginSignIn, async ({ body, browser, origin }) => {
      const workspaceId = parseWorkspaceId(body.workspaceId);
      const asked = { workspaceId, trialUserId: null, origin, asksAgain: body.again };
      const { token, url } = await identity.beginSignIn(vendors, asked);
      browser.keepAttempt(token);
      return { url };
    }),
    route(completeSignIn, async ({ body, browser, origin, requestId, signal }) => {
      const token = browser.takeAttempt();
      const entry = { action: completeSignIn.name, requestId };
      const returned = { token, origin, query: body.query, signal, entry };
      const completed = await identity.completeSignIn(vendors, returned);
      if (completed.kind === 'tried') return completed;
      const entered = await sessions.open(completed.userId, browser, completed.provenAt);
      const session = await letIn(entered, { action: completeSignIn.name, browser, requestId });
      return { kind: 'signed-in' as const, session };
    }),
  ];
}

function noSession(): ServerError {
  return new ServerError({
    code: 'not_allowed',
    message: 'A token signs nobody in.',
    remedy: 'Ask for the link in the browser that is signed in.',
  });
}
