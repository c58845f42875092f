import type { SandboxContext } from '../context.ts';
import type { World } from '../world.ts';

/** Call id → the instant (ISO) at which it disappears. */
export type Deletions = Readonly<Record<string, string>>;

/** Lets calls disappear at an instant: lists leave them out, by id they are 404. Returns how many there were. */
export function deleteCalls(
  { world, save }: Pick<SandboxContext, 'world' | 'save'>,
  ids: ReadonlySet<string>,
  at: Date,
): number {
  restoreDeletions(world, Object.fromEntries([...ids].map((id) => [id, at.toISOString()])));
  save();
  return world.calls.filter(({ id }) => ids.has(id)).length;
}

/** The deletions that a state file keeps. */
export function deletionsOf(world: World): Deletions {
  return Object.fromEntries(world.calls.flatMap(({ id, deletedAt }) => (deletedAt ? [[id, deletedAt]] : [])));
}

/** Lays kept deletions over the calls of a world. */
export function restoreDeletions(world: World, deletions: Deletions): void {
  for (const [at, call] of world.calls.entries()) {
    const deletedAt = deletions[call.id];
    if (deletedAt !== undefined) world.calls[at] = { ...call, deletedAt };
  }
}
