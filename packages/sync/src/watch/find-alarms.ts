import { lateAfter, objectLabel } from '@handrail/core';
import type { Alarm } from '@handrail/core';
import type { AlarmRow, ConnectionRow, OutageRow, OutboxRow, RunRow, StreamRow } from '@handrail/database';
import { z } from 'zod';
import type { FieldChange } from '../field-changes.ts';
import { COMPANY } from '../inbound/account-context.ts';

/** No worker gave a sign of life for so long, in ms: longer than its beat, shorter than a minute with the look itself. */
export const SILENT_AFTER_MS = 40_000;
/** Part of a day's calls from which on the limit is near, and the part below which it is no longer. */
const NEAR_LIMIT = { opens: 0.9, ends: 0.8 } as const;
/** Days without a reading of the delete log after which its 15 days are nearly over. */
const GAP_ALARM_DAYS = 12;
const DAY_MINUTES = 1_440;
const DAY_MS = DAY_MINUTES * 60_000;

/** How many of a day's calls are used at one host in one family. */
export interface DayUse {
  readonly host: string;
  readonly family: string;
  readonly used: number;
  readonly allowance: number;
}

/** What alarms are found in. */
export interface WatchFacts {
  readonly streams: readonly StreamRow[];
  /** Label of each stream by its name. */
  readonly labels: ReadonlyMap<string, string>;
  readonly lastEndedRuns: readonly RunRow[];
  readonly openRuns: readonly RunRow[];
  readonly runsAwaitingApproval: readonly RunRow[];
  readonly connections: readonly ConnectionRow[];
  readonly fieldChanges: readonly FieldChange[];
  /** Deliveries refused, by kind. */
  readonly refused: Readonly<Partial<Record<OutboxRow['kind'], number>>>;
  readonly outgoingPausedAt: Date | null;
  readonly dayUses: readonly DayUse[];
  readonly outages: readonly OutageRow[];
  readonly workerSeenAt: Date | null;
  readonly openAlarms: readonly Pick<AlarmRow, 'kind' | 'subject'>[];
}

const failureSchema = z.object({ code: z.string(), message: z.string(), remedy: z.string() });
const withheldSchema = z.object({
  count: z.number(),
  live: z.number(),
  drift: z.object({ object: z.string().default(COMPANY), field: z.string(), kind: z.string() }).nullish(),
});

/** Everything that is wrong at an instant, each thing once. Pure: the same facts give the same alarms. */
export function findAlarms(facts: WatchFacts, now: Date): readonly Alarm[] {
  return [
    ...workerAlarms(facts, now),
    ...facts.connections.flatMap(credentialAlarm),
    ...facts.connections.flatMap((connection) => outageAlarm(facts, connection)),
    ...facts.streams.flatMap((stream) => streamAlarms(facts, stream, now)),
    ...fieldAlarms(facts),
    ...refusalAlarms(facts),
    ...facts.dayUses.flatMap((use) => limitAlarm(facts, use)),
    ...pauseAlarm(facts),
  ];
}

function workerAlarms({ workerSeenAt }: WatchFacts, now: Date): readonly Alarm[] {
  if (workerSeenAt !== null && now.getTime() - workerSeenAt.getTime() <= SILENT_AFTER_MS) return [];
  return [
    {
      kind: 'worker-silent',
      subject: 'workers',
      code: 'worker_silent',
      title: 'No worker gives a sign of life: nothing is read or sent',
      cause: `The last sign of life is ${workerSeenAt === null ? 'more than a day' : 'more than 40 s'} old.`,
      remedy: 'Start the server or a worker again; its log says why it ended.',
    },
  ];
}

function credentialAlarm({ vendor, state, failure }: ConnectionRow): readonly Alarm[] {
  if (state !== 'needs-attention') return [];
  const name = vendor === 'gong' ? 'Gong' : 'Gainsight';
  const read = failureSchema.safeParse(failure).data;
  return [
    {
      kind: 'credential-refused',
      subject: vendor,
      code: read?.code ?? 'connection_needs_attention',
      title: `${name}: the connection needs attention, its runs stand still`,
      cause: read?.message ?? 'The last try did not succeed.',
      remedy: read?.remedy ?? `See the card under Settings > Integrations > ${name}.`,
    },
  ];
}

function outageAlarm({ outages }: WatchFacts, { vendor, state, origin }: ConnectionRow): readonly Alarm[] {
  const { host } = new URL(origin);
  const outage = outages.find((row) => row.host === host);
  if (outage === undefined || state === 'disconnected') return [];
  return [
    {
      kind: 'vendor-away',
      subject: vendor,
      code: 'vendor_away',
      title: `${host} does not answer`,
      cause: 'No answer, or a failure of its own, five times in a row and more.',
      remedy: 'Nothing to do here: it is asked every 90 s, and the runs go on when it answers.',
    },
  ];
}

