import type { CalendarDay } from './calendar-day.ts';
import { filterRules, hasRelativeDates, judge } from './filter.ts';
import type { Filter, FilterContext, Verdict } from './filter.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { projectAccount } from './mapping.ts';
import type { ConversionReason } from './field-mapping.ts';
import type { AccountMapping, AccountProjection } from './mapping.ts';
import { ownersOf, reconcile } from './reconcile.ts';
import type { Changes } from './reconcile.ts';
import { findUnstorable } from './record.ts';
import type { SourceRecord, UnstorableReason } from './record.ts';
import type { FieldCatalog } from './source-field.ts';
import { isRelativeStatus, statusOf, statusSources } from './status.ts';
import type { StatusRules } from './status.ts';

/** How a seen record was dealt with. */
export const OUTCOMES = ['added', 'changed', 'unchanged', 'filtered', 'set-aside'] as const;

/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number];

/** Where a record stands: with us, no longer at the source, or kept out by the filter. */
export const PRESENCES = ['present', 'missing', 'filtered'] as const;

/** One of {@link PRESENCES}. */
export type Presence = (typeof PRESENCES)[number];

/** What an account is decided by: one saved configuration with the fields it was resolved against. */
export interface AccountRules {
  /** Identifies this configuration and catalog; a record decided under another is decided again. */
  readonly version: string;
  /** Null: all accounts. */
  readonly filter: Filter | null;
  readonly status: StatusRules;
  readonly mapping: AccountMapping;
  readonly fields: FieldCatalog;
  /** IANA zone of the workspace. */
  readonly zone: string;
}

/** What we hold of a record already. */
export interface StoredAccount {
  readonly contentHash: string;
  readonly presence: Presence;
  readonly verdict: Verdict;
  /** The {@link AccountRules.version} it was decided under. */
  readonly rulesVersion: string;
  /** The day it was decided on; relative dates are judged again on another. */
  readonly decidedOn: CalendarDay;
  /** Null while filtered out: then nothing but id, name and verdict is kept. */
  readonly projection: AccountProjection | null;
  /** Our field names for which a person set a value by hand; custom ones as `fields.<name>`. */
  readonly overridden?: readonly string[];
}

/** Why a record is set aside. */
export type SetAsideReason = UnstorableReason | ConversionReason;

interface Decided {
  readonly gainsightId: string;
  readonly contentHash: string;
  readonly verdict: Verdict;
}

/**
 * What becomes of one record.
 * `exits`: it was here and leaves. `churns`: it becomes churned and was not. Both are what the deletion guard
 * counts, unless a configuration change explains them (`rulesVersion` differs, and see {@link explainsExit}).
 */
export type Decision =
  | (Decided & {
      readonly outcome: 'added' | 'changed';
      readonly projection: AccountProjection;
      /** Empty when only source fields differ that are not mapped, or only the presence; and for an added record. */
      readonly changes: Changes;
      readonly churns: boolean;
    })
  | (Decided & { readonly outcome: 'unchanged'; readonly projection: AccountProjection })
  | (Decided & {
      readonly outcome: 'filtered';
      /** The record's name as far as the mapping finds one, for lists and "why is it not here?". */
      readonly name: string | null;
      readonly exits: boolean;
      /** True when nothing at all differs from what is stored: nothing need be written. */
      readonly isSame: boolean;
    })
  | {
      readonly gainsightId: string;
      readonly contentHash: string;
      readonly outcome: 'set-aside';
      readonly field: string;
      readonly reason: SetAsideReason;
      /** What the field holds, fit to be shown; left out where that says nothing. */
      readonly value?: string;
    };

/** What {@link decideAccount} looks at. */
export interface DecideInput {
  readonly record: SourceRecord;
  /** The `contentHash` of the record's values; any other text for content that is known to differ from what is stored. */
  readonly hash: string;
  /** Null when the record was never seen. */
  readonly stored: StoredAccount | null;
  readonly rules: AccountRules;
  /** The workspace's day, given by the caller and stored with the decision. */
  readonly today: CalendarDay;
}

/**
 * Whether other rules explain that a record leaves: by them it leaves as it was read before. A rule that asks for what was
 * never read of it is a new one, and explains it too.
 */
