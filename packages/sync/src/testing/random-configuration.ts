import { ACCOUNT_FIELDS, OPERATORS_BY_TYPE, SOURCES_BY_KIND } from '@handrail/core';
import type { SourceField } from '@handrail/core';
import type { Random } from '@handrail/core/testing';

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type Row = Readonly<Record<string, unknown>>;

/** A document that a person could have made for this tenant: filter, status and mapping over its own fields and values. */
export function randomDocument(random: Random, fields: readonly SourceField[], rows: readonly Row[]): object {
  const usable = fields.filter((field) => field.name !== 'Gsid' && field.name !== 'ModifiedDate');
  const isMatching = random.chance(0.7);
  const rule = () => randomRule(random, usable, rows);
  const group = (depth: number): Json => {
    const members = Array.from({ length: random.between(1, 3) }, () =>
      depth > 0 && random.chance(0.4) ? group(depth - 1) : rule(),
    );
    return random.chance(0.5) ? { and: members } : { or: members };
  };
  return {
    version: 1,
    accounts: isMatching
      ? { import: 'matching', filter: random.chance(0.3) ? rule() : group(2) }
      : { import: 'all' },
    status: randomStatus(random, usable, rule),
    fields: { account: randomMapping(random, usable) },
  };
}

function randomStatus(random: Random, fields: readonly SourceField[], rule: () => Json): Json {
  const field = fields.find(({ name }) => name === 'Status');
  const labels = (field?.options ?? []).map((option) => option.label);
  const some = () => labels.filter(() => random.chance(0.4));
  const churned = random.chance(0.2) ? rule() : some();
  return { field: 'Status', churned, prospect: random.chance(0.2) ? rule() : some() };
}

function randomMapping(random: Random, fields: readonly SourceField[]): Json {
  const mapping: Record<string, Json> = { name: 'Name' };
  for (const [name, kind] of Object.entries(ACCOUNT_FIELDS)) {
    if (name === 'name' || random.chance(0.4)) continue;
    // The first type is the plain one; others are taken value by value, and most records would be set aside by them.
    const types = random.chance(0.9) ? SOURCES_BY_KIND[kind].slice(0, 1) : SOURCES_BY_KIND[kind];
    const fitting = fields.filter(({ type }) => types.includes(type));
    if (fitting.length === 0) continue;
    const field = random.pick(fitting);
    const labels = (field.options ?? []).map((option) => option.label);
    const prefer = field.type === 'multi-picklist' ? { prefer: labels } : {};
    const owner = random.chance(0.15) ? { owner: 'seed-once' } : {};
    mapping[name] = { source: field.name, ...prefer, ...owner };
  }
  const custom = Object.fromEntries(
    Array.from({ length: random.below(3) }, (_, at) => [`own${at}`, random.pick(fields).name] as const),
  );
  return { ...mapping, custom };
}

function randomRule(random: Random, fields: readonly SourceField[], rows: readonly Row[]): Json {
  const field = random.pick(fields);
  const op = random.pick(OPERATORS_BY_TYPE[field.type]);
  const value = (): Json => randomValue(random, field, rows);
  const values = (): Json => Array.from({ length: random.between(1, 3) }, value);
  switch (op) {
    case 'empty':
    case 'not_empty':
      return { field: field.name, op };
    case 'in':
    case 'not_in':
    case 'any_of':
    case 'none_of':
    case 'all_of':
      return { field: field.name, op, value: values() };
    case 'between': {
      const pair = [value(), value()];
      const isSorted = (pair[0] ?? '') <= (pair[1] ?? '');
      return { field: field.name, op, value: isSorted ? pair : pair.toReversed() };
    }
    case 'last_days':
    case 'next_days':
    case 'before_days':
    case 'after_days':
      return { field: field.name, op, value: random.between(0, 400) };
    default:
      return { field: field.name, op, value: value() };
  }
}

/** A value that some record holds there, where one does. */
function randomValue(random: Random, field: SourceField, rows: readonly Row[]): Json {
  const held = random.pick(rows)[field.name];
  switch (field.type) {
    case 'number':
      return typeof held === 'number' ? held : random.between(0, 1000);
    case 'boolean':
      return random.chance(0.5);
    case 'date':
    case 'datetime':
      return typeof held === 'string' ? held.slice(0, 10) : '2026-06-30';
    case 'picklist':
    case 'multi-picklist':
      return field.options === undefined || field.options.length === 0
        ? 'none'
        : random.pick(field.options).label;
    default:
      return typeof held === 'string' && held !== '' ? held.slice(0, random.between(1, 40)) : 'x';
  }
}
