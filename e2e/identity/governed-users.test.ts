// Users governed by Gainsight, over the whole product: sandboxes, real identity provider, server and worker over HTTP.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient, ProblemError } from '@handrail/client';
import { endpoints as e } from '@handrail/contract';
import type { User } from '@handrail/contract';
import { createTestDatabase } from '@handrail/database/testing';
import { readConfig, SILENT_LOG, startServer } from '@handrail/server';
import { startSandbox } from '@handrail/sandbox';
import { signInAtProvider } from '@handrail/server/identity/testing';

const REREAD_MS = 5 * 60_000;

const stops: (() => unknown)[] = [];
// Before the database is: it goes after what works with it.
after(async () => {
  for (const stop of stops.toReversed()) await stop();
});
const { url: databaseUrl } = await createTestDatabase(import.meta.url);
const sandbox = await startSandbox({ port: 0, gongPort: 0, limits: 'off', companies: 30 });
stops.push(() => sandbox.stop());
const dataDir = mkdtempSync(join(tmpdir(), 'handrail users '));
stops.push(() => rmSync(dataDir, { recursive: true, force: true }));
const environment = {
  DATABASE_URL: databaseUrl,
  HANDRAIL_DATA_DIR: dataDir,
  HANDRAIL_PORT: '0',
  HANDRAIL_ALLOW_ORIGINS: `${sandbox.gainsightUrl},${sandbox.identityUrl}`,
};
let aheadMs = 0;
const server = await startServer({
  config: readConfig(environment, dataDir),
  log: SILENT_LOG,
  clock: { now: () => new Date(Date.now() + aheadMs) },
  triesPerMinute: 1_000,
  tickMs: 50,
});
stops.push(() => server.stop());
const file: { origin: string; token: string } = JSON.parse(readFileSync(join(dataDir, 'token'), 'utf8'));
const operator = createClient(file);

const staff = (sandbox.context.world.objects.get('gsuser')?.rows ?? []).filter(
  (row) => row['IsActiveUser'] === true && String(row['Email']).endsWith('@lumenta.example'),
);

async function changeAtGainsight(person: number, values: object): Promise<void> {
  const reply = await fetch(
    `${sandbox.gainsightUrl}/__sandbox/objects/gsuser/${String(staff[person]?.['Gsid'])}`,
    {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(values),
    },
  );
  assert.equal(reply.status, 200);
}

async function userOf(person: number): Promise<User> {
  const email = String(staff[person]?.['Email']);
  const { items } = await operator.call(e.listUsers, { query: { search: email } });
  assert.ok(items[0] !== undefined, email);
  return items[0];
}

/** A browser of somebody who came in through the provider: asks by its cookie alone. */
async function enter(person: number) {
  const send = (cookie: string): typeof fetch => {
    return (url, init) => {
      const headers = new Headers(init?.headers);
      headers.set('cookie', cookie);
      return fetch(url, { ...init, headers });
    };
  };
  const { items } = await operator.call(e.listSignInWays, {});
  const begun = await fetch(`${file.origin}${e.beginSignIn.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ workspaceId: items[0]?.workspaceId }),
  });
  const { url } = e.beginSignIn.reply.parse(await begun.json());
  const back = await signInAtProvider(url, String(staff[person]?.['Email']));
  const done = await send(begun.headers.get('set-cookie')?.split(';')[0] ?? '')(
    `${file.origin}${e.completeSignIn.path}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: back.search.slice(1) }),
    },
  );
  const completed = e.completeSignIn.reply.parse(await done.json());
  assert.ok(completed.kind === 'signed-in');
  const cookie =
    done.headers
      .getSetCookie()
      .find((line) => /^handrail=[^;]/.test(line))
      ?.split(';')[0] ?? '';
  const { csrfToken, user } = completed.session;
  return {
    user,
    client: createClient({ origin: file.origin, csrfToken: () => csrfToken, fetch: send(cookie) }),
  };
}

async function codeOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call;
    return null;
  } catch (thrown) {
    assert.ok(thrown instanceof ProblemError, String(thrown));
    return thrown.code;
  }
}

/** Asks until the answer is the one expected; fails with the last one after a while. */
async function until(expected: string | null, ask: () => Promise<string | null>): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const code = await ask();
    if (code === expected) return;
    if (performance.now() - begun > 30_000) assert.equal(code, expected);
    await pause(50);
  }
}

const LICENSED = { GainsightLicenseEnabled: true, SystemType: 'Internal', IsActiveUser: true };
await changeAtGainsight(0, { ...LICENSED, IsSuperAdmin: true });
await changeAtGainsight(1, { ...LICENSED, IsSuperAdmin: true });
await changeAtGainsight(2, { ...LICENSED, IsSuperAdmin: false });
const { accessKey } = sandbox.context.credentials;
const credential = { kind: 'access-key', accessKey } as const;
await operator.call(e.connectGainsight, { body: { url: sandbox.gainsightUrl, credential } });
const document = { version: 1, fields: { account: { name: 'Name', csm: 'Csm' } } };
await operator.call(e.saveConfig, { body: { basedOn: 0, document } });
await operator.call(e.setIdentityProvider, {
  body: {
    name: 'Lumenta',
    issuer: sandbox.identityUrl,
    clientId: 'sandbox-oidc',
    clientSecret: 'sandbox-oidc-secret',
    ownedDomains: [],
  },
});
const isRead = async (stream: string) => {
  const { items } = await operator.call(e.listStreams, {});
  return items.find(({ name }) => name === stream)?.lastCompletedAt == null ? 'waiting' : null;
};
await until(null, () => isRead('users'));
await until(null, () => isRead('accounts'));

