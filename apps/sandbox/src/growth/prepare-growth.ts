import { makePicklists } from '../seed/picklists.ts';
import type { World } from '../world.ts';
import { makeGrowthCalls } from './growth-calls.ts';
import { growGongUsers } from './plan-users.ts';
import { noteSeeded, type SeededTenant } from './seeded-tenant.ts';

/**
 * Notes how a fresh world was made, and gives it the calls and the recorder's users that its growth will show, each
 * when its time has come. A world that does not grow stays as it is.
 */
export function prepareGrowth(
  world: World,
  { companies, growDays }: { readonly companies: number; readonly growDays: number },
): SeededTenant {
  const scene = {
    seed: world.seed,
    nowMs: Date.parse(world.madeAt),
    picklists: makePicklists(world.seed),
  };
  const tenant = noteSeeded(scene, world, companies);
  if (growDays === 0) return tenant;
  world.calls.push(...makeGrowthCalls(tenant, growDays));
  world.gongUsers.splice(0, world.gongUsers.length, ...growGongUsers(tenant, world.gongUsers, growDays));
  return tenant;
}
