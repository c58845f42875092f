import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints as e } from '@handrail/contract';
import { createUser } from '@handrail/database';
import type { UserRow } from '@handrail/database';
import { startApiTest } from '../testing.ts';

const api = await startApiTest(import.meta.url, { sandbox: { companies: 5 } });
const bearer = { authorization: `Bearer ${api.token}` };
const evil = { ...bearer, origin: 'https://evil.example', host: 'localhost:7400' };

async function admit(email: string, role: UserRow['role']): Promise<UserRow> {
  return api.database
    .workspace(api.workspace.id)
    .transaction((tx) => createUser(tx, { email, name: email, role }));
}

test('holds every spelling of a path of the API to the same rules', async () => {
  const spellings = [
    '/%61pi/v1/workspace',
    '/api/v1/%77orkspace',
    '/ap%69/v1/workspace',
    '/API/v1/workspace',
    '//api/v1/workspace',
    '/./api/v1/workspace',
    '/x/../api/v1/workspace',
    '/api/v1//workspace',
    '/api/v1/workspace/',
    '/api/v1/workspace;x',
    '/api/v1/workspace?x=/../',
    '\\api\\v1\\workspace',
  ];
  for (const url of spellings) {
    const changed = await api.send({ method: 'PUT', url, headers: evil, payload: { name: 'Pwned' } });
    assert.ok([403, 404].includes(changed.statusCode), `${url} ${changed.statusCode} ${changed.body}`);
    const rebound = await api.send({ url, headers: { ...bearer, host: 'rebound.example' } });
    assert.doesNotMatch(rebound.body, /"timeZone"/, url);
    const { headers, statusCode } = await api.send({ url, headers: bearer });
    if (statusCode === 200 && String(headers['content-type']).startsWith('application/json')) {
      assert.equal(headers['cache-control'], 'no-store', url);
    }
  }
  assert.notEqual((await api.call(e.getWorkspace, {})).name, 'Pwned');
});

test('lets no method stand in for another', async () => {
  for (const method of ['HEAD', 'OPTIONS'] as const) {
    const reply = await api.send({ method, url: '/api/v1/accounts' });
    assert.ok([401, 404].includes(reply.statusCode), `${method} ${reply.statusCode}`);
    assert.equal(reply.headers['access-control-allow-origin'], undefined);
  }
  const overridden = await api.send({
    method: 'GET',
    url: '/api/v1/workspace?_method=PUT',
    headers: { ...bearer, 'x-http-method-override': 'PUT', 'x-method-override': 'PUT' },
    payload: { name: 'Pwned' },
  });
  assert.notEqual(overridden.statusCode, 500);
  assert.notEqual((await api.call(e.getWorkspace, {})).name, 'Pwned');
});

test('gives a browser no session that somebody else chose for it', async () => {
  const chosen = 'a'.repeat(43);
  const reply = await api.send({
    method: 'POST',
    url: '/api/v1/session',
    headers: { cookie: `handrail=${chosen}` },
    payload: { token: await api.createLink() },
  });
  const [given = ''] = String(reply.headers['set-cookie']).split(';');
  assert.notEqual(given, `handrail=${chosen}`);
  const asChosen = await api.send({ url: '/api/v1/session', headers: { cookie: `handrail=${chosen}` } });
  assert.equal(asChosen.statusCode, 401);
});

test('keeps one admin when two put each other out at once, and ten times when all put out all', async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    const others = [await admit(`a${turn}@x.example`, 'admin'), await admit(`b${turn}@x.example`, 'admin')];
    const everybody = [api.workspace.admin, ...others];
    const answers = await Promise.all(
      everybody.map(({ id }) =>
        api.send({
          method: 'PUT',
          url: `/api/v1/users/${id}`,
          headers: bearer,
          payload: { role: turn % 2 === 0 ? 'user' : null },
        }),
      ),
    );
    const left = await api.database
      .workspace(api.workspace.id)
      .transaction((tx) =>
        tx.query<{ id: string }>(`select id from users where role = 'admin' and no_access is null`),
      );
    // Whoever asks is put out as well: what comes after that is refused, and its admin stays.
    const refused = answers.filter(({ statusCode }) => statusCode !== 200);
    assert.ok(left.length > 0, answers.map(({ body }) => body).join('\n'));
    assert.equal(left.length, refused.length, refused.map(({ body }) => body).join('\n'));
    await api.database.workspace(api.workspace.id).transaction(async (tx) => {
      await tx.query(`update users set role = 'admin', no_access = null where id = $1`, [
        api.workspace.admin.id,
      ]);
      await tx.query(`update users set no_access = 'by-hand' where id <> $1`, [api.workspace.admin.id]);
      await tx.query('update api_tokens set revoked_at = null');
    });
  }
});

test('lets nobody in by the link of an invitation that was taken back, or twice at once', async () => {
  const enter = (url: string) =>
    api.send({
      method: 'POST',
      url: '/api/v1/session',
      payload: { token: url.split('#enter=')[1] ?? '' },
    });
  const invited = { name: 'Eve', email: 'eve@x.example', role: 'user' } as const;
  const { user, link } = await api.call(e.inviteUser, { body: invited });
  await api.call(e.changeUser, { params: { id: user.id }, body: { role: null } });
  assert.equal((await enter(link.url)).statusCode, 401);
  const again = await api.call(e.inviteUser, { body: invited });
  assert.equal((await enter(link.url)).statusCode, 401, 'nor by the former link of somebody invited again');
  const both = await Promise.all(Array.from({ length: 8 }, () => enter(again.link.url)));
  assert.equal(both.filter(({ statusCode }) => statusCode === 200).length, 1);
});

test('has a found token neither mail its owner nor end their sessions', async () => {
  const { token } = await api.call(e.createToken, { body: { name: 'Found', scopes: ['read'] } });
  assert.equal((await api.refusal(e.mailOwnSignInLink, {}, token)).code, 'not_allowed');
  assert.equal((await api.refusal(e.endOtherSessions, {}, token)).code, 'not_allowed');
});

test('stores no provider, webhook or vendor whose address leads inside', async () => {
  const addresses = [
    'https://127.0.0.1',
    'https://[::1]',
    'https://169.254.169.254/latest/meta-data',
    'http://metadata.google.internal',
    'https://2130706433',
    'https://0x7f.1',
    'https://localhost:7400',
    'https://user@evil.example',
    'file:///etc/passwd',
    'gopher://x',
  ];
  for (const url of addresses) {
    const provider = { name: 'x', issuer: url, clientId: 'x', ownedDomains: [] };
    assert.ok((await api.refusal(e.setIdentityProvider, { body: provider })).status >= 400, url);
    assert.ok(
      (await api.refusal(e.setAlarmWebhook, { body: { url, kinds: ['run-failed'] } })).status >= 400,
      url,
    );
    const credential = { kind: 'access-key', accessKey: 'x' } as const;
    assert.ok((await api.refusal(e.connectGainsight, { body: { url, credential } })).status >= 400, url);
    const gong = { url, accessKey: 'x', accessKeySecret: 'x' };
    assert.ok((await api.refusal(e.connectGong, { body: gong })).status >= 400, url);
  }
});
