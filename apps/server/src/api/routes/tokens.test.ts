import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints, TOKEN_SCOPES } from '@handrail/contract';
import type { TokenScope } from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
const e = endpoints;
const make = (scopes: readonly TokenScope[], token?: string) =>
  api.call(
    e.createToken,
    { body: { name: 'Export', scopes: [...scopes], expiresInDays: 30 } },
    ...(token === undefined ? [] : [token]),
  );
const tokenRow = async (id: string) =>
  (await api.call(e.listTokens, {})).items.find((token) => token.id === id);

test('gives a token that does what its scopes name and nothing else', async () => {
  const { token, item } = await make(['read']);
  assert.deepEqual([item.scopes, item.state, item.ownerName], [['read'], 'active', 'Administrator']);
  await api.call(e.listAccounts, { query: {} }, token);
  await api.call(e.getSession, {}, token);
  const refused = await api.refusal(e.updateWorkspace, { body: { name: 'No' } }, token);
  assert.deepEqual([refused.status, refused.code], [403, 'not_allowed']);
});

test('shows a token once: no list, no repeated request and no row holds it', async () => {
  const request = {
    method: 'POST',
    url: '/api/v1/tokens',
    headers: { authorization: `Bearer ${api.token}`, 'idempotency-key': 'same' },
    payload: { name: 'Twice', scopes: ['read'] },
  } as const;
  const [first, second] = [await api.send(request), await api.send(request)];
  const [{ token }, again] = [first.json<{ token: string }>(), second.json<{ token: string }>()];
  assert.notEqual(token, again.token);
  const listed = JSON.stringify(await api.call(e.listTokens, {}));
  assert.ok(!listed.includes(token));
  const kept = await api.database
    .workspace(api.workspace.id)
    .transaction(async (tx) => [
      await tx.query('select * from api_tokens'),
      await tx.query('select * from idempotency_keys'),
      await tx.query('select * from audit_entries'),
    ]);
  assert.ok(!JSON.stringify(kept).includes(token));
});

test('ends a token with the next request after it is revoked, and when its days are over', async () => {
  const revoked = await make(['read']);
  const row = await api.call(e.revokeToken, { params: { id: revoked.item.id } });
  assert.equal(row.state, 'revoked');
  assert.equal((await api.refusal(e.listAccounts, { query: {} }, revoked.token)).code, 'not_signed_in');
  const short = await make(['read']);
  await api.call(e.listAccounts, { query: {} }, short.token);
  assert.ok((await tokenRow(short.item.id))?.lastUsedAt);
  api.clock.advance(31 * 86_400_000);
  assert.equal((await api.refusal(e.listAccounts, { query: {} }, short.token)).code, 'not_signed_in');
  assert.equal((await tokenRow(short.item.id))?.state, 'expired');
});

test('lets a token make no token that may do more than itself', async () => {
  const { token } = await make(['read', 'manage-tokens']);
  await make(['read'], token);
  const problem = await api.refusal(
    e.createToken,
    { body: { name: 'More', scopes: ['read', 'send'] } },
    token,
  );
  assert.deepEqual([problem.status, problem.code], [403, 'not_allowed']);
});

test('refuses tokens without a name, a scope or an end, and unknown ones', async () => {
  for (const body of [
    { name: ' ', scopes: ['read'] },
    { name: 'x', scopes: [] },
    { name: 'x', scopes: ['everything'] },
    { name: 'x', scopes: ['read'], expiresInDays: 4_000 },
  ]) {
    const reply = await api.send({
      method: 'POST',
      url: '/api/v1/tokens',
      headers: { authorization: `Bearer ${api.token}` },
      payload: body,
    });
    assert.equal(reply.statusCode, 400, JSON.stringify(body));
  }
  const id = '01890000-0000-7000-8000-000000000001';
  assert.equal((await api.refusal(e.revokeToken, { params: { id } })).code, 'not_found');
});

test('lets no token of scopes let anybody in: by a link, the provider, or a decision on a sign-in', async () => {
  const { token } = await make([...TOKEN_SCOPES]);
  const body = { name: 'Evil', issuer: 'https://evil.example', clientId: 'x', ownedDomains: [] };
  const params = { id: '01890000-0000-7000-8000-000000000001', userId: api.workspace.admin.id };
  for (const refused of [
    await api.refusal(e.createSignInLink, { body: { email: 'admin@localhost' } }, token),
    await api.refusal(e.inviteUser, { body: { name: 'M', email: 'm@evil.example', role: 'admin' } }, token),
    await api.refusal(e.setIdentityProvider, { body }, token),
    await api.refusal(e.removeIdentityProvider, {}, token),
    await api.refusal(e.acceptSignInRequest, { params }, token),
  ]) {
    assert.equal(refused.code, 'not_allowed');
  }
});
