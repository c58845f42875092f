import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import { apiUser } from './api-user.ts';
import { checkRecords, type CheckedRecord } from './check-records.ts';
import { deleteWithChildren } from './company-children.ts';
import { findAllowed } from './find-allowed.ts';
import { gsidOf } from './gsid.ts';
import type { ObjectStore } from './object-store.ts';
import type { RecordStore } from './record-store.ts';
import { envelope, Refusal } from './refusal.ts';
import { objectReply, writeReply } from './reply-shapes.ts';
import { readWriteRequest, writeRequest, type WriteRequest } from './write-request.ts';

const objectPath = z.object({ object: z.string(), gsid: z.string().default('') });
const updateQuery = z.object({ keys: z.string().default('') });
const writes = { area: 'Data objects', mark: 'documented', body: writeRequest, reply: writeReply } as const;
const insertDocument = documented({ ...writes, summary: 'Insert 1 to 50 records, all or none' });
const updateDocument = documented({
  ...writes,
  summary: 'Change the rows that one to three key fields pick; inserts nothing',
  query: updateQuery,
});
const deleteDocument = documented({
  summary: 'Delete one record',
  area: 'Data objects',
  mark: 'documented',
  reply: objectReply(z.string()),
});
const keyTypes = ['STRING', 'GSID', 'NUMBER', 'EMAIL', 'SFDCID'];
/** Objects that the data API only reads or deletes from; people and users have their own write calls. */
const notWritable = [
  'person',
  'company_person',
  'relationship_person',
  'gsuser',
  'activity_timeline',
  'company_team',
];
const deletable = ['company_person', 'relationship_person'];

/** Serves insert, update and delete of data objects (reference section 5). */
export function registerDataWrites(app: FastifyInstance, context: SandboxContext, store: RecordStore): void {
  const { switches } = context;

  function target(objectName: string, isDelete = false): ObjectStore {
    const found = findAllowed(store, context, objectName);
    const { name, objectType } = found.object;
    const isClosed = notWritable.includes(name) && !(isDelete && deletable.includes(name));
    if (isClosed || objectType === 'SYSTEM') {
      throw new Refusal(400, 'GSOBJ_1023', 'Invalid API called.');
    }
    return found;
  }

  app.post('/v1/data/objects/:object', insertDocument, (request) => {
    const into = target(objectPath.parse(request.params).object);
    const body = readWriteRequest(request.body);
    const checked = checkRecords(store, into, body, { isInsert: true, keys: [], switches });
    const author = apiUser(store);
    const records = checked.map(({ values, echo }) => {
      const stamped =
        into.field('CreatedBy') === undefined ? values : { CreatedBy: author, ModifiedBy: author, ...values };
      return { ...echo, Gsid: gsidOf(into.insert(stamped)) };
    });
    return envelope(request.id, { count: records.length, errors: null, records });
  });

  app.put('/v1/data/objects/:object', updateDocument, (request) => {
    const into = target(objectPath.parse(request.params).object);
    const keys = readKeys(into, updateQuery.parse(request.query).keys);
    const body = readWriteRequest(request.body);
    const checked = checkRecords(store, into, body, { isInsert: false, keys, switches });
    const matches = body.records.map((record) => matchRows(into, keys, record));
    if (matches.some((gsids) => gsids.length === 0)) throw noMatch(body, checked, matches);
    const records = checked.flatMap(({ values, echo }, at) => {
      const found = matches[at] ?? [];
      return (switches.updateManyMatches === 'all' ? found : found.slice(0, 1)).map((gsid) => {
        into.update(gsid, values, apiUser(store));
        return { ...echo, Gsid: gsid };
      });
    });
    return envelope(request.id, { count: records.length, errors: null, records });
  });

  app.delete('/v1/data/objects/:object/:gsid', deleteDocument, (request) =>
    remove(request.params, request.id),
  );
  app.delete('/v1/data/objects/:object/', deleteDocument, (request) => remove(request.params, request.id));
  app.delete('/v1/data/objects/:object', deleteDocument, (request) => remove(request.params, request.id));

  function remove(params: unknown, requestId: string): object {
    const { object, gsid } = objectPath.parse(params);
    const from = target(object, true);
    if (!/^[A-Za-z0-9]+$/.test(gsid)) throw new Refusal(400, 'GSOBJ_1004', 'GSID is blank or invalid.');
    if (switches.deleteOutcome === 'database-failure') {
      throw new Refusal(500, 'GSOBJ_1003', `Failed to delete the record with GSID ${gsid} in the database.`);
    }
    if (!deleteWithChildren(store, from, gsid, context)) {
      throw new Refusal(400, 'GSOBJ_1011', 'No entity matches the given criteria.');
    }
    return envelope(requestId, `Record with GSID ${gsid} is deleted.`);
  }
}

/** Reads `keys=`: one to three fields of the types that may pick a row. */
function readKeys(into: ObjectStore, text: string): string[] {
  const keys = text
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  const fields = keys.map((key) => into.field(key));
  if (keys.length === 0 || keys.length > 3 || fields.some((field) => !keyTypes.includes(field?.type ?? ''))) {
    throw new Refusal(
      400,
      'GSOBJ_1023',
      'Invalid keys - one to three fields of type String, GSID, Number or Email.',
    );
  }
  return keys;
}

function matchRows(
  into: ObjectStore,
  keys: readonly string[],
  record: Readonly<Record<string, unknown>>,
): string[] {
  const lists = keys.map((key) => {
    const field = into.field(key);
    const sent = Object.entries(record).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
    if (field === undefined || (typeof sent !== 'string' && typeof sent !== 'number') || sent === '') {
      throw new Refusal(400, 'GSOBJ_1023', `Key field ${key} is missing in a record.`);
    }
    if (field.name === 'Gsid') return into.find(String(sent)) === undefined ? [] : [String(sent)];
    return into.matching(field, sent);
  });
  const [first = [], ...others] = lists;
  return first.filter((gsid) => others.every((list) => list.includes(gsid)));
}

/** A record whose keys match nothing refuses the whole call; the nested errors name it by its place. */
function noMatch(
  body: WriteRequest,
  checked: readonly CheckedRecord[],
  matches: readonly (readonly string[])[],
): Refusal {
  const message = 'No entity matches the given criteria.';
  const errors = checked.map((_, at) => {
    if ((matches[at] ?? []).length > 0) return [];
    const error = { errorMessage: message, errorCode: 'GSOBJ_1011', fieldName: null, invalidValue: null };
    return [{ success: false, parsedValue: body.records[at] ?? null, errors: [error] }];
  });
  return new Refusal(400, 'GSOBJ_1011', message, 'object', { count: 0, records: null, errors });
}
