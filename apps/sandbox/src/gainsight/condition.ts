import type { Switches } from '../switches.ts';
import type { DataType, FieldDefinition, Row, Value } from '../world.ts';
import { readDate, type DateValue } from './date-value.ts';
import type { FieldPath } from './field-path.ts';
import { Refusal } from './refusal.ts';

/** Whether a row meets a condition. */
export type Predicate = (row: Row) => boolean;

const textOperators = [
  'EQ',
  'NE',
  'GT',
  'LT',
  'STARTS_WITH',
  'ENDS_WITH',
  'CONTAINS',
  'DOES_NOT_CONTAIN',
  'IN',
  'NOT_IN',
  'IS_NULL',
  'IS_NOT_NULL',
];
const ordered = ['EQ', 'NE', 'GT', 'GTE', 'LT', 'LTE', 'IS_NULL', 'IS_NOT_NULL'];

/** Operators by type (reference section 4.2). */
function operatorsOf(type: DataType): readonly string[] {
  switch (type) {
    case 'BOOLEAN':
    case 'JSONBOOLEAN':
      return ['EQ', 'NE'];
    case 'DATE':
    case 'DATETIME':
      return [...ordered, 'BTW'];
    case 'NUMBER':
    case 'JSONNUMBER':
      return [...ordered, 'IN', 'NOT_IN'];
    case 'CURRENCY':
    case 'PERCENTAGE':
      return ordered;
    case 'PICKLIST':
      return [...textOperators, 'INCLUDES', 'EXCLUDES'];
    case 'MULTISELECTDROPDOWNLIST':
      return ['INCLUDES', 'EXCLUDES', 'IS_NULL', 'IS_NOT_NULL'];
    case 'STRING':
    case 'GSID':
    case 'LOOKUP':
    case 'EMAIL':
    case 'URL':
    case 'RICHTEXTAREA':
    case 'SFDCID':
    case 'JSONSTRING':
      return textOperators;
    case 'JSON':
      return ['IS_NULL', 'IS_NOT_NULL'];
  }
}

/** Turns one condition into a predicate; throws a refusal for an operator or value that does not fit. */
export function compileCondition(
  path: FieldPath,
  operatorText: string,
  values: readonly unknown[],
  switches: Readonly<Switches>,
): Predicate {
  const { field, read } = path;
  const spelled = operatorText.toUpperCase();
  const operator = spelled === 'DOES_NOT_CONTAINS' ? 'DOES_NOT_CONTAIN' : spelled;
  if (!operatorsOf(field.type).includes(operator)) throw invalidCondition(field);
  if (field.type === 'GSID' && operator === 'GT' && switches.gsidGreaterThan === 'refused') {
    throw invalidCondition(field);
  }
  if (operator === 'IS_NULL') return (row) => isEmpty(read(row));
  if (operator === 'IS_NOT_NULL') return (row) => !isEmpty(read(row));
  if (values.length === 0 || (operator === 'BTW' && values.length !== 2)) throw invalidCondition(field);
  const test = compileTest(field, operator, values, switches);
  return (row) => {
    const value = read(row);
    // An empty value meets no comparison, as in SQL; only EXCLUDES is true of it.
    return isEmpty(value) ? operator === 'EXCLUDES' : test(value);
  };
}

function isEmpty(value: Value): boolean {
  return value === null || value === '' || (typeof value === 'object' && value.length === 0);
}

function invalidCondition(field: FieldDefinition): Refusal {
  return new Refusal(400, 'GSOBJ_1023', `Invalid fields or operator in where clause - ${field.name}`);
}

function compileTest(
  field: FieldDefinition,
  operator: string,
  values: readonly unknown[],
  switches: Readonly<Switches>,
): (value: Value) => boolean {
  switch (field.type) {
    case 'BOOLEAN':
    case 'JSONBOOLEAN':
      return compareWith(
        operator,
        values.map((value) => readBoolean(field, value)),
        (value) => value === true,
      );
    case 'NUMBER':
    case 'CURRENCY':
    case 'PERCENTAGE':
    case 'JSONNUMBER':
      return compareWith(
        operator,
        values.map((value) => readNumber(field, value)),
        Number,
      );
    case 'DATE':
      return compareWith(
        operator,
        values.map((value) => readFilterDate(field, value, switches).day),
        dayText,
        switches,
      );
    case 'DATETIME': {
      const length = switches.filterPrecision === 'second' ? 19 : 23;
      const limits = values.map((value) =>
        readFilterDate(field, value, switches).at.toISOString().slice(0, length),
      );
      return compareWith(operator, limits, (value) => instantText(value).slice(0, length), switches);
    }
    case 'PICKLIST':
    case 'MULTISELECTDROPDOWNLIST':
      return compileChoice(field, operator, values);
    default:
      return compileText(
        operator,
        values.map(String),
        // Ids are case-sensitive in every reading of the documents (reference section 3.1).
        field.type === 'GSID' || field.type === 'LOOKUP' ? 'exact' : switches.textEquality,
      );
  }
}

