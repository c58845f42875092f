import type { Switches } from '../switches.ts';
import type { Row } from '../world.ts';
import { resolveLookups } from './lookups.ts';
import type { ObjectStore } from './object-store.ts';
import type { RecordStore } from './record-store.ts';
import { Refusal } from './refusal.ts';
import type { WriteRequest } from './write-request.ts';
import { readWriteValue } from './write-value.ts';

/** A record that may be stored: its values by API name, and under the names that were sent. */
export interface CheckedRecord {
  readonly values: Row;
  readonly echo: Readonly<Record<string, unknown>>;
}

interface FieldFault {
  readonly errorMessage: string;
  readonly errorCode: string;
  readonly fieldName: string;
  readonly invalidValue: unknown;
}

/**
 * Checks every field of every record before anything is stored; one fault refuses the whole call, with
 * the nested errors of reference section 5.2. `keys` are fields that only pick the row.
 */
export function checkRecords(
  store: RecordStore,
  target: ObjectStore,
  request: WriteRequest,
  options: {
    readonly isInsert: boolean;
    readonly keys: readonly string[];
    readonly switches: Readonly<Switches>;
  },
): CheckedRecord[] {
  const checked = request.records.map((record) => checkRecord(store, target, request, record, options));
  const faulty = checked.flatMap(({ faults }) => faults);
  const [first] = faulty;
  if (first === undefined) return checked;
  const errors = checked.map(({ faults }) =>
    faults.map((fault) => ({ success: false, parsedValue: fault.invalidValue, errors: [fault] })),
  );
  const shown = Array.isArray(first.invalidValue)
    ? first.invalidValue.join(', ')
    : String(first.invalidValue);
  throw new Refusal(
    400,
    first.errorCode,
    `${first.errorMessage.replace(/\.$/, '')} (${first.fieldName} = ${shown}).`,
    'object',
    { count: 0, records: null, errors },
  );
}

function checkRecord(
  store: RecordStore,
  target: ObjectStore,
  request: WriteRequest,
  record: Readonly<Record<string, unknown>>,
  options: {
    readonly isInsert: boolean;
    readonly keys: readonly string[];
    readonly switches: Readonly<Switches>;
  },
): CheckedRecord & { readonly faults: FieldFault[] } {
  const values: Row = {};
  const echo: Record<string, unknown> = {};
  const faults: FieldFault[] = [];
  const refuse = (errorCode: string, errorMessage: string, fieldName: string, invalidValue: unknown) =>
    faults.push({ errorMessage, errorCode, fieldName, invalidValue });

  const lookedUp = resolveLookups(store, request.lookups, record);
  for (const { fieldName, message, input } of lookedUp.faults)
    refuse('GSOBJ_1011', message, fieldName, input);
  const sent = Object.entries(record).filter(([name]) => !lookedUp.columns.has(name.toLowerCase()));
  for (const [name, input] of [...sent, ...lookedUp.values]) {
    const field = target.field(name);
    const isKey = options.keys.some((key) => key.toLowerCase() === name.toLowerCase());
    if (isKey) {
      echo[name] = input;
    } else if (field === undefined) {
      refuse('GSOBJ_1002', 'Invalid field, please re-check data mapping', name, input);
    } else if (!field.updateable) {
      if (options.switches.readOnlyWrite === 'refused') {
        refuse('GSOBJ_1002', 'Invalid field, please re-check data mapping', name, input);
      }
    } else {
      const read = readWriteValue(
        field,
        input,
        (object, gsid) => store.find(object)?.find(gsid) !== undefined,
      );
      if (read.kind === 'fault') refuse(read.code, read.message, field.name, read.invalidValue);
      else values[field.name] = read.value;
      echo[name] = input;
    }
  }
  if (options.isInsert) {
    for (const field of target.object.fields) {
      const isMissing = field.required === true && field.updateable && values[field.name] === undefined;
      if (isMissing && !faults.some(({ fieldName }) => fieldName === field.name)) {
        refuse('GSOBJ_1007', 'Field cannot be null', field.name, null);
      }
    }
  }
  return { values, echo, faults };
}
