import type { SandboxContext } from './context.ts';
import { SandboxError } from './errors.ts';
import type { RecordStore } from './gainsight/record-store.ts';
import { deletionsOf } from './gong/deletions.ts';
import type { Growth } from './growth/grow.ts';
import { mostCompanies } from './seed.ts';
import type { SavedState } from './state-file.ts';

/** What a world is made from: the same three make the same world. */
export interface WorldOrigin {
  readonly seed: number;
  readonly companies: number;
  readonly now: Date;
  /** For how many days after its making the tenant grows; 0 lets it stand still. */
  readonly growDays: number;
}

/** Longest stretch of growth; its calls are made at the start. */
const MOST_GROW_DAYS = 1_000;

/**
 * Chooses what the world is made from: the state file if there is one, else the options. Throws
 * `sandbox_state_mismatch` when the options ask for another world than the file holds, `sandbox_bad_option` for a
 * stretch of growth that is too long or for more companies than a world can have.
 */
export function chooseWorld(
  asked: { readonly seed?: number; readonly companies?: number; readonly growDays?: number },
  kept: SavedState | null,
  now: Date,
): WorldOrigin {
  const growDays = asked.growDays ?? kept?.growDays ?? 0;
  if (growDays < 0 || growDays > MOST_GROW_DAYS)
    throw new SandboxError(
      'sandbox_bad_option',
      `A tenant grows for 0 to ${MOST_GROW_DAYS} days, not ${growDays}`,
    );
  if ((asked.companies ?? 0) > mostCompanies)
    throw new SandboxError('sandbox_bad_option', `A world has at most ${mostCompanies} companies`);
  if (kept === null) return { seed: asked.seed ?? 1, companies: asked.companies ?? 500, now, growDays };
  const { seed, companies } = kept;
  if ((asked.seed ?? seed) !== seed || (asked.companies ?? companies) !== companies) {
    throw new SandboxError(
      'sandbox_state_mismatch',
      `The sandbox state holds seed ${seed} with ${companies} companies; ask for the same or move the file away`,
    );
  }
  return { seed, companies, now: new Date(kept.madeAt), growDays };
}

/** The state to write to the file. */
export function stateToKeep(
  origin: WorldOrigin,
  context: SandboxContext,
  { store, growth }: { readonly store: RecordStore; readonly growth: Growth },
): SavedState {
  return {
    version: 1,
    seed: origin.seed,
    companies: origin.companies,
    madeAt: origin.now.toISOString(),
    growDays: origin.growDays,
    grownUntil: growth.until(),
    aheadMs: Math.max(0, context.clock.aheadMs()),
    switches: { ...context.switches },
    credentials: { ...context.credentials },
    deletedCalls: deletionsOf(context.world),
    changes: store.changes(),
  };
}
