import type { WorldCall } from '../world.ts';

type Flags = Readonly<Record<string, unknown>>;

/** Who talked how long, and Gong's figures about it. Times in seconds; absent parts were not asked for. */
export function callInteraction(call: WorldCall, flags: Flags): Record<string, unknown> {
  const talk = talkTimes(call);
  const interaction: Record<string, unknown> = {};
  if (flags['speakers']) {
    interaction['speakers'] = call.parties
      .filter((party) => party.speakerId !== null)
      .map((party) => ({
        id: party.speakerId,
        userId: party.userId,
        talkTime: round((talk.get(party.speakerId ?? '') ?? 0) / 1000),
      }));
  }
  if (flags['personInteractionStats']) interaction['interactionStats'] = stats(call, talk);
  if (flags['questions']) interaction['questions'] = questions(call);
  if (flags['video']) interaction['video'] = [];
  return interaction;
}

function talkTimes(call: WorldCall): Map<string, number> {
  const talk = new Map<string, number>();
  for (const { speakerId, sentences } of call.monologues) {
    const spoken = sentences.reduce((sum, sentence) => sum + sentence.endMs - sentence.startMs, 0);
    talk.set(speakerId, (talk.get(speakerId) ?? 0) + spoken);
  }
  return talk;
}

function stats(call: WorldCall, talk: ReadonlyMap<string, number>): { name: string; value: number }[] {
  const internal = internalSpeakers(call);
  const totalMs = [...talk.values()].reduce((sum, ms) => sum + ms, 0);
  if (totalMs === 0) return [];
  let internalMs = 0;
  let longestOurs = 0;
  let longestTheirs = 0;
  let turns = 0;
  for (const { speakerId, sentences } of call.monologues) {
    const ms = (sentences.at(-1)?.endMs ?? 0) - (sentences[0]?.startMs ?? 0);
    turns += 1;
    if (internal.has(speakerId)) longestOurs = Math.max(longestOurs, ms);
    else longestTheirs = Math.max(longestTheirs, ms);
  }
  for (const [speakerId, ms] of talk) if (internal.has(speakerId)) internalMs += ms;
  return [
    { name: 'Talk Ratio', value: round(internalMs / totalMs) },
    { name: 'Longest Monologue', value: round(longestOurs / 1000) },
    { name: 'Longest Customer Story', value: round(longestTheirs / 1000) },
    { name: 'Interactivity', value: round(Math.min(10, (turns * 60_000) / totalMs)) },
    { name: 'Patience', value: 0.6 },
  ];
}

function questions(call: WorldCall): { companyCount: number; nonCompanyCount: number } {
  const internal = internalSpeakers(call);
  let companyCount = 0;
  let nonCompanyCount = 0;
  for (const { speakerId, sentences } of call.monologues) {
    const asked = sentences.filter((sentence) => sentence.text.trimEnd().endsWith('?')).length;
    if (internal.has(speakerId)) companyCount += asked;
    else nonCompanyCount += asked;
  }
  return { companyCount, nonCompanyCount };
}

function internalSpeakers(call: WorldCall): Set<string | null> {
  return new Set(
    call.parties.filter((party) => party.affiliation === 'Internal').map((party) => party.speakerId),
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
