import type { DataType, FieldDefinition } from '../world.ts';
import { readWriteValue, type WriteValue } from './write-value.ts';

/** The people API's own codes for a value that does not fit its type (reference section 6.4). */
const codes: Partial<Record<DataType, string>> = {
  BOOLEAN: 'GSOBJ_VDTBOOL1001',
  NUMBER: 'GSOBJ_VDTNUM1001',
  PERCENTAGE: 'GSOBJ_VDTNUM1001',
  STRING: 'GSOBJ_VDTBSTR1001',
  URL: 'GSOBJ_VDTBSTR1001',
  RICHTEXTAREA: 'GSOBJ_VDTBSTR1001',
  SFDCID: 'GSOBJ_VDTBSTR1001',
  DATE: 'GSOBJ_VDTDATIME1001',
  DATETIME: 'GSOBJ_VDTDATIME1001',
  CURRENCY: 'GSOBJ_VDTCURREN1001',
  EMAIL: 'GSOBJ_VDTEMAIL1001',
  GSID: 'GSOBJ_VDTGSID1001',
  LOOKUP: 'GSOBJ_VDTGSID1001',
};
/** Greatest number that JSON carries without loss; what the vendor's range is, no document says. */
const numberMax = Number.MAX_SAFE_INTEGER;

/** Reads a value sent to the people API; faults carry that API's codes. */
export function readPersonValue(
  field: FieldDefinition,
  input: unknown,
  gsidExists: (objectName: string, gsid: string) => boolean,
): WriteValue {
  const refuse = (code: string, message: string): WriteValue => ({
    kind: 'fault',
    code,
    message,
    invalidValue: input,
  });
  const isId = field.type === 'LOOKUP' || field.type === 'GSID';
  if (isId && input !== null && !isGsid(input)) return refuse('GSOBJ_VDTGSID1001', 'Invalid GSID');
  if (field.type === 'CURRENCY' && typeof input === 'string' && input.includes(',')) {
    return refuse('GSOBJ_VDTCURREN1002', 'Currency values take no thousands separator');
  }
  const read = readWriteValue(field, input, gsidExists);
  if (read.kind === 'value') {
    const isTooLarge = typeof read.value === 'number' && Math.abs(read.value) > numberMax;
    return isTooLarge ? refuse('GSOBJ_VDTNUM1002', 'Number is out of range') : read;
  }
  // A well-formed id that leads nowhere is the one fault that the document names beside the types.
  if (field.type === 'LOOKUP') return refuse('GSOBJ_PEOPLE1001', 'Associated entity does not exist');
  return { ...read, code: codes[field.type] ?? read.code };
}

function isGsid(input: unknown): boolean {
  return typeof input === 'string' && /^[A-Z0-9]{20,}$/.test(input);
}
