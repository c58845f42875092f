import { parseUserId } from '@handrail/core';
import { findUser } from '@handrail/database';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound, ServerError } from '../errors.ts';
import { ATTEMPT_MS } from '../identity/sign-in.ts';
import { recordsOf, subjectOf } from './access-log.ts';
import type { AccessLog, Look } from './access-log.ts';
import { audited, auditRefusal } from './audit.ts';
import type { AuditedRequest } from './audit.ts';
import type { ApiContext } from './context.ts';
import { answerOnce } from './idempotency.ts';
import type { Limits } from './limits.ts';
import { mayDo, notAllowed } from './meeting-rights.ts';
import { patientWorkspace } from './patient-workspace.ts';
import type { Browser } from './browser.ts';
import type { Route, SignedIn } from './route.ts';
import { hasCsrfToken, personOf } from './session.ts';
import type { Caller, Sessions } from './session.ts';

/** What a route is served with. */
export interface RouteParts {
  readonly context: ApiContext;
  readonly sessions: Sessions;
  readonly accessLog: AccessLog;
  readonly limits: Limits;
  /** Browsers reach the server by https alone. */
  readonly isSecure: boolean;
}

/**
 * Serves an endpoint: who asks and may they, before the body is read; then parse, act, answer once for its key. Changes
 * stand in the audit, looks at content in the access log.
 */
export function registerRoute(app: FastifyInstance, parts: RouteParts, route: Route): void {
  const { endpoint } = route;
  const { context, sessions, accessLog, limits, isSecure } = parts;
  const callers = new WeakMap<FastifyRequest, SignedIn>();
  const isMutation = endpoint.method !== 'GET';
  const auditOf = (request: FastifyRequest, caller: Caller): AuditedRequest => ({
    endpoint,
    caller,
    subject: Object(request.params),
    requestId: request.id,
  });
  const lookOf = ({ params, query }: FastifyRequest, caller: Caller, shown: object): Look => ({
    at: context.clock.now(),
    actor_id: caller.viewedBy ?? caller.userId,
    via: caller.session === null ? 'token' : 'session',
    action: endpoint.name,
    subject: {
      ...subjectOf(Object(params), Object(query)),
      ...(caller.viewedBy === undefined ? {} : { viewAs: caller.userId }),
    },
    records: recordsOf(shown),
  });
  /** Acts, once for the key that the caller named, unless the reply must not be kept. */
  const change = (
    request: FastifyRequest,
    { caller, workspace }: SignedIn,
    act: () => Promise<object>,
  ): Promise<unknown> => {
    const key = header(request, 'idempotency-key');
    if (key === undefined || endpoint.action === 'session' || endpoint.showsSecret === true) return act();
    return answerOnce(
      { workspace, secretKey: context.secretKey, clock: context.clock },
      {
        key: key.slice(0, 200),
        method: endpoint.method,
        path: request.url,
        userId: caller.userId,
        body: request.body,
      },
      act,
    );
  };
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    ...(endpoint.maxBodyBytes === undefined ? {} : { bodyLimit: endpoint.maxBodyBytes }),
    // Before the body is read: nobody unknown makes the server take in megabytes.
    onRequest: async (request) => {
      if (endpoint.action === 'public') return limits.count(endpoint, request, null);
      const signedIn = await findCaller(request, sessions, isSecure);
      if (signedIn === undefined) throw notSignedIn();
      const caller = await lookAs(context, signedIn, header(request, 'x-view-as'), isMutation);
      const workspace = patientWorkspace(
        context.database.workspace(caller.workspaceId, personOf(caller)),
        Math.random,
      );
      if (!mayDo(caller, endpoint.action)) {
        if (isMutation) await auditRefusal({ workspace, ...context }, auditOf(request, caller));
        throw notAllowed();
      }
      if (isMutation && caller.session !== null && !hasCsrfToken(caller, header(request, 'x-csrf-token'))) {
        throw csrfRefused();
      }
      if (endpoint.needsFreshSignIn === true && !isFresh(caller, context)) throw signInAgain(context);
      await limits.count(endpoint, request, caller.viewedBy ?? caller.userId);
      callers.set(request, { caller, workspace });
    },
    handler: async (request, reply) => {
      const signedIn = callers.get(request) ?? null;
      const gone = new AbortController();
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) gone.abort();
      });
      const surroundings = {
        browser: browserOf(request, reply, isSecure),
        // Its host was checked before: loopback, or the one of the public address.
        origin: context.publicUrl ?? `http://${request.headers.host ?? '127.0.0.1'}`,
        requestId: request.id,
        signal: gone.signal,
      };
      const answer = () => route.answer(request, surroundings, signedIn);
      if (signedIn === null) return answer();
      const { caller, workspace } = signedIn;
      const shown = isMutation
        ? await change(request, signedIn, () =>
            audited({ workspace, ...context }, auditOf(request, caller), answer),
          )
        : await answer();
      if (endpoint.showsContent) accessLog.add(caller.workspaceId, lookOf(request, caller, Object(shown)));
      return shown;
    },
  });
}

