import { completeSignIn, enterSession, getSession, leaveSession } from '@handrail/contract';
import type { Session, TriedSignIn } from '@handrail/contract';
import { createClient, ProblemError } from '@handrail/client';
import type { HandrailClient } from '@handrail/client';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';

/** Who sits in front of the browser: being found out, somebody, nobody (and why), or no answer. */
export type SessionState =
  | { readonly state: 'loading'; readonly isEntering: boolean }
  | { readonly state: 'signed-in'; readonly session: Session }
  | {
      readonly state: 'signed-out';
      readonly cause: 'no-session' | 'link-refused' | 'provider-refused' | 'session-ended' | 'left';
      readonly error: ProblemError | null;
      /** After signing out: where one may sign out of the identity provider, too. */
      readonly providerSignOutUrl: string | null;
    }
  | { readonly state: 'failed'; readonly error: unknown };

/** Something that waits until the person has signed in anew. */
export interface AwaitedSignIn {
  /** Whether the server can mail a link. */
  readonly canMail: boolean;
  /** Signs in with the token of a link, and goes on. Throws what the server refuses it with. */
  enter(token: string): Promise<void>;
  /** Goes on when this browser was signed in anew meanwhile, in another tab. */
  lookAgain(): Promise<void>;
  /** Leaves it undone. */
  close(): void;
}

type SignedOut = Extract<SessionState, { state: 'signed-out' }>;

/** Keeps the session of this browser tab; the CSRF token lives here, in memory, and nowhere else. */
export interface SessionKeeper {
  readonly client: HandrailClient;
  /** What came of the try of the identity provider that this tab came back from; null when it did not. */
  tried(): TriedSignIn | ProblemError | null;
  current(): SessionState;
  /** What waits for a fresh sign-in; null when nothing does. */
  awaited(): AwaitedSignIn | null;
  subscribe(listener: () => void): () => void;
  /** Signs in with the token of a one-time link, or asks who is signed in when there is none. */
  start(token: string | null): Promise<void>;
  /** Completes a sign-in with what the identity provider sent this tab back with. */
  comeBack(query: string): Promise<void>;
  /** Looks as somebody else from now on, or (null) as oneself again; every request carries it. */
  viewAs(userId: string | null): Promise<void>;
  /** Asks anew what stands in the session, after the workspace's name or zone was changed. */
  renew(): Promise<void>;
  /** The server no longer knows this session. */
  markEnded(): void;
  leave(): Promise<void>;
}

/** Takes the token of `#enter=<token>` and removes it from the address at once, also from the history. */
export function takeEnterToken(location: Location, history: History): string | null {
  const match = /^#enter=(.+)$/.exec(location.hash);
  if (match?.[1] === undefined) return null;
  history.replaceState(null, '', location.pathname + location.search);
  return decodeURIComponent(match[1]);
}

