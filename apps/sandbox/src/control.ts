import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from './context.ts';
import { SandboxError } from './errors.ts';
import { faultNotes } from './faults/fault-kinds.ts';
import { readFaultRule } from './faults/read-fault-rule.ts';
import { deleteRecord } from './gainsight/delete-log.ts';
import type { ObjectStore } from './gainsight/object-store.ts';
import { createPersonActivities } from './gainsight/person-activities.ts';
import type { RecordStore } from './gainsight/record-store.ts';
import { activityObject } from './gainsight/activity-writer.ts';
import type { TokenBook } from './gainsight/tokens.ts';
import { changeSwitches, listSwitches } from './switches.ts';
import type { Row } from './world.ts';

const values = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
);
const limitChanges = z.record(z.string(), z.number().nonnegative().nullable());
const idPath = z.object({ id: z.string() });
const objectPath = z.object({ object: z.string().default(''), gsid: z.string().default('') });
const page = z.object({
  offset: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().nonnegative().default(100),
});

/**
 * Serves `/__sandbox/…`: switches, limits, faults, the call log, the clock, credentials and the records,
 * as JSON and without credentials. No vendor path, and no part of either vendor's API.
 */
export function registerControl(
  app: FastifyInstance,
  context: SandboxContext,
  surroundings: { readonly store: RecordStore; readonly tokens: TokenBook },
): void {
  const { store, tokens } = surroundings;

  app.get('/__sandbox/switch-table', () => listSwitches());
  app.get('/__sandbox/switches', () => context.switches);
  app.put('/__sandbox/switches', (request) => {
    changeSwitches(context.switches, request.body);
    context.save();
    return context.switches;
  });

  app.get('/__sandbox/limits', () => context.limits);
  app.put('/__sandbox/limits', (request) => {
    const changes = limitChanges.parse(request.body);
    for (const name of Object.keys(changes))
      if (!(name in context.limits)) throw badOption(`No limit ${name}`);
    return Object.assign(context.limits, changes);
  });

  app.get('/__sandbox/fault-kinds', () => faultNotes);
  app.get('/__sandbox/faults', () => context.faults.list());
  app.post('/__sandbox/faults', (request) => ({ id: context.faults.add(readFaultRule(request.body)) }));
  app.delete('/__sandbox/faults', () => {
    context.faults.clear();
    return { cleared: true };
  });
  app.delete('/__sandbox/faults/:id', (request) => ({
    removed: context.faults.remove(idPath.parse(request.params).id),
  }));

  app.get('/__sandbox/calls', () => ({ count: context.callLog.count(), entries: context.callLog.entries }));
  app.delete('/__sandbox/calls', () => {
    context.callLog.clear();
    return { cleared: true };
  });

  app.get('/__sandbox/clock', () => ({ now: context.clock.now().toISOString() }));
  app.post('/__sandbox/clock/advance', (request) => {
    context.clock.advance(z.object({ ms: z.number().nonnegative() }).parse(request.body).ms);
    context.save();
    return { now: context.clock.now().toISOString() };
  });

  app.get('/__sandbox/credentials', () => context.credentials);
  app.put('/__sandbox/credentials', (request) => {
    const changes = z.record(z.string(), z.string().min(1)).parse(request.body);
    for (const name of Object.keys(changes)) {
      if (!(name in context.credentials)) throw badOption(`No credential ${name}`);
    }
    context.save();
    return Object.assign(context.credentials, changes);
  });
  app.post('/__sandbox/tokens', (request) => {
    const body = z.object({ scope: z.enum(['read', 'read_write']), lifeSeconds: z.number().optional() });
    const { scope, lifeSeconds } = body.parse(request.body);
    return { token: tokens.issue(scope, lifeSeconds) };
  });

  const people = createPersonActivities(store, context.clock.now);
  app.post('/__sandbox/activities', (request) => people.write(request.body));
  app.patch(
    '/__sandbox/activities/:gsid',
    (request, reply) => people.edit(objectPath.parse(request.params).gsid, request.body) ?? missing(reply),
  );
  app.get('/__sandbox/activities', () => store.find(activityObject)?.object.rows ?? []);
  app.get('/__sandbox/objects/:object', (request) => {
    const from = target(store, objectPath.parse(request.params).object);
    const { offset, limit } = page.parse(request.query);
    return { count: from.count(), rows: listRows(from, offset, limit) };
  });
  app.post('/__sandbox/objects/:object', (request) => {
    const into = target(store, objectPath.parse(request.params).object);
    return into.insert(named(into, values.parse(request.body)));
  });
  app.patch('/__sandbox/objects/:object/:gsid', (request, reply) => {
    const { object, gsid } = objectPath.parse(request.params);
    const into = target(store, object);
    into.update(gsid, named(into, values.parse(request.body)));
    return into.find(gsid) ?? missing(reply);
  });
  // A touch writes a record without changing it: only its modified date moves.
  app.post('/__sandbox/objects/:object/:gsid/touch', (request, reply) => {
    const { object, gsid } = objectPath.parse(request.params);
    return target(store, object).touch(gsid) ?? missing(reply);
  });
  app.delete('/__sandbox/objects/:object/:gsid', (request, reply) => {
    const { object, gsid } = objectPath.parse(request.params);
    return deleteRecord(store, target(store, object), gsid, context) ? { deleted: gsid } : missing(reply);
  });
}

function target(store: RecordStore, objectName: string): ObjectStore {
  const found = store.find(objectName);
  if (found === undefined) throw badOption(`No object ${objectName}`);
  return found;
}

/** Some of an object's rows with their values: a row that is made when it is read has no keys of its own. */
function listRows(from: ObjectStore, offset: number, limit: number): Row[] {
  const names = from.object.fields.map(({ name }) => name);
  const rows: Row[] = [];
  let at = 0;
  for (const row of from.stored()) {
    if (rows.length === limit) break;
    if (at >= offset)
      rows.push({ ...Object.fromEntries(names.map((name) => [name, row[name] ?? null])), ...row });
    at += 1;
  }
  return rows;
}

/** The values under the fields' own spelling. */
function named(into: ObjectStore, sent: Row): Row {
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => {
      const field = into.field(name);
      if (field === undefined) throw badOption(`${into.object.name} has no field ${name}`);
      return [field.name, value];
    }),
  );
}

function missing(reply: FastifyReply): object {
  void reply.code(404);
  return { code: 'sandbox_no_such_record' };
}

function badOption(message: string): SandboxError {
  return new SandboxError('sandbox_bad_option', message);
}
