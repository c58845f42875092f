import { VENDOR_NAMES } from './connections.ts';
import type { Preview } from './preview.ts';

type Cost = Preview['cost'];

/** What saving takes in all streams, as a sentence; screen and command line say the same. */
export function costInWords({ calls, seconds, streams }: Cost): string {
  if (streams.length === 0) return 'No call: nothing is read or decided again.';
  const isKnown = streams.every((part) => part.calls !== null);
  if (isKnown && calls === 0)
    return `No call: stored records are decided again, which takes about ${duration(seconds)}.`;
  const rest = isKnown ? '' : ', and what is read for the first time';
  return `About ${counted(calls, 'call')} and ${duration(seconds)} in all${rest}.`;
}

/** What saving takes of one stream, to stand behind its label. */
export function streamCostInWords({ mode, calls, vendor }: Cost['streams'][number]): string {
  if (calls === null) return `everything; how many calls to ${VENDOR_NAMES[vendor]}, the first run shows`;
  if (mode === 'projection') return 'stored records are decided again, no call';
  const what = mode === 'full' ? 'everything' : 'what changed';
  return `${what}, about ${counted(calls, 'call')} to ${VENDOR_NAMES[vendor]}`;
}

function duration(seconds: number): string {
  if (seconds < 1) return 'a second';
  return seconds < 60 ? counted(seconds, 'second') : counted(Math.ceil(seconds / 60), 'minute');
}

function counted(value: number, one: string): string {
  return `${new Intl.NumberFormat(undefined).format(value)} ${value === 1 ? one : `${one}s`}`;
}
