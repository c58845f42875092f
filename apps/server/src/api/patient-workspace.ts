import { setTimeout as pause } from 'node:timers/promises';
import type { WorkspaceHandle } from '@handrail/database';

const MAX_TRIES = 4;
/** Longest first wait, in ms; each further one may be twice as long. */
const FIRST_WAIT_MS = 40;
/** Deadlock, and a transaction that met another's writes (PostgreSQL's appendix A). */
const CONFLICTS = new Set(['40P01', '40001']);

/**
 * A workspace in which a transaction that gave way to another writer, a run at work mostly, is tried again: whoever clicks
 * should not have to. Nothing of the first try is left behind, so what is given to `transaction` must bear being called
 * again.
 */
export function patientWorkspace(workspace: WorkspaceHandle, random: () => number): WorkspaceHandle {
  return {
    id: workspace.id,
    async transaction(work) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await workspace.transaction(work);
        } catch (thrown) {
          if (tries === MAX_TRIES || !isConflict(thrown)) throw thrown;
          await pause(random() * FIRST_WAIT_MS * 2 ** tries);
        }
      }
    },
  };
}

function isConflict(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && CONFLICTS.has(String(thrown.code));
}
