import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { beforeEach, test } from 'node:test';
import {
  createApiToken,
  createSession,
  createUser,
  findUserByEmail,
  listWaitingApprovals,
  matchSignIn,
  setGovernance,
} from '@handrail/database';
import type { UserRow } from '@handrail/database';
import { rereadLiveUsers, rereadUsers } from '../../reread-users.ts';
import { startSyncTest, TEST_CONFIG } from '../../testing.ts';
import { withheldSchema } from '../../withheld-run.ts';
import { settleUsers } from '../settle-users.ts';

const HOUR_MS = 3_600_000;
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 20 } });
await sync.connect();
await sync.save(TEST_CONFIG);
const signal = new AbortController().signal;
beforeEach(() => sync.clock.advance(25 * HOUR_MS));

const everyone = () =>
  sync.transaction((tx) => tx.db.selectFrom('users').selectAll().orderBy('gainsight_id').execute());
const users = () => sync.source.rows('gsuser');
const stored = async (gsid: string): Promise<UserRow> => {
  const row = (await everyone()).find((one) => one.gainsight_id === gsid);
  assert.ok(row !== undefined, gsid);
  return row;
};
const withAccess = async () => (await everyone()).filter(({ active }) => active);
const isLicensed = (row: Readonly<Record<string, unknown>>) =>
  row['IsActiveUser'] === true && row['GainsightLicenseEnabled'] === true && row['SystemType'] === 'Internal';

/** What somebody holds: an open session and a token. */
async function giveHoldings(user: UserRow): Promise<void> {
  const now = sync.clock.now();
  await sync.transaction((tx) =>
    createApiToken(tx, {
      userId: user.id,
      name: 't',
      tokenHash: randomBytes(32),
      expiresAt: null,
      scopes: null,
    }),
  );
  await sync.database.platform().transaction((tx) =>
    createSession(tx, {
      token_hash: randomBytes(32),
      csrf_hash: randomBytes(32),
      workspace_id: sync.workspaceId,
      user_id: user.id,
      user_agent: null,
      created_at: now,
      authenticated_at: now,
      expires_at: new Date(now.getTime() + 24 * HOUR_MS),
      via: 'identity-provider',
    }),
  );
}

async function holdings(user: UserRow): Promise<readonly number[]> {
  return sync.transaction(async (tx) => {
    const of = [user.id];
    const sessions = await tx.query('select 1 from sessions where user_id = $1', of);
    const tokens = await tx.query('select 1 from api_tokens where user_id = $1 and revoked_at is null', of);
    return [sessions.length, tokens.length];
  });
}

test('imports everyone without letting anybody in, and ties who was invited by the one address', async () => {
  const [first] = users();
  assert.ok(first !== undefined);
  await sync.transaction((tx) => createUser(tx, { email: 'ROOT@localhost', name: 'Root', role: 'admin' }));
  await sync.transaction((tx) =>
    createUser(tx, { email: String(first['Email']).toUpperCase(), name: 'x', role: 'user' }),
  );
  // Reads the names of those whom accounts point to; to who reads users they are new all the same.
  await sync.run('accounts', 'full');
  const run = await sync.run('users', 'full');
  assert.equal(run.state, 'done', JSON.stringify(run));
  assert.deepEqual([run.changed, run.added >= users().length], [0, true]);
  assert.equal(run.seen, users().length + sync.source.rows('company_team').length);
  assert.equal((await everyone()).length, users().length + 1);
  assert.deepEqual(
    (await withAccess()).map(({ name }) => name).toSorted(),
    [first['Name'], 'Root'].toSorted(),
  );
  const manager = users().find((row) => row['Manager'] !== null);
  assert.equal((await stored(String(manager?.['Gsid']))).manager_gainsight_id, manager?.['Manager']);
  const members = await sync.transaction((tx) => tx.query('select 1 from account_members'));
  assert.equal(
    members.length,
    sync.source.rows('company_team').filter((row) => row['Deleted'] !== true).length,
  );
  const again = await sync.run('users', 'full');
  assert.deepEqual([again.state, again.unchanged], ['done', again.seen]);
});

