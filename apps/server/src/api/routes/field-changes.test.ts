import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectGainsight, listFieldChanges } from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url, { sandbox: { companies: 10 } });

test('lists no change before a tenant is connected', async () => {
  assert.deepEqual(await api.call(listFieldChanges, {}), { items: [] });
});

test('lists what is new at the source with what to do about it, once it was described again', async () => {
  const { accessKey } = api.sandbox.context.credentials;
  const body = { url: api.sandbox.gainsightUrl, credential: { kind: 'access-key', accessKey } } as const;
  await api.call(connectGainsight, { body });
  const company = api.sandbox.context.world.objects.get('company');
  const [first] = company?.fields ?? [];
  assert.ok(company && first);
  company.fields = [...company.fields, { ...first, name: 'Extra__gc', label: 'Extra' }];
  api.clock.advance(60_000);
  await api.call(connectGainsight, { body });
  const { items } = await api.call(listFieldChanges, {});
  assert.deepEqual(
    items.map(({ object, name, kind, usedBy }) => [object, name, kind, usedBy]),
    [['Company', 'Extra__gc', 'added', []]],
  );
  assert.match(items[0]?.text ?? '', /Map it/u);
});

test('tells what became of a field of people that fills ours, and of one that a stream needs as it is', async () => {
  const { accessKey } = api.sandbox.context.credentials;
  const body = { url: api.sandbox.gainsightUrl, credential: { kind: 'access-key', accessKey } } as const;
  const tie = api.sandbox.context.world.objects.get('company_person');
  assert.ok(tie);
  tie.fields = tie.fields.filter(({ name }) => name !== 'Title' && name !== 'Active');
  api.clock.advance(60_000);
  await api.call(connectGainsight, { body });
  const { items } = await api.call(listFieldChanges, {});
  const ofPeople = items.filter(({ object }) => object === 'company_person');
  assert.deepEqual(
    ofPeople.map(({ name, kind, usedBy, isFixed, text }) => [name, kind, usedBy, isFixed, text]),
    [
      [
        'Active',
        'removed',
        ['stakeholders'],
        true,
        'Gainsight no longer lists it; its last values stay here. Have it restored there.',
      ],
      [
        'Title',
        'removed',
        ['fields.stakeholder.title'],
        false,
        'Gainsight no longer lists it; its last values stay here. Choose another field.',
      ],
    ],
  );
});

test('lets only admins read it', async () => {
  const { token } = await api.addMember('user');
  assert.equal((await api.refusal(listFieldChanges, {}, token)).code, 'not_allowed');
});
