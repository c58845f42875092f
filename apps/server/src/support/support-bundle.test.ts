import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import * as e from '@handrail/contract';
import { listRuns } from '@handrail/database';
import { startStubServer } from '@handrail/http/testing';
import { startApiTest } from '../testing.ts';

const receiver = await startStubServer((_, response) => response.writeHead(503).end());
after(() => receiver.close());
const api = await startApiTest(import.meta.url, {
  sandbox: { companies: 12 },
  allowOrigins: [receiver.origin],
});
const CANARY = 'canary-7f3a';
const inWorkspace = (sqlText: string, params: readonly unknown[] = []) =>
  api.database.workspace(api.workspace.id).transaction((tx) => tx.query<{ text: string }>(sqlText, params));

test('bundle and diagnostics hold no secret, no content and no vendor’s words, in whatever coding', async () => {
  await api.makeLoop();
  const { accessKey, gongAccessKey, gongAccessKeySecret } = api.sandbox.context.credentials;
  const webhook = await api.call(e.setAlarmWebhook, {
    body: { url: `${receiver.origin}/${CANARY}-path?key=${CANARY}-query`, kinds: ['run-failed'] },
  });
  await api.call(e.testAlarmWebhook, {});
  // What a vendor or a person may have written, in every place from which the bundle is read.
  const failure = { kind: 'transient', code: 'http_timeout', message: `${CANARY}-vendor`, remedy: CANARY };
  const stored = JSON.stringify({ ...failure, requestId: 'request-4711' });
  await inWorkspace(`update runs set failure = $1 where number = (select max(number) from runs)`, [stored]);
  await inWorkspace(
    `update connections set failure = $1, reached = $1::jsonb, state = 'needs-attention' where vendor = 'gong'`,
    [stored],
  );
  await inWorkspace(`update deliveries set failure = $1`, [stored]);
  await inWorkspace(`update accounts set name = name || ' ${CANARY}-name'`);
  await inWorkspace(`update workspaces set name = '${CANARY}-workspace'`);
  await api.watch();

  const bundle = JSON.stringify(await api.call(e.getSupportBundle, {}));
  // A topic is one word, and may be one that the bundle says of itself.
  const content = await inWorkspace(`
    select distinct text from (
      select name as text from accounts union select title from meetings union select email from users
      union select text from turns union select text from claims where text like '% %' union select name from stakeholders
    ) as everything where length(text) > 5`);
  assert.ok(content.length > 50);
  const secrets = [accessKey, gongAccessKey, gongAccessKeySecret, webhook.signingKey, api.token, CANARY];
  for (const text of [...secrets, ...content.map((row) => row.text)]) {
    for (const form of [
      text,
      encodeURIComponent(text),
      Buffer.from(text).toString('base64').replace(/=+$/, ''),
    ]) {
      assert.ok(!bundle.includes(form), form);
    }
  }
  assert.ok(bundle.includes('request-4711') && bundle.includes('http_timeout'));
});

test('diagnostics name each run with its calls, and each failure by code and request id', async () => {
  const diagnostics = await api.call(e.getDiagnostics, {});
  const runs = await api.database
    .workspace(api.workspace.id)
    .transaction((tx) => listRuns(tx, { limit: 50 }));
  assert.equal(diagnostics.runs.length, runs.length);
  assert.deepEqual(diagnostics.runs[0]?.failure, { code: 'http_timeout', requestId: 'request-4711' });
  assert.ok(diagnostics.deliveries.length > 0);
  assert.ok(diagnostics.budget.some(({ family, window }) => family === 'sync' && window === 'day'));
});

test('is for those who may read the settings', async () => {
  const { token } = await api.addMember('user');
  for (const endpoint of [e.getDiagnostics, e.getSupportBundle]) {
    assert.equal((await api.refusal(endpoint, {}, token)).code, 'not_allowed');
  }
});