test('gives roles by the map once Gainsight governs: nobody unlicensed, inactive or from outside', async () => {
  await sync.transaction(async (tx) => {
    await setGovernance(tx, sync.clock.now());
    const connection = await tx.db
      .selectFrom('connections')
      .selectAll()
      .where('vendor', '=', 'gainsight')
      .executeTakeFirstOrThrow();
    await settleUsers(tx, { connection, now: sync.clock.now(), isExplained: true });
  });
  const leads = new Set(
    users()
      .filter((row) => row['IsActiveUser'] === true)
      .map((row) => row['Manager']),
  );
  for (const row of users()) {
    const user = await stored(String(row['Gsid']));
    assert.equal(user.active, isLicensed(row), `${user.name}: ${user.no_access}`);
    if (!user.active) continue;
    const role = row['IsSuperAdmin'] === true ? 'admin' : leads.has(row['Gsid']) ? 'manager' : 'user';
    assert.equal(user.role, role);
  }
  const root = await sync.transaction((tx) => findUserByEmail(tx, 'root@localhost'));
  assert.equal(root?.active, true, 'the admin of this server stays');
});

test('ends sessions and tokens in the transaction that sees a deactivation, by schedule and by looking', async () => {
  const [byRun, byLook, byHand] = (await withAccess()).filter(({ role }) => role === 'user').slice(3);
  assert.ok(byRun !== undefined && byLook !== undefined && byHand !== undefined);
  for (const user of [byRun, byLook, byHand]) await giveHoldings(user);
  await sync.source.update('gsuser', byRun.gainsight_id ?? '', { IsActiveUser: false });
  assert.equal((await sync.run('users')).state, 'done');
  assert.deepEqual(
    [(await stored(byRun.gainsight_id ?? '')).no_access, ...(await holdings(byRun))],
    ['inactive', 0, 0],
  );
  await sync.source.update('gsuser', byLook.gainsight_id ?? '', { GainsightLicenseEnabled: false });
  await sync.source.update('gsuser', byHand.gainsight_id ?? '', { IsActiveUser: false });
  let calls = 0;
  sync.beforeCall = () => {
    calls += 1;
  };
  await rereadLiveUsers(sync.vendors, { workspaceId: sync.workspaceId }, signal);
  sync.beforeCall = null;
  assert.equal(calls, 1, 'all who are signed in by one query');
  assert.deepEqual(
    [(await stored(byLook.gainsight_id ?? '')).no_access, ...(await holdings(byLook))],
    ['no-licence', 0, 0],
  );
  assert.deepEqual(await holdings(byHand), [0, 0]);
});

test('binds a lowered role at once, and one person is re-read alone', async () => {
  const lead = (await withAccess()).find(({ role }) => role === 'manager');
  assert.ok(lead?.gainsight_id != null);
  for (const row of users().filter(({ Manager }) => Manager === lead.gainsight_id)) {
    await sync.source.update('gsuser', String(row['Gsid']), { Manager: null });
  }
  await sync.run('users');
  assert.equal((await stored(lead.gainsight_id)).role, 'user');
  const added = await sync.source.insert('gsuser', {
    Name: 'New Colleague',
    Email: 'new.colleague@own.example',
    IsActiveUser: true,
    GainsightLicenseEnabled: true,
    LicenseType: users()[0]?.['LicenseType'],
    SystemType: 'Internal',
  });
  await rereadUsers(sync.vendors, sync.workspaceId, { email: 'new.colleague@own.example' }, signal);
  assert.equal((await stored(added)).active, true);
});

