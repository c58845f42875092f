import type { ColleagueKey } from '../seed/cast.ts';
import { COLLEAGUES, FIXED_COMPANIES } from '../seed/cast.ts';
import { crmAccountId } from '../seed/company-values.ts';
import { GONG_WORKSPACES } from '../seed/gong-workspaces.ts';
import { gsid } from '../seed/gsid.ts';
import { contactEmail } from '../seed/people.ts';
import { createRandom } from '../seed/random.ts';
import type { Scene } from '../seed/scene.ts';
import { DAY_MS, instant } from '../seed/scene.ts';
import { colleagueEmail, formerEmail, gongUserId, userNumber } from '../seed/users.ts';
import { WorldError } from '../seed/world-error.ts';
import type { CallParty, WorldCall } from '../world.ts';
import type { CallScript } from './script.ts';
import { garble } from './garble.ts';
import type { Turn } from './speak.ts';
import { speak } from './speak.ts';

const MINUTE_MS = 60_000;

/** Decimal digits from a word, as many as Gong's ids have: beyond what a number can hold. */
export function digitsFor(seed: number, subject: string, first: string): string {
  const random = createRandom(seed, subject, 0);
  const digits = String(random.bits()).padStart(10, '0') + String(random.bits()).padStart(10, '0');
  return `${first}${digits.slice(0, 18)}`;
}

/** Makes the recorded call of a script; throws {@link WorldError} when the script names somebody that does not exist. */
export function makeCall(scene: Scene, script: CallScript): WorldCall {
  const { seed, nowMs } = scene;
  const random = createRandom(seed, `call:${script.key}`, 0);
  const parties = makeParties(scene, script);
  const spokenWell = speak(readTurns(scene, script, parties), script.language, random);
  const monologues = script.isGarbled === true ? garble(spokenWell) : spokenWell;
  const spoken = new Set(monologues.map(({ speakerId }) => speakerId));
  const durationMs = monologues.at(-1)?.sentences.at(-1)?.endMs ?? 0;
  const startedMs = scheduledMs(script, nowMs) + random.int(0, 4 * MINUTE_MS);
  const readyMs = startedMs + durationMs + random.int(20, 70) * MINUTE_MS;
  const inMinutes = (minutes: number | undefined, otherwise: number): number =>
    minutes === undefined ? otherwise : nowMs + minutes * MINUTE_MS;
  const listedMs = inMinutes(script.listedInMinutes, readyMs);
  return {
    id: digitsFor(seed, `call:${script.key}`, '4'),
    title: script.title,
    scheduled: instant(scheduledMs(script, nowMs)),
    started: instant(startedMs),
    durationSeconds: Math.ceil(durationMs / 1000),
    language: script.language,
    isPrivate: script.isPrivate ?? false,
    companyGsid: script.company === null ? null : gsid(seed, 'company', script.company),
    crmAccountId: script.company === null || !script.hasCrmLink ? null : crmAccountId(seed, script.company),
    primaryUserId: gongUserId(seed, userNumber(script.ours[0])),
    parties: [...parties.values()].map((party) => ({
      ...party,
      speakerId: party.speakerId !== null && spoken.has(party.speakerId) ? party.speakerId : null,
    })),
    monologues,
    listedAt: instant(listedMs),
    transcribedAt: instant(inMinutes(script.transcribedInMinutes, listedMs + 5 * MINUTE_MS)),
    ...(script.medium === undefined ? {} : { medium: script.medium }),
    ...(script.isSales === true ? { workspaceId: GONG_WORKSPACES.sales.id } : {}),
    ...(script.mustKeep === undefined ? {} : { mustKeep: script.mustKeep }),
    ...(script.promises === undefined ? {} : { promises: script.promises }),
    ...(script.decisions === undefined ? {} : { decisions: script.decisions }),
  };
}

function scheduledMs(script: CallScript, nowMs: number): number {
  const [hours, minutes] = script.at.split(':').map(Number);
  const midnight = nowMs - (nowMs % DAY_MS) - script.daysAgo * DAY_MS;
  return midnight + ((hours ?? 0) * 60 + (minutes ?? 0)) * MINUTE_MS;
}

function makeParties({ seed }: Scene, script: CallScript): Map<string, CallParty> {
  const parties = new Map<string, CallParty>();
  const idsOf = (key: string): Pick<CallParty, 'id' | 'speakerId' | 'phoneNumber'> => {
    const phoneNumber = script.phones?.[key];
    return {
      id: digitsFor(seed, `party:${script.key}:${key}`, '3'),
      speakerId: speakerIdOf(seed, script, key),
      ...(phoneNumber === undefined ? {} : { phoneNumber }),
    };
  };
  for (const key of script.ours) {
    const isGuest = script.guests?.includes(key) === true;
    parties.set(key, { ...idsOf(key), ...ours(seed, key), ...(isGuest ? guest(key) : {}) });
  }
  for (const key of script.theirs) parties.set(key, { ...idsOf(key), ...theirs(script, key) });
  for (const [key, name] of Object.entries(script.strangers ?? {})) {
    const unknown = { name, emailAddress: null, title: null, userId: null, affiliation: 'Unknown' } as const;
    parties.set(key, { ...idsOf(key), ...unknown });
  }
  return parties;
}

function speakerIdOf(seed: number, script: CallScript, key: string): string {
  return digitsFor(seed, `speaker:${script.key}:${key}`, '2');
}

function ours(seed: number, key: ColleagueKey): Omit<CallParty, 'id' | 'speakerId'> {
  const { first, last, title } = COLLEAGUES[key];
  return {
    name: `${first} ${last}`,
    emailAddress: colleagueEmail(key),
    title,
    userId: gongUserId(seed, userNumber(key)),
    affiliation: 'Internal',
  };
}

function guest(key: ColleagueKey): Partial<CallParty> {
  return { emailAddress: formerEmail(key), title: null, userId: null, affiliation: 'Unknown' };
}

function theirs(script: CallScript, key: string): Omit<CallParty, 'id' | 'speakerId'> {
  const company = script.company ?? 0;
  const contact = FIXED_COMPANIES[company - 1]?.people[key];
  if (contact === undefined)
    throw new WorldError(`call ${script.key}: company ${company} has nobody called "${key}"`);
  return {
    name: `${contact.first} ${contact.last}`,
    emailAddress: contactEmail(company, contact),
    title: contact.title,
    userId: null,
    affiliation: 'External',
  };
}

function readTurns({ seed }: Scene, script: CallScript, parties: ReadonlyMap<string, CallParty>): Turn[] {
  const turns: Turn[] = [];
  let topic: string | null = null;
  for (const line of script.text.split('\n').map((text) => text.trim())) {
    if (line === '') continue;
    if (line.startsWith('## ')) {
      topic = line.slice(3);
      continue;
    }
    const colon = line.indexOf(': ');
    const key = line.slice(0, colon);
    const isVoice = script.voices?.includes(key) === true;
    const speakerId = isVoice ? speakerIdOf(seed, script, key) : parties.get(key)?.speakerId;
    if (colon < 0 || speakerId === null || speakerId === undefined) {
      throw new WorldError(`call ${script.key}: nobody says "${line.slice(0, 40)}"`);
    }
    turns.push({ speakerId, topic, words: line.slice(colon + 2) });
  }
  return turns;
}
