import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowOf, startTestSandbox, type TestSandbox } from '../testing.ts';

test('leads from the root to a page with seven tabs', async (t) => {
  const { send } = await startTestSandbox(t);
  const root = await send('GET', '/', undefined, {});
  assert.equal(root.headers.get('location'), '/__sandbox');
  for (const tab of ['companies', 'timeline', 'calls', 'admin', 'faults', 'switches', 'clock']) {
    const reply = await send('GET', `/__sandbox?tab=${tab}`, undefined, {});
    assert.equal(reply.status, 200);
    assert.match(reply.text, /aria-current="page"/);
  }
});

test('shows an activity that arrived, its notes only inside a frame that runs nothing', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const company = rowOf(object('company'));
  const author = rowOf(object('gsuser'));
  const evil = '<script>alert(1)</script><p title="&quot;">Plan & price</p>';
  const records = [
    {
      ExternalId: 'm"><script>',
      ContextName: 'Company',
      TypeName: 'Meeting',
      Subject: '<b>Quarterly</b> review',
      Notes: evil,
      AuthorId: author['Gsid'],
      GsCompanyId: company['Gsid'],
    },
  ];
  await send('POST', '/v1/ant/es/activity', { records });
  for (const path of ['?tab=timeline', `?tab=companies&company=${String(company['Gsid'])}`, '?tab=calls']) {
    const { text, headers } = await send('GET', `/__sandbox${path}`, undefined, {});
    assert.match(text, /Quarterly/, path);
    assert.doesNotMatch(text, /<script|<b>/, path);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
    if (path !== '?tab=calls') assert.match(text, /<iframe\s+sandbox=""[^>]*srcdoc="[^"]*&lt;script&gt;/);
  }
});

test('finds companies by name, and shows labels and names instead of ids', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const company = rowOf(object('company'), (row) => row['Csm'] !== null);
  const csm = rowOf(object('gsuser'), (row) => row['Gsid'] === company['Csm']);
  const { text } = await send(
    'GET',
    `/__sandbox?tab=companies&find=${encodeURIComponent(String(company['Name']))}`,
  );
  assert.ok(text.includes(String(csm['Name'])));
  assert.match(text, /1 in all/);
  assert.ok((await send('GET', '/__sandbox?tab=companies&company=none')).text.includes('No such company'));
});

/** Sends a form as a browser does. */
function submit(sandbox: TestSandbox, path: string, form: Record<string, string>, headers = {}) {
  return sandbox.send('POST', `/__sandbox/page/${path}`, new URLSearchParams(form).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    ...headers,
  });
}

test('adds and removes rules of faults by its forms, and shows how often each matched and played', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { faults } = sandbox.sandbox;
  const rule = { kind: 'error-500', path: '/objects/list', method: '', times: '2', probability: '' };
  const added = await submit(sandbox, 'faults', rule);
  assert.deepEqual([added.status, added.headers.get('location')], [303, '/__sandbox?tab=faults']);
  assert.equal((await sandbox.send('GET', '/v1/meta/services/objects/list')).status, 500);
  assert.deepEqual(faults.list(), [
    { id: '1', rule: { kind: 'error-500', path: '/objects/list', times: 2 }, matched: 1, played: 1 },
  ]);
  const { text } = await sandbox.send('GET', '/__sandbox?tab=faults');
  assert.match(text, /data-label="Matched">1<[\s\S]*data-label="Played">1</);
  await submit(sandbox, 'faults', { kind: 'lost-reply' });
  await submit(sandbox, 'faults/remove', { id: '1' });
  assert.deepEqual(
    faults.list().map(({ rule: { kind } }) => kind),
    ['lost-reply'],
  );
  await submit(sandbox, 'faults/remove', {});
  assert.deepEqual(faults.list(), []);
});

