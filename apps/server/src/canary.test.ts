// Secrets that can be told anywhere go through the whole loop, as taken, refused and changed; everything that the product
// says of itself meanwhile is kept and searched for them.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import { endpoints as e } from '@handrail/contract';
import type { Endpoint } from '@handrail/contract';
import { startStubServer } from '@handrail/http/testing';
import type { Log } from './log.ts';
import { METRICS_TOKEN, startApiTest } from './testing.ts';
import { startStubModel, STUB_KEY } from './testing-model.ts';

const said: string[] = [];
const note = (...parts: readonly unknown[]): void => void said.push(JSON.stringify(parts));
const log: Log = { debug: note, info: note, warn: note, error: note };
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = (text: string | Uint8Array) => {
    said.push(String(text));
    return write(text);
  };
}

/** Has letters that an address would code. */
const canary = (): string => `canary+${randomBytes(18).toString('hex')}/=`;
const secrets: Record<string, string> = {
  access: canary(),
  gongKey: canary(),
  gongSecret: canary(),
  client: canary(),
  wrong: canary(),
  webhook: `canary${randomBytes(18).toString('hex')}`,
  model: STUB_KEY,
  metrics: METRICS_TOKEN,
};

const model = await startStubModel();
const receiver = await startStubServer(({ body }, response) => {
  said.push(`notice ${body}`);
  response.end();
});
after(() => Promise.all([model.stop(), receiver.close()]));
const api = await startApiTest(import.meta.url, {
  log,
  allowOrigins: [model.origin, receiver.origin],
  sandbox: { companies: 20 },
});
const { credentials } = api.sandbox.context;
Object.assign(credentials, {
  accessKey: secrets['access'],
  gongAccessKey: secrets['gongKey'],
  gongAccessKeySecret: secrets['gongSecret'],
});
secrets['token'] = api.token;
secrets['master'] = api.secretKey.bytes.toString('base64');

const UNKNOWN = '018f0000-0000-7000-8000-000000000001';

async function send({ name, method, path }: Endpoint, id: string, body?: object): Promise<unknown> {
  const reply = await api.send({
    method,
    url: path.replace(':vendor', 'gainsight').replace(/:\w+/g, id),
    headers: { authorization: `Bearer ${api.token}` },
    ...(body === undefined ? {} : { payload: body }),
  });
  said.push(`${name} ${reply.body} ${JSON.stringify(reply.headers)}`);
  return reply.json();
}

/** Asks every endpoint that reads, each for the first that its list shows, and what machines ask. */
async function readEverything(): Promise<void> {
  const reading = Object.values<Endpoint>(e).filter(({ method }) => method === 'GET');
  const firstOf = new Map<string, string>();
  for (const endpoint of reading) {
    const list = endpoint.path.split('/:')[0] ?? '';
    const reply = Object(await send(endpoint, firstOf.get(list) ?? UNKNOWN));
    if (Array.isArray(reply.items)) firstOf.set(endpoint.path, String(Object(reply.items[0]).id ?? UNKNOWN));
  }
  const authorization = `Bearer ${METRICS_TOKEN}`;
  for (const url of ['/metrics', '/readyz', '/api/v1/openapi.json'])
    said.push(`${url} ${(await api.send({ url, headers: { authorization } })).body}`);
}

