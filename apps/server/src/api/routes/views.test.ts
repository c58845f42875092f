import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints } from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url, { sandbox: { companies: 5 } });
const { listViews, saveView, changeView, deleteView } = endpoints;
const query = { list: 'accounts' } as const;
const renewals = {
  list: 'accounts',
  name: 'Renewals',
  search: { status: 'active', sort: 'renewal' },
  columns: ['name', 'renewal'],
} as const;
const body = { ...renewals, columns: [...renewals.columns] };

test('keeps views of a list by name, for whoever made them alone', async () => {
  const { token } = await api.addMember('user');
  const [view] = (await api.call(saveView, { body }, token)).items;
  assert.ok(view !== undefined);
  assert.deepEqual(
    [view.name, view.search, view.columns, view.isDefault],
    ['Renewals', body.search, body.columns, false],
  );
  const { items } = await api.call(saveView, { body: { ...body, search: { tier: 'Gold' } } }, token);
  assert.deepEqual([items.length, items[0]?.id, items[0]?.search], [1, view.id, { tier: 'Gold' }]);
  assert.deepEqual((await api.call(listViews, { query: { list: 'stakeholders' } }, token)).items, []);
  const manager = await api.addMember('manager');
  for (const other of [api.token, manager.token]) {
    assert.deepEqual((await api.call(listViews, { query }, other)).items, []);
    const params: { readonly id: string } = { id: view.id };
    const refused = await api.refusal(
      changeView,
      { params, body: { name: 'Mine', isDefault: false } },
      other,
    );
    assert.equal(refused.code, 'not_found');
    assert.equal((await api.refusal(deleteView, { params }, other)).code, 'not_found');
  }
  assert.deepEqual((await api.call(deleteView, { params: { id: view.id } }, token)).items, []);
});

test('opens a list with one view at most, and renames to no name that is taken', async () => {
  const { token } = await api.addMember('user');
  await api.call(saveView, { body }, token);
  const { items } = await api.call(saveView, { body: { ...body, name: 'At risk' } }, token);
  const [risk, due] = items;
  assert.ok(risk !== undefined && due !== undefined);
  await api.call(changeView, { params: { id: due.id }, body: { name: due.name, isDefault: true } }, token);
  const after = await api.call(
    changeView,
    { params: { id: risk.id }, body: { name: 'Risk', isDefault: true } },
    token,
  );
  assert.deepEqual(
    after.items.map(({ name, isDefault }) => [name, isDefault]),
    [
      ['Renewals', false],
      ['Risk', true],
    ],
  );
  const taken = { params: { id: risk.id }, body: { name: 'Renewals', isDefault: true } };
  assert.deepEqual(
    (await api.refusal(changeView, taken, token)).issues?.map(({ path }) => path),
    ['name'],
  );
});

test('keeps 50 views of a list and no more', async () => {
  const { token } = await api.addMember('user');
  for (let number = 1; number <= 50; number += 1)
    await api.call(saveView, { body: { ...body, name: `View ${number}` } }, token);
  assert.equal((await api.refusal(saveView, { body }, token)).code, 'too_many_views');
  await api.call(saveView, { body: { ...body, name: 'View 50' } }, token);
});