test('keeps everyone when many would go at once, and asks; an approval lets go who still would', async () => {
  const before = await withAccess();
  const going = before.filter(({ role, gainsight_id: gsid }) => role === 'user' && gsid !== null).slice(0, 8);
  for (const user of going) await sync.source.delete('gsuser', user.gainsight_id ?? '');
  const run = await sync.run('users', 'full');
  assert.equal(run.state, 'awaiting-approval');
  assert.equal((await withAccess()).length, before.length);
  const decided = await sync.decide(run, 'approve');
  assert.equal(decided.exits, going.length);
  assert.equal((await withAccess()).length, before.length - going.length);
  assert.equal((await stored(going[0]?.gainsight_id ?? '')).no_access, 'gone');
});

test('keeps every role when many would be lowered at once, and asks; an approval lowers who still would be', async () => {
  const raised = (await withAccess())
    .filter(({ role, gainsight_id: gsid }) => role === 'user' && gsid !== null)
    .slice(0, 10)
    .map(({ gainsight_id: gsid }) => gsid ?? '');
  const setAdmin = async (ids: readonly string[], isAdmin: boolean) => {
    for (const id of ids) await sync.source.update('gsuser', id, { IsSuperAdmin: isAdmin });
  };
  const roles = async (ids: readonly string[]) => {
    const found = await Promise.all(ids.map(stored));
    return [...new Set(found.map(({ role }) => role))];
  };
  await setAdmin(raised, true);
  assert.equal((await sync.run('users')).state, 'done', 'a higher role waits for nobody');
  assert.deepEqual(await roles(raised), ['admin']);
  const [alone = '', back = '', deactivated = '', ...many] = raised;
  await setAdmin([alone], false);
  assert.equal((await sync.run('users')).state, 'done');
  assert.deepEqual(await roles([alone]), ['user'], 'one lowered role binds at once');
  await setAdmin([back, ...many], false);
  await sync.source.update('gsuser', deactivated, { IsActiveUser: false });
  const run = await sync.run('users');
  assert.equal(run.state, 'awaiting-approval');
  const { count, sample } = withheldSchema.parse(run.withheld);
  assert.deepEqual([count, new Set(sample.map(({ kind }) => kind))], [1 + many.length, new Set(['lowered'])]);
  assert.deepEqual(await roles([back, ...many]), ['admin'], 'all of them, or none');
  assert.equal((await stored(deactivated)).no_access, 'inactive', 'and nobody stays in by it');
  await setAdmin([back], true);
  await sync.decide(run, 'approve');
  assert.deepEqual([await roles([back]), await roles(many)], [['admin'], ['user']]);
  await setAdmin([back], false);
  assert.equal((await sync.run('users')).state, 'done', 'what was approved uses nothing up');
  assert.deepEqual(await roles([back]), ['user']);
});

test('counts lowered roles of a day together, whichever run or look saw them', async () => {
  const raised = (await withAccess())
    .filter(({ role, gainsight_id: gsid }) => role === 'user' && gsid !== null)
    .map(({ gainsight_id: gsid }) => gsid ?? '')
    .slice(0, 12);
  for (const id of raised) await sync.source.update('gsuser', id, { IsSuperAdmin: true });
  await sync.run('users');
  let held = 0;
  for (const id of raised) {
    await sync.source.update('gsuser', id, { IsSuperAdmin: false });
    await rereadUsers(sync.vendors, sync.workspaceId, { gainsightIds: [id] }, signal);
    if ((await stored(id)).role === 'admin') held += 1;
  }
  assert.ok(held > 2 && held < raised.length - 2, `${held} of ${raised.length} held`);
  const run = await sync.run('users');
  assert.equal(run.state, 'awaiting-approval');
  await sync.decide(run, 'reject');
  assert.equal((await stored(raised.at(-1) ?? '')).role, 'admin', 'turned down: they stay');
  sync.clock.advance(25 * HOUR_MS);
  await sync.run('users', 'full');
});

