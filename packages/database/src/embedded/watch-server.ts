import { setTimeout as delay } from 'node:timers/promises';
import { toError } from '@handrail/core';

/** What is watched. */
export interface ServerWatch {
  readonly intervalMs: number;
  isUp(): Promise<boolean>;
  /** Starts it again; rejects when that fails. */
  restart(): Promise<void>;
  readonly onNotice: (notice: string) => void;
}

/**
 * Starts the server again when it has ended by itself: PostgreSQL shuts down when its disk is full, and a
 * system short of memory may kill it. Tries at every interval until it stays up; says each reason once.
 */
export function watchServer(watch: ServerWatch): { stop(): Promise<void> } {
  const ending = new AbortController();
  const watching = run(watch, ending.signal);
  return {
    stop: async () => {
      ending.abort();
      await watching;
    },
  };
}

async function run(watch: ServerWatch, signal: AbortSignal): Promise<void> {
  let said = '';
  for (;;) {
    // Rejects only when aborted, which the next line sees.
    await delay(watch.intervalMs, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      if (await watch.isUp()) continue;
      await watch.restart();
      watch.onNotice('The database had stopped by itself; it was started again.');
      said = '';
    } catch (caught) {
      const { message } = toError(caught);
      if (message !== said)
        watch.onNotice(`The database has stopped and cannot be started again yet. ${message}`);
      said = message;
    }
  }
}
