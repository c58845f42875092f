import type { WorldCall } from '../world.ts';

/** A tracker that the made-up tenant has set up. */
export interface Tracker {
  readonly id: string;
  readonly name: string;
  /** Keyword trackers count words and phrases; smart ones are trained, and their settings are not told. */
  readonly type: 'KEYWORD' | 'SMART';
  readonly phrases: readonly [string, ...string[]];
  /** Set to show every phrase by itself: then times stand with the phrases, not with the tracker. */
  readonly showsPhrases?: boolean;
}

/** The trackers of the tenant. */
export const TRACKERS: readonly Tracker[] = [
  { id: '5100000000000000001', name: 'Renewal', type: 'KEYWORD', phrases: ['renewal', 'renew'] },
  { id: '5100000000000000002', name: 'Pricing', type: 'KEYWORD', phrases: ['price', 'pricing', 'discount'] },
  {
    id: '5100000000000000003',
    name: 'Competition',
    type: 'KEYWORD',
    phrases: ['competitor', 'alternative'],
    showsPhrases: true,
  },
  {
    id: '5100000000000000004',
    name: 'Churn risk',
    type: 'SMART',
    phrases: ['cancel', 'unhappy', 'not extend'],
  },
];

/** Occurrences are known only for calls recorded since. */
const OCCURRENCES_SINCE = Date.parse('2023-01-01T00:00:00Z');

interface Occurrence {
  readonly startTime: number;
  readonly speakerId: string;
}

/** How often each tracker came up in a call; when and by whom only if asked for. Times in seconds. */
export function callTrackers(call: WorldCall, withOccurrences: boolean): unknown[] {
  const showsTimes = withOccurrences && Date.parse(call.started) >= OCCURRENCES_SINCE;
  return TRACKERS.map(({ id, name, type, phrases, showsPhrases }) => {
    const found = phrases.map((phrase) => ({ phrase, hits: findPhrase(call, phrase) }));
    const said = found.filter(({ hits }) => hits.length > 0);
    return {
      id,
      name,
      count: said.reduce((sum, { hits }) => sum + hits.length, 0),
      type,
      occurrences: showsTimes && showsPhrases !== true ? said.flatMap(({ hits }) => hits).sort(byTime) : [],
      phrases:
        type === 'SMART'
          ? []
          : said.map(({ phrase, hits }) => ({
              count: hits.length,
              occurrences: showsTimes ? hits : [],
              phrase,
            })),
    };
  });
}

function findPhrase(call: WorldCall, phrase: string): Occurrence[] {
  const word = new RegExp(`(?<!\\p{L})${phrase}(?!\\p{L})`, 'iu');
  return call.monologues.flatMap(({ speakerId, sentences }) =>
    sentences
      .filter(({ text }) => word.test(text))
      .map(({ startMs }) => ({ startTime: startMs / 1000, speakerId })),
  );
}

function byTime(one: Occurrence, other: Occurrence): number {
  return one.startTime - other.startTime;
}