/** The stored date as `yyyy-MM-dd`. */
function dayText(value: Value): string {
  return String(value).slice(0, 10);
}

/** The stored instant as `yyyy-MM-ddTHH:mm:ss.SSS`, which sorts as text. */
export function instantText(value: Value): string {
  const text = String(value);
  if (text.length === 24 && text.endsWith('Z')) return text;
  if (text.length === 20 && text.endsWith('Z')) return `${text.slice(0, 19)}.000Z`;
  return readDate(value)?.at.toISOString() ?? text;
}

function compareWith<T extends string | number | boolean>(
  operator: string,
  limits: readonly T[],
  convert: (value: Value) => T,
  switches?: Readonly<Switches>,
): (value: Value) => boolean {
  const [limit, end] = limits;
  if (limit === undefined) return () => false;
  switch (operator) {
    case 'EQ':
      return (value) => limits.includes(convert(value));
    case 'IN':
      return (value) => limits.includes(convert(value));
    case 'NE':
    case 'NOT_IN':
      return (value) => !limits.includes(convert(value));
    case 'GT':
      return (value) => convert(value) > limit;
    case 'GTE':
      return (value) => convert(value) >= limit;
    case 'LT':
      return (value) => convert(value) < limit;
    case 'LTE':
      return (value) => convert(value) <= limit;
    case 'BTW':
      return (value) => {
        const converted = convert(value);
        if (end === undefined || converted < limit) return false;
        return switches?.betweenEnd === 'exclusive' ? converted < end : converted <= end;
      };
    default:
      return () => false;
  }
}

function compileText(
  operator: string,
  values: readonly string[],
  equality: Switches['textEquality'],
): (value: Value) => boolean {
  const lowered = values.map((value) => value.toLowerCase());
  const some = (test: (text: string, part: string) => boolean) => (value: Value) => {
    const text = String(value).toLowerCase();
    return lowered.some((part) => test(text, part));
  };
  switch (operator) {
    case 'CONTAINS':
      return some((text, part) => text.includes(part));
    case 'DOES_NOT_CONTAIN': {
      const contains = some((text, part) => text.includes(part));
      return (value) => !contains(value);
    }
    case 'STARTS_WITH':
      return some((text, part) => text.startsWith(part));
    case 'ENDS_WITH':
      return some((text, part) => text.endsWith(part));
    default: {
      const fold = equality === 'insensitive' ? (text: string) => text.toLowerCase() : (text: string) => text;
      const wanted = new Set(values.map(fold));
      if (operator === 'EQ' || operator === 'IN') return (value) => wanted.has(fold(String(value)));
      if (operator === 'NE' || operator === 'NOT_IN') return (value) => !wanted.has(fold(String(value)));
      return compareWith(operator, values.map(fold), (value) => fold(String(value)));
    }
  }
}

/** Picklists are filtered by label or by GSID; the stored value is the GSID. */
function compileChoice(
  field: FieldDefinition,
  operator: string,
  values: readonly unknown[],
): (value: Value) => boolean {
  const items = field.items ?? [];
  const wanted = new Set<string>();
  for (const value of values) {
    const text = String(value);
    wanted.add(text);
    for (const item of items) if (item.label.toLowerCase() === text.toLowerCase()) wanted.add(item.gsid);
  }
  const includes = (value: Value) =>
    typeof value === 'object' && value !== null
      ? value.some((gsid) => wanted.has(gsid))
      : wanted.has(String(value));
  switch (operator) {
    case 'EQ':
    case 'IN':
    case 'INCLUDES':
      return includes;
    case 'NE':
    case 'NOT_IN':
    case 'EXCLUDES':
      return (value) => !includes(value);
    default: {
      const labels = new Map(items.map((item) => [item.gsid, item.label]));
      const test = compileText(operator, values.map(String), 'insensitive');
      return (value) => test(labels.get(String(value)) ?? String(value));
    }
  }
}

function readBoolean(field: FieldDefinition, value: unknown): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw invalidCondition(field);
}

function readNumber(field: FieldDefinition, value: unknown): number {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof read !== 'number' || !Number.isFinite(read)) throw invalidCondition(field);
  return read;
}

function readFilterDate(field: FieldDefinition, value: unknown, switches: Readonly<Switches>): DateValue {
  const read = readDate(value, switches.filterZoneMinutes);
  if (read !== null) return read;
  throw new Refusal(400, 'GSOBJ_1005', `Invalid dateTime format (${field.name} = ${String(value)}).`);
}
