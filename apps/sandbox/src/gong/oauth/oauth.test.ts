import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basic, dig, startTestGong, type TestGong } from '../testing.ts';

const CALLBACK = 'https://client.example/callback?tenant=7';
const SCOPES = 'api:calls:read:extensive api:users:read';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Consents as an administrator and returns the address that the browser is sent back to. */
async function consent({ url }: TestGong, changes: Record<string, string> = {}): Promise<URL | number> {
  const asked = {
    client_id: 'sandbox-gong-client',
    response_type: 'code',
    scope: SCOPES,
    redirect_uri: CALLBACK,
    state: 'xyz',
    ...changes,
  };
  const page = await fetch(`${url}/oauth2/authorize?${new URLSearchParams(asked).toString()}`);
  if (page.status !== 200) return page.status;
  assert.match(await page.text(), /name="user"/);
  const back = await fetch(`${url}/oauth2/authorize`, {
    method: 'POST',
    body: new URLSearchParams({ ...asked, user: '1' }),
    redirect: 'manual',
  });
  assert.equal(back.status, 302);
  return new URL(back.headers.get('location') ?? '');
}

async function token(
  { url }: TestGong,
  sent: Record<string, string>,
  secret = 'sandbox-gong-client-secret',
): Promise<Answer> {
  const reply = await fetch(`${url}/oauth2/generate-customer-token?${new URLSearchParams(sent).toString()}`, {
    method: 'POST',
    headers: { authorization: basic('sandbox-gong-client', secret) },
  });
  return { status: reply.status, body: await reply.json() };
}

async function codeFor(gong: TestGong): Promise<string> {
  const back = await consent(gong);
  assert.ok(back instanceof URL);
  return back.searchParams.get('code') ?? '';
}

async function connect(gong: TestGong): Promise<Answer> {
  return token(gong, { grant_type: 'authorization_code', code: await codeFor(gong), redirect_uri: CALLBACK });
}

async function statusAt(base: unknown, path: string, accessToken: unknown, body?: object): Promise<number> {
  const reply = await fetch(`${String(base)}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${String(accessToken)}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await reply.arrayBuffer();
  return reply.status;
}

test('sends the code and the state back to the callback, and grants tokens for it once', async (t) => {
  const gong = await startTestGong(t);
  const back = await consent(gong);
  assert.ok(back instanceof URL);
  assert.equal(back.searchParams.get('state'), 'xyz');
  assert.equal(back.searchParams.get('tenant'), '7');
  const exchange = {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? '',
    redirect_uri: CALLBACK,
  };
  const granted = await token(gong, exchange);
  assert.equal(granted.status, 200);
  assert.deepEqual(
    ['token_type', 'expires_in', 'scope'].map((name) => dig(granted.body, name)),
    ['Bearer', 86_400, SCOPES],
  );
  assert.equal((await token(gong, exchange)).status, 400, 'spent');
});

test('takes a token only at the host that its answer names', async (t) => {
  const gong = await startTestGong(t);
  const { body } = await connect(gong);
  const base = dig(body, 'api_base_url_for_customer');
  assert.notEqual(base, gong.url);
  assert.equal(await statusAt(base, '/v2/users', dig(body, 'access_token')), 200);
  assert.equal(await statusAt(gong.url, '/v2/users/1', dig(body, 'access_token')), 401);
  assert.equal(
    await statusAt(gong.url, '/v2/users', dig(body, 'access_token')),
    403,
    'as every refusal there',
  );
  assert.equal(await statusAt(base, '/v2/users/1', 'made-up'), 401);
});

test('refuses operations, and recordings within one, that no scope covers', async (t) => {
  const gong = await startTestGong(t);
  const { body } = await connect(gong);
  const base = dig(body, 'api_base_url_for_customer');
  const accessToken = dig(body, 'access_token');
  const extensive = (exposedFields: object): Promise<number> =>
    statusAt(base, '/v2/calls/extensive', accessToken, { filter: {}, contentSelector: { exposedFields } });
  assert.equal(await extensive({ parties: true }), 200);
  assert.equal(await extensive({ media: true }), 403);
  assert.equal(await statusAt(base, '/v2/calls/transcript', accessToken, { filter: {} }), 403);
});

test('ends an access token after a day and takes each refresh token once', async (t) => {
  const gong = await startTestGong(t);
  const first = (await connect(gong)).body;
  const base = dig(first, 'api_base_url_for_customer');
  gong.clock.advance(86_400_000);
  assert.equal(await statusAt(base, '/v2/users/1', dig(first, 'access_token')), 401);
  const refresh = { grant_type: 'refresh_token', refresh_token: String(dig(first, 'refresh_token')) };
  const second = await token(gong, refresh);
  assert.equal(second.status, 200);
  assert.notEqual(dig(second.body, 'refresh_token'), dig(first, 'refresh_token'));
  assert.equal(await statusAt(base, '/v2/users', dig(second.body, 'access_token')), 200);
  assert.equal((await token(gong, refresh)).status, 400, 'spent');
});

test('refuses an old code, another callback, a wrong secret, and what no integration may ask', async (t) => {
  const gong = await startTestGong(t);
  const exchange = { grant_type: 'authorization_code', redirect_uri: CALLBACK };
  const [old, moved, guessed] = [await codeFor(gong), await codeFor(gong), await codeFor(gong)];
  assert.equal(
    (await token(gong, { ...exchange, code: moved, redirect_uri: 'https://evil.example/' })).status,
    400,
  );
  assert.equal((await token(gong, { ...exchange, code: guessed }, 'wrong')).status, 401);
  gong.clock.advance(600_000);
  assert.equal((await token(gong, { ...exchange, code: old })).status, 400);
  assert.equal((await token(gong, { grant_type: 'password' })).status, 400);
  assert.equal(await consent(gong, { client_id: 'other' }), 400);
  assert.equal(await consent(gong, { scope: 'api:everything' }), 400);
  assert.equal(await consent(gong, { redirect_uri: 'javascript:alert(1)' }), 400);
});
