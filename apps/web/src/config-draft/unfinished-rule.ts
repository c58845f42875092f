import { configPlaceInWords } from '@handrail/contract';
import { MAX_FILTER_VALUES } from '@handrail/core';
import { formatCount } from '../components/format-value.ts';
import { asRecord } from './merge-documents.ts';
import type { ConfigDocument } from './merge-documents.ts';

/** Where filters stand in the document. */
const ROOTS = ['accounts.filter', 'status.churned', 'status.prospect'] as const;

/**
 * What a rule still lacks that a path of the document leads to, in the words of the builder; null where it leads to none,
 * or to more than a gap.
 */
export function unfinishedRule(
  document: ConfigDocument,
  path: string,
  labels: ReadonlyMap<string, string>,
): string | null {
  const root = ROOTS.find((one) => path === one || path.startsWith(`${one}.`));
  if (root === undefined) return null;
  const [section = '', key = ''] = root.split('.');
  const found = follow(asRecord(document[section])[key], path.slice(root.length + 1));
  const gap = found.isGroup ? 'has no rule' : gapOf(found.node, found.rest);
  if (gap === null) return null;
  const field = asRecord(found.node)['field'];
  const isNamed = !found.isGroup && typeof field === 'string' && field !== '';
  const name = nameOf(found.places, found.isGroup);
  const of = isNamed ? `${name} (${labels.get(field) ?? field})` : name;
  return root === 'accounts.filter' ? `${of} ${gap}` : `${configPlaceInWords(root)}: ${of} ${gap}`;
}

interface Found {
  readonly node: unknown;
  /** What of the path leads on inside the rule. */
  readonly rest: string;
  readonly isGroup: boolean;
  /** The number of each member on the way, from 1 on. */
  readonly places: readonly number[];
}

function follow(filter: unknown, path: string): Found {
  let node = filter;
  const places: number[] = [];
  const steps = path.split('.');
  for (const [at, step] of steps.entries()) {
    const [, kind, index] = /^(and|or)(?:\[(\d+)\])?$/.exec(step) ?? [];
    if (kind === undefined) return { node, rest: steps.slice(at).join('.'), isGroup: false, places };
    if (index === undefined) return { node, rest: '', isGroup: true, places };
    const members: unknown = asRecord(node)[kind];
    node = Array.isArray(members) ? members[Number(index)] : undefined;
    places.push(Number(index) + 1);
  }
  return { node, rest: '', isGroup: false, places };
}

/** As the builder names its rows: "Rule 3 of group 1 of group 2"; a rule that stands alone is the first. */
function nameOf(places: readonly number[], isGroup: boolean): string {
  if (isGroup && places.length === 0) return 'The filter';
  const [last = 1, ...around] = places.toReversed();
  return [`${isGroup ? 'Group' : 'Rule'} ${last}`, ...around.map((place) => `group ${place}`)].join(' of ');
}

function gapOf(node: unknown, rest: string): string | null {
  const { op, value } = asRecord(node);
  if (rest === 'field') return 'has no field';
  const [, item] = /^value(?:\[(\d+)\])?$/.exec(rest) ?? [null];
  if (item === null) return null;
  if (op === 'between') {
    if (item !== undefined) return item === '0' ? 'has no lower value' : 'has no upper value';
    return Array.isArray(value) && value.length === 2 ? 'begins with the higher value' : 'has no value';
  }
  if (typeof op === 'string' && op.endsWith('_days')) return 'needs a whole number of days from 0 to 36,500';
  if (item !== undefined) return 'has an empty value';
  if (Array.isArray(value) && value.length > 0)
    return `has more than ${formatCount(MAX_FILTER_VALUES)} values`;
  return value === undefined || value === '' || Array.isArray(value) ? 'has no value' : null;
}
