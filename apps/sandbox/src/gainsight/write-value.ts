import type { FieldDefinition, Value } from '../world.ts';
import { readDate } from './date-value.ts';

/** A value ready to be stored, or why it cannot be (reference section 6.2). */
export type WriteValue =
  | { readonly kind: 'value'; readonly value: Value }
  | {
      readonly kind: 'fault';
      readonly code: string;
      readonly message: string;
      readonly invalidValue: unknown;
    };

/** Reads a value sent for a field by the rules of its type; `gsidExists` answers for lookups. */
export function readWriteValue(
  field: FieldDefinition,
  input: unknown,
  gsidExists: (objectName: string, gsid: string) => boolean,
): WriteValue {
  const isBlank = input === '' && (field.type !== 'STRING' || field.required === true);
  if (input === null || input === undefined || isBlank) return readEmpty(field, input);
  switch (field.type) {
    case 'STRING':
    case 'URL':
    case 'RICHTEXTAREA':
    case 'SFDCID':
    case 'GSID':
    case 'JSONSTRING':
      return readText(field, input);
    case 'EMAIL':
      if (typeof input === 'string' && /^[^\s@]+@[^\s@]+$/.test(input)) return readText(field, input);
      return fault('GSOBJ_1008', 'Invalid email', input);
    case 'NUMBER':
    case 'CURRENCY':
    case 'JSONNUMBER':
      return readNumber(input, 'GSOBJ_1002', 'Invalid field, please re-check data mapping');
    case 'PERCENTAGE':
      return readNumber(input, 'GSOBJ_1008', 'Failed to parse value as percentage');
    case 'BOOLEAN':
    case 'JSONBOOLEAN':
      if (input === true || input === 'true') return value(true);
      if (input === false || input === 'false') return value(false);
      return fault('GSOBJ_1008', 'Failed to parse value as boolean', input);
    case 'DATE': {
      const read = readDate(input);
      return read === null ? fault('GSOBJ_1006', 'Invalid dateTime format', input) : value(read.day);
    }
    case 'DATETIME': {
      const read = readDate(input);
      return read === null
        ? fault('GSOBJ_1005', 'Invalid dateTime format', input)
        : value(read.at.toISOString());
    }
    case 'JSON':
      return value(JSON.stringify(input));
    case 'PICKLIST':
      return readChoice(field, [input], (gsids) => gsids[0] ?? null);
    case 'MULTISELECTDROPDOWNLIST': {
      const labels: unknown[] = Array.isArray(input) ? input : String(input).split(';');
      return readChoice(field, labels, (gsids) => gsids);
    }
    case 'LOOKUP':
      if (typeof input === 'string' && gsidExists(field.lookupObject ?? '', input)) return value(input);
      return fault('GSOBJ_1011', 'No entity matches the given criteria.', input);
  }
}

function readEmpty(field: FieldDefinition, input: unknown): WriteValue {
  if (field.required === true || field.nillable === false) {
    return fault('GSOBJ_1007', 'Field cannot be null', input ?? null);
  }
  return value(null);
}

function readText(field: FieldDefinition, input: unknown): WriteValue {
  if (typeof input !== 'string' && typeof input !== 'number') {
    return fault('GSOBJ_1002', 'Invalid field, please re-check data mapping', input);
  }
  const text = String(input);
  if (field.length !== undefined && text.length > field.length) {
    return fault('GSOBJ_1001', `Value is longer than ${field.length} characters`, input);
  }
  return value(text);
}

function readNumber(input: unknown, code: string, message: string): WriteValue {
  const number = typeof input === 'string' && /^-?\d+(\.\d+)?$/.test(input.trim()) ? Number(input) : input;
  return typeof number === 'number' && Number.isFinite(number) ? value(number) : fault(code, message, input);
}

function readChoice(
  field: FieldDefinition,
  inputs: readonly unknown[],
  store: (gsids: readonly string[]) => Value,
): WriteValue {
  const items = (field.items ?? []).filter((item) => item.active);
  const found = inputs.map((input) => items.find((item) => item.label === input || item.gsid === input));
  const unknown = inputs.filter((_, at) => found[at] === undefined);
  if (unknown.length > 0)
    return fault('GSOBJ_1012', 'Invalid/Inactive value provided for picklist.', unknown);
  return value(store(found.flatMap((item) => item?.gsid ?? [])));
}

function value(stored: Value): WriteValue {
  return { kind: 'value', value: stored };
}

function fault(code: string, message: string, invalidValue: unknown): WriteValue {
  return { kind: 'fault', code, message, invalidValue };
}
