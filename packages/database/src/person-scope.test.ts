import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { parseUserId, parseWorkspaceId } from '@handrail/core';
import type { UserId, WorkspaceId } from '@handrail/core';
import { createTestDatabase } from './testing.ts';

const { database } = await createTestDatabase(import.meta.url);

/** Tables that persons may see whole: who works here and at which account, and names of types; nothing is content. */
const OPEN = new Set(['account_restrictions', 'account_members', 'relationship_types', 'users']);

/** By these a table holds something of an account, of a meeting, or of a record that was read. */
const NAMES =
  "'account_id', 'meeting_id', 'company_gainsight_id', 'summary_id', 'outbox_id', 'record_id', 'gainsight_id', 'gainsight_ids', 'person_gainsight_id', 'relationship_gainsight_id', 'contents', 'payload'";

test('closes every table that holds something of an account, a meeting or a record to persons', async () => {
  const find = `select distinct c.table_name::text as name from information_schema.columns c
     where c.table_schema = 'public' and c.column_name in (${NAMES})
       and not exists (select from pg_policies p
         where p.tablename = c.table_name and p.policyname = 'person' and p.permissive = 'RESTRICTIVE')`;
  const rows = await database.platform().transaction((tx) => tx.query<{ name: string }>(find));
  assert.deepEqual(
    rows.map(({ name }) => name).filter((name) => !OPEN.has(name)),
    [],
  );
});

test('looks up what persons see by functions: of another table the planner would charge every look the reading', async () => {
  const rows = await database
    .platform()
    .transaction((tx) =>
      tx.query<{ name: string }>(
        `select tablename::text as name from pg_policies where policyname = 'person' and qual ~* 'in \\( select [a-z_.]+\\s+from (?!handrail_)'`,
      ),
    );
  assert.deepEqual(rows, []);
});

/** A workspace of eight accounts `a`…`h`, and four people: `lead` over `mid` over `csm`, and `other`. */
async function makeCompany() {
  const id = parseWorkspaceId(randomUUID());
  const connection = randomUUID();
  const q = (text: string, params: unknown[]) =>
    database.workspace(id).transaction((tx) => tx.query(text, params));
  await q(`insert into workspaces (id, name) values ($1, 'W')`, [id]);
  await q(
    `insert into connections (id, workspace_id, vendor, origin, credential_kind, state, created_at) values ($1, $2, 'gainsight', 'https://x', 'm2m', 'connected', now())`,
    [connection, id],
  );
  const users = new Map<string, UserId>();
  for (const [name, role, manager] of [
    ['lead', 'manager', null],
    ['mid', 'user', 'lead'],
    ['csm', 'user', 'mid'],
    ['other', 'user', null],
  ] as const) {
    const user = parseUserId(randomUUID());
    users.set(name, user);
    await q(
      `insert into users (id, workspace_id, email, name, role, gainsight_id, manager_gainsight_id, email_since)
       values ($1, $2, $3, $4, $5, $4, $6, '2026-01-01')`,
      [user, id, `${name}@own.example`, name, role, manager],
    );
  }
  const accounts = new Map<string, string>();
  for (const [name, csm, owner] of [
    ['a', 'csm', null],
    ['b', 'mid', null],
    ['c', 'other', 'lead'],
    ['d', 'other', null],
    ['e', null, null],
  ] as const) {
    const account = randomUUID();
    accounts.set(name, account);
    await q(
      `insert into accounts (id, workspace_id, connection_id, gainsight_id, name, status, csm_gainsight_id, owner_gainsight_id, created_at, updated_at)
       values ($1, $2, $3, $4, $4, 'active', $5, $6, now(), now())`,
      [account, id, connection, name, csm, owner],
    );
  }
  await q(
    `insert into account_members (workspace_id, connection_id, gainsight_id, company_gainsight_id, user_gainsight_id)
     values ($1, $2, 't1', 'e', 'csm')`,
    [id, connection],
  );
  return { id, users, accounts, connection, q };
}

async function seen(id: WorkspaceId, user: UserId | undefined): Promise<string> {
  return database.workspace(id, user).transaction(async (tx) => {
    const rows = await tx.query<{ name: string }>('select name from accounts order by name');
    return rows.map(({ name }) => name).join('');
  });
}

test('shows a person their own accounts, and a manager those of everyone below', async () => {
  const { id, users, accounts, q } = await makeCompany();
  assert.equal(await seen(id, users.get('csm')), 'ae');
  assert.equal(await seen(id, users.get('mid')), 'b', 'a user with reports who is no manager');
  assert.equal(await seen(id, users.get('lead')), 'abce');
  assert.equal(await seen(id, users.get('other')), 'cd');
  assert.equal(await seen(id, undefined), 'abcde', 'an admin, and the product itself');
  await q(`update users set manager_gainsight_id = 'csm' where id = $1`, [users.get('lead')]);
  assert.equal(await seen(id, users.get('lead')), 'abce', 'a circle of managers ends');
  await q(
    `insert into account_restrictions (workspace_id, account_id, allowed, restricted_at) values ($1, $2, $3, now())`,
    [id, accounts.get('a'), [users.get('other')]],
  );
  assert.equal(await seen(id, users.get('lead')), 'bce', 'not whoever leads them');
  assert.equal(await seen(id, users.get('csm')), 'ae', 'their own people still');
  assert.equal(await seen(id, users.get('other')), 'acd', 'and who is named');
  await q(`update users set no_access = 'inactive' where id = $1`, [users.get('csm')]);
  assert.equal(await seen(id, users.get('csm')), '');
});

