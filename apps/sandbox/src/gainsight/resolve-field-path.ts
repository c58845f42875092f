import { lookupName, type FieldPath } from './field-path.ts';
import type { ObjectStore } from './object-store.ts';
import type { RecordStore } from './record-store.ts';

/**
 * Resolves `Name`, `Csm__gr.Email` or `Company_ID__gr.Csm__gr.Name` in any letter case; undefined when a
 * part is unknown. An empty lookup, or one whose row is gone, reads as null.
 */
export function resolveFieldPath(store: RecordStore, from: ObjectStore, path: string): FieldPath | undefined {
  const dot = path.indexOf('.');
  if (dot < 0) {
    const field = from.field(path);
    if (field === undefined) return undefined;
    const { name } = field;
    return { field, isForeign: false, read: (row) => row[name] ?? null };
  }
  const hop = path.slice(0, dot).toLowerCase();
  const lookup = from.object.fields.find(
    (field) => field.type === 'LOOKUP' && lookupName(field).toLowerCase() === hop,
  );
  const target = lookup?.lookupObject === undefined ? undefined : store.find(lookup.lookupObject);
  if (lookup === undefined || target === undefined) return undefined;
  const rest = resolveFieldPath(store, target, path.slice(dot + 1));
  if (rest === undefined) return undefined;
  return {
    field: rest.field,
    isForeign: true,
    read: (row) => {
      const gsid = row[lookup.name];
      const found = typeof gsid === 'string' ? target.find(gsid) : undefined;
      return found === undefined ? null : rest.read(found);
    },
  };
}
