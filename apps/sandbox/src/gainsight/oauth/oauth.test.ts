import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import type { Switches } from '../../switches.ts';
import { at, rowOf, startTestSandbox } from '../../testing.ts';

const callback = 'http://127.0.0.1:8123/callback';
const verifier = 'a-verifier-that-is-long-enough-for-the-standard-0123456789';
const challenge = createHash('sha256').update(verifier).digest('base64url');
const tokenPath = '/v1/users/oauth/access/token';

async function startOauth(t: TestContext, switches: Partial<Switches> = {}) {
  const started = await startTestSandbox(t, { switches });
  const { credentials } = started.sandbox.context;
  const user = rowOf(started.object('gsuser'), (row) => row['IsActiveUser'] === true);
  const asked = {
    response_type: 'code',
    client_id: credentials.oauthClientId,
    redirect_uri: callback,
    scope: 'read offline_access',
    state: 'a b&c',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  };

  function form(path: string, fields: Record<string, string>) {
    const body = new URLSearchParams(fields).toString();
    return started.send('POST', path, body, { 'content-type': 'application/x-www-form-urlencoded' });
  }

  /** Where the authorize call sends the application after the user was chosen. */
  async function authorize(change: Record<string, string> = {}): Promise<URL> {
    const reply = await form('/v1/authorize', { ...asked, user: String(user['Gsid']), ...change });
    assert.equal(reply.status, 302, reply.text);
    return new URL(reply.headers.get('location') ?? '');
  }

  async function exchange(code: string | null, change: Record<string, string> = {}) {
    return form(tokenPath, {
      grant_type: 'authorization_code',
      client_id: credentials.oauthClientId,
      redirect_uri: callback,
      code_verifier: verifier,
      code: code ?? '',
      ...change,
    });
  }

  async function tokenFor(scope: string) {
    const reply = await exchange((await authorize({ scope })).searchParams.get('code'));
    return reply.body;
  }

  return { ...started, asked, form, authorize, exchange, tokenFor, credentials, user };
}

const bearer = (token: unknown) => ({ authorization: `Bearer ${String(token)}` });
const probe = { select: ['Gsid'], limit: 1, offset: 0 };

test('is found by its metadata, which needs no credentials', async (t) => {
  const { send, sandbox } = await startOauth(t);
  const { status, body } = await send('GET', '/.well-known/oauth-authorization-server', undefined, {});
  assert.equal(status, 200);
  assert.equal(at(body, 'issuer'), sandbox.gainsightUrl);
  assert.equal(at(body, 'authorization_endpoint'), `${sandbox.gainsightUrl}/v1/authorize`);
  assert.equal(at(body, 'token_endpoint'), sandbox.gainsightUrl + tokenPath);
  assert.deepEqual(at(body, 'scopes_supported'), ['read', 'read_write', 'offline_access']);
  assert.deepEqual(at(body, 'token_endpoint_auth_methods_supported'), ['none', 'client_secret_post']);
});

test('lets a user be chosen on a page and returns code and state to the callback', async (t) => {
  const { send, asked, authorize, user } = await startOauth(t);
  const page = await send('GET', `/v1/authorize?${new URLSearchParams(asked).toString()}`, undefined, {});
  assert.equal(page.status, 200);
  assert.match(page.text, /nobody has a password/);
  assert.ok(page.text.includes(String(user['Gsid'])));
  const url = await authorize();
  assert.equal(`${url.origin}${url.pathname}`, callback);
  assert.equal(url.searchParams.get('state'), 'a b&c');
  assert.ok(url.searchParams.get('code'));
});

test('gives a token for a code, once, that reads but does not write', async (t) => {
  const { send, authorize, exchange } = await startOauth(t);
  const code = (await authorize()).searchParams.get('code');
  const { status, body, headers } = await exchange(code);
  assert.equal(status, 200);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(at(body, 'token_type'), 'Bearer');
  const token = bearer(at(body, 'access_token'));
  assert.equal((await send('POST', '/v1/data/objects/query/Company', probe, token)).status, 200);
  assert.equal((await send('POST', '/v3/exports/data/bulk/Company', probe, token)).status, 200);
  const writes = [
    ['POST', '/v1/data/objects/Company'],
    ['PUT', '/v1/peoplemgmt/v1.0/people'],
    ['POST', '/v1/ant/es/activity'],
    ['POST', '/v1/ant/es/activity/bulk'],
    ['PUT', '/v1/users/services/status?status=true'],
  ] as const;
  for (const [method, path] of writes) {
    const refused = await send(method, path, {}, token);
    assert.equal(refused.status, 403, path);
    assert.equal(at(refused.body, 'result'), false);
  }
  assert.equal(at((await exchange(code)).body, 'error'), 'invalid_grant', 'a code is good once');
});

