import { failureOf, watchWorkspaces } from '@handrail/sync';
import type { WatchParts } from '@handrail/sync';
import type { Log } from '../log.ts';

/** How it is looked. */
export interface WatchSettings {
  /** Between two looks, in ms. */
  readonly tickMs: number;
  readonly log: Log;
  /** Called with each look, and once more at the end. */
  readonly onLook: () => Promise<void>;
}

/** Running watch. */
export interface Watch {
  /** Ends the looks for alarms. */
  stop(): Promise<void>;
}

/**
 * Looks for alarms every `tickMs` until it is stopped. Every process does, whatever its role, so that also a process
 * without a worker tells that no worker lives.
 */
export function startWatch(parts: WatchParts, { tickMs, log, onLook }: WatchSettings): Watch {
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      await onLook();
      await watchWorkspaces(parts);
    } catch (thrown) {
      const { code, kind } = failureOf(thrown);
      log.error('watch_failed', { code, kind });
    }
    if (!isStopping) timer = setTimeout(begin, tickMs);
  };
  const begin = (): void => {
    looking = look();
  };
  begin();
  return {
    async stop() {
      isStopping = true;
      clearTimeout(timer);
      await looking;
      await onLook();
    },
  };
}
