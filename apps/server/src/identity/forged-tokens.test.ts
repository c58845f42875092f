import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, test } from 'node:test';
import { attemptSecretsOf } from './attempt-token.ts';
import { redeem } from './provider.ts';
import { macWith, signWith, signWithCurve, startLyingIssuer } from './testing-issuer.ts';
import type { Forgery } from './testing-issuer.ts';

const lying = await startLyingIssuer();
after(() => lying[Symbol.asyncDispose]());

const clientId = 'handrail';
const clientSecret = 'a-secret-of-the-client-that-is-long-enough';
const secrets = attemptSecretsOf('x'.repeat(43));
const now = new Date();
const outgoing = {
  clock: { now: () => now },
  random: () => 0.5,
  budget: { take: () => Promise.resolve() },
  allowOrigins: [lying.issuer],
  extraCaFile: null,
  outboundProxy: null,
  log: () => undefined,
};

async function signIn(forgery: Forgery) {
  lying.tell(forgery, { clientId, nonce: secrets.nonce, now });
  const query = new URLSearchParams({ code: 'c', state: secrets.state, iss: lying.issuer });
  forgery.query?.(query);
  const address = new URL(`http://127.0.0.1:7400/sign-in/callback?${query.toString()}`);
  return redeem(outgoing, { issuer: lying.issuer, clientId, clientSecret }, { address, secrets, now });
}

const seconds = Math.floor(now.getTime() / 1000);
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const none = (alg: string): Forgery => ({ header: { alg }, sign: () => '' });
const claim = (claims: object): Forgery => ({ claims });
const lacks = (name: string): Forgery => ({ claims: { [name]: undefined } });
const returned = (query: (query: URLSearchParams) => void): Forgery => ({ query });
const part = (at: number, text: string) => (token: string) =>
  token
    .split('.')
    .map((one, index) => (index === at ? text : one))
    .join('.');
const encode = (text: string) => Buffer.from(text).toString('base64url');

