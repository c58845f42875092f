import { isJsonObject, sameJson } from './json.ts';
import type { JsonValue } from './json.ts';
import type { Configuration } from './config.ts';
import { configDocument } from './config-document.ts';
import type { Filter } from './filter.ts';

/** One place in which two configurations differ; undefined where it is left to the default. */
export interface ConfigChange {
  /** As issues name it: `fields.account.tier`. */
  readonly path: string;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

/** Where two configurations differ, in order of their paths. Lists and filters are one place each. */
export function configDifference(before: Configuration, after: Configuration): readonly ConfigChange[] {
  return changesAt('', configDocument(before), configDocument(after)).toSorted((left, right) =>
    left.path < right.path ? -1 : 1,
  );
}

/** Parts that mean something only as a whole. */
const WHOLE = new Set(['accounts.filter', 'status.churned', 'status.prospect']);

function changesAt(
  path: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): ConfigChange[] {
  if (before !== undefined && after !== undefined && sameJson(before, after)) return [];
  const left = before ?? (isJsonObject(after) ? {} : undefined);
  const right = after ?? (isJsonObject(before) ? {} : undefined);
  if (WHOLE.has(path) || !isJsonObject(left) || !isJsonObject(right)) return [{ path, before, after }];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].flatMap((key) =>
    left[key] === undefined && right[key] === undefined
      ? []
      : changesAt(path === '' ? key : `${path}.${key}`, left[key], right[key]),
  );
}

/** What of the import a change of the configuration touches. */
export interface ImportChange {
  /** Whether other accounts may be in. Filtered ones are not stored: only a narrower filter can be decided without them. */
  readonly filter: 'none' | 'narrower' | 'wider';
  /** Whether stored accounts may look otherwise, by their status or by a mapping. */
  readonly projection: boolean;
  /** Whether other meetings may be in, or their people on another side. */
  readonly meetings: boolean;
  /** Whether meetings may belong to other accounts. */
  readonly attribution: boolean;
  /** Whether a date-time may stand on another day, before a rule as well as in a field. */
  readonly zone: boolean;
}

const MEETING_RULES = ['meetings.from', 'meetings.mode', 'meetings.exclude', 'meetings.only'];

/** What of the import differs between two configurations. */
export function importChange(before: Configuration, after: Configuration): ImportChange {
  const paths = configDifference(before, after).map((change) => change.path);
  const touches = (...roots: readonly string[]) =>
    paths.some((path) => roots.some((root) => path === root || path.startsWith(`${root}.`)));
  const zone = touches('organisation.zone');
  const filters = [filterOf(before), filterOf(after)] as const;
  const isFilterTouched = touches('accounts.import', 'accounts.filter');
  const isMovedByZone = zone && filters[1] !== null;
  return {
    filter: isMovedByZone
      ? 'wider'
      : !isFilterTouched
        ? 'none'
        : isNarrower(...filters)
          ? 'narrower'
          : 'wider',
    projection: zone || touches('status', 'fields.account'),
    meetings: touches(...MEETING_RULES, 'organisation.domains'),
    attribution: touches('meetings.attribution', 'organisation.domains'),
    zone,
  };
}

function filterOf({ accounts }: Configuration): Filter | null {
  return accounts.import === 'matching' ? accounts.filter : null;
}

/** Whether the one filter plainly lets nothing in that the other does not: everything before, or conditions added to it. */
function isNarrower(before: Filter | null, after: Filter | null): boolean {
  if (after === null) return false;
  if (before === null) return true;
  const kept = membersOf(after).map((member) => JSON.stringify(member));
  return membersOf(before).every((member) => kept.includes(JSON.stringify(member)));
}

function membersOf(filter: Filter): readonly Filter[] {
  return 'and' in filter ? filter.and : [filter];
}
