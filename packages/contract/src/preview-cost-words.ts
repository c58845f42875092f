import { VENDOR_NAMES } from './connections.ts';
import { counted } from './format-count.ts';
import type { Preview } from './preview.ts';

type Cost = Preview['cost'];

/** What saving takes in all streams, as a sentence; screen and command line say the same. */
export function costInWords({ calls, seconds, streams }: Cost): string {
  const isKnown = streams.every((part) => part.calls !== null);
  if (isKnown && calls === 0)
    return streams.some(({ mode }) => mode === 'projection')
      ? `No call: stored records are decided again, which takes about ${duration(seconds)}.`
      : 'No call: nothing is read or decided again.';
  const rest = isKnown ? '' : ', and what is read for the first time';
  return `About ${counted(calls, 'call')} and ${duration(seconds)} in all${rest}.`;
}

/** What saving takes of one stream, to stand behind its label. */
export function streamCostInWords(part: Cost['streams'][number]): string {
  const { mode, calls, callsOnceConfirmed } = part;
  const vendor = VENDOR_NAMES[part.vendor];
  const what = WHAT[mode];
  if (calls === null) return `${what}; how many calls to ${vendor}, the first run shows`;
  const said = calls > 0 ? `${what}, about ${counted(calls, 'call')} to ${vendor}` : `${what}, no call`;
  if (mode !== 'outgoing') return said;
  const later = `about ${counted(callsOnceConfirmed, 'call')}`;
  if (calls > 0)
    return callsOnceConfirmed === 0 ? said : `${said}; ${later} more once the first difference is confirmed`;
  return callsOnceConfirmed === 0
    ? 'nothing waits, no call'
    : `nothing goes yet; ${later} once the first difference is confirmed`;
}

const WHAT = {
  full: 'everything',
  incremental: 'what changed',
  projection: 'stored records are decided again',
  outgoing: 'what waits',
} as const;

function duration(seconds: number): string {
  if (seconds < 1) return 'a second';
  return seconds < 60 ? counted(seconds, 'second') : counted(Math.ceil(seconds / 60), 'minute');
}
