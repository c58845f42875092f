import type { WorldCall } from '../world.ts';

type Flags = Readonly<Record<string, unknown>>;

/** Keyword trackers that the made-up tenant has set up. */
const TRACKERS = [
  { id: '5100000000000000001', name: 'Renewal', phrases: ['renewal', 'renew'] },
  { id: '5100000000000000002', name: 'Pricing', phrases: ['price', 'pricing', 'discount'] },
  { id: '5100000000000000003', name: 'Competition', phrases: ['competitor', 'alternative'] },
] as const;

interface Stretch {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Gong's own analysis. Topics, outline and trackers are counted from the transcript; brief, key points, highlights and
 * outcome are `null`, as Gong leaves them for calls that it has not analysed. Times in seconds.
 */
export function callContent(call: WorldCall, flags: Flags): Record<string, unknown> {
  const stretches = topicStretches(call);
  const content: Record<string, unknown> = {};
  if (flags['topics']) content['topics'] = topics(stretches);
  if (flags['structure']) content['structure'] = topics(stretches);
  if (flags['outline']) {
    content['outline'] = stretches.map((stretch) => ({
      section: stretch.name,
      startTime: stretch.startMs / 1000,
      duration: (stretch.endMs - stretch.startMs) / 1000,
      items: [],
    }));
  }
  if (flags['trackers']) content['trackers'] = trackers(call, flags['trackerOccurrences'] === true);
  for (const name of ['brief', 'keyPoints', 'highlights', 'callOutcome']) {
    if (flags[name]) content[name] = null;
  }
  return content;
}

function topicStretches(call: WorldCall): Stretch[] {
  const stretches: Stretch[] = [];
  for (const monologue of call.monologues) {
    const startMs = monologue.sentences[0]?.startMs;
    const endMs = monologue.sentences.at(-1)?.endMs;
    if (monologue.topic === null || startMs === undefined || endMs === undefined) continue;
    const last = stretches.at(-1);
    if (last?.name === monologue.topic) stretches[stretches.length - 1] = { ...last, endMs };
    else stretches.push({ name: monologue.topic, startMs, endMs });
  }
  return stretches;
}

function topics(stretches: readonly Stretch[]): { name: string; duration: number }[] {
  return stretches.map(({ name, startMs, endMs }) => ({
    name,
    duration: Math.round((endMs - startMs) / 1000),
  }));
}

function trackers(call: WorldCall, withOccurrences: boolean): unknown[] {
  const sentences = call.monologues.flatMap((monologue) =>
    monologue.sentences.map((sentence) => ({ ...sentence, speakerId: monologue.speakerId })),
  );
  return TRACKERS.map(({ id, name, phrases }) => {
    const hits = sentences.filter(({ text }) =>
      phrases.some((phrase) => text.toLowerCase().includes(phrase)),
    );
    return {
      id,
      name,
      type: 'KEYWORD',
      count: hits.length,
      occurrences: withOccurrences
        ? hits.map((hit) => ({ startTime: hit.startMs / 1000, speakerId: hit.speakerId }))
        : [],
      phrases: [],
    };
  });
}
