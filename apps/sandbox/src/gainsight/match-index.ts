import type { FieldDefinition, Row, Value } from '../world.ts';
import { gsidOf } from './gsid.ts';

/** Finds stored rows by the value of a field; an index is made when a field is first asked for. */
export interface MatchIndex {
  /** Gsids of the rows whose field has this match key. */
  find(field: FieldDefinition, key: string): readonly string[];
  add(row: Row): void;
  /** Forgets fields whose values changed; without names, all. */
  forget(names?: readonly string[]): void;
}

/** Makes the index over rows that the caller keeps; they are read when an index is made. */
export function createMatchIndex(rows: () => readonly Row[]): MatchIndex {
  interface Kept {
    readonly field: FieldDefinition;
    /** Match key → Gsids. */
    readonly found: Map<string, string[]>;
  }
  const indexes = new Map<string, Kept>();

  function put({ field, found }: Kept, row: Row): void {
    const key = matchKey(field, row[field.name] ?? null);
    const gsids = found.get(key);
    if (gsids === undefined) found.set(key, [gsidOf(row)]);
    else gsids.push(gsidOf(row));
  }

  return {
    find: (field, key) => {
      let kept = indexes.get(field.name);
      if (kept === undefined) {
        kept = { field, found: new Map() };
        for (const row of rows()) put(kept, row);
        indexes.set(field.name, kept);
      }
      return kept.found.get(key) ?? [];
    },
    add: (row) => {
      for (const kept of indexes.values()) put(kept, row);
    },
    forget: (names) => {
      if (names === undefined) indexes.clear();
      else for (const name of names) indexes.delete(name);
    },
  };
}

/** Tells which values are the same: text of e-mail fields in any letter case. */
export function matchKey(field: FieldDefinition, value: Value): string {
  const text = String(value ?? '');
  return field.type === 'EMAIL' ? text.toLowerCase() : text;
}
