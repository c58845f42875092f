import { foldText, judge } from './filter.ts';
import type { Filter, FilterContext } from './filter.ts';
import { isJsonList } from './json.ts';
import type { JsonObject } from './json.ts';

/** How many records one rule or group of a filter matches by itself. */
export interface RuleCount {
  /** As in a verdict: `and[1].or[0]`; empty for the whole filter. */
  readonly path: string;
  readonly matches: number;
}

/** Counts a filter on records that come one by one. */
export interface FilterCounter {
  add(values: JsonObject): void;
  /** The whole filter first, then its members in reading order. */
  counts(): readonly RuleCount[];
  /** Of a filter that is one list of names or ids: those that no record holds, as they were given. */
  unfound(): readonly string[];
}

/** Begins to count: every rule and every group for itself, by the evaluator of the run. */
export function createFilterCounter(filter: Filter, context: FilterContext): FilterCounter {
  const nodes = nodesOf(filter, '').map(({ path, node }) => ({ path, node, matches: 0 }));
  const list = asList(filter, context);
  const found = new Set<string>();
  return {
    add(values) {
      for (const one of nodes) if (judge(one.node, values, context).in) one.matches += 1;
      if (list !== null) found.add(list.fold(String(values[list.field])));
    },
    unfound: () => list?.wanted.filter((one) => !found.has(list.fold(one))) ?? [],
    counts: () => nodes.map(({ path, matches }) => ({ path, matches })),
  };
}

/** One list of names or ids, and the form in which the filter compares them. */
interface NameList {
  readonly field: string;
  readonly wanted: readonly string[];
  fold(text: string): string;
}

/** A filter that is one list of names or ids; a picklist's items have several names, so that is none. */
function asList(filter: Filter, { fields }: FilterContext): NameList | null {
  if (!('field' in filter) || filter.op !== 'in' || !isJsonList(filter.value)) return null;
  const type = fields?.get(filter.field)?.type ?? 'text';
  if (type !== 'text' && type !== 'lookup') return null;
  const fold = type === 'lookup' ? (text: string) => text : foldText;
  return { field: filter.field, wanted: filter.value.map(String), fold };
}

function nodesOf(node: Filter, path: string): { readonly path: string; readonly node: Filter }[] {
  const here = { path, node };
  if ('field' in node) return [here];
  const kind = 'and' in node ? 'and' : 'or';
  const members = 'and' in node ? node.and : node.or;
  const inner = members.flatMap((member, index) =>
    nodesOf(member, `${path === '' ? '' : `${path}.`}${kind}[${index}]`),
  );
  return [here, ...inner];
}

/**
 * Whether a record that the filter keeps out would be in but for one rule of its outermost group of all (`and`), or
 * is kept out by a filter of one rule.
 */
export function isAlmostIn(filter: Filter, values: JsonObject, context: FilterContext): boolean {
  if (!('and' in filter)) return 'field' in filter;
  let failed = 0;
  for (const member of filter.and) {
    if (!judge(member, values, context).in) failed += 1;
    if (failed > 1) return false;
  }
  return failed === 1 && filter.and.length > 1;
}
