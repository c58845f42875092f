import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  listMeetings,
  listTurns,
  type MeetingRow,
  readSummaries,
  type WholeSummary,
} from '@handrail/database';
import { startSandbox, type WorldCall } from '@handrail/sandbox';
import { z } from 'zod';
import { startCluster } from './cluster.ts';
import { FORTY_FIELDS } from './forty-fields.ts';
import { atLeast, atMost, type Measure, seconds, shown, timed } from './measure.ts';
import { type Product, startProduct } from './product.ts';

const CUT_WORDS = 110;

/** Real meetings, each with a summary that a person wrote, and the script that scores ours against it. */
export interface RealMeetings {
  /** JSON lines `{id, turns: [{speaker, text}], referenceSummary}`. */
  readonly meetings: string;
  /** Takes --refs, --sums, --words, --by, --lift, --idf and --json. */
  readonly scorer: string;
  /** Further references that tell common words from rare ones. */
  readonly idf?: string;
}

/** What the loop made of one call of the sandbox. */
interface Looped {
  readonly call: WorldCall;
  readonly meeting: MeetingRow;
  readonly whole: WholeSummary;
  readonly turns: ReadonlyMap<number, string>;
}

/**
 * The whole loop on the sandbox's own calls and, when given, on real meetings: everything imported, attributed,
 * summed up and delivered; what must be kept, what is quoted, how the summaries score.
 */
export async function benchLoopMeetings(real: RealMeetings | null): Promise<Measure[]> {
  const sandbox = await startSandbox({
    port: 0,
    limits: 'off',
    stateFile: null,
    ...(real === null ? {} : { transcripts: real.meetings }),
  });
  const cluster = await startCluster();
  try {
    const { calls, objects } = sandbox.context.world;
    const author = objects.get('gsuser')?.rows.find((row) => row['IsActiveUser'] === true)?.['Email'];
    const config = { ...FORTY_FIELDS.config, timeline: { enabled: true, fallbackAuthor: author } };
    const database = await cluster.createDatabase();
    const address = { ...sandbox, credentials: sandbox.context.credentials };
    const product = await startProduct({ url: database.url, sandbox: address, config });
    try {
      const { ms } = await timed(async () => {
        await product.run('accounts', 'full');
        await product.run('meetings', 'full');
        await product.run('signals');
        await product.run('timeline');
      });
      const looped = await readLooped(product, calls);
      const activities = sandbox.activities().map((row) => String(row['ExternalId'] ?? ''));
      const ours = activities.filter((id) => id.startsWith('hr1-'));
      return [
        shown('whole loop, 500 companies and all calls', seconds(ms)),
        atLeast(
          'meetings an hour through the whole loop, one worker',
          looped.length / (ms / 3_600_000),
          1_000,
          (value) => value.toFixed(0),
        ),
        shown('calls: at the recorder / attributed and summed up', `${calls.length} / ${looped.length}`),
        atLeast('activities delivered / such meetings', ours.length / looped.length, 1, String),
        atMost('activities delivered twice', ours.length - new Set(ours).size, 0, String),
        ...keptMeasures(looped, calls),
        ...quoteMeasures(looped),
        ...(real === null ? [] : scoreMeasures(real, looped)),
      ];
    } finally {
      await product.close();
      await database.drop();
    }
  } finally {
    await cluster.stop();
    await sandbox.stop();
  }
}

async function readLooped(product: Product, calls: readonly WorldCall[]): Promise<Looped[]> {
  return product.transaction(async (tx) => {
    const query = {
      accountId: null,
      search: null,
      attribution: 'attributed',
      after: null,
      limit: 1_000,
    } as const;
    const meetings = await listMeetings(tx, query);
    const summaries = await readSummaries(
      tx,
      meetings.map((meeting) => meeting.id),
    );
    const looped: Looped[] = [];
    for (const meeting of meetings) {
      const call = calls.find((one) => one.id === meeting.source_meeting_id);
      const whole = summaries.get(meeting.id);
      if (call === undefined || whole === undefined) continue;
      const turns = new Map((await listTurns(tx, meeting.id)).map((turn) => [turn.turn, turn.text]));
      looped.push({ call, meeting, whole, turns });
    }
    return looped;
  });
}

