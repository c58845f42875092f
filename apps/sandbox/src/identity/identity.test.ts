import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import * as oidc from 'openid-client';
import { at, rowOf, startTestSandbox, type TestSandbox } from '../testing.ts';

const callback = 'http://127.0.0.1:8124/any/callback';
const secret = 'sandbox-oidc-secret';

function discover({ sandbox }: TestSandbox, clientId = 'sandbox-oidc', auth?: oidc.ClientAuth) {
  return oidc.discovery(
    new URL(sandbox.identityUrl),
    clientId,
    secret,
    auth ?? oidc.ClientSecretBasic(secret),
    {
      execute: [oidc.allowInsecureRequests],
    },
  );
}

/** A browser's part: follows redirects with cookies until the callback, choosing `email` on the page. */
function createBrowser() {
  const cookies = new Map<string, string>();

  async function go(url: string, form?: Record<string, string>): Promise<Response> {
    const reply = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = reply.headers.get('location');
    if (location === null) return reply;
    const next = new URL(location, url).href;
    return next.startsWith('http://127.0.0.1:8124') ? reply : go(next);
  }

  return {
    go,
    /** Signs in by the page and returns the callback's URL. */
    async signIn(url: string, email: string): Promise<URL> {
      const page = await go(url);
      const text = await page.text();
      const subject = subjectOn(text, email);
      const reply = await go(new URL(/action="([^"]+)"/.exec(text)?.[1] ?? '', page.url).href, {
        user: subject,
      });
      return new URL(reply.headers.get('location') ?? '');
    },
  };
}

function subjectOn(page: string, email: string): string {
  const button = page.split('<button').find((part) => part.includes(email));
  return /value="(\w+)"/.exec(button ?? '')?.[1] ?? '';
}

async function signIn(config: oidc.Configuration, email: string, browser = createBrowser()) {
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const nonce = oidc.randomNonce();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid email profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  const returned = await browser.signIn(url.href, email);
  return oidc.authorizationCodeGrant(config, returned, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
  });
}

async function startSignIn(t: TestContext) {
  const started = await startTestSandbox(t);
  const user = rowOf(started.object('gsuser'), (row) => row['Email'] !== null);
  return { ...started, user, email: String(user['Email']) };
}

test('signs in a user of the world by a standard client, with a verified address and a stable subject', async (t) => {
  const started = await startSignIn(t);
  const config = await discover(started);
  const first = (await signIn(config, started.email)).claims();
  const second = (await signIn(config, started.email)).claims();
  assert.equal(first?.iss, started.sandbox.identityUrl);
  assert.equal(first?.['email'], started.email);
  assert.equal(first?.['email_verified'], true);
  assert.equal(first?.['name'], started.user['Name']);
  assert.equal(first?.sub, second?.sub);
  assert.notEqual(first?.sub, started.user['Gsid']);
});

test('takes clients that post their secret, that have none, and that register themselves', async (t) => {
  const started = await startSignIn(t);
  const posting = await discover(started, 'sandbox-oidc-post', oidc.ClientSecretPost(secret));
  const open = await discover(started, 'sandbox-oidc-public', oidc.None());
  const registered = await oidc.dynamicClientRegistration(
    new URL(started.sandbox.identityUrl),
    { redirect_uris: [callback] },
    undefined,
    { execute: [oidc.allowInsecureRequests] },
  );
  for (const config of [posting, open, registered]) {
    assert.equal((await signIn(config, started.email)).claims()?.['email'], started.email);
  }
});

test('says on the page that nobody has a password, and who has left', async (t) => {
  const started = await startSignIn(t);
  const left = rowOf(
    started.object('gsuser'),
    (row) => row['IsActiveUser'] === false && row['Email'] !== null,
  );
  const config = await discover(started);
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid',
    code_challenge: await oidc.calculatePKCECodeChallenge(oidc.randomPKCECodeVerifier()),
    code_challenge_method: 'S256',
  });
  const page = await (await createBrowser().go(url.href)).text();
  assert.match(page, /nobody has a password/);
  const button = page.split('<button').find((part) => part.includes(String(left['Email'])));
  assert.match(button ?? '', /no longer active/);
});

