import type { RecordStore } from '../gainsight/record-store.ts';
import type { FieldDefinition, Value } from '../world.ts';

/** A value as a person reads it: labels for picklists, names for lookups. */
export function shown(field: FieldDefinition, value: Value, store: RecordStore): string {
  if (value === null) return '–';
  if (field.items !== undefined) {
    const gsids = typeof value === 'object' ? value : [String(value)];
    return gsids.map((gsid) => field.items?.find((item) => item.gsid === gsid)?.label ?? gsid).join(', ');
  }
  if (field.lookupObject !== undefined) {
    const found = store.find(field.lookupObject)?.find(String(value));
    return text(found?.['Name'] ?? value);
  }
  if (field.type === 'DATETIME') return moment(value);
  return typeof value === 'number' ? value.toLocaleString('en') : text(value);
}

/** A value as it stands; nothing for none. */
export function text(value: Value | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

/** An instant as a person reads it, with its zone. */
export function moment(value: Value | undefined): string {
  const iso = text(value);
  return iso.length < 20 ? iso : `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
