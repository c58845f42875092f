import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldOf, rowOf, startTestSandbox, type TestSandbox } from '../testing.ts';

const page = '/__sandbox?tab=admin';

/** Sends a form of the admin's tab as a browser does. */
function submit(sandbox: TestSandbox, act: string, form: Record<string, string>) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return sandbox.send('POST', `/__sandbox/page/admin/${act}`, new URLSearchParams(form).toString(), headers);
}

test('deletes a company by a form, offers it for restoring, and restores it', async (t) => {
  const sandbox = await startTestSandbox(t);
  const gsid = String(rowOf(sandbox.object('company'))['Gsid']);
  const isThere = () => sandbox.object('company').rows.some((row) => row['Gsid'] === gsid);
  const deleted = await submit(sandbox, 'delete', { gsid });
  assert.deepEqual([deleted.status, isThere()], [303, false]);
  assert.ok((await sandbox.send('GET', page)).text.includes(`name="gsid" value="${gsid}"`));
  await submit(sandbox, 'restore', { gsid });
  assert.equal(isThere(), true);
  const refused = await submit(sandbox, 'restore', { gsid });
  assert.equal(refused.status, 400);
  assert.match(refused.text, /role="alert">No company with the Gsid/);
});

test('merges two companies by a form, and says why it does not', async (t) => {
  const sandbox = await startTestSandbox(t);
  const [master = '', loser = ''] = sandbox.object('company').rows.map((row) => String(row['Gsid']));
  const refused = await submit(sandbox, 'merge', { master, loser: master });
  assert.match(refused.text, /role="alert">A merge takes/);
  assert.ok(refused.text.includes(`value="${master}"`), 'what was typed stands there still');
  await submit(sandbox, 'merge', { master, loser });
  assert.ok(!sandbox.object('company').rows.some((row) => row['Gsid'] === loser));
});

test('adds, renames, hides and removes a field by forms', async (t) => {
  const sandbox = await startTestSandbox(t);
  const object = 'relationship';
  const field = () => sandbox.object(object).fields.find(({ name }) => name.startsWith('Tier'));
  await submit(sandbox, 'field-add', { object, name: 'Tier__gc', type: 'PICKLIST', items: 'Gold, Silver' });
  assert.deepEqual(
    field()?.items?.map(({ label }) => label),
    ['Gold', 'Silver'],
  );
  await submit(sandbox, 'field-change', { object, field: 'Tier__gc', name: 'Tiers__gc', label: 'Tiers' });
  const hidden = await submit(sandbox, 'field-change', { object, field: 'Tiers__gc', hidden: 'true' });
  assert.equal(hidden.headers.get('location'), '/__sandbox?tab=admin&object=relationship');
  assert.deepEqual([field()?.name, field()?.label, field()?.hidden], ['Tiers__gc', 'Tiers', true]);
  assert.match(
    (await sandbox.send('GET', `${page}&object=relationship`)).text,
    /aria-label="Show Tiers__gc"/,
  );
  await submit(sandbox, 'field-remove', { object, field: 'Tiers__gc' });
  assert.equal(field(), undefined);
  assert.equal((await submit(sandbox, 'field-add', { object, name: 'No suffix' })).status, 400);
});

test('deactivates and adds items of a picklist by forms', async (t) => {
  const sandbox = await startTestSandbox(t);
  const item = (label: string) =>
    fieldOf(sandbox.object('company'), 'Stage').items?.find((one) => one.label === label);
  const about = { object: 'company', field: 'Stage' };
  await submit(sandbox, 'item-change', { ...about, item: item('Launched')?.gsid ?? '', active: 'false' });
  assert.equal(item('Launched')?.active, false);
  await submit(sandbox, 'item-add', { ...about, label: 'Paused' });
  assert.equal(item('Paused')?.active, true);
  const { text } = await sandbox.send('GET', page);
  assert.match(text, /aria-label="Activate Launched"/);
});
