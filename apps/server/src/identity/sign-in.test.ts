import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  acceptSignInRequest,
  beginSignIn,
  completeSignIn,
  connectGainsight,
  getIdentityProvider,
  leaveSession,
  listAudit,
  listSignInRequests,
  listSignInWays,
  refuseSignInRequest,
  removeIdentityProvider,
  setIdentityProvider,
  tryIdentityProvider,
} from '@handrail/contract';
import type { Problem, ReplyOf } from '@handrail/contract';
import { createUser, setGovernance } from '@handrail/database';
import type { UserRow } from '@handrail/database';
import { startApiTest } from '../testing.ts';
import { signInAtProvider } from './testing.ts';

const api = await startApiTest(import.meta.url);
const { sandbox } = api;
const people = (sandbox.context.world.objects.get('gsuser')?.rows ?? [])
  .map((row) => ({ email: String(row['Email'] ?? ''), isActive: row['IsActiveUser'] === true }))
  .filter(({ email, isActive }) => email.includes('@') && isActive)
  .map(({ email }) => email);
const PROVIDER = {
  name: 'Lumenta',
  issuer: sandbox.identityUrl,
  clientId: 'sandbox-oidc',
  clientSecret: 'sandbox-oidc-secret',
  ownedDomains: [],
};
const workspaceId = api.workspace.id;
const asks = { origin: 'http://127.0.0.1:7400', host: '127.0.0.1:7400' };

await api.call(setIdentityProvider, { body: PROVIDER });

async function admit(email: string, role: UserRow['role'] = 'user'): Promise<UserRow> {
  return api.database
    .workspace(workspaceId)
    .transaction((tx) => createUser(tx, { email, name: email, role }));
}

function personAt(at: number): string {
  const email = people[at];
  assert.ok(email !== undefined);
  return email;
}

function cookieOf(reply: { readonly headers: Record<string, unknown> }, name: RegExp): string {
  const lines = [reply.headers['set-cookie']].flat().map(String);
  return (lines.find((line) => name.test(line)) ?? '').split(';')[0] ?? '';
}

async function begin(): Promise<{ url: string; cookie: string }> {
  const reply = await api.send({
    method: beginSignIn.method,
    url: beginSignIn.path,
    headers: asks,
    payload: { workspaceId },
  });
  assert.equal(reply.statusCode, 200, reply.body);
  return { url: beginSignIn.reply.parse(reply.json()).url, cookie: cookieOf(reply, /-sign-in=/) };
}

async function complete(cookie: string, query: string) {
  return api.send({
    method: completeSignIn.method,
    url: completeSignIn.path,
    headers: { ...asks, cookie },
    payload: { query },
  });
}

/** The whole way of somebody with this address at the provider. */
async function signIn(email: string) {
  const { url, cookie } = await begin();
  return complete(cookie, (await signInAtProvider(url, email)).search.slice(1));
}

async function enteredAs(email: string): Promise<{ id: string; role: string; cookie: string; csrf: string }> {
  const reply = await signIn(email);
  assert.equal(reply.statusCode, 200, reply.body);
  const done = completeSignIn.reply.parse(reply.json());
  assert.ok(done.kind === 'signed-in');
  return {
    id: done.session.user.id,
    role: done.session.user.role,
    cookie: cookieOf(reply, /^handrail=/),
    csrf: done.session.csrfToken ?? '',
  };
}

async function refusedAs(email: string): Promise<Problem> {
  const reply = await signIn(email);
  assert.ok(reply.statusCode >= 400, reply.body);
  assert.equal(cookieOf(reply, /^handrail=[^;]/), '');
  return reply.json<Problem>();
}

async function changeFacts(facts: object): Promise<void> {
  await fetch(`${sandbox.gainsightUrl}/__sandbox/identity`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(facts),
  });
}

test('lets a member in whose verified address the provider names, and knows them by the subject from then on', async () => {
  const email = personAt(0);
  const member = await admit(email);
  const first = await enteredAs(email);
  assert.equal(first.id, member.id);
  // Another member gets the address: the person stays who they are.
  await api.database
    .workspace(workspaceId)
    .transaction((tx) =>
      tx.query("update users set email = 'renamed@lumenta.example' where id = $1", [member.id]),
    );
  await admit(email);
  assert.equal((await enteredAs(email)).id, member.id);
  const { items } = await api.call(listAudit, { query: { action: completeSignIn.name } });
  assert.ok(items.every(({ via }) => via === 'identity-provider') && items.length === 2);
});

