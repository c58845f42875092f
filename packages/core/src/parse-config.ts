import { ATTRIBUTION_THRESHOLD_PERCENT } from './attribution.ts';
import { NO_ACCOUNT, ruleSubject } from './attribution-rule.ts';
import type { AttributionRule } from './attribution-rule.ts';
import { isZone, parseDay } from './calendar-day.ts';
import type { CalendarDay } from './calendar-day.ts';
import {
  DEFAULT_CADENCE_MINUTES,
  isFilter,
  NULL_RULES,
  STAKEHOLDER_FIELDS,
  TIMELINE_TARGETS,
  TWIN_RULES,
} from './config.ts';
import type { Configuration, Keep, StakeholderFieldName } from './config.ts';
import { conversionIssues, readConversion } from './conversion.ts';
import {
  entriesOf,
  flag,
  isObject,
  join,
  list,
  record,
  shape,
  text,
  whole,
  word,
} from './document-reader.ts';
import { DEFAULT_HEALTH, HEALTH_BOUNDS, HEALTH_PARTS } from './health.ts';
import { INSIGHT_KINDS } from './insights.ts';
import type { InsightId, InsightRule } from './insights.ts';
import { findMetric } from './metrics.ts';
import type { Issue, Reader } from './document-reader.ts';
import { FREE_MAIL_DOMAINS, parseDomain } from './domain.ts';
import { MEETING_MODES } from './exclusion.ts';
import type { ExclusionRule } from './exclusion.ts';
import type { Filter } from './filter.ts';
import { FIELD_OWNERS } from './field-mapping.ts';
import { ACCOUNT_FIELDS } from './mapping.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { AccountFieldName, AccountMapping } from './mapping.ts';
import { readFilter } from './read-filter.ts';

/** The configuration, or everything that is wrong with the document. */
export type ConfigResult =
  | { readonly ok: true; readonly value: Configuration }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Reads a configuration document. All issues are returned, each with its path; unknown keys are issues. */
export function parseConfig(document: unknown): ConfigResult {
  const issues: Issue[] = [];
  const value = readConfiguration(document, '', issues);
  issues.push(...contradictions(value));
  return issues.length === 0 ? { ok: true, value } : { ok: false, issues };
}

const readKeep =
  (whenLeftOut: Keep): Reader<Keep> =>
  (value, path, issues) => {
    if (value === undefined) return whenLeftOut;
    if (value === 'forever') return 'forever';
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 36_500) return value;
    issues.push({ path, message: 'must be a number of days from 1 to 36500, or "forever"' });
    return whenLeftOut;
  };

/** `{ keepDays: 90 }` and `{ keep: forever }` are the two ways to say it. */
const readWhenFiltered: Reader<{ readonly keepDays: Keep }> = (value, path, issues) => {
  if (isObject(value) && 'keep' in value) {
    if (value['keep'] !== 'forever') issues.push({ path: join(path, 'keep'), message: 'must be "forever"' });
    for (const key of Object.keys(value)) {
      if (key !== 'keep') issues.push({ path: join(path, key), message: 'is not a known key beside "keep"' });
    }
    return { keepDays: 'forever' };
  }
  return shape({ keepDays: readKeep(90) })(value, path, issues);
};

const readSide: Reader<readonly string[] | Filter> = (value, path, issues) => {
  if (isObject(value)) return readFilter(value, path, issues) ?? [];
  return list(text('', 500))(value, path, issues);
};

const readMapping: Reader<FieldMapping> = (value, path, issues) => {
  if (typeof value === 'string')
    return { source: text('')(value, path, issues), owner: 'gainsight', prefer: [] };
  const row = shape({ source: text(''), owner: word(FIELD_OWNERS, 'gainsight'), prefer: list(text('')) });
  const mapping = row(value, path, issues);
  if (isObject(value) && mapping.source === '')
    issues.push({ path: join(path, 'source'), message: 'must name a field' });
  return mapping;
};

/** Reads `{ name: Name, …, custom: { ours: Theirs__gc } }`. */
function readFieldMapping<Name extends string>(
  names: readonly Name[],
): Reader<{
  readonly standard: Partial<Record<Name, FieldMapping>>;
  readonly custom: Record<string, FieldMapping>;
}> {
  return (value, path, issues) => {
    const standard: Partial<Record<Name, FieldMapping>> = {};
    let custom: Record<string, FieldMapping> = {};
    for (const [key, held] of entriesOf(value, path, issues)) {
      const name = names.find((item) => item === key);
      if (key === 'custom') custom = record(readMapping)(held, join(path, key), issues);
      else if (name !== undefined) standard[name] = readMapping(held, join(path, key), issues);
      else issues.push({ path: join(path, key), message: 'is not a known key' });
    }
    return { standard, custom };
  };
}

