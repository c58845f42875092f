import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { FIXED_COMPANY_COUNT } from '../seed/cast.ts';
import { crmAccountId } from '../seed/company-values.ts';
import { domainLeader, isPlainlyNamed, parentNumber } from '../seed/company-shape.ts';
import { makePerson } from '../seed/people.ts';
import { makePicklists } from '../seed/picklists.ts';
import { createRandom } from '../seed/random.ts';
import type { Scene } from '../seed/scene.ts';
import { DAY_MS, instant } from '../seed/scene.ts';
import { WorldError } from '../seed/world-error.ts';
import type { CallParty, GongUser, Row, World, WorldCall } from '../world.ts';
import { digitsFor } from './make-call.ts';
import { speak } from './speak.ts';

const meetingSchema = z.looseObject({
  id: z.string().min(1),
  turns: z.array(z.looseObject({ speaker: z.string(), text: z.string() })),
});

type Meeting = z.infer<typeof meetingSchema>;

/** Places of a company's people that are free for the speakers of a meeting. */
const PLACES = { from: 8, to: 126 };

/**
 * Serves meetings (one JSON object a line: `id`, `turns: [{speaker, text}]`) as recorded calls. The words and the names of
 * the speakers are the file's; date, times, addresses and the company are invented, which the title says. Each meeting
 * belongs to a company of its own, linked by its CRM account: the first speaker is our host, all others become persons of
 * that company, whom this function adds to the world (a second call with the same file adds nobody twice).
 * The meeting's own id stands in `clientUniqueId`. Throws {@link WorldError} for a line that is no meeting, and when
 * the world has too few companies.
 */
export function transcriptCalls(path: string, world: World): WorldCall[] {
  const scene: Scene = {
    seed: world.seed,
    nowMs: Date.parse(world.madeAt),
    picklists: makePicklists(world.seed),
  };
  const meetings = readMeetings(path);
  const companies = freeCompanies(scene, world);
  return meetings.map((meeting, at) => {
    const company = companies[at];
    if (company === undefined) {
      throw new WorldError(
        `${meetings.length} meetings need as many active companies; the world has ${companies.length} that fit`,
      );
    }
    return makeTranscriptCall(scene, world, { meeting, company, at });
  });
}

function readMeetings(path: string): Meeting[] {
  const meetings: Meeting[] = [];
  for (const [at, line] of readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    let content: unknown;
    try {
      content = JSON.parse(line);
    } catch {
      // Not JSON: the schema refuses it below, with the number of the line.
    }
    const parsed = meetingSchema.safeParse(content);
    if (!parsed.success)
      throw new WorldError(`line ${at + 1} of ${path} is no meeting: ${z.prettifyError(parsed.error)}`);
    meetings.push(parsed.data);
  }
  return meetings;
}

/** Numbers of active companies with a CRM link and a domain of their own, about which there is no call yet. */
function freeCompanies(scene: Scene, world: World): number[] {
  const active = scene.picklists.Status.idOf('Active');
  const taken = new Set(world.calls.map((call) => call.companyGsid));
  const numbers: number[] = [];
  for (const [at, row] of (world.objects.get('company')?.rows ?? []).entries()) {
    const number = at + 1;
    const isOwn = domainLeader(number) === number && parentNumber(number) === null;
    const fits = row['Status'] === active && row['SfdcAccountId'] === crmAccountId(scene.seed, number);
    const isMadeUp = number > FIXED_COMPANY_COUNT && isPlainlyNamed(number);
    if (isMadeUp && isOwn && fits && !taken.has(String(row['Gsid']))) numbers.push(number);
  }
  return numbers;
}

function makeTranscriptCall(
  scene: Scene,
  world: World,
  { meeting, company, at }: { meeting: Meeting; company: number; at: number },
): WorldCall {
  const hosts = world.gongUsers.filter((user) => user.active && user.title?.startsWith('Customer Success'));
  const host = hosts[at % hosts.length];
  const parties = makeParties(scene, world, { meeting, company, host });
  const turns = meeting.turns
    .filter(({ text }) => text.trim() !== '')
    .map(({ speaker, text }) => ({
      speakerId: parties.get(speaker)?.speakerId ?? '',
      topic: null,
      words: text,
    }));
  const random = createRandom(0, `meeting:${meeting.id}`, 1);
  const monologues = speak(turns, 'eng', random);
  const durationMs = monologues.at(-1)?.sentences.at(-1)?.endMs ?? 0;
  const midnight = scene.nowMs - (scene.nowMs % DAY_MS);
  const startedMs = midnight - (1 + (at % 28)) * DAY_MS + (8 + (at % 10)) * 3_600_000;
  return {
    id: digitsFor(0, `meeting:${meeting.id}`, '5'),
    title: `Meeting ${meeting.id.split('/').at(-1) ?? meeting.id} (time and addresses invented)`,
    scheduled: instant(startedMs),
    started: instant(startedMs),
    durationSeconds: Math.ceil(durationMs / 1000),
    language: 'eng',
    isPrivate: false,
    companyGsid: String(world.objects.get('company')?.rows[company - 1]?.['Gsid']),
    crmAccountId: crmAccountId(scene.seed, company),
    primaryUserId: host?.id ?? null,
    parties: [...parties.values()],
    monologues,
    listedAt: instant(startedMs + durationMs + 1_800_000),
    transcribedAt: instant(startedMs + durationMs + 2_100_000),
    clientUniqueId: meeting.id,
  };
}

function makeParties(
  scene: Scene,
  world: World,
  { meeting, company, host }: { meeting: Meeting; company: number; host: GongUser | undefined },
): Map<string, CallParty> {
  const parties = new Map<string, CallParty>();
  for (const { speaker, text } of meeting.turns) {
    if (text.trim() === '' || parties.has(speaker)) continue;
    const number = parties.size;
    const ids = {
      id: digitsFor(number, `party:${meeting.id}`, '3'),
      speakerId: digitsFor(number, `speaker:${meeting.id}`, '2'),
    };
    if (number === 0 && host !== undefined) {
      const { emailAddress, title, id: userId } = host;
      parties.set(speaker, { ...ids, name: speaker, emailAddress, title, userId, affiliation: 'Internal' });
      continue;
    }
    const place = PLACES.from + number;
    const person = place <= PLACES.to ? addPerson(scene, world, { company, place, speaker }) : null;
    parties.set(speaker, {
      ...ids,
      name: speaker,
      emailAddress: person === null ? null : String(person['Email']),
      title: null,
      userId: null,
      affiliation: person === null ? 'Unknown' : 'External',
    });
  }
  return parties;
}

/** Adds the speaker to the company's people, with the place in the address so that no two of them share one. */
function addPerson(
  scene: Scene,
  world: World,
  { company, place, speaker }: { company: number; place: number; speaker: string },
): Row {
  const words = speaker.trim().split(/\s+/);
  const last = words.pop() ?? speaker;
  const made = makePerson(scene, company, place, {
    first: words.join(' '),
    last,
    title: 'Meeting participant',
  });
  const [local, domain] = String(made.person['Email']).split('@');
  const person: Row = {
    ...made.person,
    Name: speaker,
    Email: `${local?.replace(/^\.|\.$/g, '') ?? ''}.${place}@${domain ?? ''}`,
  };
  addOnce(world, 'person', person);
  addOnce(world, 'company_person', made.companyPerson);
  return person;
}

function addOnce(world: World, object: string, row: Row): void {
  const rows = world.objects.get(object)?.rows;
  if (rows?.some((known) => known['Gsid'] === row['Gsid']) === false) rows.push(row);
}
