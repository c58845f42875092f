import { configDifference, isJsonValue, parseConfig, sameJson } from '@handrail/core';
import type { ConfigChange } from '@handrail/contract';

/** A configuration document as the API gives it. */
export type ConfigDocument = Readonly<Record<string, unknown>>;

/**
 * Where two documents differ. A key written out at its default is no difference, as long as both documents can be
 * read; a draft that is not finished is compared as it stands.
 */
export function differ(before: ConfigDocument, after: ConfigDocument): readonly ConfigChange[] {
  const [left, right] = [parseConfig(before), parseConfig(after)];
  if (left.ok && right.ok) return configDifference(left.value, right.value);
  return changedLeaves(before, after).map(({ keys, before: held, after: now }) => ({
    path: keys.join('.'),
    before: held,
    after: now,
  }));
}

/** What was done to `base` in `mine`, done to `theirs`. Where both changed one place, `mine` stands. */
export function mergeDocuments(
  base: ConfigDocument,
  mine: ConfigDocument,
  theirs: ConfigDocument,
): ConfigDocument {
  return changedLeaves(base, mine).reduce((merged, { keys, after }) => put(merged, keys, after), theirs);
}

/** One document's sections as an object; anything else counts as empty. */
export function asRecord(value: unknown): ConfigDocument {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

/** The document with one place set; undefined leaves it to its default, and a section that is empty by that goes as well. */
export function put(document: ConfigDocument, keys: readonly string[], value: unknown): ConfigDocument {
  const [key, ...deeper] = keys;
  if (key === undefined) return document;
  const { [key]: held, ...rest } = document;
  const next = deeper.length === 0 ? value : put(asRecord(held), deeper, value);
  const isEmptied = value === undefined && Object.keys(asRecord(next)).length === 0;
  return isEmptied ? rest : { ...rest, [key]: next };
}

interface Leaf {
  readonly keys: readonly string[];
  readonly value: unknown;
}

interface ChangedLeaf {
  readonly keys: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

function changedLeaves(before: ConfigDocument, after: ConfigDocument): ChangedLeaf[] {
  const [left, right] = [leavesOf(before), leavesOf(after)];
  return [...new Map([...left, ...right])]
    .map(([id, { keys }]) => ({ keys, before: left.get(id)?.value, after: right.get(id)?.value }))
    .filter((leaf) => !isSame(leaf.before, leaf.after))
    .toSorted((one, other) => Number(one.after !== undefined) - Number(other.after !== undefined));
}

/** Parts that mean something only as a whole. */
const WHOLE = new Set(['accounts.filter', 'accounts.whenFiltered', 'status.churned', 'status.prospect']);

function leavesOf(document: ConfigDocument): Map<string, Leaf> {
  const leaves = (held: ConfigDocument, keys: readonly string[]): Leaf[] =>
    Object.entries(held).flatMap(([key, value]) => {
      const here = [...keys, key];
      const inner = asRecord(value);
      const isWhole = WHOLE.has(here.join('.')) || 'source' in inner || Object.keys(inner).length === 0;
      return isWhole ? [{ keys: here, value }] : leaves(inner, here);
    });
  return new Map(leaves(document, []).map((leaf) => [JSON.stringify(leaf.keys), leaf]));
}

/** A place that one of them leaves out is the same only where the other does too. */
function isSame(one: unknown, other: unknown): boolean {
  return isJsonValue(one) && isJsonValue(other) ? sameJson(one, other) : one === other;
}