/** The share of must-keep facts that stand in the text of a summary's sentences and items. */
function keptMeasures(looped: readonly Looped[], calls: readonly WorldCall[]): Measure[] {
  let facts = 0;
  let kept = 0;
  for (const { call, whole } of looped) {
    const claims = [...whole.claims.filter(({ kind }) => kind !== 'topic'), ...whole.actionItems];
    const text = plain(claims.map((claim) => claim.text).join('\n'));
    for (const { accept } of call.mustKeep ?? []) {
      facts += 1;
      if (accept.some((spelling) => text.includes(plain(spelling)))) kept += 1;
    }
  }
  const all = calls.flatMap(({ mustKeep }) => mustKeep ?? []).length;
  return [atLeast(`must-keep facts kept, of ${facts} (${all} in all calls)`, kept / facts, 0.9, percent)];
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('’', "'");
}

/** Every quote must stand verbatim in its stored turn, and that turn in what the recorder served. */
function quoteMeasures(looped: readonly Looped[]): Measure[] {
  let quotes = 0;
  let lost = 0;
  for (const { call, whole, turns } of looped) {
    const served = call.monologues
      .map(({ sentences }) => sentences.map(({ text }) => text).join(' '))
      .join('\n');
    for (const { turn, quote } of [...whole.claims, ...whole.actionItems]) {
      quotes += 1;
      const words = turn === null ? undefined : turns.get(turn);
      const isThere = quote !== '' && words?.includes(quote) === true && served.includes(quote);
      if (!isThere) lost += 1;
    }
  }
  return [atMost(`quotes not found verbatim, of ${quotes}`, lost, 0, String)];
}

const share = z.object({ f: z.number() });
const scoresSchema = z.array(
  z.object({
    group: z.string(),
    n: z.number(),
    words: z.number(),
    rouge1: share,
    rouge2: share,
    content: share,
    lift1: share,
  }),
);

/** Scores headline and points of the real meetings, cut at 110 words, against the people's summaries. */
function scoreMeasures({ meetings, scorer, idf }: RealMeetings, looped: readonly Looped[]): Measure[] {
  const lines = looped.flatMap(({ call, whole }) => {
    if (!call.title.startsWith('Meeting ')) return [];
    const claims = whole.claims.filter(({ kind }) => kind === 'headline' || kind === 'point');
    return [JSON.stringify({ id: call.clientUniqueId, summary: claims.map(({ text }) => text).join('\n') })];
  });
  const folder = mkdtempSync(join(tmpdir(), 'handrail-bench-'));
  const file = join(folder, 'summaries.jsonl');
  writeFileSync(file, `${lines.join('\n')}\n`);
  const options = [
    '--refs',
    meetings,
    '--sums',
    file,
    '--words',
    String(CUT_WORDS),
    '--by',
    'domain',
    '--lift',
  ];
  const { stdout } = spawnSync(
    process.execPath,
    [scorer, ...options, '--json', ...(idf === undefined ? [] : ['--idf', idf])],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  rmSync(folder, { recursive: true });
  const all = scoresSchema.parse(JSON.parse(stdout)).find(({ group }) => group === 'all');
  if (all === undefined) throw new TypeError('the scorer gave no line for all meetings');
  const points = (value: number) => value.toFixed(2);
  return [
    shown('real meetings summed up / with a reference', `${lines.length} / ${all.n}`),
    atLeast('ROUGE-1 of real meetings', 100 * all.rouge1.f, 25, points),
    atLeast('ROUGE-2', 100 * all.rouge2.f, 3.5, points),
    shown('content, words weighed by how few summaries share them', points(100 * all.content.f)),
    atLeast('lift1, own reference over those of others', 100 * all.lift1.f, 4, points),
    shown('words of a summary, cut', all.words.toFixed(0)),
  ];
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
