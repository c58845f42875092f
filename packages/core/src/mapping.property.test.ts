import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dayOf, parseDay } from './calendar-day.ts';
import { parseDomain } from './domain.ts';
import type { FilterContext } from './filter.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { FIELD_OWNERS } from './field-mapping.ts';
import { ACCOUNT_FIELDS, projectAccount } from './mapping.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { AccountMapping, AccountProjection, FieldKind } from './mapping.ts';
import { FIELD_TYPES, fieldCatalog, isEmptyValue } from './source-field.ts';
import type { FieldType } from './source-field.ts';

const seed = 20_261_129;
const ITEMS = ['One', 'Two', 'Three'] as const;
const options = ITEMS.map((label, at) => ({ value: `1I00${at}`, label }));
/** A field of each type, named for it, the name of the account and one that no describe listed. */
const SOURCES = [...FIELD_TYPES, 'unlisted'] as const;
const context: FilterContext = {
  today: '2026-11-29',
  zone: 'America/New_York',
  fields: fieldCatalog([
    { name: 'Name', label: 'Name', type: 'text' },
    ...FIELD_TYPES.map((type) => ({
      name: type,
      label: type,
      type,
      ...(type.endsWith('picklist') && { options }),
    })),
  ]),
};
const status = { field: null, churned: [], prospect: [], churnedOn: null };

const items = fc.subarray([...options.map((option) => option.value), 'gone']);
const junk: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(null, '', '  ', [], ';', 'yes', '48,000', '2026-02-30', ' x ', 7, true),
  fc.constantFrom<JsonValue>(['a'], ['a', 'b'], { a: 1 }, 'TRUE', '1e400', 'www.a.example, nonsense'),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const instant = fc.date({
  min: new Date('2000-01-01'),
  max: new Date('2050-01-01'),
  noInvalidDate: true,
});
const FITTING: Readonly<Record<FieldType, fc.Arbitrary<JsonValue>>> = {
  text: fc.constantFrom('Text', ' Text ', '12.5', 'https://www.a.example/x', '2026-03-31'),
  number: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer().map(String)),
  boolean: fc.constantFrom<JsonValue>(true, false, 'true', 'False'),
  date: instant.map((date) => date.toISOString().slice(0, 10)),
  datetime: fc.oneof(
    instant.map((date) => date.toISOString()),
    instant.map((date) => date.getTime()),
  ),
  picklist: fc.constantFrom(...options.map((option) => option.value)),
  'multi-picklist': fc.oneof(
    items,
    items.map((held) => held.join(';')),
  ),
  user: fc.constantFrom('1P01A', ' 1P01B '),
  lookup: fc.constantFrom('1P02A', '1P02B'),
};
const values: fc.Arbitrary<JsonObject> = fc
  .tuple(
    ...FIELD_TYPES.map((type) => fc.oneof({ weight: 3, arbitrary: FITTING[type] }, junk)),
    fc.option(junk, { nil: undefined }),
  )
  .map((held) => ({
    Name: 'Acme',
    ...Object.fromEntries(SOURCES.map((source, at) => [source, held[at] ?? null])),
  }));

const row: fc.Arbitrary<FieldMapping> = fc.record({
  source: fc.constantFrom(...SOURCES),
  owner: fc.constantFrom(...FIELD_OWNERS),
  prefer: fc.shuffledSubarray([...ITEMS]),
});
const NAME: FieldMapping = { source: 'Name', owner: 'gainsight', prefer: [] };
const mapping: fc.Arbitrary<AccountMapping> = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...Object.keys(ACCOUNT_FIELDS)), row),
    fc.dictionary(fc.constantFrom('x', 'y'), row),
  )
  .map(([standard, custom]) => ({ standard: { ...standard, name: NAME }, custom }));

/** One row of a mapping, by our name as changes spell it, and the mapping that holds it alone. */
interface MappedRow {
  readonly name: string;
  readonly kind: FieldKind | 'own';
  readonly row: FieldMapping;
  readonly alone: AccountMapping;
}

function rowsOf({ standard, custom }: AccountMapping): readonly MappedRow[] {
  const kinds = new Map<string, FieldKind>(Object.entries(ACCOUNT_FIELDS));
  const ours = Object.entries(standard).map(([name, held]): MappedRow => {
    const alone = { standard: { name: NAME, [name]: held }, custom: {} };
    return { name, kind: kinds.get(name) ?? 'text', row: held, alone };
  });
  const own = Object.entries(custom).map(([name, held]): MappedRow => {
    const alone = { standard: { name: NAME }, custom: { [name]: held } };
    return { name: `fields.${name}`, kind: 'own', row: held, alone };
  });
  return [...ours, ...own];
}

const project = (held: JsonObject, of: AccountMapping) =>
  projectAccount(held, { mapping: of, status }, context);

/** Every field of a projection by our name. */
function flat({ fields, ...ours }: AccountProjection): JsonObject {
  const own = Object.entries(fields).map(([name, value]) => [`fields.${name}`, value] as const);
  return { ...ours, ...Object.fromEntries(own) };
}

/** What one row makes of a record: our value, or the reason why the record is set aside. */
function convert(
  held: JsonObject,
  { name, row: of, alone }: MappedRow,
): { value: JsonValue } | { reason: string } {
  const result = project(held, alone);
  if (result.ok) return { value: flat(result.projection)[name] ?? null };
  assert.deepEqual(
    result.faults.map((fault) => fault.field),
    [of.source],
  );
  return { reason: String(result.faults[0]?.reason) };
}