test('locks nobody out by an empty or failing list, and lets nobody back in by one', async () => {
  const before = (await everyone()).map(({ id, role, no_access: reason }) => [id, role, reason]);
  for (const row of users()) await sync.source.update('gsuser', String(row['Gsid']), { IsActiveUser: false });
  assert.equal((await sync.run('users')).state, 'awaiting-approval');
  const after = (await everyone()).map(({ id, role, no_access: reason }) => [id, role, reason]);
  const lost = after.filter(
    ([id, , reason]) => reason !== null && before.some(([one, , was]) => one === id && was === null),
  );
  assert.deepEqual(lost, []);
  const atDoor = (await withAccess()).find((one) => one.role === 'user' && one.gainsight_id !== null);
  const rest = (await withAccess()).length - 1;
  const gainsightIds = [atDoor?.gainsight_id ?? ''];
  await rereadUsers(sync.vendors, sync.workspaceId, { gainsightIds, isEntering: true }, signal);
  assert.equal(
    (await stored(gainsightIds[0] ?? '')).no_access,
    'inactive',
    'who signs in is looked at alone',
  );
  assert.equal((await withAccess()).length, rest);
  for (const row of users()) await sync.source.update('gsuser', String(row['Gsid']), { IsActiveUser: true });
  await sync.run('users');
});

test('never passes rights on with an address', async () => {
  const old = (await withAccess()).find(({ role, gainsight_id: gsid }) => role === 'user' && gsid !== null);
  assert.ok(old?.gainsight_id != null);
  const identity = { issuer: 'https://idp', email: old.email, isEmailVouched: true, name: null };
  const sign = (subject: string, over = {}) =>
    sync.transaction((tx) => matchSignIn(tx, { ...identity, subject, ...over }, sync.clock.now()));
  const first = await sign('first');
  assert.equal(first.kind === 'known' ? first.user.id : first.reason, old.id);
  const other = await sign('second');
  assert.equal(other.kind === 'refused' ? other.reason : '', 'tied-to-another');
  const elsewhere = await sign('first', { issuer: 'https://other' });
  assert.equal(elsewhere.kind === 'refused' ? elsewhere.reason : '', 'tied-to-another');
  await sync.source.update('gsuser', old.gainsight_id, { IsActiveUser: false, Email: 'left@own.example' });
  const heir = await sync.source.insert('gsuser', {
    Name: 'Heir',
    Email: old.email,
    IsActiveUser: true,
    GainsightLicenseEnabled: true,
    LicenseType: users()[0]?.['LicenseType'],
    SystemType: 'Internal',
  });
  await sync.run('users');
  const second = await sign('second');
  assert.equal(second.kind === 'known' ? second.user.gainsight_id : second.reason, heir);
  const late = await sign('first');
  assert.equal(
    late.kind === 'refused' ? late.noAccess : '',
    'inactive',
    'who left stays out by their old identity',
  );
});

test('asks about places on teams until somebody decides, once, whichever runs come meanwhile', async () => {
  const waiting = async () =>
    (await sync.transaction(listWaitingApprovals)).filter(({ withheld }) =>
      withheldSchema.parse(withheld).sample.some(({ kind }) => kind === 'missing'),
    );
  await sync.run('users', 'full');
  const places = sync.source.rows('company_team').filter((row) => row['Deleted'] !== true);
  const going = places.slice(0, Math.ceil(places.length / 2));
  assert.ok(going.length > 3);
  for (const { Gsid } of going) await sync.source.delete('company_team', String(Gsid));
  const asking = await sync.run('users', 'full');
  assert.equal(asking.state, 'awaiting-approval');
  await sync.run('users');
  await sync.run('accounts');
  await sync.run('users', 'full');
  assert.deepEqual(
    (await waiting()).map((run) => [run.id, withheldSchema.parse(run.withheld).count]),
    [[asking.id, withheldSchema.parse(asking.withheld).count]],
  );
  const decided = await sync.decide(asking, 'approve');
  assert.ok(decided.exits >= going.length);
  assert.deepEqual(await waiting(), []);
});
