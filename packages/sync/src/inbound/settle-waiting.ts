import { forgetKeptExits, listKeptExits, lockWaitingApprovals, readExitStands } from '@handrail/database';
import type { ExitKey, ExitStand, KeptExit, RunRow, WorkspaceTransaction } from '@handrail/database';
import { endWaiting, keepWaiting, keyOf, referTo, withheldSchema } from '../withheld-run.ts';
import type { Waiting, WaitingExit, WithheldEnd, WithheldList } from '../withheld-run.ts';
import { COMPANY, USER } from './account-context.ts';
import { OTHER_OBJECTS } from './remove-others.ts';
import type { Withheld } from './stream.ts';
import { COMPANY_TEAM } from './user-page.ts';
import { MAX_SHOWN } from './withhold.ts';

/** Every object whose records may leave. */
const OBJECTS = [COMPANY, ...OTHER_OBJECTS, USER, COMPANY_TEAM];

/** What a run that ends waits for; or what became of the exits that it met, when it does not wait for them itself. */
export interface Settled {
  readonly withheld: WithheldList | null;
  readonly end: WithheldEnd | null;
}

/**
 * Keeps one waiting decision per event, when a run has read all that it was to read. Exits that took effect meanwhile, or
 * that this run no longer met, wait no more, and a run that waited for nothing else is closed. A run that met only what is
 * asked about already joins the run that asks. One that met more waits instead of the runs that asked about a part of it,
 * so that no list grows while somebody looks at it. What a person kept only a full run asks about again.
 */
export async function settleWaiting(
  tx: WorkspaceTransaction,
  run: RunRow,
  withheld: Withheld | null,
  now: Date,
): Promise<Settled> {
  const met = withheld === null ? null : withheldSchema.parse(withheld);
  const ending = { run, met, now };
  const kept = await keepOn(tx, ending);
  const left = await endSettled(tx, await listWaiting(tx), ending);
  if (met === null) return { withheld: null, end: null };
  const asked = run.mode === 'full' ? met : withoutKept(met, kept);
  if (asked !== null) return join(tx, left, { run, met: asked, now });
  const keys = new Set(met.sample.map(keyOf));
  const by = kept.find((exit) => keys.has(keyOf(exit)));
  return {
    withheld: null,
    end: { kind: 'kept', count: met.count, run: by === undefined ? null : referTo(by.run), gone: 0 },
  };
}

/** Forgets the kept exits that took effect all the same, or that the run read and no longer met; answers the others. */
async function keepOn(tx: WorkspaceTransaction, ending: Ending): Promise<readonly KeptExit[]> {
  const kept = await listKeptExits(tx);
  if (kept.length === 0) return [];
  const { leaves } = await judgeStill(tx, ending, kept);
  await forgetKeptExits(
    tx,
    kept.filter((exit) => !leaves(exit, exit.run)),
  );
  return kept.filter((exit) => leaves(exit, exit.run));
}

/** What is left to be asked about when the kept exits are not; null when nothing is. */
function withoutKept(met: WithheldList, kept: readonly KeptExit[]): WithheldList | null {
  const keys = new Set(kept.map(keyOf));
  const sample = met.sample.filter((exit) => !keys.has(keyOf(exit)));
  if (sample.length === 0) return null;
  return { ...met, count: met.count - (met.sample.length - sample.length), sample };
}

/** Runs that wait for a decision about exits: a field that stopped a run is another matter. */
async function listWaiting(tx: WorkspaceTransaction): Promise<Waiting[]> {
  const runs = await lockWaitingApprovals(tx);
  return runs
    .map((run) => ({ run, withheld: withheldSchema.parse(run.withheld) }))
    .filter(({ withheld }) => withheld.drift === null);
}

/** A run that ends, with the exits that the guard kept it from carrying out. */
interface Ending {
  readonly run: RunRow;
  readonly met: WithheldList | null;
  readonly now: Date;
}

