import type { World, WorldCall } from '../world.ts';
import { workspaceOf } from './call-list.ts';

/** The block of a call that lists answer directly and the extensive answer calls `metaData`. Duration in seconds. */
export function callMeta(world: World, call: WorldCall): Record<string, unknown> {
  return {
    id: call.id,
    url: `https://app.gong.example/call?id=${call.id}`,
    title: call.title,
    scheduled: withOffset(call.scheduled),
    started: withOffset(call.started),
    duration: call.durationSeconds,
    primaryUserId: call.primaryUserId,
    direction: 'Conference',
    system: 'Zoom',
    scope: scopeOf(call),
    media: 'Video',
    language: call.language,
    workspaceId: workspaceOf(world),
    sdrDisposition: null,
    clientUniqueId: call.clientUniqueId ?? null,
    customData: null,
    purpose: null,
    meetingUrl: `https://meet.example/j/${call.id.slice(-10)}`,
    isPrivate: call.isPrivate,
    calendarEventId: null,
  };
}

/** The instant as Gong writes it: ISO-8601 with the offset of the tenant (here eight hours behind UTC). */
export function withOffset(iso: string): string {
  return new Date(Date.parse(iso) - 8 * 3_600_000).toISOString().replace('Z', '-08:00');
}

function scopeOf(call: WorldCall): 'Internal' | 'External' | 'Unknown' {
  if (call.parties.some((party) => party.affiliation === 'External')) return 'External';
  return call.parties.every((party) => party.affiliation === 'Internal') ? 'Internal' : 'Unknown';
}
