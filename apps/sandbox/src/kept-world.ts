import type { SandboxContext } from './context.ts';
import { SandboxError } from './errors.ts';
import type { FieldLedger } from './gainsight/admin/field-ledger.ts';
import type { RecordStore } from './gainsight/record-store.ts';
import { deletionsOf } from './gong/deletions.ts';
import type { Growth } from './growth/grow.ts';
import { mostCompanies } from './seed.ts';
import { FIRST_ALIKE } from './seed/scene.ts';
import type { SavedState } from './state-file.ts';

/** What a world is made from: the same three make the same world. */
export interface WorldOrigin {
  readonly seed: number;
  readonly companies: number;
  /** So many companies share one instant of change. */
  readonly sameSecond: number;
  readonly now: Date;
  /** For how many days after its making the tenant grows; 0 lets it stand still. */
  readonly growDays: number;
}

/** Longest stretch of growth; its calls are made at the start. */
const MOST_GROW_DAYS = 1_000;

/** What a caller may ask of the world; what is absent comes from the state file, or is as usual. */
type AskedWorld = Partial<Omit<WorldOrigin, 'now'>>;

/**
 * Chooses what the world is made from: the state file if there is one, else the options. Throws
 * `sandbox_state_mismatch` when the options ask for another world than the file holds, `sandbox_bad_option` for a
 * stretch of growth that is too long or for more companies than a world can have.
 */
export function chooseWorld(asked: AskedWorld, kept: SavedState | null, now: Date): WorldOrigin {
  const origin: WorldOrigin = {
    seed: asked.seed ?? kept?.seed ?? 1,
    companies: asked.companies ?? kept?.companies ?? 500,
    sameSecond: asked.sameSecond ?? kept?.sameSecond ?? 0,
    now: kept === null ? now : new Date(kept.madeAt),
    growDays: asked.growDays ?? kept?.growDays ?? 0,
  };
  checkOrigin(origin);
  for (const name of ['seed', 'companies', 'sameSecond'] as const) {
    if (kept === null || origin[name] === kept[name]) continue;
    throw new SandboxError(
      'sandbox_state_mismatch',
      `The sandbox state holds a world with ${name} ${kept[name]}, not ${origin[name]}; ask for the same or move the file away`,
    );
  }
  return origin;
}

function checkOrigin({ companies, sameSecond, growDays }: WorldOrigin): void {
  if (growDays < 0 || growDays > MOST_GROW_DAYS)
    throw badOption(`A tenant grows for 0 to ${MOST_GROW_DAYS} days, not ${growDays}`);
  if (companies > mostCompanies) throw badOption(`A world has at most ${mostCompanies} companies`);
  const needed = FIRST_ALIKE - 1 + sameSecond;
  if (sameSecond > 0 && companies < needed)
    throw badOption(
      `${sameSecond} companies changed in the same second need a world of ${needed}, not ${companies}`,
    );
}

function badOption(message: string): SandboxError {
  return new SandboxError('sandbox_bad_option', message);
}

/** The state to write to the file. */
export function stateToKeep(
  origin: WorldOrigin,
  context: SandboxContext,
  {
    store,
    growth,
    fields,
  }: { readonly store: RecordStore; readonly growth: Growth; readonly fields: FieldLedger },
): SavedState {
  return {
    version: 1,
    seed: origin.seed,
    companies: origin.companies,
    sameSecond: origin.sameSecond,
    madeAt: origin.now.toISOString(),
    growDays: origin.growDays,
    grownUntil: growth.until(),
    aheadMs: Math.max(0, context.clock.aheadMs()),
    switches: { ...context.switches },
    credentials: { ...context.credentials },
    deletedCalls: deletionsOf(context.world),
    fieldActs: [...fields.acts],
    changes: store.changes(),
    deletedRows: store.deletedRows(),
  };
}
