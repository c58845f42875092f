import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import type { Row } from '../world.ts';
import { apiUser } from './api-user.ts';
import { findAllowed } from './find-allowed.ts';
import { lookupsBlock } from './lookups.ts';
import { gsidOf } from './gsid.ts';
import type { RecordStore } from './record-store.ts';
import { envelope, Refusal } from './refusal.ts';
import { objectReply } from './reply-shapes.ts';
import { createUserReader, type ReadUser } from './user-reader.ts';

/** Most users of one call (reference section 9.2). */
const maxUsers = 50;
const keys = { sfdcusername: 'SFDCUserName', gsid: 'Gsid', sfdcuserid: 'SfdcUserId' } as const;

const usersRequest = z.object({
  records: z.array(z.record(z.string(), z.unknown())).min(1).max(maxUsers),
  lookups: lookupsBlock,
  permissionBundleAction: z.enum(['append', 'overwrite']).default('append'),
});
const createQuery = z.object({ notify: z.enum(['true', 'false']).optional() });
const updateQuery = z.object({ key: z.string().default('') });
const statusQuery = z.object({ status: z.enum(['true', 'false']) });
const statusRequest = z.array(z.string()).min(1).max(maxUsers);

const reply = objectReply(
  z.looseObject({
    success: z.array(z.looseObject({ Gsid: z.string() })).nullable(),
    errors: z.array(z.looseObject({ errorMessage: z.string(), errorCode: z.string() })),
  }),
);
const common = { area: 'Users', mark: 'second-hand', reply } as const;
const createDocument = documented({
  ...common,
  summary: 'Create up to 50 users',
  query: createQuery,
  body: usersRequest,
});
const updateDocument = documented({
  ...common,
  summary: 'Change up to 50 users that a key field picks',
  query: updateQuery,
  body: usersRequest,
});
const statusDocument = documented({
  ...common,
  summary: 'Activate or deactivate users',
  query: statusQuery,
  body: statusRequest,
});

/** Serves create, update and (de)activate of user management (reference section 9.2). */
export function registerUserWrites(app: FastifyInstance, context: SandboxContext, store: RecordStore): void {
  const users = () => findAllowed(store, context, 'gsuser');

  app.post('/v1/users/services', createDocument, (request) => {
    createQuery.parse(request.query);
    const { records, lookups } = readUsers(request.body);
    const into = users();
    const reader = createUserReader(store, into, lookups);
    const outcome = createOutcome('GU_2401');
    records.forEach((record, at) => {
      const read = reader.readNew(record);
      if (read.kind === 'fault') return outcome.refuse(at, read);
      const by = { CreatedBy: apiUser(store), ModifiedBy: apiUser(store) };
      const row = into.insert({ ...by, ...read.values, PermissionBundles: read.bundles });
      return outcome.accept(row);
    });
    return outcome.reply(request.id);
  });

  app.put('/v1/users/services', updateDocument, (request) => {
    const key = readKey(updateQuery.parse(request.query).key);
    const { records, lookups, permissionBundleAction } = readUsers(request.body);
    const into = users();
    const reader = createUserReader(store, into, lookups);
    const outcome = createOutcome('GU_2402');
    const changed = new Set<string>();
    records.forEach((record, at) => {
      const row = reader.find(record, key);
      if (row === undefined) return outcome.refuse(at, fault('GU_2402', `No user found for ${key}`));
      if (changed.has(gsidOf(row))) {
        return outcome.refuse(at, fault('GU_2411', 'The same user stands in this call before'));
      }
      const read = reader.readChange(record, key, row);
      if (read.kind === 'fault') return outcome.refuse(at, read);
      changed.add(gsidOf(row));
      const values = { ...read.values, ...bundlesOf(row, read, permissionBundleAction) };
      into.update(gsidOf(row), values, apiUser(store));
      return outcome.accept(row);
    });
    return outcome.reply(request.id);
  });

  app.put('/v1/users/services/status', statusDocument, (request) => {
    const query = statusQuery.safeParse(request.query);
    const gsids = statusRequest.safeParse(request.body);
    if (!query.success || !gsids.success) {
      throw new Refusal(400, 'GU_2402', `status and a list of 1 to ${maxUsers} GSIDs are expected`);
    }
    const into = users();
    const outcome = createOutcome('GU_2402');
    gsids.data.forEach((gsid, at) => {
      const row = into.find(gsid);
      if (row === undefined) return outcome.refuse(at, fault('GU_2402', 'No user found for Gsid'));
      into.update(gsid, { IsActiveUser: query.data.status === 'true' }, apiUser(store));
      return outcome.accept(row);
    });
    return outcome.reply(request.id);
  });
}

function readUsers(body: unknown): z.output<typeof usersRequest> {
  const parsed = usersRequest.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') ?? 'body';
  // A lookup that cannot be read is told apart from any other fault of the body.
  if (issue?.path[0] === 'lookups')
    throw new Refusal(400, 'GU_2403', `Invalid lookup configuration - ${place}`);
  throw new Refusal(400, 'GU_2401', `Invalid request - ${place}: ${issue?.message ?? ''}`);
}

function readKey(text: string): (typeof keys)[keyof typeof keys] {
  const known = Object.entries(keys).find(([name]) => name === text.toLowerCase())?.[1];
  if (known !== undefined) return known;
  throw new Refusal(400, 'GU_2409', `Key is not supported; use one of ${Object.values(keys).join(', ')}`);
}

/** The bundles after an update; a record without bundles leaves them as they are. */
function bundlesOf(row: Row, read: ReadUser & { kind: 'user' }, action: 'append' | 'overwrite'): Row {
  if (read.bundles.length === 0) return {};
  const before = row['PermissionBundles'];
  const kept = action === 'append' && Array.isArray(before) ? before : [];
  return { PermissionBundles: [...new Set([...kept, ...read.bundles])] };
}

function fault(code: string, message: string): ReadUser & { kind: 'fault' } {
  return { kind: 'fault', code, message };
}

/** Collects what became of each record; a call in which none succeeded is a refusal with `code`. */
function createOutcome(code: string) {
  const success: object[] = [];
  const errors: { errorMessage: string; errorCode: string; recordNumber: number }[] = [];
  return {
    accept: (row: Row) => {
      success.push({ Gsid: gsidOf(row), Email: row['Email'], SFDCUserName: row['SFDCUserName'] });
    },
    refuse: (at: number, { code: errorCode, message }: ReadUser & { kind: 'fault' }) => {
      errors.push({ errorMessage: message, errorCode, recordNumber: at + 1 });
    },
    reply: (requestId: string) => {
      if (success.length > 0) return envelope(requestId, { success, errors });
      const [first] = errors;
      throw new Refusal(400, first?.errorCode ?? code, first?.errorMessage ?? '', 'object', {
        success: null,
        errors,
      });
    },
  };
}