/** Makes the keeper with its client; nothing is asked before `start`. */
export function createSessionKeeper(): SessionKeeper {
  let state: SessionState = { state: 'loading', isEntering: false };
  let viewedId: string | null = null;
  const listeners = new Set<() => void>();
  const set = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const direct = createClient({
    origin: '',
    csrfToken: () => (state.state === 'signed-in' ? state.session.csrfToken : null),
    viewAs: () => viewedId,
  });
  let awaited: AwaitedSignIn | null = null;
  const setAwaited = (next: AwaitedSignIn | null) => {
    awaited = next;
    for (const listener of listeners) listener();
  };
  /** Resolves once this browser was signed in anew; rejects with the refusal when the person leaves it. */
  const awaitSignIn = (refusal: ProblemError) =>
    new Promise<void>((goOn, leave) => {
      const former = state.state === 'signed-in' ? state.session : null;
      const renew = (session: Session) => {
        // Somebody else: nothing of what stands on the screen is theirs.
        if (former?.user.id !== session.user.id) return window.location.reload();
        if (former.csrfToken === session.csrfToken) return;
        set({ state: 'signed-in', session });
        setAwaited(null);
        goOn();
      };
      setAwaited({
        canMail: refusal.problem.facts?.['canMail'] === true,
        enter: async (token) => renew(await direct.call(enterSession, { body: { token } })),
        lookAgain: async () => renew(await direct.call(getSession, {})),
        close: () => {
          setAwaited(null);
          leave(refusal);
        },
      });
    });
  const call: HandrailClient['call'] = async (endpoint, request, options) => {
    try {
      return await direct.call(endpoint, request, options);
    } catch (error) {
      // One question at a time; what else is refused meanwhile says so at its own place.
      if (!(error instanceof ProblemError) || error.code !== 'sign_in_again' || awaited !== null) throw error;
      await awaitSignIn(error);
      return direct.call(endpoint, request, options);
    }
  };
  const client: HandrailClient = { call };
  let tried: TriedSignIn | ProblemError | null = null;
  const signOut = (cause: SignedOut['cause'], rest: Partial<SignedOut> = {}) =>
    set({ state: 'signed-out', cause, error: null, providerSignOutUrl: null, ...rest });
  const find = async (cause: SignedOut['cause'], refusal: ProblemError | null) => {
    try {
      set({ state: 'signed-in', session: await client.call(getSession, {}) });
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) {
        signOut(cause, { error: refusal });
      } else set({ state: 'failed', error });
    }
  };
  return {
    client,
    current: () => state,
    awaited: () => awaited,
    tried: () => tried,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start(token) {
      set({ state: 'loading', isEntering: token !== null });
      if (token === null) return find('no-session', null);
      try {
        set({ state: 'signed-in', session: await client.call(enterSession, { body: { token } }) });
      } catch (error) {
        // A link that was used already is no harm to somebody who is signed in: look before refusing.
        if (error instanceof ProblemError) await find('link-refused', error);
        else set({ state: 'failed', error });
      }
    },
    async comeBack(query) {
      set({ state: 'loading', isEntering: true });
      try {
        const done = await client.call(completeSignIn, { body: { query } });
        if (done.kind === 'signed-in') return set({ state: 'signed-in', session: done.session });
        tried = done.person;
        await find('no-session', null);
      } catch (error) {
        if (!(error instanceof ProblemError)) return set({ state: 'failed', error });
        tried = error;
        await find('provider-refused', error);
      }
    },
    async viewAs(userId) {
      viewedId = userId;
      await find('session-ended', null);
    },
    renew: () => find('session-ended', null),
    markEnded() {
      awaited?.close();
      if (state.state === 'signed-in') signOut('session-ended');
    },
    async leave() {
      // The admin themselves goes, whomever they looked as.
      viewedId = null;
      const { providerSignOutUrl } = await client.call(leaveSession, {});
      signOut('left', { providerSignOutUrl });
    },
  };
}

const KeeperContext = createContext<SessionKeeper | null>(null);

/** Gives the keeper to everything below. */
export function SessionProvider({ keeper, children }: { keeper: SessionKeeper; children: ReactNode }) {
  return <KeeperContext value={keeper}>{children}</KeeperContext>;
}

/** The keeper of this tab. Throws MissingProviderError outside SessionProvider. */
export function useSessionKeeper(): SessionKeeper {
  const keeper = useContext(KeeperContext);
  if (keeper === null) throw new MissingProviderError('SessionProvider');
  return keeper;
}

/** The session as it stands; renders again when it changes. */
export function useSessionState(): SessionState {
  const keeper = useSessionKeeper();
  return useSyncExternalStore(keeper.subscribe, keeper.current);
}

/** What waits for a fresh sign-in, or null; renders again when it changes. */
export function useAwaitedSignIn(): AwaitedSignIn | null {
  const keeper = useSessionKeeper();
  return useSyncExternalStore(keeper.subscribe, keeper.awaited);
}

/** The session inside the signed-in part of the product. Throws MissingProviderError outside it. */
export function useSession(): Session {
  const state = useSessionState();
  if (state.state !== 'signed-in') throw new MissingProviderError('a session');
  return state.session;
}

/** The API client of this tab. */
export function useClient(): HandrailClient {
  return useSessionKeeper().client;
}

/** Whether the signed-in person may change settings, connect, sync and send. The server has the last word. */
export function useIsAdmin(): boolean {
  return useSession().user.role === 'admin';
}

/** Whether an admin looks as somebody else: the server then refuses every change. */
export function useIsViewedAs(): boolean {
  return useSession().isViewedAs;
}

/** A component stands outside the provider it needs: a mistake of ours. */
export class MissingProviderError extends Error {
  readonly code = 'missing_provider';
  constructor(provider: string) {
    super(`This part of the screen needs ${provider} around it.`);
    this.name = 'MissingProviderError';
  }
}