/** A secret as it is, and as it may stand in something else. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  // Of base64 only the middle is the same wherever the text begins.
  const inside = [0, 1, 2].flatMap((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
    return (['base64', 'base64url'] as const).map((coding) => shifted.toString(coding).slice(4, 28));
  });
  const hex = bytes.toString('hex');
  return [
    secret,
    encodeURIComponent(secret),
    hex,
    hex.toUpperCase(),
    [...secret].toReversed().join(''),
    ...inside,
  ];
}

function findIn(texts: readonly string[]): readonly string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    formsOf(secret).flatMap((form) =>
      texts.filter((text) => text.includes(form)).map((text) => `${name} in ${text.slice(0, 200)}`),
    ),
  );
}

/** Everything that is asked for with secrets, well and badly. */
async function useSecrets(): Promise<void> {
  const url = api.sandbox.gainsightUrl;
  const { wrong, access, gongKey, gongSecret } = secrets;
  const credential = { kind: 'access-key', accessKey: access };
  await send(e.connectGainsight, UNKNOWN, { url, credential: { ...credential, accessKey: wrong } });
  await send(e.connectGainsight, UNKNOWN, { url, credential: { ...credential, more: wrong } });
  await send(e.connectGong, UNKNOWN, {
    url: api.sandbox.gongUrl,
    accessKey: gongKey,
    accessKeySecret: wrong,
  });
  assert.ok(gongSecret !== undefined);
  await api.makeLoop();
  const provider = { name: 'x', issuer: api.sandbox.identityUrl, clientId: 'sandbox-oidc', ownedDomains: [] };
  await send(e.setIdentityProvider, UNKNOWN, { ...provider, clientSecret: secrets['client'] });
  const { signingKey } = await api.call(e.setAlarmWebhook, {
    body: { url: `${receiver.origin}/${secrets['webhook']}`, kinds: ['run-failed', 'credential-refused'] },
  });
  secrets['signing'] = signingKey;
  await send(e.testAlarmWebhook, UNKNOWN);
  const asked = { baseUrl: model.baseUrl, model: 'stub-1' };
  await send(e.setLanguageModel, UNKNOWN, { ...asked, key: wrong });
  await send(e.setLanguageModel, UNKNOWN, { ...asked, key: STUB_KEY });
  const { items } = await api.call(e.listMeetings, { query: { attribution: 'attributed', limit: 5 } });
  for (const { id } of items) await send(e.regenerateSummary, id);
}

/** What is handed out once, and to whom it is meant: kept here, and searched for in everything else. */
async function handOut(): Promise<void> {
  secrets['apiToken'] = (await api.call(e.createToken, { body: { name: 'Export', scopes: ['read'] } })).token;
  const { url } = await api.call(e.createSignInLink, { body: { email: api.workspace.admin.email } });
  secrets['link'] = url.split('#enter=')[1] ?? '';
  const payload = { token: secrets['link'] };
  const entered = await api.send({ method: 'POST', url: '/api/v1/session', payload });
  secrets['session'] = /handrail=([\w-]+)/.exec(String(entered.headers['set-cookie']))?.[1] ?? '';
  said.push(entered.body);
  said.push((await api.send({ method: 'POST', url: '/api/v1/session', payload })).body);
  await send(e.rotateSecretKey, UNKNOWN);
  secrets['nextMaster'] = api.secretKey.bytes.toString('base64');
}

test('shows no secret in any reply, log, notice, prompt or row, taken, refused or changed', async () => {
  await useSecrets();
  await handOut();
  await api.workRuns();
  await readEverything();
  // The vendors change the keys: everything fails now, and says so.
  Object.assign(credentials, { accessKey: canary(), gongAccessKeySecret: canary() });
  api.clock.advance(61 * 60_000);
  await api.workRuns();
  await api.watch();
  await readEverything();
  const prompts = model.asked.map(({ instructions, input }) => `prompt ${instructions} ${input}`);
  assert.ok(prompts.length > 1 && said.length > 200, `${prompts.length} prompts, ${said.length} texts`);
  for (const word of [
    '"call"',
    '/metrics # HELP',
    'gainsight_unauthorized',
    'getSupportBundle {"',
    'notice {',
  ])
    assert.ok(
      said.some((text) => text.includes(word)),
      word,
    );
  for (const [name, secret] of Object.entries(secrets)) {
    assert.ok(secret.length >= 16, name);
    for (const text of [
      `x${Buffer.from(`:${secret}`).toString('base64')}`,
      `?a=${encodeURIComponent(secret)}`,
    ])
      assert.ok(findIn([text]).length > 0, `${name} would be found`);
  }
  assert.deepEqual(findIn([...said, ...prompts]), []);

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
  assert.deepEqual(findIn(rows), []);
});
