import { timingSafeEqual } from 'node:crypto';
import type { Role, SessionId, UserId, WorkspaceId } from '@handrail/core';
import {
  createSession,
  deleteSession,
  deleteSessionByToken,
  findApiToken,
  findSession,
  findUserOnPlatform,
  noteSignIn,
  touchApiToken,
  touchSession,
  useSignInLink,
} from '@handrail/database';
import type { Database, PlatformTransaction, SessionRow, UserRow } from '@handrail/database';
import type { Clock } from '@handrail/sync';
import { ServerError } from '../errors.ts';
import { createToken, csrfTokenOf, hashToken } from '../random-token.ts';
import type { Browser } from './browser.ts';

/** A session ends after so long without use, in ms. */
export const IDLE_MS = 8 * 60 * 60_000;
const ABSOLUTE_MS = 7 * 24 * 60 * 60_000;
/** A session in use is marked at most this often. */
const TOUCH_MS = 60_000;

/** A session not seen since then has ended. */
export function idleSince(now: Date): Date {
  return new Date(now.getTime() - IDLE_MS);
}

/** Who asks: a member, through a browser's session or with a bearer token. */
export interface Caller {
  readonly userId: UserId;
  readonly workspaceId: WorkspaceId;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** The admin who looks as this person. */
  readonly viewedBy?: UserId;
  /** What a bearer token is limited to; null = all that its owner may, as in a session. */
  readonly scopes: readonly string[] | null;
  /** Null for a bearer token. */
  readonly session: {
    readonly id: SessionId;
    /** The session ends then at the latest. */
    readonly expiresAt: Date;
    readonly csrfToken: string;
    readonly via: SessionRow['via'];
    /** When they last proved who they are. */
    readonly authenticatedAt: Date;
  } | null;
}

/** A session that has just begun. */
export interface Entered {
  /** For the browser to keep. */
  readonly token: string;
  readonly caller: Caller;
}

/** What is known of the browser that somebody comes in with. */
export type EnteringBrowser = Pick<Browser, 'userAgent' | 'sessionToken'>;

/** Sign-in by one-time link, sessions and bearer tokens. Only hashes of tokens are stored. */
export interface Sessions {
  /** Uses a link up and opens a session in the place of the browser's former one. Throws sign_in_link_invalid. */
  enter(linkToken: string, browser: EnteringBrowser): Promise<Entered>;
  /**
   * Opens a session, in the place of the browser's former one, for a member whom the identity provider has named; at
   * `provenAt` they proved who they are there, as far as it says. Throws sign_in_closed.
   */
  open(userId: UserId, browser: EnteringBrowser, provenAt: Date | null): Promise<Entered>;
  /** Whose session that is, if it still is one; using it keeps it from going idle. */
  findBySession(token: string): Promise<Caller | undefined>;
  findByBearer(token: string): Promise<Caller | undefined>;
  leave(id: SessionId): Promise<void>;
}

