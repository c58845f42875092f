import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowOf, startTestSandbox } from './testing.ts';

test('leads from the root to a page with three tabs', async (t) => {
  const { send } = await startTestSandbox(t);
  const root = await send('GET', '/', undefined, {});
  assert.equal(root.headers.get('location'), '/__sandbox');
  for (const tab of ['companies', 'timeline', 'calls']) {
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
