import type { AccountDetail } from '@handrail/contract';
import { ACCOUNT_FIELDS, parseNumber } from '@handrail/core';
import type { FieldKind } from '@handrail/core';

type Kind = FieldKind | 'boolean' | 'list';

/** A value as the API takes it by hand. */
export type TypedValue = string | number | boolean | string[] | null;

/** What was typed, understood, or what is wrong with it. */
export type Reading =
  { readonly ok: true; readonly value: TypedValue } | { readonly ok: false; readonly message: string };

const HINTS: Readonly<Partial<Record<Kind, string>>> = {
  'gainsight-id': 'The e-mail address of an active user of Gainsight, or a Gainsight id',
  domains: 'One or more, separated by commas',
  list: 'One or more, separated by commas',
  boolean: 'Yes or No',
};

/** How a field is typed: what it holds, what stands in the form at first, and a hint. */
export interface TypedInput {
  readonly kind: Kind;
  readonly start: string;
  readonly hint: string | undefined;
}

/** The form of a value of a kind. */
export function inputFor(kind: Kind, value: unknown): TypedInput {
  return { kind, start: startOf(value), hint: HINTS[kind] };
}

/** How a field of an account is typed. A custom field keeps the kind it has. */
export function inputOf({ key, value }: AccountDetail['fieldRows'][number]): TypedInput {
  const standard = Object.entries(ACCOUNT_FIELDS).find(([name]) => name === key)?.[1];
  const kind = standard ?? kindOf(value);
  // People and parents are shown by name, but set by address or id.
  return inputFor(kind, kind === 'gainsight-id' ? null : value);
}

/** Reads what was typed for a kind; empty text empties the field. */
export function readTyped(kind: Kind, typed: string): Reading {
  const text = typed.trim();
  if (kind === 'domains' || kind === 'list') {
    return { ok: true, value: splitTyped(kind, text) };
  }
  if (text === '') return { ok: true, value: null };
  if (kind === 'number') {
    const value = parseNumber(text);
    return value === null ? { ok: false, message: 'A number, such as 48000.50.' } : { ok: true, value };
  }
  if (kind === 'boolean') {
    const word = text.toLowerCase();
    if (word !== 'yes' && word !== 'no') return { ok: false, message: 'Yes or No.' };
    return { ok: true, value: word === 'yes' };
  }
  return { ok: true, value: text };
}

function kindOf(value: unknown): Kind {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return Array.isArray(value) ? 'list' : 'text';
}

function startOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** Domains have no blanks in them; items of a list may. */
function splitTyped(kind: 'domains' | 'list', text: string): string[] {
  const pieces = text.split(kind === 'domains' ? /[\s,;]+/ : /[,;]/);
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}
