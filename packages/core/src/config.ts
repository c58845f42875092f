import type { InsightId, InsightRule } from './insights.ts';
import type { CalendarDay } from './calendar-day.ts';
import type { AttributionRule } from './attribution-rule.ts';
import type { Conversion } from './conversion.ts';
import type { AccountRules } from './decide.ts';
import type { ExclusionRule, MeetingMode } from './exclusion.ts';
import { filterRules } from './filter.ts';
import type { Filter } from './filter.ts';
import type { HealthSettings } from './health.ts';
import { sameJson } from './json.ts';
import { mappedSources } from './mapping.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { AccountMapping } from './mapping.ts';
import type { RoleMap } from './role-map.ts';
import type { FieldCatalog } from './source-field.ts';
import { statusSources } from './status.ts';
import type { StatusRules } from './status.ts';
import type { TouchCadence } from './touch-cadence.ts';

/** How long something is kept: days, or for ever. */
export type Keep = number | 'forever';

/** What a writeback does when our value is undefined. */
export const NULL_RULES = ['clear', 'keep', 'skip'] as const;

/** One of {@link NULL_RULES}. */
export type NullRule = (typeof NULL_RULES)[number];

/** What an activity may be about. */
export const TIMELINE_TARGETS = ['company', 'relationship'] as const;

/** Beside a twin: ours is posted all the same, posted with no more than headline and link, or not posted. */
export const TWIN_RULES = ['post', 'link', 'skip'] as const;

/** One row of the writeback contract. */
export interface WritebackValue {
  /** Id in the catalogue of metrics: `health.score`. */
  readonly metric: string;
  readonly object: 'Company' | 'Relationship';
  /** API name of the target field. */
  readonly field: string;
  /** How the value is said there; null: as it is measured. */
  readonly conversion: Conversion | null;
  readonly whenUndefined: NullRule;
  /** `handrail`: a person's edit there is overwritten; `person`: it is left and shown. */
  readonly owner: 'handrail' | 'person';
}

/** Whether two rows of the contract write the same, in the same way. */
export function isSameWrite(left: WritebackValue, right: WritebackValue): boolean {
  const parts = ['metric', 'object', 'field', 'whenUndefined', 'owner'] as const;
  return parts.every((part) => left[part] === right[part]) && sameJson(left.conversion, right.conversion);
}

/** What a field of a stakeholder holds, which decides from which types of source field it is filled. */
export type StakeholderFieldKind = 'text' | 'email' | 'phone' | 'flag' | 'interval';

/** Our standard stakeholder fields that a source field fills, with their kinds. */
export const STAKEHOLDER_FIELDS = {
  name: 'text',
  email: 'email',
  title: 'text',
  role: 'text',
  phone: 'phone',
  decisionMaker: 'flag',
  touchFrequency: 'interval',
} as const satisfies Readonly<Record<string, StakeholderFieldKind>>;

/** The name of one of our mapped stakeholder fields. */
export type StakeholderFieldName = keyof typeof STAKEHOLDER_FIELDS;

/** Which source field fills which stakeholder field. */
export interface StakeholderMapping {
  readonly standard: Readonly<Partial<Record<StakeholderFieldName, FieldMapping>>>;
  readonly custom: Readonly<Record<string, FieldMapping>>;
}

/** Which source field fills which custom field of a relationship; its standard fields are the vendor's own. */
export interface RelationshipMapping {
  readonly standard: Readonly<Record<never, FieldMapping>>;
  readonly custom: Readonly<Record<string, FieldMapping>>;
}

/** Default cadence of each stream, in minutes. */
export const DEFAULT_CADENCE_MINUTES = {
  accounts: 60,
  relationships: 60,
  stakeholders: 60,
  users: 240,
  deletions: 60,
  meetings: 15,
  writeback: 60,
} as const;

/** What a cadence can be set for. */
export type CadenceName = keyof typeof DEFAULT_CADENCE_MINUTES;

