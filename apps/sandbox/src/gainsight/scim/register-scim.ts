import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../../context.ts';
import { documented } from '../../openapi/route-document.ts';
import type { Row } from '../../world.ts';
import { findAllowed } from '../find-allowed.ts';
import type { ObjectStore } from '../object-store.ts';
import type { RecordStore } from '../record-store.ts';
import { shapeOfRow } from '../reply-shapes.ts';
import { readFilter, type ScimFilter } from './filter.ts';
import { listGroups, presentGroup, presentUser, scimBase, type ScimGroup } from './resources.ts';
import { ScimError } from './scim-error.ts';

const scimType = 'application/scim+json';
const idPath = z.object({ id: z.string() });
const listQuery = z.object({
  filter: z.string().optional(),
  startIndex: z.coerce.number().int().positive().default(1).catch(1),
  count: z.coerce.number().int().nonnegative().max(1_000).default(100).catch(100),
  excludedAttributes: z.string().default(''),
});
const listReply = z.looseObject({
  schemas: z.array(z.string()),
  totalResults: z.int(),
  startIndex: z.int(),
  itemsPerPage: z.int(),
  Resources: z.array(shapeOfRow),
});

const common = { area: 'SCIM', mark: 'client', replyType: scimType } as const;
const listUsersDocument = documented({
  ...common,
  summary: 'List users; bearer tokens only',
  query: listQuery,
  reply: listReply,
});
const listGroupsDocument = documented({
  ...common,
  summary: 'List groups; bearer tokens only',
  query: listQuery,
  reply: listReply,
});
const oneUserDocument = documented({ ...common, summary: 'One user', reply: shapeOfRow });
const oneGroupDocument = documented({
  ...common,
  summary: 'One group',
  query: listQuery.pick({ excludedAttributes: true }),
  reply: shapeOfRow,
});

/**
 * Serves the reading half of SCIM (reference section 9.3). The document names machine-to-machine and OAuth tokens as
 * its credentials, so the access key is refused.
 */
export function registerScim(app: FastifyInstance, context: SandboxContext, store: RecordStore): void {
  void app.register(async (scim) => {
    scim.addHook('preHandler', async (request) => {
      if (request.headers['accesskey'] !== undefined)
        throw new ScimError(401, 'SCIM takes a bearer token, no access key');
    });
    scim.setErrorHandler((error, _request, reply) => {
      if (error instanceof ScimError) return answer(reply.code(error.status), error.body());
      // The server's own handler speaks for the gateway.
      throw error;
    });
    const users = () => findAllowed(store, context, 'gsuser');

    scim.get(`${scimBase}/Users`, listUsersDocument, (request, reply) => {
      const query = listQuery.parse(request.query);
      const from = users();
      const filter = readFilter(query.filter, ['userName', 'emails.value', 'displayName']);
      const rows = from.object.rows.filter((row) => filter === null || meetsUser(row, filter));
      const groups = listGroups(from);
      return answer(
        reply,
        pageOf(rows, query, (row) => presentUser(row, from, groups)),
      );
    });

    scim.get(`${scimBase}/Users/:id`, oneUserDocument, (request, reply) => {
      const { id } = idPath.parse(request.params);
      const from = users();
      const row = from.find(id);
      if (row === undefined) throw notFound(id);
      return answer(reply, presentUser(row, from, listGroups(from)));
    });

    scim.get(`${scimBase}/Groups`, listGroupsDocument, (request, reply) => {
      const query = listQuery.parse(request.query);
      const filter = readFilter(query.filter, ['displayName']);
      const groups = listGroups(users()).filter(
        ({ displayName }) => filter === null || displayName.toLowerCase() === filter.value,
      );
      return answer(
        reply,
        pageOf(groups, query, (group) => presentGroup(group, hasMembers(query))),
      );
    });

    scim.get(`${scimBase}/Groups/:id`, oneGroupDocument, (request, reply) => {
      const { id } = idPath.parse(request.params);
      const group = findGroup(users(), id);
      return answer(reply, presentGroup(group, hasMembers(listQuery.parse(request.query))));
    });
  });
}

function answer(reply: FastifyReply, body: object): FastifyReply {
  return reply.type(scimType).send(body);
}

function meetsUser(row: Row, { attribute, value }: ScimFilter): boolean {
  const texts = {
    userName: row['SFDCUserName'] ?? row['Email'],
    'emails.value': row['Email'],
    displayName: row['Name'],
  };
  const found = Object.entries(texts).find(([name]) => name === attribute)?.[1];
  return String(found ?? '').toLowerCase() === value;
}

/** One page: `startIndex` counts from 1, and a `count` of 0 asks for the total alone. */
function pageOf<T>(
  all: readonly T[],
  { startIndex, count }: z.output<typeof listQuery>,
  present: (item: T) => object,
): object {
  const page = all.slice(startIndex - 1, startIndex - 1 + count);
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: all.length,
    startIndex,
    itemsPerPage: page.length,
    Resources: page.map(present),
  };
}

function hasMembers({ excludedAttributes }: z.output<typeof listQuery>): boolean {
  return !excludedAttributes.split(',').some((name) => name.trim().toLowerCase() === 'members');
}

function findGroup(users: ObjectStore, id: string): ScimGroup {
  const group = listGroups(users).find((candidate) => candidate.id === id);
  if (group === undefined) throw notFound(id);
  return group;
}

function notFound(id: string): ScimError {
  return new ScimError(404, `Resource ${id} not found`);
}
