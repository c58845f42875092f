import { z } from 'zod';
import { dataTypes, type FieldDefinition, type Row, type Value } from '../../world.ts';
import type { ObjectStore } from '../object-store.ts';
import type { RecordStore } from '../record-store.ts';
import { readWriteValue } from '../write-value.ts';

const item = z.object({
  gsid: z.string(),
  label: z.string(),
  name: z.string().exactOptional(),
  systemName: z.string(),
  active: z.boolean(),
});
const field = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(dataTypes),
  group: z.enum(['STANDARD', 'CUSTOM', 'SYSTEM']),
  updateable: z.boolean(),
  required: z.boolean().exactOptional(),
  nillable: z.boolean().exactOptional(),
  hidden: z.boolean().exactOptional(),
  length: z.number().exactOptional(),
  decimalPlaces: z.number().exactOptional(),
  lookupObject: z.string().exactOptional(),
  items: z.array(item).readonly().exactOptional(),
  categoryId: z.string().exactOptional(),
});

/** A change of an object's fields with all that it needs, so that the same acts make the same fields again. */
export const fieldAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set'), object: z.string(), previousName: z.string().nullable(), field }),
  z.object({ kind: z.literal('remove'), object: z.string(), name: z.string() }),
]);

/** Such a change: a field as it is from now on (`previousName` null: a new one), or one that goes. */
export type FieldAct = z.infer<typeof fieldAct>;

/** Carries out an act: the definition changes, and every stored value follows it. */
export function applyFieldAct(store: RecordStore, act: FieldAct): void {
  const object = store.find(act.object);
  if (object === undefined) return;
  if (act.kind === 'remove') removeField(object, act.name);
  else if (act.previousName === null) addField(object, act.field);
  else changeField(store, object, act.previousName, act.field);
}

function addField(object: ObjectStore, added: FieldDefinition): void {
  object.redefine([...object.object.fields, added], (row) => {
    row[added.name] = null;
  });
}

function removeField(object: ObjectStore, name: string): void {
  object.redefine(
    object.object.fields.filter((one) => one.name !== name),
    (row) => {
      Reflect.deleteProperty(row, name);
    },
  );
}

function changeField(store: RecordStore, object: ObjectStore, name: string, changed: FieldDefinition): void {
  const before = object.field(name);
  if (before === undefined) return;
  const fields = object.object.fields.map((one) => (one === before ? changed : one));
  const isSameValue = before.name === changed.name && before.type === changed.type;
  object.redefine(fields, isSameValue ? undefined : (row) => moveValue(store, row, before, changed));
}

/** A value under its field's new name and of its new type; null where it does not fit. */
function moveValue(store: RecordStore, row: Row, before: FieldDefinition, after: FieldDefinition): void {
  const value = row[before.name] ?? null;
  if (before.name !== after.name) Reflect.deleteProperty(row, before.name);
  row[after.name] = before.type === after.type ? value : convert(store, value, before, after);
}

function convert(store: RecordStore, value: Value, before: FieldDefinition, after: FieldDefinition): Value {
  if (value === null) return null;
  const label = (gsid: string): string => before.items?.find((one) => one.gsid === gsid)?.label ?? gsid;
  const text = typeof value === 'object' ? value.map(label).join(';') : label(String(value));
  const exists = (object: string, gsid: string) => store.find(object)?.find(gsid) !== undefined;
  const read = readWriteValue(after, text, exists);
  return read.kind === 'value' ? read.value : null;
}