const ACCOUNT_FIELD_NAMES = Object.keys(ACCOUNT_FIELDS).filter(
  (name): name is AccountFieldName => name in ACCOUNT_FIELDS,
);

const STAKEHOLDER_FIELD_NAMES = Object.keys(STAKEHOLDER_FIELDS).filter(
  (name): name is StakeholderFieldName => name in STAKEHOLDER_FIELDS,
);

const readAccountMapping: Reader<AccountMapping> = (value, path, issues) => {
  const mapping = readFieldMapping(ACCOUNT_FIELD_NAMES)(value, path, issues);
  const name: FieldMapping = { source: 'Name', owner: 'gainsight', prefer: [] };
  return { ...mapping, standard: { name, ...mapping.standard } };
};

const readDay: Reader<CalendarDay | null> = (value, path, issues) => {
  if (value === undefined || value === null) return null;
  const day = typeof value === 'string' ? parseDay(value) : null;
  if (day === null) issues.push({ path, message: 'must be a day as yyyy-MM-dd' });
  return day;
};

const readZone: Reader<string> = (value, path, issues) => {
  const zone = text('UTC')(value, path, issues);
  if (!isZone(zone))
    issues.push({ path, message: 'is not a time zone by its IANA name, such as Europe/Berlin' });
  return zone;
};

const readDomain: Reader<string> = (value, path, issues) => {
  const domain = typeof value === 'string' ? parseDomain(value) : null;
  if (domain === null) issues.push({ path, message: 'must be a domain such as acme.example' });
  return domain ?? '';
};

const readAddress: Reader<string> = (value, path, issues) => {
  const address = text('')(value, path, issues).trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) issues.push({ path, message: 'must be an e-mail address' });
  return address;
};

const readExclusion: Reader<ExclusionRule> = (value, path, issues) => {
  const [[key, held] = ['', undefined], ...others] = entriesOf(value, path, issues);
  const at = join(path, key);
  if (others.length > 0) issues.push({ path, message: 'must have exactly one key' });
  if (key === 'domain') return { domain: readDomain(held, at, issues) };
  if (key === 'person') return { person: readAddress(held, at, issues) };
  // A blank one would be about every title.
  if (key === 'title') return { title: text('')(typeof held === 'string' ? held.trim() : held, at, issues) };
  if (key !== 'internalOnly' || held !== true) {
    issues.push({ path, message: 'must be one of domain, person, title, internalOnly: true' });
  }
  return { internalOnly: true };
};

/** `{ domain: acme.example, account: 1P02… }`: exactly one of person, crmId and domain, and the account or "none". */
const readAttributionRule: Reader<AttributionRule> = (value, path, issues) => {
  const held = new Map(entriesOf(value, path, issues));
  const keys = [...held.keys()].filter((key) => key !== 'account');
  const [key = '', ...others] = keys;
  if (others.length > 0) issues.push({ path, message: 'must have exactly one key beside account' });
  if (!held.has('account')) issues.push({ path: join(path, 'account'), message: 'must name an account' });
  const named = text('')(held.get('account'), join(path, 'account'), issues);
  const account = named === NO_ACCOUNT ? null : named;
  const at = join(path, key);
  if (key === 'person') return { person: readAddress(held.get(key), at, issues), account };
  if (key === 'crmId') return { crmId: text('')(held.get(key), at, issues).trim(), account };
  if (key !== 'domain') issues.push({ path, message: 'must be one of person, crmId, domain' });
  const domain = readDomain(held.get('domain'), at, issues);
  if (FREE_MAIL_DOMAINS.has(domain))
    issues.push({ path: at, message: 'belongs to everybody: name a person' });
  return { domain, account };
};

/** Null: no touch is expected of anyone but those whom a role or tier names. */
const readTouchDays: Reader<number | null> = (value, path, issues) =>
  value === null ? null : whole(90, 1, 3_650)(value, path, issues);

const readCadence = (minutes: number): Reader<number> => whole(minutes, 5, 10_080);