const FORGERIES: Readonly<Record<string, Forgery>> = {
  'no signature, alg none': none('none'),
  'no signature, alg None': none('None'),
  'no signature, alg NONE': none('NONE'),
  'no signature, alg empty': none(''),
  'no alg at all': { header: { alg: undefined } },
  'no signature, alg RS256': { sign: () => '' },
  'HS256 by the client secret': { header: { alg: 'HS256' }, sign: macWith(clientSecret) },
  'HS512 by the client secret': { header: { alg: 'HS512' }, sign: macWith(clientSecret, 'sha512') },
  'HS256 by the published key as text': { header: { alg: 'HS256' }, sign: macWith(lying.publicPem) },
  'HS256 by an empty secret': { header: { alg: 'HS256', kid: undefined }, sign: macWith('') },
  'RS256 by a key that is not published': { sign: signWith(lying.foreign) },
  'a foreign key under an unknown kid': { header: { kid: 'k2' }, sign: signWith(lying.foreign) },
  'a foreign key without a kid': { header: { kid: undefined }, sign: signWith(lying.foreign) },
  'a foreign key brought along in the header': {
    header: { jwk: lying.foreignJwk },
    sign: signWith(lying.foreign),
  },
  'a foreign key behind an address in the header': {
    header: { jku: `${lying.issuer}/evil-keys`, x5u: `${lying.issuer}/evil-cert` },
    sign: signWith(lying.foreign),
  },
  'a kid that is a path': { header: { kid: '../../evil' }, sign: signWith(lying.foreign) },
  'a critical header that nobody knows': { header: { crit: ['evil'], evil: true } },
  'ES256 by a curve nobody published': { header: { alg: 'ES256' }, sign: signWithCurve(curve.privateKey) },
  'ES256 of zeros': { header: { alg: 'ES256' }, sign: () => Buffer.alloc(64).toString('base64url') },
  'a cut signature': { rewrite: (token) => token.slice(0, -20) },
  'the signature of another token': { sign: () => signWith(lying.published)('something.else') },
  'claims changed after signing': {
    rewrite: part(
      1,
      encode(
        JSON.stringify({
          iss: lying.issuer,
          aud: clientId,
          sub: 'admin',
          nonce: secrets.nonce,
          iat: seconds,
          exp: seconds + 300,
        }),
      ),
    ),
  },
  'a key that is for encryption': { keys: () => [{ ...lying.publicJwk, use: 'enc' }] },
  'a key for another algorithm': { keys: () => [{ ...lying.publicJwk, alg: 'PS256' }] },
  'no keys': { keys: () => [] },
  'another issuer': claim({ iss: 'https://evil.example' }),
  'the issuer with a slash more': claim({ iss: `${lying.issuer}/` }),
  'the issuer as a list': claim({ iss: [lying.issuer] }),
  'no issuer': lacks('iss'),
  'another audience': claim({ aud: 'another-app' }),
  'audiences without us': claim({ aud: ['another-app', 'a-third'] }),
  'us among audiences, made for another': claim({ aud: [clientId, 'another-app'], azp: 'another-app' }),
  'us among audiences, made for nobody named': claim({ aud: [clientId, 'another-app'] }),
  'no audience': lacks('aud'),
  'over for a minute': claim({ exp: seconds - 60 }),
  'an end that is text': claim({ exp: String(seconds + 300) }),
  'no end': lacks('exp'),
  'not yet': claim({ nbf: seconds + 600 }),
  'a beginning that is text': claim({ iat: 'now' }),
  'no beginning': lacks('iat'),
  'the nonce of another sign-in': claim({ nonce: attemptSecretsOf('y'.repeat(43)).nonce }),
  'an empty nonce': claim({ nonce: '' }),
  'the nonce as a list': claim({ nonce: [secrets.nonce] }),
  'no nonce': lacks('nonce'),
  'no subject': lacks('sub'),
  'an empty subject': claim({ sub: '' }),
  'a subject that is a number': claim({ sub: 7 }),
  'two parts': { rewrite: (token) => token.split('.').slice(0, 2).join('.') },
  'five parts': { rewrite: (token) => `${token}.a.b` },
  'no token': { rewrite: () => undefined },
  'an empty token': { rewrite: () => '' },
  'a token that is an object': { rewrite: () => ({}) },
  'a header that is no JSON': { rewrite: part(0, encode('{')) },
  'claims that are no JSON': { rewrite: part(1, encode('{')) },
  'claims that are a list': { rewrite: part(1, encode('[]')) },
  'a refusal of the token endpoint': { reply: () => ({ status: 400, body: { error: 'invalid_grant' } }) },
  'a page of the token endpoint': { reply: () => ({ body: '<html>' }) },
  'a token of another kind': {
    reply: (token) => ({ body: { access_token: 'a', token_type: 'mac', id_token: token } }),
  },
  'another state': returned((query) => query.set('state', 'another')),
  'an empty state': returned((query) => query.set('state', '')),
  'two states': returned((query) => query.append('state', 'another')),
  'no state': returned((query) => query.delete('state')),
  'an answer of another issuer': returned((query) => query.set('iss', 'https://evil.example')),
  'an answer of no issuer, though it promises to name itself': returned((query) => query.delete('iss')),
  'no code': returned((query) => query.delete('code')),
  'two codes': returned((query) => query.append('code', 'd')),
  'an error beside a code': returned((query) => query.set('error', 'access_denied')),
};

test('takes the honest token, and what it says of the person', async () => {
  const person = await signIn({});
  assert.deepEqual(person, {
    issuer: lying.issuer,
    subject: 'somebody',
    email: 'ana@acme.example',
    isEmailVerified: true,
    name: null,
    provenAt: null,
  });
});

test('takes over when somebody proved who they are, where the provider says it in a number', async () => {
  const since = seconds - 3_600;
  assert.deepEqual((await signIn(claim({ auth_time: since }))).provenAt, new Date(since * 1000));
  for (const word of ['1', null, -1]) {
    await assert.rejects(signIn(claim({ auth_time: word })), { code: 'sign_in_failed' });
  }
  assert.equal((await signIn(claim({ auth_time: 1e300 }))).provenAt, null);
});

test('takes only a plain yes for a verified address', async () => {
  for (const word of ['true', 1, 'yes', null, {}]) {
    assert.notEqual((await signIn(claim({ email_verified: word }))).isEmailVerified, true);
  }
  assert.equal((await signIn(claim({ email: 'no address' }))).email, null);
});

test(`refuses every one of ${Object.keys(FORGERIES).length} forgeries, and follows none of their addresses`, async () => {
  assert.ok(Object.keys(FORGERIES).length >= 40);
  const taken: string[] = [];
  for (const [name, forgery] of Object.entries(FORGERIES)) {
    try {
      await signIn(forgery);
      taken.push(name);
    } catch (thrown) {
      assert.ok(thrown instanceof Error && 'code' in thrown, name);
      // Nothing of token or secret stands in what a person is shown.
      assert.doesNotMatch(thrown.message, /eyJ|a-secret-of/, name);
    }
  }
  assert.deepEqual(taken, []);
  assert.deepEqual(lying.strayed, []);
});
