import { measurePageRead } from '@handrail/gainsight/testing';
import { atMost, megabytes, type Measure, shown } from './measure.ts';

/** Rows are 5,000; so many fields bring the page near the 32 MiB that a reply may have. */
const LARGE_FIELDS = 180;

/** What the Gainsight client costs beside `JSON.parse`, and how long a large reply holds up the event loop (IH4). */
export async function benchClientSpeed(): Promise<Measure[]> {
  const rounds = { minRounds: 10, maxRounds: 30 };
  const page = await measurePageRead(40, { goal: 3, ...rounds });
  const large = await measurePageRead(LARGE_FIELDS, { goal: 3, minRounds: 3, maxRounds: 6 });
  const ms = (value: number): string => `${value.toFixed(0)} ms`;
  const times = (value: number): string => value.toFixed(2);
  return [
    shown('client: page of 5,000 × 40 fields', megabytes(page.bytes)),
    shown(
      'client: JSON.parse / transfer / read',
      [page.parseMs, page.transferMs, page.readMs].map(ms).join(' / '),
    ),
    atMost('client: read beyond transfer / JSON.parse', page.ratio, 3, times),
    shown(`client: page of ${megabytes(large.bytes)}, read beyond transfer / JSON.parse`, times(large.ratio)),
    atMost(`client: event loop held up by ${megabytes(large.bytes)}`, large.stallMs, 100, ms),
  ];
}