export function explainsExit(
  kind: 'filtered' | 'churned',
  before: JsonObject,
  rules: AccountRules,
  today: CalendarDay,
): boolean {
  const known = new Map(Object.entries(before).map(([name, value]) => [name.toLowerCase(), value]));
  const asked =
    kind === 'filtered' ? filterRules(rules.filter).map(({ field }) => field) : statusSources(rules.status);
  const values: Record<string, JsonValue> = {};
  for (const field of asked) {
    const value = known.get(field.toLowerCase());
    if (value === undefined) return true;
    values[field] = value;
  }
  const context: FilterContext = { today, fields: rules.fields, zone: rules.zone };
  if (kind === 'filtered') return !judge(rules.filter, values, context).in;
  return statusOf(rules.status, values, context).status === 'churned';
}

/** Decides one account. Used by run, preview and local re-projection alike, so that they cannot differ. */
export function decideAccount({ record, hash, stored, rules, today }: DecideInput): Decision {
  const { gainsightId, values } = record;
  const known = stored !== null && isStillDecided(stored, hash, rules, today) ? stored : null;
  if (known?.presence === 'present' && known.projection !== null) {
    const { verdict, projection } = known;
    return { gainsightId, contentHash: hash, outcome: 'unchanged', verdict, projection };
  }
  const context: FilterContext = { today, fields: rules.fields, zone: rules.zone };
  const verdict = judge(rules.filter, values, context);
  if (!verdict.in) {
    const unstorable = findUnstorable({ [verdict.field ?? '']: verdict.value });
    if (unstorable !== null) return { gainsightId, contentHash: hash, outcome: 'set-aside', ...unstorable };
    return {
      gainsightId,
      contentHash: hash,
      outcome: 'filtered',
      verdict,
      name: nameOf(record, rules),
      exits: stored?.presence === 'present',
      isSame: known?.presence === 'filtered',
    };
  }
  const before = stored?.projection ?? null;
  const isHere = stored?.presence === 'present' && before !== null;
  // What is stored could be stored.
  const unstorable = isHere && stored.contentHash === hash ? null : findUnstorable(values);
  if (unstorable !== null) return { gainsightId, contentHash: hash, outcome: 'set-aside', ...unstorable };
  const result = projectAccount(values, rules, context);
  if (!result.ok) {
    const fault = result.faults[0] ?? { field: 'name', reason: 'missing-name' };
    return { gainsightId, contentHash: hash, outcome: 'set-aside', ...fault };
  }
  // Where nothing stands there is nothing to join or to compare: a first full run is made of such records.
  const { projection, changes } =
    before === null
      ? { projection: result.projection, changes: {} }
      : reconcile(before, result.projection, ownersOf(rules.mapping, stored?.overridden));
  const decided = { gainsightId, contentHash: hash, verdict, projection };
  if (
    isHere &&
    stored.contentHash === hash &&
    Object.keys(changes).length === 0 &&
    sameRule(stored.verdict, verdict)
  ) {
    return { ...decided, outcome: 'unchanged' };
  }
  const churns = projection.status === 'churned' && before !== null && before.status !== 'churned';
  return { ...decided, outcome: stored === null || before === null ? 'added' : 'changed', changes, churns };
}

/**
 * Whether what was decided still stands: same content, same rules, and no day-dependent rule that a new day
 * could decide otherwise. Asked before the account itself is read, which an unchanged record does not need.
 */
export function isStillDecided(
  stored: Pick<StoredAccount, 'contentHash' | 'rulesVersion' | 'decidedOn'>,
  hash: string,
  rules: AccountRules,
  today: CalendarDay,
): boolean {
  if (stored.contentHash !== hash || stored.rulesVersion !== rules.version) return false;
  return stored.decidedOn === today || !(hasRelativeDates(rules.filter) || isRelativeStatus(rules.status));
}

function sameRule(left: Verdict, right: Verdict): boolean {
  return left.in === right.in && left.rule === right.rule;
}

function nameOf(record: SourceRecord, rules: AccountRules): string | null {
  const source = rules.mapping.standard.name?.source;
  const value = source === undefined ? undefined : record.values[source];
  // shown only, so a name that cannot be stored is left out rather than set aside
  return typeof value === 'string' && value.trim() !== '' && !value.includes('\0') && value.isWellFormed()
    ? value.trim()
    : null;
}