test('shows a person the meetings of their accounts and those they took part in since the address is theirs', async () => {
  const { id, users, accounts, q } = await makeCompany();
  const meet = async (at: string, account: string | null, email: string | null): Promise<void> => {
    const meeting = randomUUID();
    await q(
      `insert into meetings (id, workspace_id, source, source_meeting_id, title, started_at, state, created_at, updated_at)
       values ($1, $2, 'file', $3, $3, $4, 'transcribed', now(), now())`,
      [meeting, id, `${account ?? '-'}${email?.slice(0, 1) ?? '-'}${at.slice(2, 4)}`, at],
    );
    await q(
      `insert into turns (workspace_id, meeting_id, turn, speaker, side, text) values ($1, $2, 0, 's', 'ours', 'secret')`,
      [id, meeting],
    );
    if (account !== null)
      await q(
        `insert into attributions (workspace_id, meeting_id, account_id, step, confidence, reason, decided_by, created_at)
         values ($1, $2, $3, 1, 1, 'r', 'rule', now())`,
        [id, meeting, accounts.get(account)],
      );
    if (email !== null)
      await q(
        `insert into participants (id, workspace_id, meeting_id, email, side) values ($1, $2, $3, $4, 'ours')`,
        [randomUUID(), id, meeting, email],
      );
  };
  await meet('2026-05-01', 'a', null);
  await meet('2026-05-01', 'd', 'CSM@own.example');
  await meet('2025-05-01', 'd', 'csm@own.example');
  await meet('2026-05-01', null, 'other@own.example');
  const titles = (user: string) =>
    database.workspace(id, users.get(user)).transaction(async (tx) => {
      const rows = await tx.query<{ title: string }>(
        'select m.title from meetings m join turns t on t.meeting_id = m.id order by 1',
      );
      return rows.map(({ title }) => title);
    });
  assert.deepEqual(await titles('csm'), ['a-26', 'dC26']);
  assert.deepEqual(await titles('lead'), ['a-26']);
  assert.deepEqual((await titles('other')).toSorted(), ['-o26', 'dC26', 'dc25'].toSorted());
  const names = await database
    .workspace(id, users.get('csm'))
    .transaction((tx) => tx.query<{ meeting_id: string }>('select meeting_id from attributions'));
  assert.equal(names.length, 1, 'whose meeting it is stays hidden where the account is');
});

test('lets a person change nothing that they do not see', async () => {
  const { id, users, accounts } = await makeCompany();
  const rows = await database
    .workspace(id, users.get('csm'))
    .transaction((tx) =>
      tx.query(`update accounts set name = 'x' where id in ($1, $2) returning id`, [
        accounts.get('a'),
        accounts.get('d'),
      ]),
    );
  assert.deepEqual(rows, [{ id: accounts.get('a') }]);
});

test('shows a person only what stands beside records of their accounts', async () => {
  const { id, users, accounts, connection, q } = await makeCompany();
  const [stream, run] = [randomUUID(), randomUUID()];
  await q(
    `insert into streams (id, workspace_id, connection_id, name, direction, interval_minutes, offset_seconds, enabled, created_at)
     values ($1, $2, $3, 'accounts', 'in', 60, 0, true, now())`,
    [stream, id, connection],
  );
  await q(
    `insert into runs (id, workspace_id, stream_id, mode, cause, state, config_version, fence, created_at)
     values ($1, $2, $3, 'full', 'schedule', 'done', 1, 1, now())`,
    [run, id, stream],
  );
  for (const name of ['a', 'd']) {
    await q(
      `insert into source_records (workspace_id, connection_id, object, gainsight_id, content_hash, verdict, rule, decided_on, presence, rules_version, first_stored_at)
       values ($1, $2, 'Company', $3, 'h', 'in', 'all', '2026-01-01', 'present', 'v', now())`,
      [id, connection, name],
    );
    await q(
      `insert into set_aside_records (id, workspace_id, connection_id, object, gainsight_id, run_id, reason, created_at)
       values ($1, $2, $3, 'Company', $4, $5, 'r', now())`,
      [randomUUID(), id, connection, name, run],
    );
    await q(
      `insert into held_exits (workspace_id, run_id, object, gainsight_id, kind, record) values ($1, $2, 'Company', $3, 'filtered', '{}')`,
      [id, run, name],
    );
    await q(
      `insert into proposed_stakeholders (workspace_id, account_id, email_key, meetings) values ($1, $2, $3, 1)`,
      [id, accounts.get(name), `${name}@customer.example`],
    );
  }
  await q(
    `insert into run_pages (workspace_id, run_id, object, page, gainsight_ids) values ($1, $2, 'Company', 1, '{a,d}')`,
    [id, run],
  );
  const counts = (user: UserId | undefined) =>
    database.workspace(id, user).transaction(async (tx) => {
      const tables = ['set_aside_records', 'held_exits', 'proposed_stakeholders', 'run_pages'];
      const seenRows: number[] = [];
      for (const table of tables) seenRows.push((await tx.query(`select 1 from ${table}`)).length);
      return seenRows;
    });
  assert.deepEqual(await counts(users.get('csm')), [1, 0, 1, 0]);
  assert.deepEqual(await counts(undefined), [2, 2, 2, 1]);
});