test('has the provider ask anew for a fresh sign-in, and ends the former session of the browser', async () => {
  const email = personAt(0);
  const former = await enteredAs(email);
  const again = await api.send({
    method: beginSignIn.method,
    url: beginSignIn.path,
    headers: asks,
    payload: { workspaceId, again: true },
  });
  const { url } = beginSignIn.reply.parse(again.json());
  const { searchParams } = new URL(url);
  assert.deepEqual([searchParams.get('prompt'), searchParams.get('max_age')], ['login', '0']);
  const query = (await signInAtProvider(url, email)).search.slice(1);
  const done = await complete(`${cookieOf(again, /-sign-in=/)}; ${former.cookie}`, query);
  assert.equal(done.statusCode, 200, done.body);
  const statusOf = async (cookie: string) =>
    (await api.send({ url: '/api/v1/session', headers: { cookie } })).statusCode;
  assert.deepEqual([await statusOf(former.cookie), await statusOf(cookieOf(done, /^handrail=/))], [401, 200]);
});

test('names the providers to everybody, and nothing else of them', async () => {
  const reply = await api.send({ url: listSignInWays.path });
  assert.deepEqual(reply.json<ReplyOf<typeof listSignInWays>>(), {
    items: [{ workspaceId, name: 'Lumenta' }],
  });
});

test('tells somebody whom nobody knows whom to ask, by name', async () => {
  const problem = await refusedAs(personAt(1));
  assert.equal(problem.code, 'sign_in_unknown');
  assert.match(problem.remedy ?? '', /Ask .*admin@localhost/);
});

test('keeps somebody out who is no longer active, before and after the first sign-in', async () => {
  const close = (id: string) =>
    api.database
      .workspace(workspaceId)
      .transaction((tx) => tx.query("update users set no_access = 'by-hand' where id = $1", [id]));
  const [never, once] = [personAt(2), personAt(3)];
  await close((await admit(never)).id);
  assert.equal((await refusedAs(never)).code, 'sign_in_closed');
  const member = await admit(once);
  await enteredAs(once);
  await close(member.id);
  assert.equal((await refusedAs(once)).code, 'sign_in_closed');
});

test('lets an address decide only when it is verified or of a domain the issuer owns', async () => {
  const email = personAt(4);
  await admit(email);
  await changeFacts({ emailVerifiedClaim: false });
  const problem = await refusedAs(email);
  assert.equal(problem.code, 'sign_in_undecided');
  assert.doesNotMatch(problem.remedy ?? '', /@/);
  await api.call(setIdentityProvider, { body: { ...PROVIDER, ownedDomains: ['lumenta.example'] } });
  await enteredAs(email);
  await changeFacts({ emailVerifiedClaim: true });
  await api.call(setIdentityProvider, { body: PROVIDER });
});

test('never lets a second person in as a member', async () => {
  const email = personAt(5);
  const member = await admit(email);
  await api.database
    .workspace(workspaceId)
    .transaction((tx) =>
      tx.query('update users set issuer = $2, subject = $3 where id = $1', [
        member.id,
        sandbox.identityUrl,
        'somebody-else',
      ]),
    );
  assert.equal((await refusedAs(email)).code, 'sign_in_undecided');
});

