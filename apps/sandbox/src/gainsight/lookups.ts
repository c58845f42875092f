import { z } from 'zod';
import type { Value } from '../world.ts';
import type { ObjectStore } from './object-store.ts';
import type { RecordStore } from './record-store.ts';

const lookup = z.object({
  fields: z.record(z.string(), z.string()),
  lookupField: z.string().default('Gsid'),
  objectName: z.string(),
  multiMatchOption: z.enum(['FIRSTMATCH', 'MARKASERROR']).default('FIRSTMATCH'),
  onNoMatch: z.enum(['ERROR', 'NULLABLE', 'DEFAULTVALUE']).default('ERROR'),
  defaultValue: z.string().nullish(),
});

/** The `lookups` block of a write: target field → how to find its value (reference section 5.5). */
export const lookupsBlock = z.record(z.string(), lookup).nullish();

/** A `lookups` block as read from a body. */
export type LookupsBlock = z.infer<typeof lookupsBlock>;

/** What the lookups of one record came to. */
export interface LookedUp {
  /** Target field, as spelled in the block → value, or a list where the input column was a list. */
  readonly values: ReadonlyMap<string, Value>;
  /** Input columns in lower case; they are not stored. */
  readonly columns: ReadonlySet<string>;
  readonly faults: readonly {
    readonly fieldName: string;
    readonly message: string;
    readonly input: unknown;
  }[];
}

/** Resolves a record's lookups; targets whose input columns are all absent are left alone. */
export function resolveLookups(
  store: RecordStore,
  block: LookupsBlock,
  record: Readonly<Record<string, unknown>>,
): LookedUp {
  const values = new Map<string, Value>();
  const columns = new Set<string>();
  const faults: { fieldName: string; message: string; input: unknown }[] = [];
  for (const [target, rule] of Object.entries(block ?? {})) {
    const inputs = Object.entries(rule.fields).map(([column, match]) => ({ match, input: record[column] }));
    for (const column of Object.keys(rule.fields)) columns.add(column.toLowerCase());
    if (inputs.every(({ input }) => input === undefined)) continue;
    const [only] = inputs;
    const isList = inputs.length === 1 && Array.isArray(only?.input);
    const wanted =
      isList && Array.isArray(only?.input)
        ? only.input.map((input: unknown) => [{ match: only.match, input }])
        : [inputs];
    const found: string[] = [];
    const from = store.find(rule.objectName);
    const wrong = wrongRule(from, rule);
    if (wrong !== null) {
      faults.push({
        fieldName: target,
        message: `Invalid lookup configuration - ${wrong}`,
        input: only?.input,
      });
      continue;
    }
    for (const terms of wanted) {
      const gsids = from === undefined ? [] : matchAll(from, terms);
      const [first] = gsids;
      if (first !== undefined && (gsids.length === 1 || rule.multiMatchOption === 'FIRSTMATCH')) {
        found.push(copied(from, first, rule.lookupField));
      } else if (gsids.length > 1) {
        faults.push({ fieldName: target, message: 'More than one record matches', input: terms[0]?.input });
      } else if (rule.onNoMatch === 'ERROR') {
        faults.push({ fieldName: target, message: 'No record matches', input: terms[0]?.input });
      } else if (rule.onNoMatch === 'DEFAULTVALUE' && typeof rule.defaultValue === 'string') {
        found.push(rule.defaultValue);
      }
    }
    values.set(target, isList ? found : (found[0] ?? null));
  }
  return { values, columns, faults };
}

/** The part of a rule that no record could ever satisfy: an unknown object or field. */
function wrongRule(from: ObjectStore | undefined, rule: z.infer<typeof lookup>): string | null {
  if (from === undefined) return rule.objectName;
  const names = [rule.lookupField, ...Object.values(rule.fields)];
  return names.find((name) => from.field(name) === undefined) ?? null;
}

function matchAll(from: ObjectStore, terms: readonly { match: string; input: unknown }[]): readonly string[] {
  const lists = terms.map(({ match, input }) => {
    const field = from.field(match);
    if (field === undefined || (typeof input !== 'string' && typeof input !== 'number')) return [];
    return from.matching(field, input);
  });
  const [first = [], ...others] = lists;
  return first.filter((gsid) => others.every((list) => list.includes(gsid)));
}

function copied(from: ObjectStore | undefined, gsid: string, lookupField: string): string {
  const field = from?.field(lookupField);
  const value = field === undefined ? gsid : from?.find(gsid)?.[field.name];
  return typeof value === 'string' ? value : gsid;
}