/** Answers what still waits. */
async function endSettled(
  tx: WorkspaceTransaction,
  waiting: readonly Waiting[],
  ending: Ending,
): Promise<Waiting[]> {
  const asked = waiting.flatMap(({ withheld }) => withheld.sample);
  const { stands, leaves } = await judgeStill(tx, ending, asked);
  const still: Waiting[] = [];
  for (const one of waiting) {
    const waits = (exit: WaitingExit) => leaves(exit, one.run);
    const end = settledEnd(one, stands);
    const left = await keepWaiting(tx, one, waits, { end, now: ending.now });
    if (left !== null) still.push(left);
  }
  return still;
}

/** Where exits stand that a run asked about, and whether they would still take effect after the run that ends now. */
async function judgeStill(tx: WorkspaceTransaction, { run, met }: Ending, asked: readonly ExitKey[]) {
  const ids = asked.map(({ gainsightId }) => gainsightId);
  const stands = await readExitStands(tx, { runId: run.id, objects: OBJECTS }, ids);
  const metKeys = new Set(met?.sample.map(keyOf));
  // Of more exits than are listed by name it is not known which ones a run met.
  const isListed = met === null || met.count === met.sample.length;
  const leaves = (exit: ExitKey, by: Pick<RunRow, 'number' | 'stream_id'>) => {
    const stand = stands.get(exit.gainsightId);
    if (stand === undefined || hasGone(exit, stand)) return false;
    if (!isListed || metKeys.has(keyOf(exit))) return true;
    if (exit.kind === 'removed') return stand.account !== 'present';
    // Every run of users works all of their rights out.
    if (exit.kind === 'no-access' || exit.kind === 'lowered')
      return by.stream_id !== run.stream_id || run.scope !== null;
    return !stand.isSeen && (stand.decidedBy ?? 0) <= by.number;
  };
  return { stands, leaves };
}

/** Whether an exit took effect, whoever carried it out. */
function hasGone({ kind }: ExitKey, stand: ExitStand): boolean {
  switch (kind) {
    case 'removed':
      return stand.account === null;
    case 'no-access':
      return stand.isWithoutAccess;
    // Whose role is a lesser one than it was cannot be told from the role alone.
    case 'lowered':
      return false;
    case 'churned':
      return stand.isOut || stand.isChurned;
    case 'missing':
    case 'filtered':
      return stand.isOut;
  }
}

function settledEnd({ withheld }: Waiting, stands: ReadonlyMap<string, ExitStand>): WithheldEnd {
  const { count, sample } = withheld;
  const gone = sample.filter((exit) => {
    const stand = stands.get(exit.gainsightId);
    return stand !== undefined && hasGone(exit, stand);
  });
  const isTold = sample.every(({ kind }) => kind !== 'lowered');
  return { kind: 'settled', count, run: null, gone: isTold ? gone.length : null };
}

/** Has the run join those that ask about all that it met, or wait in the place of those that ask about a part of it. */
async function join(
  tx: WorkspaceTransaction,
  waiting: readonly Waiting[],
  { run, met, now }: Ending & { readonly met: WithheldList },
): Promise<Settled> {
  const keys = new Set(met.sample.map(keyOf));
  const ids = new Set(met.sample.map(({ gainsightId }) => gainsightId));
  const overlapping = waiting.filter(({ withheld }) =>
    withheld.sample.some(({ gainsightId }) => ids.has(gainsightId)),
  );
  const asked = new Set(overlapping.flatMap(({ withheld }) => withheld.sample.map(keyOf)));
  const [first] = overlapping;
  const most = Math.max(...overlapping.map(({ withheld }) => withheld.count));
  const isAsked =
    [...keys].every((key) => asked.has(key)) && (met.count === met.sample.length || met.count <= most);
  if (first !== undefined && isAsked) {
    return { withheld: null, end: { kind: 'joined', count: met.count, run: referTo(first.run), gone: null } };
  }
  const others = new Map<string, WaitingExit>();
  for (const one of overlapping) {
    for (const exit of one.withheld.sample)
      if (!ids.has(exit.gainsightId)) others.set(exit.gainsightId, exit);
    const end = { kind: 'superseded', count: one.withheld.count, run: referTo(run), gone: null } as const;
    await endWaiting(tx, one.run, end, now);
  }
  const sample = [...met.sample, ...others.values()].slice(0, MAX_SHOWN);
  return { withheld: { ...met, count: met.count + others.size, sample }, end: null };
}
