import {
  ACCOUNT_FIELD_LABELS,
  DEFAULT_CONFIGURATION,
  findMetric,
  HEALTH_PART_LABELS,
  sentence,
  STAKEHOLDER_FIELD_LABELS,
} from '@handrail/core';
import type { FieldCatalog, Filter } from '@handrail/core';
import { counted, formatCount } from './format-count.ts';
import { intervalInWords } from './interval-words.ts';
import { isWithin } from './is-within.ts';

/** Places of the document in the words of the screens that edit them; deeper ones are named by what follows. */
const PLACES: Readonly<Record<string, string>> = {
  'accounts.import': 'Which accounts to import',
  'accounts.filter': 'Account filter',
  'accounts.whenFiltered': 'How long filtered accounts are kept',
  'accounts.whenFiltered.keepDays': 'How long filtered accounts are kept',
  'accounts.whenFiltered.keep': 'How long filtered accounts are kept',
  'status.field': 'Status field',
  'status.churned': 'Churned',
  'status.prospect': 'Prospect',
  'status.churnedOn': 'Date of the churn',
  'organisation.domains': 'Domains of the organisation',
  'organisation.zone': 'Time zone',
  'meetings.from': 'First day of meetings',
  'meetings.mode': 'Which meetings to read',
  'meetings.exclude': 'Excluded meetings',
  'meetings.only': 'Listed meetings',
  'meetings.attribution.thresholdPercent': 'From when meetings are placed by themselves, in percent',
  'meetings.attribution.rules': 'Rules of attribution',
  'stakeholders.touchEveryDays': 'Days between touches',
  'health.thresholds.high': 'Lowest score of High',
  'health.thresholds.medium': 'Lowest score of Medium',
  'health.relativePercent': "The tier's share of health",
  'health.windowDays': 'Window of health',
  'health.fields.responseTime': 'Field with hours until we answer',
  'health.fields.openTickets': 'Field with open tickets',
  'timeline.enabled': 'Summaries to the Timeline',
  'timeline.fallbackAuthor': 'Fallback author of Timeline entries',
  'timeline.types': 'Types of Timeline entries',
  'timeline.canary': 'Accounts whose Timeline goes first',
  'timeline.hold': 'Accounts whose entries wait for a person',
  'timeline.target': 'What Timeline entries are about',
  'timeline.twins': 'Where another entry of the meeting stands',
  'timeline.fields': 'Required fields of Timeline entries',
  'writeback.enabled': 'Values written to Gainsight',
  'writeback.values': 'Fields written to Gainsight',
};

/** Sections whose entries are named by a word in front. */
const SECTIONS: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
  ['fields.account.custom.', 'Account field ', {}],
  ['fields.account.', 'Account field ', ACCOUNT_FIELD_LABELS],
  ['fields.stakeholder.custom.', 'Stakeholder field ', {}],
  ['fields.stakeholder.', 'Stakeholder field ', STAKEHOLDER_FIELD_LABELS],
  ['fields.relationship.custom.', 'Relationship field ', {}],
  ['health.weights.', 'Weight of ', HEALTH_PART_LABELS],
  ['stakeholders.byRole.', 'Days between touches of role ', {}],
  ['stakeholders.byTier.', 'Days between touches of tier ', {}],
  ['retention.', 'Retention of ', {}],
  ['cadence.', 'Cadence of ', { writeback: 'what goes to Gainsight' }],
];

/** Places that are named as a whole, whatever stands in them. */
const WHOLE = ['accounts.filter', 'status.churned', 'status.prospect', 'writeback.values'];

/** A place of the configuration document, as people read it. */
export function configPlaceInWords(path: string): string {
  const known = PLACES[WHOLE.find((place) => isWithin(path, place)) ?? path];
  if (known !== undefined) return known;
  for (const [start, words, labels] of SECTIONS) {
    if (!path.startsWith(start)) continue;
    const [name = '', ...deeper] = path.slice(start.length).split('.');
    const isOwn = start.includes('.custom.') || start.startsWith('stakeholders.');
    return [`${words}${labels[name] ?? (isOwn ? name : spaced(name))}`, ...deeper.map(spaced)].join(', ');
  }
  const [section = '', first, ...deeper] = path.split('.');
  const head = first === undefined ? spaced(section) : `${spaced(section)} ${spaced(first)}`;
  return [head.charAt(0).toUpperCase() + head.slice(1), ...deeper.map(spaced)].join(', ');
}

