import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListView } from '@handrail/contract';
import { runCli, startCannedServer } from '../testing.ts';

const VIEW: ListView = {
  id: '01890000-0000-7000-8000-0000000000e1',
  name: 'Gone, by ARR',
  search: { presence: 'missing', sort: 'arr' },
  columns: ['name', 'arr'],
  isDefault: false,
};

test('keeps a view of a list, lists it, has the list open with it, and forgets it, by its name', async () => {
  await using server = await startCannedServer({
    saveView: () => ({ items: [VIEW] }),
    listViews: () => ({ items: [VIEW] }),
    changeView: () => ({ items: [{ ...VIEW, isDefault: true }] }),
    deleteView: () => ({ items: [] }),
  });
  const filters = ['--filter', 'presence=missing', 'sort=arr', '--columns', 'name', 'arr'];
  const saved = await runCli(server, ['views', 'save', 'accounts', VIEW.name, ...filters]);
  assert.equal(saved.out, 'The view Gone, by ARR is kept.\n');
  const { name, search, columns } = VIEW;
  assert.deepEqual(server.seen[0]?.body, { list: 'accounts', name, search, columns });
  const list = await runCli(server, ['views', 'list', 'accounts']);
  assert.match(list.out, /Gone, by ARR +– +presence=missing&sort=arr +name arr/u);
  await runCli(server, ['views', 'default', 'accounts', name]);
  assert.deepEqual(server.seen.at(-1)?.body, { name, isDefault: true });
  const removed = await runCli(server, ['views', 'delete', 'accounts', name, '--json']);
  assert.deepEqual([JSON.parse(removed.out), server.seen.at(-1)?.params['id']], [[], VIEW.id]);
});

test('says so when no view has the name, and refuses a filter without a value', async () => {
  await using server = await startCannedServer({ listViews: () => ({ items: [VIEW] }) });
  const unknown = await runCli(server, ['views', 'delete', 'stakeholders', 'Mine']);
  assert.equal(unknown.exitCode, 1);
  assert.match(unknown.error, /handrail views list stakeholders\nCode: cli_not_found/u);
  assert.equal((await runCli(server, ['views', 'save', 'accounts', 'x', '--filter', 'churned'])).exitCode, 2);
});