test('has an admin decide who it is: refused they stay out, accepted they are that person from then on', async () => {
  await changeFacts({ emailVerifiedClaim: false });
  const [email, other] = [personAt(12), personAt(13)];
  const member = await admit(email);
  await admit(other);
  assert.equal((await refusedAs(email)).code, 'sign_in_undecided');
  assert.equal((await refusedAs(other)).code, 'sign_in_undecided');
  const { items } = await api.call(listSignInRequests, {});
  const waiting = items.find((one) => one.email === email);
  assert.ok(waiting !== undefined && waiting.refusedAt === null);
  assert.equal(waiting.reason, 'email-not-verified');
  const params = { id: waiting.id };
  const refused = (await api.call(refuseSignInRequest, { params })).items;
  assert.ok(refused.some(({ id, refusedAt }) => id === waiting.id && refusedAt !== null));
  const problem = await refusedAs(email);
  assert.deepEqual([problem.code, problem.facts?.['reason']], ['sign_in_closed', 'refused-before']);
  const decided = { ...params, userId: member.id };
  const left = (await api.call(acceptSignInRequest, { params: decided })).items;
  assert.ok(!left.some(({ id }) => id === waiting.id));
  assert.equal((await enteredAs(email)).id, member.id);
  assert.equal((await api.refusal(acceptSignInRequest, { params: decided })).code, 'not_found');
  await changeFacts({ emailVerifiedClaim: true });
  await enteredAs(other);
  assert.ok(!(await api.call(listSignInRequests, {})).items.some((one) => one.email === other));
});

test('keeps every refused sign-in in the audit, with whom it meant', async () => {
  const query = { action: completeSignIn.name, outcome: 'refused' as const, limit: 200 };
  const before = (await api.call(listAudit, { query })).total;
  const member = await admit(personAt(14));
  await changeFacts({ emailVerifiedClaim: false });
  await refusedAs(personAt(14));
  await changeFacts({ emailVerifiedClaim: true });
  await refusedAs(personAt(15));
  const { cookie } = await begin();
  await complete(cookie, 'code=forged&state=forged');
  const { items } = await api.call(listAudit, { query });
  assert.deepEqual(
    items
      .slice(0, items.length - before)
      .map(({ code, actorId, subject, via }) => [code, actorId, subject['userId'], via]),
    [
      ['sign_in_failed', null, undefined, 'identity-provider'],
      ['sign_in_unknown', null, undefined, 'identity-provider'],
      ['sign_in_undecided', null, member.id, 'identity-provider'],
    ],
  );
});

