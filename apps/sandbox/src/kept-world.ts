import type { SandboxContext } from './context.ts';
import { SandboxError } from './errors.ts';
import type { RecordStore } from './gainsight/record-store.ts';
import { deletionsOf } from './gong/deletions.ts';
import type { SavedState } from './state-file.ts';

/** What a world is made from: the same three make the same world. */
export interface WorldOrigin {
  readonly seed: number;
  readonly companies: number;
  readonly now: Date;
}

/**
 * Chooses what the world is made from: the state file if there is one, else the options. Throws
 * `sandbox_state_mismatch` when the options ask for another world than the file holds.
 */
export function chooseWorld(
  asked: { readonly seed?: number; readonly companies?: number },
  kept: SavedState | null,
  now: Date,
): WorldOrigin {
  if (kept === null) return { seed: asked.seed ?? 1, companies: asked.companies ?? 500, now };
  const { seed, companies } = kept;
  if ((asked.seed ?? seed) !== seed || (asked.companies ?? companies) !== companies) {
    throw new SandboxError(
      'sandbox_state_mismatch',
      `The sandbox state holds seed ${seed} with ${companies} companies; ask for the same or move the file away`,
    );
  }
  return { seed, companies, now: new Date(kept.madeAt) };
}

/** The state to write to the file. */
export function stateToKeep(origin: WorldOrigin, context: SandboxContext, store: RecordStore): SavedState {
  return {
    version: 1,
    seed: origin.seed,
    companies: origin.companies,
    madeAt: origin.now.toISOString(),
    aheadMs: Math.max(0, context.clock.aheadMs()),
    switches: { ...context.switches },
    credentials: { ...context.credentials },
    deletedCalls: deletionsOf(context.world),
    changes: store.changes(),
  };
}
