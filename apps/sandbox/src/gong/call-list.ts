import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import type { World, WorldCall } from '../world.ts';
import { parseInstant } from './parse.ts';
import { GongRefusal } from './refusal.ts';

/** What the POST requests may filter by; every part may be missing, and all that are there apply together. */
export const callFilterSchema = z.looseObject({
  fromDateTime: z.string().nullish(),
  toDateTime: z.string().nullish(),
  workspaceId: z.string().nullish(),
  // Strings only: as numbers the ids would have lost digits on the way.
  callIds: z.array(z.string()).nullish(),
  primaryUserIds: z.array(z.string()).nullish(),
});

/** A filter as it was asked for. */
export type CallFilter = z.infer<typeof callFilterSchema>;

/**
 * The calls that Gong showed at an instant and that fit the filter, oldest first. A call shows up only when Gong has
 * processed it, often hours after its end, and under its {@link listedUnderMs}; a deleted one has disappeared. `from` is
 * inclusive, `to` is not.
 */
export function listCalls({ world }: SandboxContext, filter: CallFilter, atMs: number): WorldCall[] {
  const fromMs = instantOf('filter.fromDateTime', filter.fromDateTime) ?? Number.NEGATIVE_INFINITY;
  const toMs = instantOf('filter.toDateTime', filter.toDateTime) ?? Number.POSITIVE_INFINITY;
  if (fromMs >= toMs) throw new GongRefusal(400, ['filter.fromDateTime: must be before toDateTime']);
  const ids = filter.callIds ? new Set(filter.callIds) : null;
  const hosts = filter.primaryUserIds ? new Set(filter.primaryUserIds) : null;
  return world.calls
    .filter((call) => {
      const startMs = listedUnderMs(call);
      return (
        isShown(call, atMs) &&
        startMs >= fromMs &&
        startMs < toMs &&
        (ids === null || ids.has(call.id)) &&
        (hosts === null || (call.primaryUserId !== null && hosts.has(call.primaryUserId))) &&
        (!filter.workspaceId || filter.workspaceId === workspaceOf(world, call))
      );
    })
    .sort((a, b) => listedUnderMs(a) - listedUnderMs(b) || (a.id < b.id ? -1 : 1));
}

/** Whether Gong has processed the call by then and nobody has deleted it. */
export function isShown(call: WorldCall, atMs: number): boolean {
  if (Date.parse(call.listedAt) > atMs) return false;
  return call.deletedAt === undefined || Date.parse(call.deletedAt) > atMs;
}

/** The first workspace, except for calls that say another. */
export function workspaceOf(world: World, call: WorldCall): string | null {
  return call.workspaceId ?? world.gongWorkspaces[0]?.id ?? null;
}

/** The time by which periods find a call: the scheduled one of a web conference, the real start of any other. */
function listedUnderMs(call: WorldCall): number {
  return Date.parse(call.medium === 'telephone' ? call.started : call.scheduled);
}

function instantOf(name: string, text: string | null | undefined): number | undefined {
  return text === null || text === undefined ? undefined : parseInstant(name, text);
}
