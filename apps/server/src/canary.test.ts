import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { connectGainsight, connectGong, endpoints, setIdentityProvider } from '@handrail/contract';
import type { Endpoint } from '@handrail/contract';
import type { Log } from './log.ts';
import { startApiTest } from './testing.ts';

const said: string[] = [];
const note = (...parts: readonly unknown[]): void => void said.push(JSON.stringify(parts));
const log: Log = { debug: note, info: note, warn: note, error: note };

const canary = () => `canary${randomBytes(18).toString('hex')}`;
const secrets = {
  access: canary(),
  gongKey: canary(),
  gongSecret: canary(),
  client: canary(),
  wrong: canary(),
};

const api = await startApiTest(import.meta.url, { log });
const { sandbox } = api;
Object.assign(sandbox.context.credentials, {
  accessKey: secrets.access,
  gongAccessKey: secrets.gongKey,
  gongAccessKeySecret: secrets.gongSecret,
});

async function send(endpoint: Endpoint, body?: object): Promise<void> {
  const reply = await api.send({
    method: endpoint.method,
    url: endpoint.path.replace(/:\w+/g, '018f0000-0000-7000-8000-000000000001'),
    headers: { authorization: `Bearer ${api.token}` },
    ...(body === undefined ? {} : { payload: body }),
  });
  said.push(`${endpoint.name} ${reply.body} ${JSON.stringify(reply.headers)}`);
}

/** A secret as it is, and as it may stand in something else. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  // Of base64 only the middle is the same wherever the text begins.
  const inside = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, 40),
  );
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString('hex'),
    [...secret].toReversed().join(''),
    ...inside,
  ];
}

function holds(text: string): readonly string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => formsOf(secret).some((form) => text.includes(form)))
    .map(([name]) => name);
}

test('shows no credential in any reply, log or row, whether it was taken or refused', async () => {
  const url = sandbox.gainsightUrl;
  const provider = { name: 'x', issuer: sandbox.identityUrl, clientId: 'sandbox-oidc', ownedDomains: [] };
  await send(connectGainsight, { url, credential: { kind: 'access-key', accessKey: secrets.wrong } });
  await send(connectGainsight, {
    url,
    credential: { kind: 'access-key', accessKey: secrets.access, more: secrets.wrong },
  });
  await send(connectGainsight, { url, credential: { kind: 'access-key', accessKey: secrets.access } });
  const gong = { url: sandbox.gongUrl, accessKey: secrets.gongKey };
  await send(connectGong, { ...gong, accessKeySecret: secrets.wrong });
  await send(connectGong, { ...gong, accessKeySecret: secrets.gongSecret });
  await send(setIdentityProvider, { ...provider, clientSecret: secrets.client });
  await api.workRuns();
  for (const endpoint of Object.values(endpoints)) if (endpoint.method === 'GET') await send(endpoint);
  // The vendors change the keys: everything fails now, and says so.
  Object.assign(sandbox.context.credentials, { accessKey: canary(), gongAccessKeySecret: canary() });
  api.clock.advance(61 * 60_000);
  await api.workRuns();
  for (const endpoint of Object.values(endpoints)) if (endpoint.method === 'GET') await send(endpoint);
  assert.ok(said.length > 100);
  assert.deepEqual(
    said.filter((text) => holds(text).length > 0).map((text) => text.slice(0, 200)),
    [],
  );

  const rows = await api.database.workspace(api.workspace.id).transaction(async (tx) => {
    const tables = await tx.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const found = await tx.query<{ row: string }>(`select t::text as row from "${name}" t`);
      texts.push(`${name} ${found.map(({ row }) => row).join('\n')}`);
    }
    return texts;
  });
  assert.ok(rows.length > 30);
  assert.deepEqual(
    rows.filter((text) => holds(text).length > 0).map((text) => text.slice(0, 40)),
    [],
  );
});
