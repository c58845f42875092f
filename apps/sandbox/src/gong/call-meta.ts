import type { World, WorldCall } from '../world.ts';
import { workspaceOf } from './call-list.ts';

/** The block of a call that lists answer directly and the extensive answer calls `metaData`. Duration in seconds. */
export function callMeta(world: World, call: WorldCall): Record<string, unknown> {
  return {
    id: call.id,
    url: `https://app.gong.example/call?id=${call.id}`,
    title: call.title,
    started: withOffset(call.started),
    duration: call.durationSeconds,
    primaryUserId: call.primaryUserId,
    scope: scopeOf(call),
    language: call.language,
    workspaceId: workspaceOf(world, call),
    sdrDisposition: null,
    clientUniqueId: call.clientUniqueId ?? null,
    customData: null,
    purpose: null,
    isPrivate: call.isPrivate,
    calendarEventId: null,
    ...(call.medium === 'telephone' ? telephone : webConference(call)),
  };
}

/** A telephone call has no schedule, no address to join and no picture. */
const telephone = {
  scheduled: null,
  direction: 'Inbound',
  system: 'ShoreTel',
  media: 'Audio',
  meetingUrl: null,
} as const;

function webConference(call: WorldCall): Record<string, unknown> {
  return {
    scheduled: withOffset(call.scheduled),
    direction: 'Conference',
    system: 'Zoom',
    media: 'Video',
    meetingUrl: `https://meet.example/j/${call.id.slice(-10)}`,
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
