/** What an alarm can be about. */
export const ALARM_KINDS = [
  'worker-silent',
  'credential-refused',
  'vendor-away',
  'awaiting-approval',
  'run-failed',
  'run-missed',
  'delete-log-gap',
  'field-drift',
  'deliveries-refused',
  'limit-near',
  'outgoing-paused',
] as const;

/** One of {@link ALARM_KINDS}, worst first. */
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** Something that is wrong at present. The same kind and subject are one alarm for as long as it lasts. */
export interface Alarm {
  readonly kind: AlarmKind;
  readonly subject: string;
  /** Stable, snake_case; for a failure its own code. */
  readonly code: string;
  /** One sentence of our own: ids, names and numbers, no vendor's words. */
  readonly title: string;
  readonly cause: string;
  readonly remedy: string;
}

/** What became of an alarm, as it is told outside. */
export const NOTICE_EVENTS = ['opened', 'ended', 'test'] as const;

/** One of {@link NOTICE_EVENTS}. */
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

/** How often a notice is tried, the first time included: for about five hours. */
export const NOTICE_TRIES = 12;

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

/** Milliseconds to wait after so many failed tries of a notice: 30 s, doubled each time up to an hour; never earlier than told. */
export function noticeWaitMs(failedTries: number, toldMs: number | null): number {
  return Math.max(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failedTries - 1)), toldMs ?? 0);
}

/** What a look found to be new, still so, and over. */
export interface AlarmChanges<Open> {
  readonly opened: readonly Alarm[];
  readonly standing: readonly { readonly open: Open; readonly alarm: Alarm }[];
  readonly ended: readonly Open[];
}

/** Holds what is wrong now against the alarms that are open. */
export function compareAlarms<Open extends { readonly kind: string; readonly subject: string }>(
  open: readonly Open[],
  found: readonly Alarm[],
): AlarmChanges<Open> {
  const keyOf = ({ kind, subject }: { readonly kind: string; readonly subject: string }) =>
    `${kind} ${subject}`;
  const before = new Map(open.map((row) => [keyOf(row), row]));
  const now = new Map(found.map((alarm) => [keyOf(alarm), alarm]));
  const opened: Alarm[] = [];
  const standing: { open: Open; alarm: Alarm }[] = [];
  for (const [key, alarm] of now) {
    const row = before.get(key);
    if (row === undefined) opened.push(alarm);
    else standing.push({ open: row, alarm });
  }
  return { opened, standing, ended: open.filter((row) => !now.has(keyOf(row))) };
}
