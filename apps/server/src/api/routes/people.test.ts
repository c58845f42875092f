import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints as e } from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url, { sandbox: { companies: 12 } });
const DOCUMENT = { version: 1, fields: { account: { name: 'Name', csm: 'Csm' } } };
const UNKNOWN = '01890000-0000-7000-8000-000000000001';

test('governance says what is missing for it, one thing after the other', async () => {
  assert.deepEqual(await api.call(e.getGovernance, {}), {
    since: null,
    missing: 'connection',
    manageUrl: null,
  });
  assert.equal((await api.refusal(e.setGovernance, { body: { on: true } })).code, 'governance_not_ready');
  const { accessKey } = api.sandbox.context.credentials;
  const credential = { kind: 'access-key', accessKey } as const;
  await api.call(e.connectGainsight, { body: { url: api.sandbox.gainsightUrl, credential } });
  await api.call(e.saveConfig, { body: { basedOn: 0, document: DOCUMENT } });
  await api.workRuns();
  const connected = await api.call(e.getGovernance, {});
  assert.equal(connected.missing, 'identity-provider');
  assert.ok(connected.manageUrl?.startsWith(api.sandbox.gainsightUrl));
  const provider = { name: 'x', issuer: api.sandbox.identityUrl, clientId: 'sandbox-oidc', ownedDomains: [] };
  await api.call(e.setIdentityProvider, { body: { ...provider, clientSecret: 'sandbox-oidc-secret' } });
  assert.equal((await api.call(e.getGovernance, {})).missing, 'admin-sign-in');
  assert.equal((await api.refusal(e.setGovernance, { body: { on: true } })).code, 'governance_not_ready');
});

test('a preview of roles counts who would have which, names who changes, and changes nobody', async () => {
  const before = await api.call(e.listUsers, { query: { limit: 200 } });
  const preview = await api.call(e.previewRoles, { body: { document: DOCUMENT } });
  const { admin, manager, user, none } = preview.counts;
  assert.equal(admin + manager + user + none, before.total);
  assert.ok(admin > 0 && user > 0 && preview.licences.length > 0);
  assert.ok(preview.total > 0 && preview.changes.length === Math.min(200, preview.total));
  const known = new Map(before.items.map((one) => [one.email, one]));
  for (const { email, before: role, after, noAccess } of preview.changes) {
    assert.equal(role, known.get(email)?.active === true ? known.get(email)?.role : null, email);
    assert.equal(after === null, noAccess !== null, email);
    assert.notEqual(role, after, email);
  }
  assert.deepEqual(await api.call(e.listUsers, { query: { limit: 200 } }), before);
  const bad = { ...DOCUMENT, users: { roles: 'all' } };
  const refused = await api.refusal(e.previewRoles, { body: { document: bad } });
  assert.deepEqual([refused.status, refused.code], [400, 'config_invalid']);
});

test('to look as somebody is answered with who it is, and refused for an unknown person', async () => {
  const { user, token } = await api.addMember('user');
  const shown = await api.call(e.viewAs, { params: { id: user.id } });
  assert.deepEqual([shown.id, shown.email, shown.role], [user.id, user.email, 'user']);
  assert.equal((await api.refusal(e.viewAs, { params: { id: UNKNOWN } })).code, 'not_found');
  assert.equal((await api.refusal(e.viewAs, { params: { id: user.id } }, token)).code, 'not_allowed');
});

test('a restricted account is shown to its own people and who is named, and to whoever leads them again when that is lifted', async () => {
  const [named, lead] = [await api.addMember('manager'), await api.addMember('manager')];
  const [account] = await api.database.workspace(api.workspace.id).transaction(async (tx) => {
    await tx.query(`update users set gainsight_id = 'lead' where id = $1`, [lead.user.id]);
    const led = `update users set manager_gainsight_id = 'lead' where gainsight_id = $1`;
    const found = await tx.query<{ id: string; csm: string }>(
      'select id, csm_gainsight_id as csm from accounts where csm_gainsight_id is not null limit 1',
    );
    await tx.query(led, [found[0]?.csm]);
    return found;
  });
  assert.ok(account !== undefined);
  const params = { id: account.id };
  const seenBy = async (token: string) =>
    (await api.call(e.listAccounts, { query: { limit: 200 } }, token)).items.some(
      ({ id }) => id === account.id,
    );
  const seen = async () => [await seenBy(api.token), await seenBy(lead.token), await seenBy(named.token)];
  const open = await api.call(e.getRestriction, { params });
  assert.deepEqual(open, { restricted: false, allowed: [] });
  assert.deepEqual(await seen(), [true, true, false]);
  const body = { restricted: true, allowed: [named.user.id] };
  const set = await api.call(e.setRestriction, { params, body });
  assert.deepEqual(set, { restricted: true, allowed: [{ id: named.user.id, name: named.user.name }] });
  assert.deepEqual(await seen(), [true, false, true]);
  assert.equal((await api.refusal(e.getAccount, { params }, lead.token)).code, 'not_found');
  assert.equal((await api.call(e.getAccount, { params }, named.token)).id, account.id);
  assert.equal((await api.refusal(e.setRestriction, { params, body }, named.token)).code, 'not_allowed');
  assert.equal((await api.refusal(e.setRestriction, { params: { id: UNKNOWN }, body })).code, 'not_found');
  assert.deepEqual(await api.call(e.setRestriction, { params, body: { restricted: false } }), open);
  assert.deepEqual(await seen(), [true, true, false]);
});