/**
 * What stands at a place of the document, as the screens that edit it say it: a filter as its sentence, fields by their
 * labels where the tenant's are given. What is left out stands at its default.
 */
export function configValueInWords(path: string, value: unknown, fields?: FieldCatalog): string {
  if (value === undefined) {
    const usual = defaultAt(path);
    return usual === undefined ? 'default' : configValueInWords(path, usual, fields);
  }
  if (value === null) return 'none';
  if (path === 'accounts.import' && typeof value === 'string') return IMPORTS[value] ?? value;
  if (typeof value === 'number' && path.startsWith('cadence.')) return intervalInWords(value);
  if (isKept(path)) return typeof value === 'number' ? counted(value, 'day') : 'Keep for ever';
  if (typeof value === 'string' && isFieldPlace(path)) return labelOf(value, fields);
  if (path === 'writeback.values' && Array.isArray(value) && value.length > 0)
    return value.map((row) => writeInWords(row, fields)).join(', ');
  return valueInWords(value, fields);
}

const IMPORTS: Readonly<Record<string, string>> = {
  all: 'Sync all accounts',
  matching: 'Only accounts that match',
};

function isKept(path: string): boolean {
  return /^(retention\.[^.]+|accounts\.whenFiltered\.keep(Days)?)$/u.test(path);
}

/** Whether a field of the account's source stands there by its name. */
function isFieldPlace(path: string): boolean {
  return /^status\.(field|churnedOn)$|^fields\.account\.(custom\.)?[^.]+(\.source)?$/u.test(path);
}

function labelOf(name: unknown, fields: FieldCatalog | undefined): string {
  return fields?.get(String(name))?.label ?? String(name);
}

/** A row of the writeback contract: "Health score to Health of Company". */
function writeInWords(row: unknown, fields: FieldCatalog | undefined): string {
  const { metric, object, field, conversion } = Object(row);
  const label = object === 'Company' ? labelOf(field, fields) : String(field);
  return `${findMetric(String(metric))?.label ?? String(metric)} to ${label} of ${String(object)}${conversionInWords(conversion)}`;
}

/** ", High as Good, Low as Poor", or ", out of 10, to 0 decimals"; nothing for a value that is written as it is. */
function conversionInWords(conversion: unknown): string {
  const { words, outOf, decimals } = Object(conversion);
  const said = [
    ...Object.entries(Object(words)).map(([word, there]) => `${word} as ${String(there)}`),
    ...(outOf == null ? [] : [`out of ${String(outOf)}`]),
    ...(decimals == null ? [] : [`to ${counted(Number(decimals), 'decimal')}`]),
  ];
  return said.map((part) => `, ${part}`).join('');
}

function valueInWords(value: unknown, fields: FieldCatalog | undefined): string {
  if (isFilterValue(value)) return sentence(value, fields);
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  if (typeof value === 'number') return formatCount(value);
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : value.map((item) => valueInWords(item, fields)).join(', ');
  if (typeof value !== 'object' || value === null)
    return value === '' || value == null ? 'none' : String(value);
  return Object.entries(value)
    .map(([name, held]) => `${spaced(name)} ${valueInWords(held, fields)}`)
    .join(', ');
}

/** What a place holds that a document leaves out; undefined where several things may stand there. */
function defaultAt(path: string): unknown {
  let found: unknown = DEFAULT_CONFIGURATION;
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Reflect.get(found, name);
  }
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? undefined : found;
}

function isFilterValue(value: unknown): value is Filter {
  return typeof value === 'object' && value !== null && ('op' in value || 'and' in value || 'or' in value);
}

/** "accountsGone" as "accounts gone". */
function spaced(name: string): string {
  return name.replace(
    /([a-z0-9])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
}