/** What is kept how long. */
export const RETENTION_CLASSES = [
  'transcripts',
  'summaries',
  'metrics',
  'people',
  'accountsGone',
  'logs',
] as const;

/** One of {@link RETENTION_CLASSES}. */
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

/** The whole configuration of a workspace, with every default filled in. */
export interface Configuration {
  readonly version: 1;
  readonly accounts: {
    readonly import: 'all' | 'matching';
    readonly filter: Filter | null;
    /** How long history stays when an account leaves by the filter. */
    readonly whenFiltered: { readonly keepDays: Keep };
  };
  readonly status: StatusRules;
  readonly fields: {
    readonly account: AccountMapping;
    readonly stakeholder: StakeholderMapping;
    readonly relationship: RelationshipMapping;
  };
  readonly stakeholders: TouchCadence;
  /** Tiers by name, the highest first; the mapped field tells which one an account has. */
  readonly tiers: readonly string[];
  readonly organisation: { readonly domains: readonly string[]; readonly zone: string };
  readonly meetings: {
    /** Meetings before this day are not read; null: 90 days before the first run. */
    readonly from: CalendarDay | null;
    readonly mode: MeetingMode;
    readonly exclude: readonly ExclusionRule[];
    readonly only: readonly ExclusionRule[];
    readonly attribution: {
      /** What is less sure than this waits for a person, in percent. */
      readonly thresholdPercent: number;
      readonly rules: readonly AttributionRule[];
    };
  };
  /** Who of Gainsight's users may do what here, once Gainsight governs. */
  readonly users: { readonly roles: RoleMap };
  readonly timeline: {
    readonly enabled: boolean;
    /** E-mail of the author when the organiser is not an active user; required when enabled. */
    readonly fallbackAuthor: string | null;
    /** Our kind of meeting → the tenant's activity type; `default` for all others. */
    readonly types: Readonly<Record<string, string>>;
    /** Source ids of the accounts that go first; empty: all. */
    readonly canary: readonly string[];
    /** Source ids of the accounts whose meetings wait for a person's word before they are posted. */
    readonly hold: readonly string[];
    /** What an activity is about: the company, or the one relationship whose people took part, where there is one. */
    readonly target: (typeof TIMELINE_TARGETS)[number];
    /** What happens where somebody else's activity of the same meeting stands already. */
    readonly twins: (typeof TWIN_RULES)[number];
    /** Activity type → field of the tenant that it requires → value. */
    readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  readonly writeback: { readonly enabled: boolean; readonly values: readonly WritebackValue[] };
  readonly health: HealthSettings;
  readonly insights: Readonly<Record<InsightId, InsightRule>>;
  readonly retention: Readonly<Record<RetentionClass, Keep>>;
  /** Minutes. */
  readonly cadence: Readonly<Record<CadenceName, number>>;
}

/** What an account is decided by, made of a configuration and the fields of the connection. */
export function accountRules(config: Configuration, fields: FieldCatalog, version: string): AccountRules {
  return {
    version,
    filter: config.accounts.import === 'matching' ? config.accounts.filter : null,
    status: config.status,
    mapping: config.fields.account,
    fields,
    zone: config.organisation.zone,
  };
}

/**
 * The source fields of an account that filter, status and mapping need, in code-unit order. Fields that are only
 * written are not among them: read back, every write of ours would come in again as a change.
 */
export function accountSources(config: Configuration): readonly string[] {
  const { status, accounts } = config;
  const names = [
    ...mappedSources(config.fields.account),
    ...filterRules(accounts.filter).map((rule) => rule.field),
    ...statusSources(status),
    ...(status.churnedOn === null ? [] : [status.churnedOn]),
  ];
  return [...new Set(names)].toSorted();
}

/** Whether a side of the status mapping is a filter rather than a list of values. */
export function isFilter(side: readonly string[] | Filter): side is Filter {
  return !Array.isArray(side);
}