const readInsights: Reader<Configuration['insights']> = (value, path, issues) => {
  const held = new Map(entriesOf(value, path, issues));
  for (const key of held.keys()) {
    if (!Object.hasOwn(INSIGHT_KINDS, key))
      issues.push({ path: join(path, key), message: 'is not a known key' });
  }
  const read = (id: InsightId): InsightRule => {
    const { threshold, least, most } = INSIGHT_KINDS[id];
    const rule = shape({
      enabled: flag(true),
      threshold: whole(threshold, least, most),
      tiers: list(text(''), 100),
    });
    return rule(held.get(id), join(path, id), issues);
  };
  return {
    accountDark: read('accountDark'),
    noReachOut: read('noReachOut'),
    noMeeting: read('noMeeting'),
    singleThreaded: read('singleThreaded'),
    negativeTrend: read('negativeTrend'),
    positiveTrend: read('positiveTrend'),
    upcomingRenewal: read('upcomingRenewal'),
    noRenewalDiscussion: read('noRenewalDiscussion'),
    championLeft: read('championLeft'),
    commitmentOverdue: read('commitmentOverdue'),
    scoreAgainstMoney: read('scoreAgainstMoney'),
  };
};

const readWeight = (whenLeftOut: number): Reader<number> =>
  whole(whenLeftOut, HEALTH_BOUNDS.weight.least, HEALTH_BOUNDS.weight.most);
const readThreshold = (whenLeftOut: number): Reader<number> =>
  whole(whenLeftOut, HEALTH_BOUNDS.threshold.least, HEALTH_BOUNDS.threshold.most);

const readHealth: Reader<Configuration['health']> = shape({
  weights: shape({
    sentiment: readWeight(DEFAULT_HEALTH.weights.sentiment),
    engagement: readWeight(DEFAULT_HEALTH.weights.engagement),
    openItems: readWeight(DEFAULT_HEALTH.weights.openItems),
    responseTime: readWeight(DEFAULT_HEALTH.weights.responseTime),
  }),
  thresholds: shape({
    high: readThreshold(DEFAULT_HEALTH.thresholds.high),
    medium: readThreshold(DEFAULT_HEALTH.thresholds.medium),
  }),
  relativePercent: whole(
    DEFAULT_HEALTH.relativePercent,
    HEALTH_BOUNDS.relativePercent.least,
    HEALTH_BOUNDS.relativePercent.most,
  ),
  windowDays: whole(DEFAULT_HEALTH.windowDays, HEALTH_BOUNDS.windowDays.least, HEALTH_BOUNDS.windowDays.most),
  fields: shape({ responseTime: text(null), openTickets: text(null) }),
});

const readConfiguration: Reader<Configuration> = shape({
  version: (value, path, issues): 1 => {
    if (value !== 1) issues.push({ path, message: 'must be 1' });
    return 1;
  },
  accounts: shape({
    import: word(['all', 'matching'], 'all'),
    filter: readFilter,
    whenFiltered: readWhenFiltered,
  }),
  status: shape({ field: text(null), churned: readSide, prospect: readSide, churnedOn: text(null) }),
  fields: shape({
    account: readAccountMapping,
    stakeholder: readFieldMapping(STAKEHOLDER_FIELD_NAMES),
    relationship: readFieldMapping([]),
  }),
  stakeholders: shape({
    touchEveryDays: readTouchDays,
    byRole: record(whole(90, 1, 3_650)),
    byTier: record(whole(90, 1, 3_650)),
  }),
  tiers: list(text('', 200)),
  organisation: shape({ zone: readZone, domains: list(readDomain) }),
  meetings: shape({
    from: readDay,
    mode: word(MEETING_MODES, 'all-but-excluded'),
    exclude: list(readExclusion),
    only: list(readExclusion),
    attribution: shape({
      // What a person said is never below it.
      thresholdPercent: whole(ATTRIBUTION_THRESHOLD_PERCENT, 1, 95),
      rules: list(readAttributionRule),
    }),
  }),
  users: shape({
    roles: shape({
      admin: shape({ superAdmins: flag(true), people: list(readAddress) }),
      manager: shape({ withReports: flag(true), people: list(readAddress) }),
      user: shape({ licences: list(text('')) }),
    }),
  }),
  timeline: shape({
    enabled: flag(false),
    fallbackAuthor: text(null),
    types: record(text('')),
    canary: list(text('')),
    hold: list(text('')),
    target: word(TIMELINE_TARGETS, 'company'),
    twins: word(TWIN_RULES, 'post'),
    fields: record(record(text('', 1_000))),
  }),
  writeback: shape({
    enabled: flag(false),
    values: list(
      shape({
        metric: text(''),
        object: word(['Company', 'Relationship'], 'Company'),
        field: text(''),
        conversion: readConversion,
        whenUndefined: word(NULL_RULES, 'keep'),
        owner: word(['handrail', 'person'], 'handrail'),
      }),
    ),
  }),
  health: readHealth,
  insights: readInsights,
  retention: shape({
    transcripts: readKeep(540),
    summaries: readKeep('forever'),
    metrics: readKeep('forever'),
    people: readKeep('forever'),
    accountsGone: readKeep(90),
    logs: readKeep(365),
  }),
  cadence: shape({
    accounts: readCadence(DEFAULT_CADENCE_MINUTES.accounts),
    relationships: readCadence(DEFAULT_CADENCE_MINUTES.relationships),
    stakeholders: readCadence(DEFAULT_CADENCE_MINUTES.stakeholders),
    users: readCadence(DEFAULT_CADENCE_MINUTES.users),
    deletions: readCadence(DEFAULT_CADENCE_MINUTES.deletions),
    meetings: readCadence(DEFAULT_CADENCE_MINUTES.meetings),
    writeback: readCadence(DEFAULT_CADENCE_MINUTES.writeback),
  }),
});

