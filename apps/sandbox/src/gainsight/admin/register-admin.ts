import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../../context.ts';
import { SandboxError } from '../../errors.ts';
import { dataTypes } from '../../world.ts';
import { deleteWithChildren } from '../company-children.ts';
import type { RecordStore } from '../record-store.ts';
import type { FieldLedger } from './field-ledger.ts';
import { mergeCompanies } from './merge-companies.ts';

const merge = z.strictObject({ master: z.string(), loser: z.string() });
const recordPath = z.object({ object: z.string(), gsid: z.string() });
const objectPath = z.object({ object: z.string() });
const fieldPath = z.object({ object: z.string(), field: z.string() });
const itemPath = z.object({ object: z.string(), field: z.string(), item: z.string() });
const fieldWish = z.strictObject({
  name: z.string().optional(),
  label: z.string().min(1).optional(),
  type: z.enum(dataTypes).optional(),
  hidden: z.boolean().optional(),
  required: z.boolean().optional(),
  updateable: z.boolean().optional(),
  length: z.int().positive().optional(),
  lookupObject: z.string().optional(),
  items: z.array(z.string().min(1)).optional(),
});
const newItem = z.strictObject({ label: z.string().min(1) });
const itemWish = z.strictObject({ label: z.string().min(1).optional(), active: z.boolean().optional() });

/**
 * Serves `/__sandbox/admin/…`: what a tenant's admin does in the product's own screens and no API offers: merge two
 * companies, delete and restore a record, add, change and remove fields and the items of picklists.
 */
export function registerAdmin(
  app: FastifyInstance,
  context: SandboxContext,
  { store, fields }: { readonly store: RecordStore; readonly fields: FieldLedger },
): void {
  const base = '/__sandbox/admin';

  app.post(`${base}/companies/merge`, (request) => mergeCompanies(store, context, merge.parse(request.body)));

  app.delete(`${base}/objects/:object/records/:gsid`, (request) => {
    const { object, gsid } = recordPath.parse(request.params);
    const from = store.find(object);
    if (from === undefined || !deleteWithChildren(store, from, gsid, context)) throw noRecord(object, gsid);
    return { deleted: gsid };
  });
  app.post(`${base}/objects/:object/records/:gsid/restore`, (request) => {
    const { object, gsid } = recordPath.parse(request.params);
    const row = store.find(object)?.undelete(gsid);
    if (row === undefined) throw noRecord(object, gsid);
    return row;
  });

  app.post(`${base}/objects/:object/fields`, (request) =>
    fields.add(objectPath.parse(request.params).object, fieldWish.parse(request.body)),
  );
  app.patch(`${base}/objects/:object/fields/:field`, (request) => {
    const { object, field } = fieldPath.parse(request.params);
    return fields.change(object, field, fieldWish.parse(request.body));
  });
  app.delete(`${base}/objects/:object/fields/:field`, (request) => {
    const { object, field } = fieldPath.parse(request.params);
    fields.remove(object, field);
    return { removed: field };
  });
  app.post(`${base}/objects/:object/fields/:field/items`, (request) => {
    const { object, field } = fieldPath.parse(request.params);
    return fields.addItem(object, field, newItem.parse(request.body).label);
  });
  app.patch(`${base}/objects/:object/fields/:field/items/:item`, (request) => {
    const { object, field, item } = itemPath.parse(request.params);
    return fields.changeItem(object, field, item, itemWish.parse(request.body));
  });
}

function noRecord(object: string, gsid: string): SandboxError {
  return new SandboxError('sandbox_bad_option', `${object} has no such record: ${gsid}`);
}