/** Makes the sessions of a database. A session ends after 8 hours without use, and after 7 days. */
export function createSessions(database: Database, clock: Clock): Sessions {
  const platform = database.platform();
  return {
    enter: (linkToken, browser) =>
      platform.transaction(async (tx) => {
        const now = clock.now();
        const link = await useSignInLink(tx, hashToken(linkToken), now);
        const user = link === undefined ? undefined : await findUserOnPlatform(tx, link.userId);
        if (user === undefined || !user.active) throw linkInvalid();
        await noteSignIn(tx, user.id, now);
        return begin(tx, user, { via: 'link', browser, now, provenAt: now });
      }),
    open: (userId, browser, provenAt) =>
      platform.transaction(async (tx) => {
        const user = await findUserOnPlatform(tx, userId);
        if (user === undefined || !user.active) throw closed();
        return begin(tx, user, { via: 'identity-provider', browser, now: clock.now(), provenAt });
      }),
    findBySession: (token) =>
      platform.transaction(async (tx) => {
        const now = clock.now();
        const session = await findSession(tx, hashToken(token), now, idleSince(now));
        if (session === undefined) return undefined;
        const user = await findUserOnPlatform(tx, session.user_id);
        if (user === undefined || !user.active) return undefined;
        if (now.getTime() - session.last_seen_at.getTime() > TOUCH_MS)
          await touchSession(tx, session.id, now);
        return callerOf(user, {
          id: session.id,
          expiresAt: session.expires_at,
          csrfToken: csrfTokenOf(token),
          via: session.via,
          authenticatedAt: session.authenticated_at,
        });
      }),
    findByBearer: (token) =>
      platform.transaction(async (tx) => {
        const now = clock.now();
        const found = await findApiToken(tx, hashToken(token), now);
        const user = found === undefined ? undefined : await findUserOnPlatform(tx, found.userId);
        if (found === undefined || user === undefined || !user.active) return undefined;
        if (now.getTime() - (found.lastUsedAt?.getTime() ?? 0) > TOUCH_MS) {
          await touchApiToken(tx, found.id, now);
        }
        return callerOf(user, null, found.scopes);
      }),
    leave: (id) => platform.transaction((tx) => deleteSession(tx, id)),
  };
}

async function begin(
  tx: PlatformTransaction,
  user: UserRow,
  {
    via,
    browser,
    now,
    provenAt,
  }: {
    readonly via: SessionRow['via'];
    readonly browser: EnteringBrowser;
    readonly now: Date;
    readonly provenAt: Date | null;
  },
): Promise<Entered> {
  // One browser, one session: what was kept of the former token opens nothing any more.
  if (browser.sessionToken !== null) await deleteSessionByToken(tx, hashToken(browser.sessionToken));
  const token = createToken();
  const csrfToken = csrfTokenOf(token);
  const expiresAt = new Date(now.getTime() + ABSOLUTE_MS);
  // A provider's clock may be ahead of ours.
  const authenticatedAt = provenAt === null || provenAt > now ? now : provenAt;
  const id = await createSession(tx, {
    token_hash: hashToken(token),
    csrf_hash: hashToken(csrfToken),
    workspace_id: user.workspace_id,
    user_id: user.id,
    user_agent: browser.userAgent?.slice(0, 500) ?? null,
    created_at: now,
    authenticated_at: authenticatedAt,
    expires_at: expiresAt,
    via,
  });
  return { token, caller: callerOf(user, { id, expiresAt, csrfToken, via, authenticatedAt }) };
}

/** As whom the caller reads: an admin the whole workspace (null), everyone else what is theirs. */
export function personOf(caller: Pick<Caller, 'role' | 'userId'>): UserId | null {
  return caller.role === 'admin' ? null : caller.userId;
}

/** Whether a request carries the CSRF token of its session. */
export function hasCsrfToken(caller: Caller, given: string | undefined): boolean {
  if (caller.session === null || given === undefined) return false;
  const [wanted, seen] = [Buffer.from(caller.session.csrfToken), Buffer.from(given)];
  return wanted.length === seen.length && timingSafeEqual(wanted, seen);
}

function callerOf(user: UserRow, session: Caller['session'], scopes: Caller['scopes'] = null): Caller {
  return {
    userId: user.id,
    workspaceId: user.workspace_id,
    name: user.name,
    email: user.email,
    role: user.role,
    scopes,
    session,
  };
}

function linkInvalid(): ServerError {
  return new ServerError({
    code: 'sign_in_link_invalid',
    message: 'This sign-in link was used already, or its time is over.',
    remedy: 'Get a new one with handrail users link, or ask an administrator.',
  });
}

function closed(): ServerError {
  return new ServerError({
    code: 'sign_in_closed',
    message: 'This member may not enter any more.',
    remedy: 'Ask an administrator of the workspace.',
  });
}
