import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerJson, createStubClock, startStubServer } from '@handrail/http/testing';
import { createGainsightClient, type GainsightReader, type GainsightWriter } from './client.ts';

/** Every method of a reading client. A new one is judged here before it is reachable with a reading connection. */
const READING = [
  'checkCredential',
  'close',
  'companies.byGsid',
  'companies.fieldsIn',
  'companies.list',
  'companyPeople.byGsid',
  'companyPeople.fieldsIn',
  'companyPeople.list',
  'companyTeam.byGsid',
  'companyTeam.fieldsIn',
  'companyTeam.list',
  'deletions.list',
  'objects.describe',
  'objects.describeMany',
  'objects.list',
  'objects.listLite',
  'people.byGsid',
  'people.fieldsIn',
  'people.list',
  'picklistRecords.byGsid',
  'picklistRecords.fieldsIn',
  'picklistRecords.list',
  'picklists.category',
  'probe',
  'query',
  'queryPages',
  'relationshipPeople.byGsid',
  'relationshipPeople.fieldsIn',
  'relationshipPeople.list',
  'relationshipTypes.byGsid',
  'relationshipTypes.fieldsIn',
  'relationshipTypes.list',
  'relationships.byGsid',
  'relationships.fieldsIn',
  'relationships.list',
  'timeline.findByExternalId',
  'timeline.findByExternalIdPrefix',
  'timeline.listByExternalIdPrefix',
  'users.byGsid',
  'users.fieldsIn',
  'users.list',
];

const WRITING = [
  'companies.update',
  'relationships.update',
  'timeline.delete',
  'timeline.save',
  'timeline.update',
];

test('has no writing method when made to read only, anywhere in the client', async (t) => {
  const server = await startStubServer((_, response) => answerJson(response, { result: true, data: null }));
  const http = { allowOrigins: [server.origin], clock: createStubClock(), random: Math.random };
  const credential = { kind: 'access-key', accessKey: 'k-1234' } as const;
  const reader = createGainsightClient({ origin: server.origin, credential, http, write: false });
  const writer = createGainsightClient({ origin: server.origin, credential, http, write: true });
  t.after(async () => {
    await reader.close();
    await writer.close();
    await server.close();
  });
  assert.deepEqual(methodsOf(reader).toSorted(), READING);
  assert.deepEqual(methodsOf(writer).toSorted(), [...READING, ...WRITING].toSorted());
});

test('has no writing method in its type either', () => {
  const isReadOnly = (client: GainsightReader | GainsightWriter): void => {
    // @ts-expect-error a reading client has no update of companies
    void client.companies.update;
    // @ts-expect-error nor of relationships
    void client.relationships.update;
    // @ts-expect-error nor any save in the Timeline
    void client.timeline.save;
    // @ts-expect-error nor a change there
    void client.timeline.update;
    // @ts-expect-error nor a deletion
    void client.timeline.delete;
  };
  assert.equal(isReadOnly.length, 1);
});

/** Paths of every function that can be reached from a value. */
function methodsOf(value: object, path = ''): string[] {
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) => {
    const at = path === '' ? name : `${path}.${name}`;
    if (typeof part === 'function') return [at];
    return typeof part === 'object' && part !== null ? methodsOf(part, at) : [];
  });
}