test('lets a token with read_write write, until it ends by the clock', async (t) => {
  const { send, tokenFor, clock } = await startOauth(t);
  const body = await tokenFor('read_write');
  assert.equal(at(body, 'refresh_token'), undefined, 'only offline_access brings one');
  const token = bearer(at(body, 'access_token'));
  const records = [{ Name: 'Lindqvist AB' }];
  assert.equal((await send('POST', '/v1/data/objects/Company', { records }, token)).status, 200);
  clock.advance(Number(at(body, 'expires_in')) * 1_000);
  const ended = await send('POST', '/v1/data/objects/query/Company', probe, token);
  assert.equal(at(ended.body, 'errorCode'), 'GS_APIG_2401');
});

test('renews by refresh token, each of which is good once', async (t) => {
  const { send, form, tokenFor, credentials } = await startOauth(t);
  const first = await tokenFor('read offline_access');
  const renew = (token: unknown) =>
    form(tokenPath, {
      grant_type: 'refresh_token',
      client_id: credentials.oauthClientId,
      client_secret: credentials.oauthClientSecret,
      refresh_token: String(token),
    });
  const second = await renew(at(first, 'refresh_token'));
  const token = bearer(at(second.body, 'access_token'));
  assert.equal((await send('POST', '/v1/data/objects/query/Company', probe, token)).status, 200);
  assert.equal((await renew(at(first, 'refresh_token'))).status, 400);
  assert.equal((await renew(at(second.body, 'refresh_token'))).status, 200);
});

test('shows faults of client and callback, and sends all others to the callback', async (t) => {
  const { send, asked, authorize } = await startOauth(t);
  const ask = (change: Record<string, string>) =>
    send('GET', `/v1/authorize?${new URLSearchParams({ ...asked, ...change }).toString()}`, undefined, {});
  for (const change of [
    { client_id: 'other' },
    { redirect_uri: 'https://elsewhere.example/callback' },
    { redirect_uri: 'http://127.0.0.1:8123/other' },
    { redirect_uri: 'nonsense' },
  ]) {
    const reply = await ask(change);
    assert.equal(reply.status, 400, JSON.stringify(change));
    assert.equal(reply.headers.get('location'), null);
  }
  const faults = [
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: 'read everything' }, 'invalid_scope'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
  ] as const;
  for (const [change, code] of faults) {
    const reply = await ask(change);
    assert.equal(new URL(reply.headers.get('location') ?? '').searchParams.get('error'), code);
  }
  assert.equal((await authorize({ user: 'nobody' })).searchParams.get('error'), 'access_denied');
});

test('refuses a wrong verifier, a wrong secret, another callback and a late code', async (t) => {
  const { authorize, exchange, clock } = await startOauth(t);
  const code = async () => (await authorize()).searchParams.get('code');
  const faults = [
    [{ code_verifier: 'wrong' }, 'invalid_grant'],
    [{ client_secret: 'wrong' }, 'invalid_client'],
    [{ client_id: 'wrong' }, 'invalid_client'],
    [{ redirect_uri: 'http://127.0.0.1:9999/callback' }, 'invalid_grant'],
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
  ] as const;
  for (const [change, error] of faults) {
    assert.equal(at((await exchange(await code(), change)).body, 'error'), error, JSON.stringify(change));
  }
  const late = await code();
  clock.advance(61_000);
  assert.equal(at((await exchange(late)).body, 'error'), 'invalid_grant');
});

test('demands PKCE, or by switch the secret in its place', async (t) => {
  const strict = await startOauth(t);
  const { code_challenge: _, code_challenge_method: __, ...bare } = strict.asked;
  const query = new URLSearchParams(bare).toString();
  const refused = await strict.send('GET', `/v1/authorize?${query}`, undefined, {});
  assert.match(refused.headers.get('location') ?? '', /error=invalid_request/);

  const { form, exchange, credentials, user } = await startOauth(t, { pkce: 'optional' });
  const codeFor = async () => {
    const reply = await form('/v1/authorize', { ...bare, user: String(user['Gsid']) });
    return new URL(reply.headers.get('location') ?? '').searchParams.get('code');
  };
  assert.equal((await exchange(await codeFor())).status, 401);
  const secret = { client_secret: credentials.oauthClientSecret };
  assert.equal((await exchange(await codeFor(), secret)).status, 200);
});
