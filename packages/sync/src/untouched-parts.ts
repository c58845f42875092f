import { isDeepStrictEqual } from 'node:util';
import { isFilter, parseConfig, readFrom } from '@handrail/core';
import type { Configuration, FieldMapping, Filter, Issue } from '@handrail/core';

/** A part of a configuration that is held against the tenant by itself. */
interface Part {
  readonly path: string;
  /** What it says, wherever it stands: two parts that say the same are the same. */
  readonly says: readonly unknown[];
}

/**
 * Tells whether an issue is one of a part that the saved document already has as it is: what changed at the source since
 * stands in the way of no other change.
 */
export function untouchedSince(document: unknown, configuration: Configuration): (issue: Issue) => boolean {
  const saved = parseConfig(document);
  const before = saved.ok ? [...partsOf(saved.value)] : [];
  const untouched = partsOf(configuration).filter(({ says }) => {
    const at = before.findIndex((part) => isDeepStrictEqual(part.says, says));
    // A second one that says the same is new.
    if (at !== -1) before.splice(at, 1);
    return at !== -1;
  });
  return ({ path }) => untouched.some((part) => isWithin(path, part.path));
}

function isWithin(path: string, part: string): boolean {
  return path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`);
}

function partsOf(configuration: Configuration): readonly Part[] {
  const { accounts, status, fields, timeline, writeback } = configuration;
  const { account, stakeholder, relationship } = fields;
  const { enabled, fallbackAuthor } = timeline;
  return [
    ...rulesOf('accounts.filter', accounts.filter),
    partAt('status.field', status.field),
    partAt('status.churnedOn', status.churnedOn),
    ...(['churned', 'prospect'] as const).flatMap((key) => {
      const side = status[key];
      const path = `status.${key}`;
      // The items of a list are those of the field.
      return isFilter(side) ? rulesOf(path, side) : [partAt(path, side, status.field)];
    }),
    ...rowsOf('fields.account', account.standard),
    ...rowsOf('fields.account.custom', account.custom),
    ...rowsOf('fields.stakeholder', stakeholder.standard),
    ...rowsOf('fields.stakeholder.custom', stakeholder.custom),
    ...rowsOf('fields.relationship.custom', relationship.custom),
    partAt('timeline.fallbackAuthor', enabled, fallbackAuthor),
    // A row is told by what it writes, since its place moves with those before it.
    ...writeback.values.map((value, at) => ({
      path: `writeback.values[${at}]`,
      // A field that is read from now on is none that was only written.
      says: ['writeback', writeback.enabled, value, readFrom(configuration, value)],
    })),
  ];
}

function partAt(path: string, ...content: readonly unknown[]): Part {
  return { path, says: [path, ...content] };
}

/** Each rule by itself: what stands against one is no fault of the others. Its place moves with those before it. */
function rulesOf(path: string, filter: Filter | null): readonly Part[] {
  const placed = (node: Filter, at: string): readonly Part[] => {
    if ('field' in node) return [{ path: at, says: [path, node] }];
    const [kind, members] = 'and' in node ? (['and', node.and] as const) : (['or', node.or] as const);
    return members.flatMap((member, index) => placed(member, `${at}.${kind}[${index}]`));
  };
  return filter === null ? [] : placed(filter, path);
}

function rowsOf(path: string, rows: Readonly<Record<string, FieldMapping>>): readonly Part[] {
  return Object.entries(rows).map(([name, row]) => partAt(`${path}.${name}`, row));
}