function streamAlarms(facts: WatchFacts, stream: StreamRow, now: Date): readonly Alarm[] {
  const label = facts.labels.get(stream.name);
  // Read when a person asks for it, and of no age.
  if (label === undefined || stream.name === 'inventory') return [];
  const alarms: Alarm[] = [];
  alarms.push(...approvalAlarms(facts, stream, label));
  // A refused credential says why its streams stand still; saying it again for each of them would hide it.
  const isLive = !facts.connections.some(
    (row) => row.id === stream.connection_id && row.state === 'needs-attention',
  );
  const last = facts.lastEndedRuns.find((run) => run.stream_id === stream.id);
  if (stream.enabled && isLive && last?.state === 'failed')
    alarms.push(failedAlarm(label, stream.name, last));
  if (stream.enabled && isLive) alarms.push(...missedAlarms(facts, stream, label, now));
  if (stream.name === 'deletions') alarms.push(...gapAlarm(label, stream, now));
  return alarms;
}

/** What a stream asks: exits still wait for their decision when a field has stopped a later run, and both are told. */
function approvalAlarms({ runsAwaitingApproval }: WatchFacts, stream: StreamRow, label: string): Alarm[] {
  const asked = new Map<Alarm['kind'], Alarm>();
  // The newest of a kind is first.
  for (const run of runsAwaitingApproval.filter((one) => one.stream_id === stream.id)) {
    const alarm = approvalAlarm(label, stream.name, run);
    if (!asked.has(alarm.kind)) asked.set(alarm.kind, alarm);
  }
  return [...asked.values()];
}

function approvalAlarm(label: string, subject: string, run: RunRow): Alarm {
  const withheld = withheldSchema.safeParse(run.withheld).data;
  const drift = withheld?.drift ?? null;
  if (drift !== null) {
    const what = drift.kind === 'removed' ? 'is no longer described' : 'is suddenly empty';
    return {
      kind: 'field-drift',
      subject,
      code: 'field_drifted',
      title: `${label}: stopped, because the field ${callField(drift)} ${what}`,
      cause: `Run #${run.number} decided nothing: what it reads is decided by this field.`,
      // Without the field there is nothing that could be approved.
      remedy:
        drift.kind === 'removed'
          ? 'Have it restored in Gainsight, or choose another one where the configuration names it; the next run goes on.'
          : 'Look at it in Gainsight. If it is meant to be empty, say so on the page of the run.',
    };
  }
  const [losses, lose] =
    subject === 'users' ? ['losses of access or role', 'lose access or role'] : ['exits', 'leave'];
  return {
    kind: 'awaiting-approval',
    subject,
    code: 'run_awaiting_approval',
    title: `${label}: ${withheld?.count ?? 0} ${losses} of ${withheld?.live ?? 0} wait for approval`,
    cause: `Run #${run.number} found more to ${lose} than the guard lets go by itself.`,
    remedy: 'Look at the list on the page of the run, then approve or reject it.',
  };
}

function failedAlarm(label: string, subject: string, run: RunRow): Alarm {
  const failure = failureSchema.safeParse(run.failure).data;
  return {
    kind: 'run-failed',
    subject,
    code: failure?.code ?? 'run_failed',
    title: `${label}: the last run failed`,
    cause: failure?.message ?? `Run #${run.number} did not say why.`,
    remedy: failure?.remedy ?? 'Look at the run on Data sync.',
  };
}

function missedAlarms(
  { openRuns }: WatchFacts,
  stream: StreamRow,
  label: string,
  now: Date,
): readonly Alarm[] {
  const open = openRuns.find((run) => run.stream_id === stream.id);
  // A long run that holds its lease and met no failure is at work, however long it takes.
  const isAtWork =
    open !== undefined &&
    open.failure === null &&
    stream.lease_expires_at !== null &&
    stream.lease_expires_at > now;
  if (isAtWork) return [];
  const missed = (since: Date | null, minutes: number) => since !== null && now > lateAfter(since, minutes);
  const { interval_minutes: minutes, next_full_due_at: fullDueAt } = stream;
  const alarms: Alarm[] = [];
  // Never run: it counts from the time at which the first one was due.
  const since = stream.last_completed_at ?? open?.created_at ?? stream.next_due_at;
  if (missed(since, minutes)) {
    alarms.push(missedAlarm(stream.name, `${label}: a run was missed`, minutes));
  }
  const fullSince = stream.last_full_completed_at ?? fullDueAt;
  if (fullDueAt !== null && missed(fullSince, DAY_MINUTES)) {
    const title = `${label}: the daily full run was missed`;
    alarms.push(missedAlarm(`${stream.name} full`, title, DAY_MINUTES));
  }
  return alarms;
}

