import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { endpoints } from '@handrail/contract';
import type { Endpoint } from '@handrail/contract';
import { parseWorkspaceId } from '@handrail/core';
import { createUser, createWorkspace } from '@handrail/database';
import { startApiTest } from '../testing.ts';

const api = await startApiTest(import.meta.url, { sandbox: { companies: 5 } });
const { user: member, token: ofMember } = await api.addMember('user');
const ID = '01890000-0000-7000-8000-000000000001';

async function ask(of: Pick<Endpoint, 'method' | 'path'>, as: string, token = api.token) {
  const reply = await api.send({
    method: of.method,
    url: of.path.replaceAll(/:\w+/g, ID),
    headers: { authorization: `Bearer ${token}`, 'x-view-as': as },
    ...(of.method === 'GET' ? {} : { payload: {} }),
  });
  return { status: reply.statusCode, code: reply.json<{ code?: string }>().code, body: reply.body };
}

test('refuses every change while somebody is looked as', async () => {
  for (const of of Object.values<Endpoint>(endpoints)) {
    if (of.method === 'GET' || of.action === 'public') continue;
    const { status, code } = await ask(of, member.id);
    assert.deepEqual([status, code], [403, 'not_allowed'], of.name);
  }
});

test('gives who looks no more than the person has, on any route', async () => {
  for (const of of Object.values<Endpoint>(endpoints)) {
    if (of.method !== 'GET' || of.action === 'public') continue;
    const own = await api.send({
      url: of.path.replaceAll(/:\w+/g, ID),
      headers: { authorization: `Bearer ${ofMember}` },
    });
    assert.equal((await ask(of, member.id)).status, own.statusCode, of.name);
  }
});

test('lets nobody but an admin look, and nobody look as an admin, a stranger or somebody without access', async () => {
  const session = endpoints.getSession;
  assert.equal((await ask(session, member.id)).status, 200);
  assert.equal((await ask(session, api.workspace.admin.id, ofMember)).code, 'not_allowed');
  assert.equal((await ask(session, member.id, ofMember)).code, 'not_allowed');
  assert.equal((await ask(session, api.workspace.admin.id)).code, 'not_allowed');
  const { token: narrow } = await api.call(endpoints.createToken, {
    body: { name: 'Narrow', scopes: ['read', 'read-users'] },
  });
  assert.equal((await ask(session, member.id, narrow)).code, 'not_allowed');
  const elsewhere = parseWorkspaceId(randomUUID());
  await api.database
    .platform()
    .transaction((tx) => createWorkspace(tx, { id: elsewhere, name: 'B', organisationDomains: [] }));
  const stranger = await api.database
    .workspace(elsewhere)
    .transaction((tx) => createUser(tx, { email: 's@b.example', name: 'S', role: 'user' }));
  assert.equal((await ask(session, stranger.id)).code, 'not_found');
  for (const word of ['1', '', `${member.id}'`, '*'])
    assert.notEqual((await ask(session, word)).status, 200, word);
  await api.call(endpoints.changeUser, { params: { id: member.id }, body: { role: null } });
  assert.equal((await ask(session, member.id)).code, 'not_found');
});
