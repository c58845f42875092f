import type { SandboxClock } from '../clock.ts';
import type { Row } from '../world.ts';

/** What queries do not show yet: how each freshly written row looked before, until its lag is over. */
export interface ReadLag {
  /** Keeps how a row looked before a write; undefined: there was none. */
  hide(gsid: string, before: Row | undefined): void;
  /** The row as queries see it now, or undefined when they do not see it yet. */
  shown(gsid: string, row: Row): Row | undefined;
  /** Whether anything is hidden now. */
  isActive(): boolean;
  /** Forgets a row that is gone. */
  forget(gsid: string): void;
}

/** Makes an empty one; `lagSeconds` gives the lag of a write of now, 0 for none. */
export function createReadLag(clock: SandboxClock, lagSeconds: () => number): ReadLag {
  /** Gsid → how the row looked, until the instant at which its next state shows. */
  const hidden = new Map<string, { until: number; row: Row | undefined }[]>();

  return {
    hide: (gsid, before) => {
      const lag = lagSeconds();
      if (lag <= 0) return;
      const states = hidden.get(gsid) ?? [];
      states.push({ until: clock.now().getTime() + lag * 1_000, row: before });
      hidden.set(gsid, states);
    },
    shown: (gsid, row) => {
      const now = clock.now().getTime();
      const state = hidden.get(gsid)?.find(({ until }) => until > now);
      return state === undefined ? row : state.row;
    },
    isActive: () => {
      const now = clock.now().getTime();
      for (const [gsid, states] of hidden) {
        if (states.every((state) => state.until <= now)) hidden.delete(gsid);
      }
      return hidden.size > 0;
    },
    forget: (gsid) => {
      hidden.delete(gsid);
    },
  };
}
