import { OPERATORS } from '@handrail/core';
import type { FilterRule, JsonValue } from '@handrail/core';
import { asRecord } from '../../config-draft/merge-documents.ts';

/** How the members of a group hold together: all of them, or any. */
export type GroupKind = 'and' | 'or';

/** A filter as the screen edits it: rules and groups that hold together, to any depth. */
export interface RuleGroup {
  readonly kind: GroupKind;
  readonly members: readonly (FilterRule | RuleGroup)[];
}

/** A rule that nobody has filled in yet. */
export const NEW_RULE: FilterRule = { field: '', op: 'eq', value: '' };

/** Reads a filter of the document; a single rule is a group of one, no filter an empty one. */
export function readFilterGroup(filter: unknown): RuleGroup {
  const node = asRecord(filter);
  const kind = kindOf(node);
  if (kind === null) return { kind: 'and', members: 'field' in node ? [readRule(node)] : [] };
  const members = listOf(node[kind]).map((member) =>
    kindOf(member) === null ? readRule(member) : readFilterGroup(member),
  );
  return { kind, members };
}

/** The filter for the document; groups without a rule are left out, whatever they stand in. */
export function writeFilterGroup({ kind, members }: RuleGroup): Record<string, unknown> {
  return { [kind]: members.filter(hasRule).map((one) => ('field' in one ? one : writeFilterGroup(one))) };
}

function hasRule(member: FilterRule | RuleGroup): boolean {
  return 'field' in member || member.members.some(hasRule);
}

/** The list with one member put in another's place; null takes it out. */
export function replaceAt<T>(list: readonly T[], at: number, member: T | null): readonly T[] {
  return list.flatMap((held, index) => (index !== at ? [held] : member === null ? [] : [member]));
}

/** Names or ids of a pasted list: one a line, or parted by commas, semicolons or tabs; each once. */
export function splitPasted(text: string): readonly string[] {
  // A line is one name, commas and all, as soon as there is more than one line: "Lindqvist, Berg & Co".
  const parts = text.trim().includes('\n') ? text.split(/[\n\t]/) : text.split(/[,;\t]/);
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
}

function kindOf(node: Readonly<Record<string, unknown>>): GroupKind | null {
  return 'and' in node ? 'and' : 'or' in node ? 'or' : null;
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(asRecord) : [];
}

function readRule(node: Readonly<Record<string, unknown>>): FilterRule {
  const field = typeof node['field'] === 'string' ? node['field'] : '';
  const op = OPERATORS.find((one) => one === node['op']) ?? 'eq';
  const value = readValue(node['value']);
  return value === undefined ? { field, op } : { field, op, value };
}

function readValue(value: unknown): JsonValue | undefined {
  if (Array.isArray(value)) return value.map((item: unknown) => readValue(item) ?? null);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}