function missedAlarm(subject: string, title: string, minutes: number): Alarm {
  return {
    kind: 'run-missed',
    subject,
    code: 'stream_late',
    title,
    cause: `No complete run within two intervals; one every ${minutes} min is promised.`,
    remedy: 'Look at the last runs on Data sync for a failure, and whether a worker is running.',
  };
}

/** What is deleted stands in the log for 15 days: before they are over somebody must know that nobody looks. */
function gapAlarm(label: string, { last_completed_at: since }: StreamRow, now: Date): readonly Alarm[] {
  if (since === null) return [];
  const days = Math.floor((now.getTime() - since.getTime()) / DAY_MS);
  if (days < GAP_ALARM_DAYS) return [];
  return [
    {
      kind: 'delete-log-gap',
      subject: 'deletions',
      code: 'delete_log_gap',
      title: `${label}: the delete log was not read for ${days} days`,
      cause: 'Gainsight keeps what was deleted for 15 days.',
      remedy: 'Let the stream run again; after 15 days only a full run finds what was deleted.',
    },
  ];
}

const CHANGE_WORDS = {
  removed: 'is no longer there',
  renamed: 'was renamed',
  retyped: 'has another type',
  unreadable: 'is refused to be read',
  added: 'is new',
} as const;

function fieldAlarms({ fieldChanges }: WatchFacts): readonly Alarm[] {
  return fieldChanges
    .filter(({ kind, usedBy }) => kind !== 'added' && usedBy.length > 0)
    .map(({ object, name, kind, usedBy }) => ({
      kind: 'field-drift',
      subject: `field ${object}.${name}`,
      code: 'field_drifted',
      title: `The field ${callField({ object, field: name })}, which is in use, ${CHANGE_WORDS[kind]}`,
      cause: `Used by: ${usedBy.join(', ')}. No column is emptied by it.`,
      remedy: 'Look at the yellow row under Settings > Configurations > Fields, then save.',
    }));
}

function callField({ object, field }: { readonly object: string; readonly field: string }): string {
  return `${field} of ${objectLabel(object)}`;
}

const DELIVERY_WORDS = { 'timeline-activity': 'Timeline entries', 'field-values': 'values' } as const;

function refusalAlarms({ refused }: WatchFacts): readonly Alarm[] {
  return (['timeline-activity', 'field-values'] as const).flatMap((kind) => {
    const count = refused[kind] ?? 0;
    if (count === 0) return [];
    return [
      {
        kind: 'deliveries-refused' as const,
        subject: kind,
        code: 'deliveries_refused',
        title: `${count} ${DELIVERY_WORDS[kind]} were refused by Gainsight`,
        cause: 'Each stands in the outbox with the reason that Gainsight gave.',
        remedy: 'Mend the cause, then retry them in the outbox.',
      },
    ];
  });
}

function limitAlarm({ openAlarms }: WatchFacts, use: DayUse): readonly Alarm[] {
  const subject = `${use.host} ${use.family}`;
  // It ends well below where it opens, so that it does not come and go with every call.
  const isOpen = openAlarms.some((alarm) => alarm.kind === 'limit-near' && alarm.subject === subject);
  if (use.used < use.allowance * (isOpen ? NEAR_LIMIT.ends : NEAR_LIMIT.opens)) return [];
  const percent = Math.floor((100 * use.used) / use.allowance);
  return [
    {
      kind: 'limit-near',
      subject,
      code: 'limit_near',
      title: `${use.host}: ${percent} % of the calls of a day are used (${use.family})`,
      cause: `${use.used} of ${use.allowance} calls within 24 hours.`,
      remedy: 'Full runs wait first by themselves. Lengthen the cadences if it comes again.',
    },
  ];
}

function pauseAlarm({ outgoingPausedAt: since }: WatchFacts): readonly Alarm[] {
  if (since === null) return [];
  return [
    {
      kind: 'outgoing-paused',
      subject: 'outgoing',
      code: 'outgoing_paused',
      title: 'Everything outgoing is paused',
      cause: 'What falls due meanwhile waits in the outbox.',
      remedy: 'Resume it on Data sync, or with handrail resume.',
    },
  ];
}