test('says what is wrong with a rule and keeps what was typed', async (t) => {
  const sandbox = await startTestSandbox(t);
  for (const [form, told] of [
    [{ kind: 'error-500', path: '(<b>' }, /regular expression[\s\S]*value="\(&lt;b&gt;"/],
    [{ kind: 'latency', amount: 'long' }, /amount: [\s\S]*value="long"/],
    [{ kind: 'error-500', probability: '2' }, /probability: /],
  ] as const) {
    const { status, text } = await submit(sandbox, 'faults', form);
    assert.equal(status, 400);
    assert.match(text, told);
  }
  assert.deepEqual(sandbox.sandbox.faults.list(), []);
});

test('sets switches by its form, back to their defaults at once, and refuses what none takes', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { switches } = sandbox.sandbox.context;
  const sent = {
    replyShape: 'array',
    objectNotFoundStatus: '404',
    activityReadLagSeconds: '30',
    requiredActivityFields: 'Ant__Topic__c, Ant__Outcome__c',
  };
  assert.equal((await submit(sandbox, 'switches', sent)).status, 303);
  assert.equal(switches.replyShape, 'array');
  assert.equal(switches.objectNotFoundStatus, 404);
  assert.equal(switches.activityReadLagSeconds, 30);
  assert.deepEqual(switches.requiredActivityFields, ['Ant__Topic__c', 'Ant__Outcome__c']);
  const refused = await submit(sandbox, 'switches', { activityReadLagSeconds: 'soon' });
  assert.equal(refused.status, 400);
  assert.match(refused.text, /role="alert"[^]*activityReadLagSeconds/);
  assert.match((await sandbox.send('GET', '/__sandbox?tab=switches')).text, /4 changed/);
  await submit(sandbox, 'switches', { reset: 'yes' });
  assert.equal(switches.replyShape, 'records');
  assert.deepEqual(switches.requiredActivityFields, []);
});

test('pushes the clock and regenerates the access key by its forms', async (t) => {
  const sandbox = await startTestSandbox(t);
  const old = { accesskey: sandbox.sandbox.context.credentials.accessKey };
  const before = sandbox.clock.now().getTime();
  await submit(sandbox, 'clock', { ms: '3600000' });
  assert.equal(sandbox.clock.now().getTime() - before, 3_600_000);
  await submit(sandbox, 'access-key', {});
  assert.equal((await sandbox.send('GET', '/v1/meta/services/objects/list', undefined, old)).status, 401);
});

test('writes and edits activities as a person', async (t) => {
  const sandbox = await startTestSandbox(t);
  const companyGsid = String(rowOf(sandbox.object('company'))['Gsid']);
  const entry = { companyGsid, subject: 'Met at the fair', notes: '<p>Pilot</p>' };
  const written = await submit(sandbox, 'activity', entry);
  assert.equal(written.headers.get('location'), `/__sandbox?tab=companies&company=${companyGsid}`);
  const row = sandbox.sandbox.activities().find(({ Subject }) => Subject === 'Met at the fair');
  await submit(sandbox, 'activity', {
    gsid: String(row?.['Gsid']),
    subject: 'Met',
    notes: '<p>No pilot</p>',
  });
  assert.deepEqual([row?.['Subject'], row?.['NotesPlainText']], ['Met', 'No pilot']);
});

test('takes no form that stands on a page of another site', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { status } = await submit(sandbox, 'clock', { ms: '1' }, { 'sec-fetch-site': 'cross-site' });
  assert.equal(status, 400);
});

test('shows the calls of one vendor, and those whose path holds a text', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  await fetch(`${sandbox.gongUrl}/v2/workspaces`);
  await send('GET', '/v1/meta/services/objects/list');
  const show = async (filter: string) => (await send('GET', `/__sandbox?tab=calls&${filter}`)).text;
  assert.match(await show('vendor=gong'), /v2\/workspaces/);
  assert.doesNotMatch(await show('vendor=gong'), /objects\/list/);
  assert.match(await show('find=objects'), /1 in all/);
});