test('goes on through a change of keys, also when the old ones are gone', async () => {
  const email = personAt(6);
  await admit(email);
  await enteredAs(email);
  const { url, cookie } = await begin();
  await fetch(`${sandbox.gainsightUrl}/__sandbox/identity/rotate-keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ keepOld: false }),
  });
  const back = await signInAtProvider(url, email);
  assert.equal((await complete(cookie, back.search.slice(1))).statusCode, 200);
});

test('takes a sign-in once, in time, and only in the browser that began it', async () => {
  const email = personAt(6);
  const [mine, other] = [await begin(), await begin()];
  const query = (await signInAtProvider(mine.url, email)).search.slice(1);
  const codeOf = async (cookie: string) => (await complete(cookie, query)).json<Problem>().code;
  assert.equal(await codeOf(''), 'sign_in_expired');
  assert.equal(await codeOf(other.cookie), 'sign_in_failed');
  assert.equal((await complete(mine.cookie, query)).statusCode, 200);
  assert.equal(await codeOf(mine.cookie), 'sign_in_expired');
  const late = await begin();
  const lateQuery = (await signInAtProvider(late.url, email)).search.slice(1);
  api.clock.advance(10 * 60_000 + 1);
  assert.equal((await complete(late.cookie, lateQuery)).json<Problem>().code, 'sign_in_expired');
});

test('ends the session here and shows the way to end it at the provider', async () => {
  const { cookie, csrf } = await enteredAs(personAt(6));
  const reply = await api.send({
    method: leaveSession.method,
    url: leaveSession.path,
    headers: { ...asks, cookie, 'x-csrf-token': csrf },
  });
  const { providerSignOutUrl } = leaveSession.reply.parse(reply.json());
  assert.ok(providerSignOutUrl?.startsWith(`${sandbox.identityUrl}/`));
  assert.equal((await api.send({ url: '/api/v1/session', headers: { cookie } })).statusCode, 401);
});

test('lets an admin try the provider without letting anybody in', async () => {
  const reply = await api.send({
    method: tryIdentityProvider.method,
    url: tryIdentityProvider.path,
    headers: { authorization: `Bearer ${api.token}`, host: '127.0.0.1:7400' },
  });
  const { url } = tryIdentityProvider.reply.parse(reply.json());
  const back = await signInAtProvider(url, personAt(7));
  const done = await complete(cookieOf(reply, /-sign-in=/), back.search.slice(1));
  const tried = completeSignIn.reply.parse(done.json());
  assert.ok(tried.kind === 'tried');
  assert.equal(tried.person.email, personAt(7));
  assert.equal(cookieOf(done, /^handrail=[^;]/), '');
});

test('stores a provider only after it has described itself, and never shows its secret', async () => {
  const wrong = (changes: object) => api.refusal(setIdentityProvider, { body: { ...PROVIDER, ...changes } });
  assert.equal((await wrong({ issuer: `${sandbox.identityUrl}/elsewhere` })).status >= 400, true);
  assert.equal((await wrong({ issuer: 'http://10.0.0.1:8080' })).code, 'identity_provider_invalid');
  assert.equal((await wrong({ issuer: 'https://127.0.0.1' })).code, 'identity_provider_invalid');
  assert.equal((await wrong({ issuer: 'issuer' })).code, 'identity_provider_invalid');
  const shown = await api.send({
    url: getIdentityProvider.path,
    headers: { authorization: `Bearer ${api.token}` },
  });
  assert.doesNotMatch(shown.body, /sandbox-oidc-secret/);
  const { clientSecret: _, ...withoutSecret } = PROVIDER;
  assert.equal((await api.call(setIdentityProvider, { body: withoutSecret })).provider?.hasSecret, true);
  const moved = { ...withoutSecret, clientId: 'sandbox-oidc-public' };
  assert.equal((await api.call(setIdentityProvider, { body: moved })).provider?.hasSecret, false);
  await enteredAs(personAt(6));
  assert.equal((await api.call(removeIdentityProvider, {})).provider, null);
});

test('asks Gainsight for somebody who comes for the first time, and tells them that nobody has admitted them', async () => {
  const { accessKey } = sandbox.context.credentials;
  const credential = { kind: 'access-key', accessKey } as const;
  await api.call(setIdentityProvider, { body: PROVIDER });
  await api.call(connectGainsight, { body: { url: sandbox.gainsightUrl, credential } });
  const email = personAt(9);
  const problem = await refusedAs(email);
  assert.equal(problem.code, 'sign_in_unknown');
  assert.equal(problem.facts?.['reason'], 'not-invited');
  const known = await api.database
    .workspace(workspaceId)
    .transaction((tx) => tx.query('select 1 from users where lower(email) = lower($1)', [email]));
  assert.equal(known.length, 1);
});

/** Changes a user at Gainsight, as an admin there does. */
async function changeAtGainsight(email: string, values: object): Promise<void> {
  const row = sandbox.context.world.objects.get('gsuser')?.rows.find((one) => one['Email'] === email);
  const reply = await fetch(`${sandbox.gainsightUrl}/__sandbox/objects/gsuser/${String(row?.['Gsid'])}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(values),
  });
  assert.equal(reply.status, 200);
}

test('goes by what Gainsight says at that moment: a lowered role binds, and who is inactive stays out', async () => {
  await api.database.workspace(workspaceId).transaction((tx) => setGovernance(tx, api.clock.now()));
  const [email, other] = [personAt(10), personAt(11)];
  const licensed = { GainsightLicenseEnabled: true, SystemType: 'Internal', IsActiveUser: true };
  await changeAtGainsight(email, { ...licensed, IsSuperAdmin: true });
  await changeAtGainsight(other, licensed);
  assert.equal((await enteredAs(email)).role, 'admin');
  await changeAtGainsight(email, { IsSuperAdmin: false });
  assert.notEqual((await enteredAs(email)).role, 'admin');
  await enteredAs(other);
  await changeAtGainsight(email, { IsActiveUser: false });
  assert.equal((await refusedAs(email)).code, 'sign_in_closed');
});

test('lets the last reading decide while Gainsight does not answer', async () => {
  await changeAtGainsight(personAt(11), { IsActiveUser: false });
  sandbox.context.faults.add({ kind: 'wrong-key', vendor: 'gainsight', times: 50 });
  await enteredAs(personAt(11));
  assert.equal((await refusedAs(personAt(10))).code, 'sign_in_closed');
  sandbox.context.faults.clear();
});