const check = (law: (held: JsonObject, of: AccountMapping) => void): void =>
  fc.assert(fc.property(values, mapping, law), { seed, numRuns: 500 });

test(`each field follows from its own row alone, and every fault is named (seed ${seed})`, () => {
  check((held, of) => {
    const rows = rowsOf(of);
    const alone = rows.map((one) => ({ name: one.name, source: one.row.source, ...convert(held, one) }));
    const whole = project(held, of);
    if (whole.ok) {
      const found = flat(whole.projection);
      for (const one of alone)
        assert.deepEqual({ value: found[one.name] }, 'value' in one && { value: one.value });
      const mapped = new Set(rows.map((one) => one.name));
      const others = Object.entries(found).filter(([name]) => !mapped.has(name) && name !== 'status');
      assert.ok(
        others.every(([, value]) => isEmptyValue(value)),
        'what is not mapped is empty',
      );
      return;
    }
    const named = whole.faults.map(({ field, reason }) => `${field} ${reason}`);
    const expected = alone.flatMap((one) => ('reason' in one ? [`${one.source} ${one.reason}`] : []));
    assert.deepEqual(named.toSorted(), expected.toSorted());
  });
});

/** Whether a value of the source says nothing at all. */
function isBlank(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.every(isBlank);
  return value === undefined || value === null || (typeof value === 'string' && /^[\s;]*$/.test(value));
}

test(`a value is taken in the kind of its field or set aside, never dropped (seed ${seed})`, () => {
  check((held, of) => {
    for (const one of rowsOf(of)) {
      const source = held[one.row.source];
      const converted = convert(held, one);
      if (isEmptyValue(source)) assert.ok('value' in converted && isEmptyValue(converted.value));
      if ('reason' in converted || isEmptyValue(source)) continue;
      const { value } = converted;
      if (isEmptyValue(value)) assert.ok(isBlank(source) || one.kind === 'domains', JSON.stringify(source));
      else
        assert.ok(
          isTakenAs(value, source, one),
          `${one.name} of ${JSON.stringify(source)}: ${JSON.stringify(value)}`,
        );
    }
  });
});

/** Whether our value says what the source's does, in the kind of our field. */
function isTakenAs(
  value: JsonValue,
  held: JsonValue | undefined,
  { name, kind, row: { source, prefer } }: MappedRow,
): boolean {
  const number = String(held).trim() === '' ? NaN : Number(String(held));
  const isText = typeof value === 'string' && value !== '' && value.trim() === value;
  switch (kind) {
    case 'text':
    case 'gainsight-id':
      return isText;
    case 'number':
      return value === (name === 'employees' ? Math.round(number) : number);
    case 'day':
      return typeof value === 'string' && parseDay(value) === value;
    case 'domains':
      return Array.isArray(value) && value.every((domain) => parseDomain(String(domain)) === domain);
    case 'own':
      if (source === 'number') return value === number;
      if (source === 'boolean') return String(value) === String(held).trim().toLowerCase();
      if (source === 'date' || source === 'datetime')
        return typeof value === 'string' && parseDay(value) === value;
      if (source === 'multi-picklist' && prefer.length === 0) return Array.isArray(value);
      return source === 'unlisted' || source === 'user' || source === 'lookup' || isText;
  }
}

test(`of several items the first in the stated order wins, and without one several are set aside (seed ${seed})`, () => {
  const held = fc.tuple(items, fc.boolean()).map(([list, isText]) => (isText ? list.join(';') : list));
  fc.assert(
    fc.property(held, row, fc.constantFrom<FieldKind | 'own'>('text', 'own'), (value, drawn, kind) => {
      const of = { ...drawn, source: 'multi-picklist' };
      if (kind === 'own' && of.prefer.length === 0) return;
      const labels = (typeof value === 'string' ? value.split(';').filter((item) => item !== '') : value).map(
        (item) => options.find((option) => option.value === item)?.label ?? item,
      );
      const first = of.prefer.find((label) => labels.includes(label));
      const expected =
        first === undefined && labels.length > 1
          ? { reason: 'several-values' }
          : { value: first ?? labels[0] ?? null };
      const rows = rowsOf(
        kind === 'own' ? { standard: {}, custom: { x: of } } : { standard: { tier: of }, custom: {} },
      );
      for (const one of rows)
        assert.deepEqual(convert({ Name: 'Acme', 'multi-picklist': value }, one), expected);
    }),
    { seed, numRuns: 500 },
  );
});

test(`what fits comes through: amounts to the digit, items by label, days in the zone, people by id (seed ${seed})`, () => {
  const standard = (name: string, source: FieldType): MappedRow | undefined =>
    rowsOf({ standard: { [name]: { source, owner: 'gainsight', prefer: [] } }, custom: {} })[0];
  const holds = (name: string, source: FieldType, expected: (value: JsonValue) => JsonValue): void => {
    const one = standard(name, source);
    assert.ok(one !== undefined);
    fc.assert(
      fc.property(FITTING[source], (value) => {
        assert.deepEqual(convert({ Name: 'Acme', [source]: value }, one), { value: expected(value) });
      }),
      { seed, numRuns: 200 },
    );
  };
  holds('arr', 'number', Number);
  holds('tier', 'picklist', (value) => options.find((option) => option.value === value)?.label ?? null);
  holds('renewalDate', 'date', (value) => value);
  holds('renewalDate', 'datetime', (value) => dayOf(new Date(Number(value) || String(value)), context.zone));
  for (const name of ['owner', 'csm']) holds(name, 'user', (value) => String(value).trim());
});
