import type { Connection, Status, Stream } from '@handrail/contract';

const MINUTE_MS = 60_000;
/** Days without a reading of the delete log after which its 15 days are nearly over. */
const GAP_ALARM_DAYS = 12;
/** A stream is late when this many intervals passed without a complete run. */
const LATE_INTERVALS = 2;

/** What a person should look at, worst first: lost credentials, withheld exits, failed or missed runs, refusals, the pause. */
export function findAlarms(
  streams: readonly Stream[],
  connections: readonly Pick<Connection, 'vendor' | 'state' | 'failure' | 'checkedAt'>[],
  rest: { readonly outbox: Readonly<Record<string, number | undefined>>; readonly outgoingPaused: boolean },
  now: Date,
): Status['alarms'] {
  const alarms: Status['alarms'] = [];
  for (const { vendor, state, failure, checkedAt } of connections) {
    if (state !== 'needs-attention') continue;
    const name = vendor === 'gong' ? 'Gong' : 'Gainsight';
    alarms.push({
      code: 'connection_needs_attention',
      text: `${name}: ${failure?.message ?? 'the connection needs attention'}`,
      since: checkedAt,
    });
  }
  for (const stream of streams) alarms.push(...streamAlarms(stream, now));
  const refused = rest.outbox['refused'] ?? 0;
  if (refused > 0) {
    alarms.push({
      code: 'deliveries_refused',
      text: `${refused} deliveries were refused by Gainsight`,
      since: null,
    });
  }
  if (rest.outgoingPaused) {
    alarms.push({ code: 'outgoing_paused', text: 'Everything outgoing is paused', since: null });
  }
  return alarms;
}

function streamAlarms(stream: Stream, now: Date): Status['alarms'] {
  const [last] = stream.lastRuns;
  const alarms: Status['alarms'] = [];
  if (last?.state === 'awaiting-approval') {
    alarms.push({
      code: 'run_awaiting_approval',
      text: `${stream.label}: ${waitingText(last.withheld)}`,
      since: last.finishedAt,
    });
  }
  if (last?.state === 'failed') {
    alarms.push({
      code: last.failure?.code ?? 'run_failed',
      text: `${stream.label}: ${last.failure?.message ?? 'the last run failed'}`,
      since: last.finishedAt,
    });
  }
  if (stream.name === 'deletions') alarms.push(...gapAlarm(stream, now));
  const lateAfter = LATE_INTERVALS * stream.intervalMinutes * MINUTE_MS;
  const done = stream.lastCompletedAt;
  if (stream.enabled && done !== null && now.getTime() - Date.parse(done) > lateAfter) {
    alarms.push({ code: 'stream_late', text: `${stream.label}: no complete run since then`, since: done });
  }
  return alarms;
}

function waitingText(withheld: Stream['lastRuns'][number]['withheld']): string {
  const drift = withheld?.drift ?? null;
  if (drift === null) return `${withheld?.count ?? 0} exits wait for approval`;
  const what = drift.kind === 'removed' ? 'is no longer described' : 'is suddenly empty';
  return `stopped, because the field ${drift.field} ${what}`;
}

/** What is deleted stands in the log for 15 days: before they are over somebody must know that nobody looks. */
function gapAlarm({ label, lastCompletedAt: since }: Stream, now: Date): Status['alarms'] {
  if (since === null) return [];
  const days = Math.floor((now.getTime() - Date.parse(since)) / (24 * 60 * MINUTE_MS));
  if (days < GAP_ALARM_DAYS) return [];
  const text = `${label}: the delete log was not read for ${days} days; after 15 only a full run finds what was deleted`;
  return [{ code: 'delete_log_gap', text, since }];
}