test('governance opens once an admin came in by the provider, and roles are those of Gainsight from then on', async () => {
  assert.equal(await codeOf(operator.call(e.setGovernance, { body: { on: true } })), 'governance_not_ready');
  const first = await userOf(0);
  await operator.call(e.changeUser, { params: { id: first.id }, body: { role: 'admin' } });
  const admin = await enter(0);
  assert.deepEqual([admin.user.id, admin.user.role], [first.id, 'admin']);
  await admin.client.call(e.setGovernance, { body: { on: true } });
  const [second, third] = [await userOf(1), await userOf(2)];
  assert.equal(second.role, 'admin');
  assert.ok(third.active && third.role !== 'admin', third.role);
});

test('UG5: nobody changes roles, access or members here any more, by session or token, and each try stands in the audit', async () => {
  const { client: admin, user } = await enter(0);
  const { id } = await userOf(2);
  const tries = [
    e.changeUser.name,
    e.changeUser.name,
    e.inviteUser.name,
    e.changeUser.name,
    e.inviteUser.name,
  ];
  const invited = { name: 'New', email: 'new@lumenta.example', role: 'admin' } as const;
  for (const client of [admin, operator]) {
    assert.equal(
      await codeOf(client.call(e.changeUser, { params: { id }, body: { role: 'admin' } })),
      'users_governed',
    );
    if (client === admin) {
      assert.equal(
        await codeOf(client.call(e.changeUser, { params: { id }, body: { role: null } })),
        'users_governed',
      );
    }
    assert.equal(await codeOf(client.call(e.inviteUser, { body: invited })), 'users_governed');
  }
  const { items } = await operator.call(e.listAudit, { query: { outcome: 'refused', limit: 5 } });
  assert.deepEqual(items.map(({ action }) => action).toReversed(), tries);
  assert.ok(items.every(({ code }) => code === 'users_governed'));
  assert.deepEqual(
    items.map(({ actorId, via }) => `${via} ${actorId === user.id ? 'of the admin' : 'of the operator'}`),
    [
      'token of the operator',
      'token of the operator',
      'session of the admin',
      'session of the admin',
      'session of the admin',
    ],
  );
  assert.ok((await userOf(2)).role !== 'admin');
});

test('UG2: a lowered role binds at the next request of a session and a token that are open, within five minutes', async () => {
  const { client, user } = await enter(1);
  assert.equal(user.role, 'admin');
  const { token } = await client.call(e.createToken, {
    body: { name: 'Export', scopes: ['read', 'read-audit'] },
  });
  const program = createClient({ origin: file.origin, token });
  await client.call(e.listAudit, { query: {} });
  await program.call(e.listAudit, { query: {} });
  const everything = (await client.call(e.listAccounts, { query: {} })).total;
  await changeAtGainsight(1, { IsSuperAdmin: false });
  aheadMs += REREAD_MS;
  await until('not_allowed', () => codeOf(client.call(e.listAudit, { query: {} })));
  // The session lives on with what is left to it; the token, too.
  const { user: lowered } = await client.call(e.getSession, {});
  assert.notEqual(lowered.role, 'admin');
  const writes = [
    client.call(e.updateWorkspace, { body: { name: 'Mine' } }),
    client.call(e.createToken, { body: { name: 'More', scopes: ['read'] } }),
    program.call(e.listAudit, { query: {} }),
  ];
  assert.deepEqual(
    await Promise.all(writes.map(codeOf)),
    writes.map(() => 'not_allowed'),
  );
  assert.ok((await program.call(e.listAccounts, { query: {} })).total < everything);
  assert.ok((await client.call(e.listAccounts, { query: {} })).total < everything);
});

test('UG1: somebody deactivated loses session and token when the sync sees it, within seconds by hand', async () => {
  await changeAtGainsight(1, { IsSuperAdmin: true });
  const { client } = await enter(1);
  const { token } = await client.call(e.createToken, { body: { name: 'Again', scopes: ['read'] } });
  const program = createClient({ origin: file.origin, token });
  await changeAtGainsight(1, { IsActiveUser: false });
  assert.equal(await codeOf(client.call(e.getSession, {})), null);
  const begun = performance.now();
  await operator.call(e.syncStream, { params: { name: 'users' }, body: {} });
  await until('not_signed_in', () => codeOf(client.call(e.getSession, {})));
  const seconds = (performance.now() - begun) / 1000;
  assert.equal(await codeOf(program.call(e.getSession, {})), 'not_signed_in');
  process.stdout.write(`by hand: session and token ended after ${seconds.toFixed(1)} s\n`);
  await assert.rejects(enter(1));
});

test('UG8: every line of this stands in a chain that is whole', async () => {
  const verdict = await operator.call(e.verifyAudit, { query: {} });
  assert.ok(verdict.isWhole && verdict.entries > 20);
  const { items } = await operator.call(e.listAudit, { query: { action: 'setGovernance', outcome: 'done' } });
  assert.deepEqual(items[0]?.changes, { isGoverned: [false, true] });
});
