import {
  ACCOUNT_SORTS,
  ACCOUNT_STATUSES,
  AUDIT_OUTCOMES,
  CADENCE_GAPS,
  DELIVERY_STATES,
  HEALTH_LABELS,
  LAST_TOUCHES,
  RUN_OUTCOMES,
  STAKEHOLDER_SORTS,
  STREAM_NAMES,
} from '@handrail/contract';

type Search = Record<string, unknown>;

/** One of the allowed words, or undefined: what stands in an address is never trusted. */
function oneOf<const T extends readonly string[]>(allowed: T, value: unknown): T[number] | undefined {
  return allowed.find((word) => word === value);
}
/** Text of at most 200 characters. The router reads a number in an address as a number: made text again. */
function text(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const cut = String(value).slice(0, 200);
  return cut === '' ? undefined : cut;
}
/** A day as `yyyy-MM-dd`. */
function day(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(value) ? value : undefined;
}
function whole(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
/** Leaves out what is undefined, so that addresses stay short and exact optional types hold. */
export function compact<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Entries whose value is undefined are dropped; what is left is what the type says.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Filters and order of the accounts list, as they stand in the address. */
export function parseAccountsSearch(search: Search) {
  return compact({
    search: text(search['search']),
    status: oneOf(ACCOUNT_STATUSES, search['status']),
    health: oneOf([...HEALTH_LABELS, 'none'] as const, search['health']),
    tier: text(search['tier']),
    presence: oneOf(['missing', 'filtered'] as const, search['presence']),
    sort: oneOf(ACCOUNT_SORTS, search['sort']),
    order: oneOf(['asc', 'desc'] as const, search['order']),
  });
}
export const ACCOUNT_TABS = [
  'overview',
  'meetings',
  'stakeholders',
  'relationships',
  'fields',
  'changes',
  'metrics',
  'gainsight',
] as const;
/** The open tab of an account page. */
export function parseAccountSearch(search: Search) {
  return compact({ tab: oneOf(ACCOUNT_TABS, search['tab']) });
}
/** Filters of the meetings list. */
export function parseMeetingsSearch(search: Search) {
  return compact({
    search: text(search['search']),
    attribution: oneOf(['pending', 'attributed', 'review', 'none'] as const, search['attribution']),
  });
}
/** The highlighted turn of a meeting page (0-based), and the quote within it. */
export function parseMeetingSearch(search: Search) {
  return compact({ turn: whole(search['turn']) });
}
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
/** Filters and order of the stakeholders list. */
export function parseStakeholdersSearch(search: Search) {
  const accountId = text(search['accountId']);
  return compact({
    search: text(search['search']),
    accountId: accountId !== undefined && ID.test(accountId) ? accountId : undefined,
    role: text(search['role']),
    lastTouch: oneOf(LAST_TOUCHES, search['lastTouch']),
    gap: oneOf(CADENCE_GAPS, search['gap']),
    sort: oneOf(STAKEHOLDER_SORTS, search['sort']),
    order: oneOf(['asc', 'desc'] as const, search['order']),
  });
}
/** Filter of the runs list. */
export function parseRunsSearch(search: Search) {
  return compact({ stream: oneOf(STREAM_NAMES, search['stream']) });
}
/** Which records a run's page shows. */
export function parseRunSearch(search: Search) {
  return compact({
    outcome: oneOf(RUN_OUTCOMES, search['outcome']),
    search: text(search['search']),
  });
}
/** Search among the records set aside, or among those dismissed. */
export function parseSetAsideSearch(search: Search) {
  return compact({
    search: text(search['search']),
    state: oneOf(['dismissed'] as const, search['state']),
  });
}
/** Filters of the outbox. */
export function parseOutboxSearch(search: Search) {
  return compact({
    state: oneOf(DELIVERY_STATES, search['state']),
    kind: oneOf(['timeline-activity', 'field-values'] as const, search['kind']),
  });
}
/** What the audit and the access log are narrowed to. */
export type AuditSearch = ReturnType<typeof parseAuditSearch>;
export function parseAuditSearch(search: Search) {
  return compact({
    tab: oneOf(['access'] as const, search['tab']),
    outcome: oneOf(AUDIT_OUTCOMES, search['outcome']),
    action: text(search['action']),
    actor: text(search['actor']),
    subject: text(search['subject']),
    since: day(search['since']),
    until: day(search['until']),
  });
}
export const GAINSIGHT_TABS = [
  'connection',
  'accounts',
  'status',
  'users',
  'timeline',
  'writeback',
  'retention',
  'history',
] as const;
/** The open tab of a card, and whether the form starts out with the sandbox's values. */
export function parseGainsightCardSearch(search: Search) {
  return compact({
    tab: oneOf(GAINSIGHT_TABS, search['tab']),
    sandbox: search['sandbox'] === true ? true : undefined,
  });
}
/** Which mapping the fields page shows, and the text that its rows are searched for. */
export function parseFieldsSearch(search: Search) {
  return compact({
    tab: oneOf(['account', 'stakeholder', 'relationship'] as const, search['tab']),
    search: text(search['search']),
  });
}
