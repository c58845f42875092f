import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import type { WorldCall } from '../world.ts';
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
 * The calls that Gong would show now and that fit the filter, oldest first. A call shows up only when Gong has
 * processed it, often hours after its end, under the time for which it was scheduled. `from` is inclusive, `to` is not.
 */
export function listCalls({ world, clock }: SandboxContext, filter: CallFilter): WorldCall[] {
  const fromMs = instantOf('filter.fromDateTime', filter.fromDateTime) ?? Number.NEGATIVE_INFINITY;
  const toMs = instantOf('filter.toDateTime', filter.toDateTime) ?? Number.POSITIVE_INFINITY;
  if (fromMs >= toMs) throw new GongRefusal(400, ['filter.fromDateTime: must be before toDateTime']);
  const ids = filter.callIds ? new Set(filter.callIds) : null;
  const hosts = filter.primaryUserIds ? new Set(filter.primaryUserIds) : null;
  const nowMs = clock.now().getTime();
  return world.calls
    .filter((call) => {
      const scheduledMs = Date.parse(call.scheduled);
      return (
        Date.parse(call.listedAt) <= nowMs &&
        scheduledMs >= fromMs &&
        scheduledMs < toMs &&
        (ids === null || ids.has(call.id)) &&
        (hosts === null || (call.primaryUserId !== null && hosts.has(call.primaryUserId))) &&
        (!filter.workspaceId || filter.workspaceId === workspaceOf(world))
      );
    })
    .sort((a, b) => Date.parse(a.scheduled) - Date.parse(b.scheduled) || (a.id < b.id ? -1 : 1));
}

/** All calls of the made-up world were recorded in the first workspace. */
export function workspaceOf(world: SandboxContext['world']): string | null {
  return world.gongWorkspaces[0]?.id ?? null;
}

function instantOf(name: string, text: string | null | undefined): number | undefined {
  return text === null || text === undefined ? undefined : parseInstant(name, text);
}
