import { enterSession, getSession, leaveSession } from '@handrail/contract';
import type { Session } from '@handrail/contract';
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
      readonly cause: 'no-session' | 'link-refused' | 'session-ended' | 'left';
      readonly error: ProblemError | null;
    }
  | { readonly state: 'failed'; readonly error: unknown };

/** Keeps the session of this browser tab; the CSRF token lives here, in memory, and nowhere else. */
export interface SessionKeeper {
  readonly client: HandrailClient;
  current(): SessionState;
  subscribe(listener: () => void): () => void;
  /** Signs in with the token of a one-time link, or asks who is signed in when there is none. */
  start(token: string | null): Promise<void>;
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
  const listeners = new Set<() => void>();
  const set = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const client = createClient({
    origin: '',
    csrfToken: () => (state.state === 'signed-in' ? state.session.csrfToken : null),
  });
  const find = async (refusal: ProblemError | null) => {
    try {
      set({ state: 'signed-in', session: await client.call(getSession, {}) });
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) {
        const cause = refusal === null ? 'no-session' : 'link-refused';
        set({ state: 'signed-out', cause, error: refusal });
      } else set({ state: 'failed', error });
    }
  };
  return {
    client,
    current: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start(token) {
      set({ state: 'loading', isEntering: token !== null });
      if (token === null) return find(null);
      try {
        set({ state: 'signed-in', session: await client.call(enterSession, { body: { token } }) });
      } catch (error) {
        // A link that was used already is no harm to somebody who is signed in: look before refusing.
        if (error instanceof ProblemError) await find(error);
        else set({ state: 'failed', error });
      }
    },
    markEnded() {
      if (state.state === 'signed-in') set({ state: 'signed-out', cause: 'session-ended', error: null });
    },
    async leave() {
      await client.call(leaveSession, {});
      set({ state: 'signed-out', cause: 'left', error: null });
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

/** A component stands outside the provider it needs: a mistake of ours. */
export class MissingProviderError extends Error {
  readonly code = 'missing_provider';
  constructor(provider: string) {
    super(`This part of the screen needs ${provider} around it.`);
    this.name = 'MissingProviderError';
  }
}
