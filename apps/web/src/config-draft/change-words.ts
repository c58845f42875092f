import { ACCOUNT_FIELD_LABELS, HEALTH_PART_LABELS, sentence, STAKEHOLDER_FIELD_LABELS } from '@handrail/core';
import type { Filter } from '@handrail/core';
import { formatValue } from '../components/format-value.ts';
import { isWithin } from './config-notes.ts';
import { asRecord } from './merge-documents.ts';

/** Places of the document in the words of the screens that edit them; deeper ones are named by what follows. */
const PLACES: Readonly<Record<string, string>> = {
  'accounts.import': 'Which accounts to import',
  'accounts.filter': 'Account filter',
  'accounts.whenFiltered': 'How long filtered accounts are kept',
  'accounts.whenFiltered.keepDays': 'How long filtered accounts are kept',
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
export function placeInWords(path: string): string {
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

/** A value of the document, as people read it; a filter as its sentence. */
export function valueInWords(value: unknown): string {
  if (value === undefined) return 'default';
  if (isFilter(value)) return sentence(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueInWords).join(', ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(asRecord(value))
      .map(([name, held]) => `${spaced(name)} ${valueInWords(held)}`)
      .join(', ');
  }
  return formatValue(value);
}

function isFilter(value: unknown): value is Filter {
  return typeof value === 'object' && value !== null && ('op' in value || 'and' in value || 'or' in value);
}

/** "accountsGone" as "accounts gone". */
function spaced(name: string): string {
  return name.replace(
    /([a-z0-9])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
}