test('changes its facts while it runs: unverified addresses, and no word about verification', async (t) => {
  const started = await startSignIn(t);
  const config = await discover(started);
  const change = (facts: object) => started.send('PUT', '/__sandbox/identity', facts, {});
  await change({ unverifiedEmails: [started.email.toUpperCase()] });
  assert.equal((await signIn(config, started.email)).claims()?.['email_verified'], false);
  await change({ emailVerifiedClaim: false });
  const claims = (await signIn(config, started.email)).claims();
  assert.equal(claims?.['email'], started.email);
  assert.equal(claims?.['email_verified'], undefined);
  assert.equal((await change({ unknown: true })).status, 400);
  const { body } = await started.send('GET', '/__sandbox/identity', undefined, {});
  assert.equal(at(body, 'issuer'), started.sandbox.identityUrl);
});

test('signs with a new key on demand, with the old one published or gone', async (t) => {
  const started = await startSignIn(t);
  const keys = async () => {
    const reply = await fetch(`${started.sandbox.identityUrl}/jwks`);
    const body: unknown = await reply.json();
    const list = at(body, 'keys');
    return Array.isArray(list) ? list.map((key: unknown) => at(key, 'kid')) : [];
  };
  const [first] = await keys();
  await started.send('POST', '/__sandbox/identity/rotate-keys', {}, {});
  const [second, ...old] = await keys();
  assert.notEqual(second, first);
  assert.deepEqual(old, [first]);
  const token = await signIn(await discover(started), started.email);
  const header: unknown = JSON.parse(
    Buffer.from(token.id_token?.split('.')[0] ?? '', 'base64url').toString(),
  );
  assert.equal(at(header, 'kid'), second);
  await started.send('POST', '/__sandbox/identity/rotate-keys', { keepOld: false }, {});
  assert.equal((await keys()).length, 1);
});

test('ends its session by RP-initiated logout, unless that is switched off', async (t) => {
  const started = await startSignIn(t);
  const config = await discover(started);
  const browser = createBrowser();
  const token = await signIn(config, started.email, browser);
  const end = oidc.buildEndSessionUrl(config, {
    id_token_hint: token.id_token ?? '',
    post_logout_redirect_uri: 'http://127.0.0.1:8124/bye',
    state: 'later',
  });
  const page = await browser.go(end.href);
  const form = await page.text();
  const xsrf = /name="xsrf" value="(\w+)"/.exec(form)?.[1] ?? '';
  const action = /action="([^"]+)"/.exec(form)?.[1] ?? '';
  const reply = await browser.go(new URL(action, page.url).href, { xsrf, logout: 'yes' });
  assert.equal(reply.headers.get('location'), 'http://127.0.0.1:8124/bye?state=later');
  assert.equal(
    (await signIn(config, started.email, browser)).claims()?.['email'],
    started.email,
    'is asked again',
  );

  await started.send('PUT', '/__sandbox/identity', { rpInitiatedLogout: false }, {});
  assert.equal((await discover(started)).serverMetadata().end_session_endpoint, undefined);
});

test('shows a fault as a page: no choice, another callback, a page without its cookie', async (t) => {
  const started = await startSignIn(t);
  await discover(started);
  const { identityUrl } = started.sandbox;
  const lost = await fetch(`${identityUrl}/interaction/none`);
  assert.equal(lost.status, 400);
  assert.match(await lost.text(), /Sign-in failed/);
  const asked = new URLSearchParams({
    client_id: 'sandbox-oidc',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: 'https://elsewhere.example/callback',
  });
  const foreign = await fetch(`${identityUrl}/auth?${asked.toString()}`);
  assert.equal(foreign.status, 400);
  assert.match(await foreign.text(), /redirect_uri/);
  assert.match(await (await fetch(identityUrl)).text(), /OpenID provider/);
});