/** What is well-formed by itself and wrong together. */
function contradictions(config: Configuration): readonly Issue[] {
  const issues: Issue[] = [];
  if (config.accounts.import === 'matching' && config.accounts.filter === null) {
    issues.push({ path: 'accounts.filter', message: 'is required when only matching accounts are imported' });
  }
  const { status, timeline, writeback } = config;
  const lists = [status.churned, status.prospect].filter(
    (side) => !isFilter(side) && Object.keys(side).length > 0,
  );
  if (status.field === null && lists.length > 0) {
    issues.push({ path: 'status.field', message: 'is required when values are listed' });
  }
  if (timeline.enabled && timeline.fallbackAuthor === null) {
    issues.push({ path: 'timeline.fallbackAuthor', message: 'is required when the timeline entry is on' });
  }
  for (const [index, tier] of config.tiers.entries()) {
    const path = `tiers[${index}]`;
    if (tier === '') issues.push({ path, message: 'must name a tier' });
    if (config.tiers.indexOf(tier) < index) issues.push({ path, message: 'stands there already' });
  }
  issues.push(...healthContradictions(config));
  const subjects = config.meetings.attribution.rules.map((rule) => JSON.stringify(ruleSubject(rule)));
  for (const [index, subject] of subjects.entries()) {
    if (subjects.indexOf(subject) < index) {
      issues.push({ path: `meetings.attribution.rules[${index}]`, message: 'stands there already' });
    }
  }
  // Gainsight tells fields apart whatever their letter case (reference 3.3).
  const targets = writeback.values.map(({ object, field }) => `${object}.${field.toLowerCase()}`);
  for (const [index, value] of writeback.values.entries()) {
    const path = `writeback.values[${index}]`;
    const metric = findMetric(value.metric);
    if (value.metric === '') issues.push({ path: `${path}.metric`, message: 'must name a metric' });
    else if (metric === undefined)
      issues.push({ path: `${path}.metric`, message: `names no metric of the catalogue: ${value.metric}` });
    else if (metric.source === 'none')
      issues.push({ path: `${path}.metric`, message: `has no source: ${metric.definition}` });
    if (metric !== undefined)
      issues.push(...conversionIssues(metric, value.conversion, `${path}.conversion`));
    if (value.field === '') issues.push({ path: `${path}.field`, message: 'must name a field' });
    if (targets.indexOf(targets[index] ?? '') < index) {
      issues.push({ path: `${path}.field`, message: 'is written by an earlier row already' });
    }
  }
  return issues;
}

function healthContradictions({ health, fields }: Configuration): readonly Issue[] {
  const issues: Issue[] = [];
  const { weights, thresholds } = health;
  if (thresholds.medium >= thresholds.high) {
    issues.push({ path: 'health.thresholds.medium', message: 'must lie below the lowest score of High' });
  }
  if (HEALTH_PARTS.filter((part) => weights[part] > 0).length < 2) {
    issues.push({ path: 'health.weights', message: 'must let at least two parts weigh more than 0' });
  }
  for (const [key, name] of Object.entries(health.fields)) {
    if (name !== null && !Object.hasOwn(fields.account.custom, name)) {
      issues.push({ path: `health.fields.${key}`, message: `names no custom account field: ${name}` });
    }
  }
  return issues;
}

/** The configuration of a workspace in which nobody set anything. */
export const DEFAULT_CONFIGURATION: Configuration = readConfiguration({ version: 1 }, '', []);