/** Whether somebody has just proven who they are; a token is held to its scopes instead. */
function isFresh({ session }: Caller, { clock, freshSignInMs }: ApiContext): boolean {
  return session === null || clock.now().getTime() - session.authenticatedAt.getTime() <= freshSignInMs;
}

/**
 * The caller, or with X-View-As the person as whom an admin looks: their rights and their accounts, reading only. Leaving
 * is asked without it.
 */
async function lookAs(
  { database }: ApiContext,
  caller: Caller,
  as: string | undefined,
  isMutation: boolean,
): Promise<Caller> {
  if (as === undefined) return caller;
  if (isMutation || !mayDo(caller, 'view-as')) throw notAllowed();
  const user = await database
    .workspace(caller.workspaceId)
    .transaction((tx) => findUser(tx, parseUserId(as)));
  if (user === undefined || !user.active) throw notFound('user');
  // An admin sees what every admin sees; looking as one would only name somebody else for it.
  if (user.role === 'admin') throw notAllowed();
  const { id: userId, name, email, role } = user;
  return { ...caller, userId, name, email, role, viewedBy: caller.userId };
}

async function findCaller(request: FastifyRequest, sessions: Sessions, secure: boolean) {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(header(request, 'authorization') ?? '');
  if (bearer?.[1] !== undefined) return sessions.findByBearer(bearer[1]);
  const token = request.cookies[cookieName(secure)];
  return token === undefined ? undefined : sessions.findBySession(token);
}

/** The prefix makes browsers keep the cookie to this host and to https (RFC 6265bis). */
function cookieName(secure: boolean): string {
  return secure ? '__Host-handrail' : 'handrail';
}

function attemptCookieName(secure: boolean): string {
  return `${cookieName(secure)}-sign-in`;
}

function browserOf(request: FastifyRequest, reply: FastifyReply, secure: boolean): Browser {
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  return {
    userAgent: header(request, 'user-agent') ?? null,
    sessionToken: request.cookies[cookieName(secure)] ?? null,
    keepSession: (token, expires) => void reply.setCookie(cookieName(secure), token, { ...options, expires }),
    forgetSession: () => void reply.clearCookie(cookieName(secure), options),
    keepAttempt: (token) =>
      void reply.setCookie(attemptCookieName(secure), token, { ...options, maxAge: ATTEMPT_MS / 1000 }),
    takeAttempt: () => {
      void reply.clearCookie(attemptCookieName(secure), options);
      return request.cookies[attemptCookieName(secure)] ?? null;
    },
  };
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function notSignedIn(): ServerError {
  return new ServerError({
    code: 'not_signed_in',
    message: 'Nobody is signed in, or the session has ended.',
    remedy: 'Sign in with a new link, or send a current token.',
  });
}

function signInAgain({ freshSignInMs, mailer }: ApiContext): ServerError {
  return new ServerError({
    code: 'sign_in_again',
    message: `This needs a sign-in of the last ${freshSignInMs / 60_000} minutes.`,
    remedy: 'Sign in again, then do it once more. A program uses a token with the scope for it.',
    facts: { canMail: mailer !== null },
  });
}

function csrfRefused(): ServerError {
  return new ServerError({
    code: 'csrf_refused',
    message: 'The request does not carry the token of this session.',
    remedy: 'Reload the page and try again.',
  });
}
