import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { endpoints } from '@handrail/contract';
import type { Endpoint, ReplyOf } from '@handrail/contract';
import { createTestDatabase } from '@handrail/database/testing';
import { startStubServer } from '@handrail/http/testing';
import { startSandbox } from '@handrail/sandbox';
import pg from 'pg';
import { readConfig } from './config.ts';
import type { ServerRole } from './config.ts';
import { ServerError } from './errors.ts';
import { SILENT_LOG } from './log.ts';
import { startServer } from './server.ts';
import type { RunningServer } from './server.ts';

const { url: databaseUrl, superuserUrl, database } = await createTestDatabase(import.meta.url);
const sandbox = await startSandbox({ port: 0, gongPort: 0, limits: 'off', companies: 20 });
const dataDir = mkdtempSync(join(tmpdir(), 'handrail server '));
after(async () => {
  await sandbox.stop();
  await receiver.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const receiver = await startStubServer((_, response) => response.writeHead(204).end());

function start(role: ServerRole, port = 0): Promise<RunningServer> {
  const environment = {
    DATABASE_URL: databaseUrl,
    HANDRAIL_DATA_DIR: dataDir,
    HANDRAIL_PORT: String(port),
    HANDRAIL_ROLE: role,
    HANDRAIL_ALLOW_ORIGINS: `${sandbox.gainsightUrl},${receiver.origin}`,
  };
  return startServer({ config: readConfig(environment, '/'), log: SILENT_LOG, tickMs: 20, watchMs: 50 });
}

function readToken(): { origin: string; token: string } {
  const file: { origin: string; token: string } = JSON.parse(readFileSync(join(dataDir, 'token'), 'utf8'));
  return file;
}

async function call<E extends Endpoint>(endpoint: E, path: string, body?: object): Promise<ReplyOf<E>> {
  const { origin, token } = readToken();
  const reply = await fetch(`${origin}${path}`, {
    method: endpoint.method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return endpoint.reply.parse(await reply.json()) as ReplyOf<E>;
}

test('makes one workspace in an empty database, and leaves a token file for this user alone', async () => {
  const first = await start('api');
  assert.equal(first.isNew, true);
  const kept = readToken();
  assert.equal(kept.origin, first.origin);
  assert.equal(statSync(join(dataDir, 'token')).mode & 0o777, 0o600);
  const session = await call(endpoints.getSession, '/api/v1/session');
  assert.deepEqual([session.user.role, session.workspace.name], ['admin', 'Handrail']);
  await first.stop();

  const second = await start('api');
  assert.equal(second.isNew, false);
  assert.equal(readToken().token, kept.token);
  assert.equal(readToken().origin, second.origin);
  await second.stop();
});

test('writes a new token when the file is torn or its token unknown', async () => {
  writeFileSync(join(dataDir, 'token'), '{"origin":"http://127.0.0.1:1","token":"torn');
  const server = await start('api');
  assert.equal((await call(endpoints.getSession, '/api/v1/session')).user.email, 'admin@localhost');
  await server.stop();
});

test('signs in with the address that it makes, once', async () => {
  const server = await start('api');
  const address = await server.createSignInAddress();
  const [origin, token] = (address ?? '').split('/#enter=');
  assert.equal(origin, server.origin);
  const enter = () =>
    fetch(`${server.origin}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
  assert.equal((await enter()).status, 200);
  assert.equal((await enter()).status, 401);
  await server.stop();
});

test('has a worker of its own process do what the API was asked', async () => {
  const api = await start('api');
  const worker = await start('worker');
  assert.equal(worker.origin, null);
  assert.equal(await worker.createSignInAddress(), null);
  const { accessKey } = sandbox.context.credentials;
  await call(endpoints.connectGainsight, '/api/v1/connections/gainsight', {
    url: sandbox.gainsightUrl,
    credential: { kind: 'access-key', accessKey },
  });
  const document = { version: 1, fields: { account: { name: 'Name', csm: 'Csm' } } };
  await call(endpoints.saveConfig, '/api/v1/config', { basedOn: 0, document });
  for (;;) {
    const { items } = await call(endpoints.listStreams, '/api/v1/streams');
    const run = items.find((stream) => stream.name === 'accounts')?.lastRuns.at(-1);
    if (run?.finishedAt != null) {
      assert.deepEqual([run.state, run.counts.added], ['done', 20]);
      break;
    }
    await pause(20);
  }
  await worker.stop();
  await api.stop();
});

test('leads from the notice of an alarm to where it listens, as from that of a test', async () => {
  const before = await start('api');
  const port = Number(new URL(before.origin ?? '').port);
  await before.stop();
  const server = await start('api', port);
  const webhook = { url: `${receiver.origin}/hook`, kinds: ['outgoing-paused'] };
  await call(endpoints.setAlarmWebhook, '/api/v1/alarm-webhook', webhook);
  await call(endpoints.testAlarmWebhook, '/api/v1/alarm-webhook/test', {});
  await call(endpoints.updateWorkspace, '/api/v1/workspace', { outgoingPaused: true });
  const sent = () =>
    receiver.requests.map(({ body }) => {
      const notice: { event: string; link: unknown } = JSON.parse(body);
      return [notice.event, notice.link];
    });
  while (sent().length < 2) await pause(20);
  await call(endpoints.updateWorkspace, '/api/v1/workspace', { outgoingPaused: false });
  assert.deepEqual(sent().slice(0, 2), [
    ['test', `http://127.0.0.1:${port}/sync`],
    ['opened', `http://127.0.0.1:${port}/sync`],
  ]);
  await server.stop();
});

test('says which port is taken, and leaves nothing running behind', async () => {
  const server = await start('api');
  const port = Number(new URL(server.origin ?? '').port);
  await assert.rejects(start('all', port), (thrown) => {
    assert.ok(thrown instanceof ServerError);
    assert.equal(thrown.code, 'port_taken');
    assert.match(thrown.message, new RegExp(String(port)));
    return true;
  });
  await server.stop();
});

test('answers a stopped server as often as it is asked to stop', async () => {
  const server = await start('all');
  await Promise.all([server.stop(), server.stop()]);
  await assert.rejects(fetch(`${server.origin}/healthz`));
});

test('says that its key is missing, runs nothing, and goes on with the key', async () => {
  const key = join(dataDir, 'secret.key');
  renameSync(key, `${key}.aside`);
  writeFileSync(key, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  await assert.rejects(start('worker'), { code: 'secret_key_missing' });
  const server = await start('all');
  assert.equal(server.keyMissing?.code, 'secret_key_missing');
  assert.equal(await server.createSignInAddress(), null);
  const { origin, token } = readToken();
  assert.equal(origin, server.origin);
  const ask = async (path: string, method = 'GET') => {
    const reply = await fetch(`${origin}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
    assert.match(reply.headers.get('content-security-policy') ?? '', /default-src 'self'/);
    return { status: reply.status, text: await reply.text() };
  };
  for (const { path, method } of Object.values<Endpoint>(endpoints)) {
    const { status, text } = await ask(path, method);
    assert.deepEqual([status, JSON.parse(text).code], [503, 'secret_key_missing'], path);
    // Nobody is signed in here: no path and no key id of this machine.
    assert.ok(!text.includes(dataDir));
  }
  assert.equal((await ask('/healthz')).status, 200);
  const ready = await ask('/readyz');
  assert.deepEqual([ready.status, JSON.parse(ready.text).key], [503, false]);
  assert.doesNotMatch((await ask('/accounts')).text, /secret/i);
  // Neither an engine of jobs nor a worker has come to the database.
  const present = await database
    .platform()
    .transaction((tx) =>
      tx.query<{ name: string }>(
        `select application_name as name from pg_stat_activity where datname = current_database()`,
      ),
    );
  assert.deepEqual(
    present.filter(({ name }) => name === 'handrail jobs'),
    [],
  );
  await server.stop();
  renameSync(`${key}.aside`, key);
  const again = await start('all');
  assert.equal(again.keyMissing, null);
  assert.equal((await call(endpoints.getSession, '/api/v1/session')).user.email, 'admin@localhost');
  await again.stop();
});

test('stops wholly though its database is away, and leaves its port', async () => {
  const server = await start('all');
  const { credentials } = sandbox.context;
  // A call that is counted, and still to be written when it stops.
  await call(endpoints.connectGainsight, '/api/v1/connections/gainsight', {
    url: sandbox.gainsightUrl,
    credential: { kind: 'access-key', accessKey: credentials.accessKey },
  });
  const superuser = new pg.Client({ connectionString: String(new URL('/postgres', superuserUrl)) });
  await superuser.connect();
  const name = pg.escapeIdentifier(new URL(databaseUrl).pathname.slice(1));
  await superuser.query(`alter database ${name} allow_connections false`);
  await superuser.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    new URL(databaseUrl).pathname.slice(1),
  ]);
  await server.stop();
  await superuser.query(`alter database ${name} allow_connections true`);
  await superuser.end();
  await assert.rejects(fetch(`${server.origin}/healthz`));
});
