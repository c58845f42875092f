import type { CallParty, WorldCall } from '../world.ts';
import type { Flags } from './content-selector.ts';

/** With less speech than this there are no figures. */
const ENOUGH_SPEECH_MS = 15_000;

/** A figure about a call or a person, in seconds or as a ratio. */
export interface InteractionStat {
  readonly name: string;
  readonly value: number;
}

/** Who talked how long, and Gong's figures; only what was selected. Null when the call has too little speech. */
export function callInteraction(call: WorldCall, flags: Flags): Record<string, unknown> | null {
  const talk = talkTimes(call);
  if (total(talk) < ENOUGH_SPEECH_MS) return null;
  return {
    ...(flags['speakers'] === true ? { speakers: speakers(call, talk) } : {}),
    ...(flags['personInteractionStats'] === true ? { interactionStats: hostStats(call) } : {}),
    ...(flags['video'] === true ? { video: video(call) } : {}),
    ...(flags['questions'] === true ? { questions: questions(call) } : {}),
  };
}

/** The figures of the call's host; none when the host is unknown, did not speak, or nobody spoke long enough. */
export function hostStats(call: WorldCall): InteractionStat[] {
  const talk = talkTimes(call);
  const host = call.parties.find((party) => party.userId !== null && party.userId === call.primaryUserId);
  const totalMs = total(talk);
  if (host?.speakerId == null || totalMs < ENOUGH_SPEECH_MS) return [];
  const external = speakersOf(call, (party) => party.affiliation !== 'Internal');
  return [
    { name: 'Talk Ratio', value: round((talk.get(host.speakerId) ?? 0) / totalMs) },
    { name: 'Longest Monologue', value: longest(call, new Set([host.speakerId])) },
    { name: 'Longest Customer Story', value: longest(call, external) },
    { name: 'Interactivity', value: round(Math.min(10, (call.monologues.length * 60_000) / totalMs)) },
    { name: 'Patience', value: patience(call, host.speakerId, external) },
  ];
}

/** How many questions our side asked, and how many the others. */
export function questions(call: WorldCall): { companyCount: number; nonCompanyCount: number } {
  const internal = speakersOf(call, (party) => party.affiliation === 'Internal');
  let companyCount = 0;
  let nonCompanyCount = 0;
  for (const { speakerId, sentences } of call.monologues) {
    const asked = sentences.filter((sentence) => sentence.text.trimEnd().endsWith('?')).length;
    if (internal.has(speakerId)) companyCount += asked;
    else nonCompanyCount += asked;
  }
  return { companyCount, nonCompanyCount };
}

function speakers(call: WorldCall, talk: ReadonlyMap<string, number>): Record<string, unknown>[] {
  return call.parties.flatMap(({ id, userId, speakerId }) =>
    speakerId === null ? [] : [{ id, userId, talkTime: round((talk.get(speakerId) ?? 0) / 1000) }],
  );
}

function talkTimes(call: WorldCall): Map<string, number> {
  const talk = new Map<string, number>();
  for (const { speakerId, sentences } of call.monologues) {
    const spoken = sentences.reduce((sum, sentence) => sum + sentence.endMs - sentence.startMs, 0);
    talk.set(speakerId, (talk.get(speakerId) ?? 0) + spoken);
  }
  return talk;
}

function total(talk: ReadonlyMap<string, number>): number {
  return [...talk.values()].reduce((sum, ms) => sum + ms, 0);
}

/** Seconds of the longest monologue of any of these speakers. */
function longest(call: WorldCall, of: ReadonlySet<string>): number {
  const lengths = call.monologues
    .filter(({ speakerId }) => of.has(speakerId))
    .map(({ sentences }) => (sentences.at(-1)?.endMs ?? 0) - (sentences[0]?.startMs ?? 0));
  return round(Math.max(0, ...lengths) / 1000);
}

/** Average seconds that the host waits after the customer has ended. */
function patience(call: WorldCall, host: string, external: ReadonlySet<string>): number {
  const waits: number[] = [];
  for (const [at, { speakerId, sentences }] of call.monologues.entries()) {
    const before = call.monologues[at - 1];
    const endMs = before?.sentences.at(-1)?.endMs;
    const startMs = sentences[0]?.startMs;
    if (speakerId !== host || before === undefined || !external.has(before.speakerId)) continue;
    if (endMs !== undefined && startMs !== undefined) waits.push(Math.max(0, startMs - endMs));
  }
  return waits.length === 0 ? 0 : round(waits.reduce((sum, ms) => sum + ms, 0) / waits.length / 1000);
}

/** A conference shows the host's camera and, for half of the time, a presentation. */
function video(call: WorldCall): { name: string; duration: number }[] {
  if (call.medium === 'telephone') return [];
  const half = Math.floor(call.durationSeconds / 2);
  return [
    { name: 'Presentation', duration: half },
    { name: 'WebcamPrimaryUser', duration: call.durationSeconds - half },
  ];
}

function speakersOf(call: WorldCall, is: (party: CallParty) => boolean): Set<string> {
  return new Set(call.parties.filter(is).flatMap(({ speakerId }) => speakerId ?? []));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
