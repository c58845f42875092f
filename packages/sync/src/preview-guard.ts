import { ACCOUNT_LIMITS, GUARD_WINDOW_MS } from '@handrail/core';
import { countSourceRecords, listRecentExits } from '@handrail/database';
import type { HeldExit, WorkspaceTransaction } from '@handrail/database';
import type { InventoryToDecide } from './decide-inventory.ts';
import { COMPANY } from './inbound/account-context.ts';
import { exitKindOf } from './inbound/decide-page.ts';
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

/** Who leaves and who enters, gathered page by page. */
export interface Crossings {
  /** Exits that the draft does not explain, as edited at the source since they were read: the guard looks at these. */
  readonly counted: WithheldExit[];
  /** All that the filter takes out, held or not. */
  readonly leaving: string[];
  /** All that the filter lets in. */
  readonly entering: string[];
  /** How many more, or fewer, accounts stand once what the draft explains is carried out. */
  standing: number;
}

/** None gathered yet. */
export function noCrossings(): Crossings {
  return { counted: [], leaving: [], entering: [], standing: 0 };
}

/** Adds what of a page leaves or enters. */
export async function gatherCrossings(
  tx: WorkspaceTransaction,
  base: InventoryToDecide,
  page: {
    readonly decided: readonly Decided[];
    readonly sameContent: ReadonlySet<string>;
    readonly now: Date;
  },
  crossings: Crossings,
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
    if (kind === 'filtered') crossings.leaving.push(gainsightId);
    const before = asStored.has(gainsightId) ? stored.get(gainsightId) : kind;
    // Who is out by what is stored has left when the edit is read.
    const hasLeft = asStored.has(gainsightId) && (before === kind || before === 'filtered');
    if (one.isExplained || hasLeft) {
      if (kind === 'filtered') crossings.standing -= 1;
    } else crossings.counted.push({ gainsightId, kind, name: nameOf(one) });
  }
  const entering = page.decided.filter(isEntering);
  crossings.entering.push(...entering.map(({ record }) => record.gainsightId));
  // Who was read before and was out counts as one that stood before the run.
  crossings.standing += entering.filter(({ wasSeen }) => wasSeen).length;
}

/** How many of what was gathered, and of who is missing, the guard holds; null when it lets all of them go. */
export async function judgePreview(
  tx: WorkspaceTransaction,
  { connection }: Pick<InventoryToDecide, 'connection'>,
  {
    crossings,
    missing,
  }: { readonly crossings: Crossings; readonly missing: ReadonlyMap<string, string | null> },
  now: Date,
): Promise<PreviewHeld | null> {
  const gone = [...missing].map(([gainsightId, name]) => ({ gainsightId, name, kind: 'missing' as const }));
  const shown = [...crossings.counted, ...gone];
  if (shown.length === 0) return null;
  const { live } = await countSourceRecords(tx, { connectionId: connection.id, object: COMPANY }, now);
  const withheld = withhold({
    candidates: shown.map(({ gainsightId }) => gainsightId),
    shown,
    live: live + crossings.standing,
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

/** Whether it is none of the accounts, and becomes one. */
function isEntering({ decision, wasHere }: Decided): boolean {
  return !wasHere && (decision.outcome === 'added' || decision.outcome === 'changed');
}
