import { NO_ACCOUNT } from './attribution-rule.ts';
import type { AttributionRule } from './attribution-rule.ts';
import type { Configuration, WritebackValue } from './config.ts';
import { conversionDocument } from './conversion.ts';
import type { ExclusionRule } from './exclusion.ts';
import type { Filter } from './filter.ts';
import { isJsonObject, sameJson } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { FieldMapping } from './field-mapping.ts';
import { DEFAULT_CONFIGURATION } from './parse-config.ts';

/**
 * The document of a configuration, as people keep it: what is default is left out, a plain mapping is one word.
 * `parseConfig` reads back an equal configuration.
 */
export function configDocument(config: Configuration): JsonObject {
  const rest = withoutDefaults(wholeDocument(config), wholeDocument(DEFAULT_CONFIGURATION));
  return { version: 1, ...(isJsonObject(rest) ? rest : {}) };
}

function wholeDocument(config: Configuration): JsonObject {
  const {
    accounts,
    status,
    fields,
    tiers,
    stakeholders,
    organisation,
    meetings,
    users,
    timeline,
    writeback,
    health,
    insights,
    retention,
    cadence,
  } = config;
  return {
    accounts: {
      import: accounts.import,
      filter: accounts.filter === null ? null : filterDocument(accounts.filter),
      whenFiltered: { keepDays: accounts.whenFiltered.keepDays },
    },
    status: {
      field: status.field,
      churned: sideDocument(status.churned),
      prospect: sideDocument(status.prospect),
      churnedOn: status.churnedOn,
    },
    fields: {
      account: mappingDocument(fields.account),
      stakeholder: mappingDocument(fields.stakeholder),
      relationship: mappingDocument(fields.relationship),
    },
    stakeholders: { ...stakeholders, byRole: { ...stakeholders.byRole }, byTier: { ...stakeholders.byTier } },
    tiers: [...tiers],
    organisation: { ...organisation },
    meetings: {
      ...meetings,
      exclude: meetings.exclude.map(ruleDocument),
      only: meetings.only.map(ruleDocument),
      attribution: {
        thresholdPercent: meetings.attribution.thresholdPercent,
        rules: meetings.attribution.rules.map(attributionRuleDocument),
      },
    },
    users: {
      roles: {
        admin: { ...users.roles.admin },
        manager: { ...users.roles.manager },
        user: { ...users.roles.user },
      },
    },
    timeline: { ...timeline },
    writeback: { enabled: writeback.enabled, values: writeback.values.map(writeDocument) },
    health: {
      ...health,
      weights: { ...health.weights },
      thresholds: { ...health.thresholds },
      fields: { ...health.fields },
    },
    insights: Object.fromEntries(Object.entries(insights).map(([id, rule]) => [id, { ...rule }])),
    retention: { ...retention },
    cadence: { ...cadence },
  };
}

/** What differs from the default; lists and filters are kept or left out whole. */
function withoutDefaults(value: JsonValue, usual: JsonValue | undefined): JsonValue | undefined {
  if (usual === undefined) return value;
  if (sameJson(value, usual)) return undefined;
  if (!isJsonObject(value) || !isJsonObject(usual)) return value;
  const kept: Record<string, JsonValue> = {};
  for (const [key, member] of Object.entries(value)) {
    const held = withoutDefaults(member, usual[key]);
    if (held !== undefined) kept[key] = held;
  }
  return kept;
}

function sideDocument(side: readonly string[] | Filter): JsonValue {
  return 'field' in side || 'and' in side || 'or' in side ? filterDocument(side) : [...side];
}

function filterDocument(filter: Filter): JsonObject {
  if ('and' in filter) return { and: filter.and.map(filterDocument) };
  if ('or' in filter) return { or: filter.or.map(filterDocument) };
  const { field, op, value } = filter;
  return value === undefined ? { field, op } : { field, op, value };
}

function writeDocument({ conversion, ...value }: WritebackValue): JsonObject {
  return { ...value, ...(conversion === null ? {} : { conversion: conversionDocument(conversion) }) };
}

function ruleDocument(rule: ExclusionRule): JsonObject {
  return { ...rule };
}

/** A rule of attribution as the document holds it. */
export function attributionRuleDocument(rule: AttributionRule): JsonObject {
  return { ...rule, account: rule.account ?? NO_ACCOUNT };
}

function mappingDocument(mapping: {
  readonly standard: Readonly<Record<string, FieldMapping>>;
  readonly custom: Readonly<Record<string, FieldMapping>>;
}): JsonObject {
  const custom = rowsDocument(mapping.custom);
  return { ...rowsDocument(mapping.standard), ...(Object.keys(custom).length === 0 ? {} : { custom }) };
}

function rowsDocument(rows: Readonly<Record<string, FieldMapping>>): JsonObject {
  return Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, rowDocument(row)]));
}

/** A row of a mapping as the document holds it: one word when nothing but the source is said. */
export function rowDocument({ source, owner, prefer }: FieldMapping): JsonValue {
  if (owner === 'gainsight' && prefer.length === 0) return source;
  return { source, ...(owner === 'gainsight' ? {} : { owner }), ...(prefer.length === 0 ? {} : { prefer }) };
}
