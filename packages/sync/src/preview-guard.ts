import { ACCOUNT_LIMITS, GUARD_WINDOW_MS } from '@handrail/core';
import { countSourceRecords, listRecentExits } from '@handrail/database';
import type { HeldExit, WorkspaceTransaction } from '@handrail/database';
import type { InventoryToDecide } from './decide-inventory.ts';
import { COMPANY } from './inbound/account-context.ts';
import { exitKindOf } from './inbound/apply-page.ts';
import type { Decided } from './inbound/decide-page.ts';
import type { WithheldExit } from './inbound/stream.ts';
import { withhold } from './inbound/withhold.ts';
import { decideStored } from './preview-seeds.ts';

/** What of a preview waits for a person's approval, by the kinds under which it is listed. */
export interface PreviewHeld {
  readonly total: number;
  readonly leaving: number;
  /** Who would turn to Churned. */
  readonly status: number;
  readonly missing: number;
}

/** What the guard will look at, gathered page by page. */
export interface Exits {
  /** What the draft does not explain: it was edited at the source since it was read, and counts. */
  readonly counted: WithheldExit[];
  /** All that the filter takes out, held or not. */
  readonly leaving: string[];
  /** How many more, or fewer, accounts stand once what the draft explains is carried out. */
  standing: number;
}

/** None gathered yet. */
export function noExits(): Exits {
  return { counted: [], leaving: [], standing: 0 };
}

/** Adds what of a page leaves, or comes back. */
export async function gatherExits(
  tx: WorkspaceTransaction,
  base: InventoryToDecide,
  page: {
    readonly decided: readonly Decided[];
    readonly sameContent: ReadonlySet<string>;
    readonly now: Date;
  },
  exits: Exits,
): Promise<void> {
  const leaving = page.decided.flatMap((one) => {
    const kind = exitKindOf(one);
    return kind === null ? [] : [{ one, kind, gainsightId: one.record.gainsightId }];
  });
  const doubted = leaving.filter(
    ({ one, gainsightId }) => !base.isFull && one.hasNewRules && !page.sameContent.has(gainsightId),
  );
  const stored = await exitsOfStored(
    tx,
    base,
    doubted.map(({ gainsightId }) => gainsightId),
    page.now,
  );
  const asStored = new Set(doubted.map(({ gainsightId }) => gainsightId));
  for (const { one, kind, gainsightId } of leaving) {
    if (kind === 'filtered') exits.leaving.push(gainsightId);
    const before = asStored.has(gainsightId) ? stored.get(gainsightId) : kind;
    // Who is out by what is stored has left when the edit is read.
    if (one.hasNewRules && (before === kind || before === 'filtered')) {
      if (kind === 'filtered') exits.standing -= 1;
    } else exits.counted.push({ gainsightId, kind, name: nameOf(one) });
  }
  exits.standing += page.decided.filter(isBack).length;
}

/** How many of what was gathered, and of who is missing, the guard holds; null when it lets all of them go. */
export async function judgePreview(
  tx: WorkspaceTransaction,
  { connection }: Pick<InventoryToDecide, 'connection'>,
  { exits, missing }: { readonly exits: Exits; readonly missing: ReadonlyMap<string, string | null> },
  now: Date,
): Promise<PreviewHeld | null> {
  const gone = [...missing].map(([gainsightId, name]) => ({ gainsightId, name, kind: 'missing' as const }));
  const shown = [...exits.counted, ...gone];
  if (shown.length === 0) return null;
  const { live } = await countSourceRecords(tx, { connectionId: connection.id, object: COMPANY }, now);
  const withheld = withhold({
    candidates: shown.map(({ gainsightId }) => gainsightId),
    shown,
    live: live + exits.standing,
    past: await listRecentExits(tx, new Date(now.getTime() - GUARD_WINDOW_MS)),
    limits: ACCOUNT_LIMITS,
    now,
  });
  if (withheld === null) return null;
  const count = (kind: WithheldExit['kind']) => shown.filter((exit) => exit.kind === kind).length;
  return {
    total: withheld.count,
    leaving: count('filtered'),
    status: count('churned'),
    missing: count('missing'),
  };
}

/** How the records as they are stored leave under the draft, which Save decides first. */
async function exitsOfStored(
  tx: WorkspaceTransaction,
  base: InventoryToDecide,
  gainsightIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, HeldExit['kind'] | null>> {
  if (gainsightIds.length === 0) return new Map();
  const decided = await decideStored(tx, base, { gainsightIds, now });
  return new Map(decided.map((one) => [one.record.gainsightId, exitKindOf(one)]));
}

function nameOf({ decision }: Decided): string | null {
  if (decision.outcome === 'set-aside') return null;
  return decision.outcome === 'filtered' ? decision.name : decision.projection.name;
}

/** Whether it was read before, was out, and is an account again: it counts as one that stood before the run. */
function isBack({ decision, wasHere, wasSeen }: Decided): boolean {
  return wasSeen && !wasHere && (decision.outcome === 'added' || decision.outcome === 'changed');
}
