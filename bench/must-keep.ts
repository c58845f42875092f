/**
 * Counts how many must-keep facts of the sandbox's written calls the built-in summariser keeps anywhere in the whole
 * summary (headline, points, decisions, action items, risks, asks), in the claims' texts and in their quotes:
 *
 *   node bench/must-keep.ts [--show KEY]
 *
 * `--show` prints the summary of each call whose title contains KEY, so that a person can judge the action items.
 */
import { parseArgs } from 'node:util';
import { startSandbox, type WorldCall } from '@handrail/sandbox';
import { type MeetingSummary, summarizeMeeting, type Turn } from '@handrail/signals';

const { values } = parseArgs({ options: { show: { type: 'string' } } });

/** The call as the product sees it: a turn a monologue, sides by the recorder's affiliation. */
function turnsOf(call: WorldCall): Turn[] {
  const parties = new Map(call.parties.map((party) => [party.speakerId, party]));
  return call.monologues.map(({ speakerId, sentences }, index) => {
    const party = parties.get(speakerId);
    const side =
      party?.affiliation === 'Internal' ? 'ours' : party?.affiliation === 'External' ? 'theirs' : 'unknown';
    return {
      index,
      speaker: party?.name ?? `Speaker ${speakerId}`,
      side,
      text: sentences.map(({ text }) => text).join(' '),
      startMs: sentences[0]?.startMs ?? null,
      endMs: sentences.at(-1)?.endMs ?? null,
    };
  });
}

function wordsOf(summary: MeetingSummary): { texts: string; quotes: string } {
  const { headline, points, decisions, actionItems, risks, asks } = summary;
  const claims = [
    ...(headline === null ? [] : [headline]),
    ...points,
    ...decisions,
    ...actionItems,
    ...risks,
    ...asks,
  ];
  const plain = (text: string): string => text.toLowerCase().replaceAll('’', "'");
  return {
    texts: plain(claims.map(({ text }) => text).join('\n')),
    quotes: plain(claims.map(({ evidence }) => evidence.quote).join('\n')),
  };
}

function print(call: WorldCall, summary: MeetingSummary): void {
  const lines = [`\n# ${call.title} (${summary.language})`, `headline  ${summary.headline?.text}`];
  for (const part of ['points', 'decisions', 'risks', 'asks'] as const) {
    for (const { text } of summary[part]) lines.push(`${part.padEnd(9)} ${text}`);
  }
  for (const { text, owner, due, side } of summary.actionItems)
    lines.push(`action    [${owner} / ${due} / ${side}] ${text}`);
  for (const { topic, sentiment } of summary.topics) lines.push(`topic     ${topic} ${sentiment}`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

const sandbox = await startSandbox({ port: 0 });
let facts = 0;
let keptInTexts = 0;
let keptInQuotes = 0;
let actionItems = 0;
for (const call of sandbox.context.world.calls.filter(({ mustKeep }) => mustKeep !== undefined)) {
  const startedAt = new Date(call.started);
  const summary = summarizeMeeting({ turns: turnsOf(call), language: call.language, startedAt });
  const { texts, quotes } = wordsOf(summary);
  const isIn = (text: string, accept: readonly string[]): boolean =>
    accept.some((spelling) => text.includes(spelling.toLowerCase().replaceAll('’', "'")));
  const list = call.mustKeep ?? [];
  const lost = list.filter(({ accept }) => !isIn(texts, accept));
  facts += list.length;
  keptInTexts += list.length - lost.length;
  keptInQuotes += list.filter(({ accept }) => isIn(quotes, accept)).length;
  actionItems += summary.actionItems.length;
  const lostWords = lost.map(({ kind, accept }) => `${kind} "${accept[0] ?? ''}"`).join(', ');
  process.stdout.write(
    `${call.title}: ${list.length - lost.length}/${list.length}${lost.length > 0 ? ` lost: ${lostWords}` : ''}\n`,
  );
  if (values.show !== undefined && call.title.includes(values.show)) print(call, summary);
}
await sandbox.stop();
const percent = (share: number): string => `${((100 * share) / Math.max(1, facts)).toFixed(1)} %`;
process.stdout.write(
  `facts ${facts}: kept in texts ${percent(keptInTexts)}, in quotes ${percent(keptInQuotes)}; action items ${actionItems}\n`,
);
