import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { endpoints, endpoint, viewAs } from '@handrail/contract';
import type { Endpoint } from '@handrail/contract';
import { isPermitted, parseWorkspaceId, ROLES } from '@handrail/core';
import type { PermittedAction, Role, WorkspaceId } from '@handrail/core';
import { createApiToken, createUser, createWorkspace } from '@handrail/database';
import type { Database, UserRow } from '@handrail/database';
import { createToken, hashToken } from '../random-token.ts';
import { startApiTest } from '../testing.ts';

/** Workspaces whose people's queries name the one of this file, while PostgreSQL is told which is theirs. */
const misled = new Set<WorkspaceId>();
const api = await startApiTest(import.meta.url, { sandbox: { companies: 30 }, apiDatabase: mislead });
await api.makeLoop();
const all = Object.values<Endpoint>(endpoints);
const mutations = all.filter(({ method }) => method !== 'GET');

/** What each noun of the workspace is called by, as an admin sees it. */
const accounts = await api.call(endpoints.listAccounts, { query: { limit: 200 } });
const meetings = await api.call(endpoints.listMeetings, { query: { limit: 200 } });
const held = [accounts.items[0]?.id, meetings.items[0]?.id].filter((id) => id !== undefined);
assert.equal(held.length, 2);

function urlsOf(of: Endpoint): readonly string[] {
  const path = of.path
    .replace(':vendor', 'gong')
    .replace(':name', 'accounts')
    .replace(':field', 'name')
    .replace(':noun', 'account')
    .replace(':userId', api.workspace.admin.id)
    .replace(':version', '1');
  const urls = path.includes(':id') ? held.map((id) => path.replace(':id', id)) : [path];
  return urls.map((url) => url.replaceAll(/:\w+/g, held[0] ?? ''));
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function tokenOf(user: UserRow): Promise<string> {
  const token = createToken();
  await api.database.workspace(user.workspace_id).transaction((tx) =>
    createApiToken(tx, {
      userId: user.id,
      name: 't',
      tokenHash: hashToken(token),
      expiresAt: null,
      scopes: null,
    }),
  );
  return token;
}

/** Turns the application's own filter against itself: every query of the misled asks for the rows of this workspace. */
function mislead(database: Database): Database {
  return {
    ...database,
    workspace(id, person) {
      const own = database.workspace(id, person);
      if (!misled.has(id)) return own;
      const workspaceId = api.workspace.id;
      return {
        id: workspaceId,
        transaction: (work) => own.transaction((tx) => work({ ...tx, workspaceId })),
      };
    },
  };
}

/** A member of another workspace, which holds nothing of this one. */
async function stranger(role: Role, id = parseWorkspaceId(randomUUID())): Promise<string> {
  await api.database
    .platform()
    .transaction((tx) => createWorkspace(tx, { id, name: 'B', organisationDomains: [] }));
  const user = await api.database
    .workspace(id)
    .transaction((tx) => createUser(tx, { email: `${role}@b.example`, name: role, role }));
  return tokenOf(user);
}

/** Names that only this workspace holds. */
const secrets = [
  ...accounts.items.map(({ name }) => name),
  ...meetings.items.map(({ title }) => title),
  ...held,
];
const tells = (body: string, url: string) =>
  secrets.find((secret) => !url.includes(secret) && body.includes(secret));

/** GET routes that carry no id, and all that do: what may be asked without changing anything. */
const reads = all.filter(({ method, action }) => method === 'GET' && action !== 'public');

test('answers every route by role as the table of rights says, and by nothing else', async () => {
  let cells = 0;
  for (const role of ROLES) {
    const { token } = await api.addMember(role);
    for (const of of all.filter(({ action }) => action !== 'public' && action !== 'session')) {
      const isOpen = isPermitted(role, of.action as PermittedAction);
      if (isOpen && of.method !== 'GET') continue;
      for (const url of urlsOf(of)) {
        const reply = await api.send({ method: of.method, url, headers: bearer(token) });
        assert.equal(reply.statusCode === 403, !isOpen, `${role} ${of.name} ${reply.statusCode}`);
        cells += 1;
      }
    }
  }
  assert.ok(cells > all.length, `${cells} cells`);
  process.stdout.write(`matrix of rights: ${cells} cells of ${all.length} routes × ${ROLES.length} roles\n`);
});

test('keeps every route of a workspace to its own people, in every role', async () => {
  let cells = 0;
  for (const role of ROLES) {
    const token = await stranger(role);
    for (const of of reads) {
      for (const url of urlsOf(of)) {
        const reply = await api.send({ method: 'GET', url, headers: bearer(token) });
        assert.equal(tells(reply.body, url), undefined, `${role} ${of.name}`);
        cells += 1;
      }
    }
    if (role !== 'admin') continue;
    for (const of of mutations.filter(({ path }) => path.includes(':id'))) {
      for (const url of urlsOf(of)) {
        const reply = await api.send({ method: of.method, url, headers: bearer(token), payload: {} });
        assert.ok(reply.statusCode >= 400, `${of.name} ${reply.statusCode}`);
        cells += 1;
      }
    }
  }
  process.stdout.write(`matrix of workspaces: ${cells} cells, asked from another workspace\n`);
});

test('keeps every route by row-level security alone, with the application’s filter set to this workspace', async () => {
  let cells = 0;
  let answered = 0;
  for (const role of ROLES) {
    const id = parseWorkspaceId(randomUUID());
    const token = await stranger(role, id);
    misled.add(id);
    for (const of of reads) {
      for (const url of urlsOf(of)) {
        const reply = await api.send({ method: 'GET', url, headers: bearer(token) });
        assert.equal(tells(reply.body, url), undefined, `${role} ${of.name}`);
        cells += 1;
        if (reply.statusCode === 200) answered += 1;
      }
    }
  }
  assert.ok(answered > 50, `${answered} of ${cells} answered`);
  process.stdout.write(
    `row-level security alone: ${cells} cells asked by a filter that is wrong, ${answered} answered\n`,
  );
});

test('says of every route whether it shows content, and shows none where it says so', async () => {
  const people = await api.call(endpoints.listStakeholders, { query: { limit: 200 } });
  const content = [
    ...accounts.items.map(({ name }) => name),
    ...meetings.items.flatMap(({ title, headline }) => [title, headline ?? title]),
    // Not their names: people of ours may have the same.
    ...people.items.flatMap(({ email }) => email ?? []),
  ];
  // A short name may be a word of ours as well.
  const telling = content.filter((text) => text.length > 8);
  const showing: string[] = [];
  for (const of of all.filter(({ action }) => action !== 'public')) {
    assert.equal(typeof of.showsContent, 'boolean', of.name);
    if (of.method !== 'GET') continue;
    for (const url of urlsOf(of)) {
      const { body } = await api.send({ url, headers: bearer(api.token) });
      const told = telling.find((text) => body.includes(JSON.stringify(text).slice(1, -1)));
      if (told === undefined) continue;
      assert.ok(of.showsContent, `${of.name} shows ${told}`);
      showing.push(of.name);
    }
  }
  assert.ok(new Set(showing).size >= 10, showing.join());
  // What answers with the same shape shows the same, whatever it does besides.
  const shapes = new Set(reads.filter((of) => of.showsContent).map(({ reply }) => reply));
  for (const of of mutations) if (shapes.has(of.reply)) assert.ok(of.showsContent, of.name);
});

test('row-level security alone hides and keeps every table of a workspace from another one', async () => {
  const own = api.workspace.id;
  const other = parseWorkspaceId(randomUUID());
  await api.database
    .platform()
    .transaction((tx) => createWorkspace(tx, { id: other, name: 'C', organisationDomains: [] }));
  const tables = await api.database.workspace(own).transaction((tx) =>
    tx.query<{ name: string }>(
      `select c.table_name as name from information_schema.columns c join information_schema.tables t
         using (table_schema, table_name)
       where c.table_schema = 'public' and c.column_name = 'workspace_id' and t.table_type = 'BASE TABLE'`,
    ),
  );
  const filled: string[] = [];
  for (const { name } of tables) {
    // No query of the product: what stands there, asked for by the other workspace's id and by none.
    const [mine] = await api.database
      .workspace(own)
      .transaction((tx) => tx.query<{ count: number }>(`select count(*)::int as count from "${name}"`));
    if ((mine?.count ?? 0) > 0) filled.push(name);
    await api.database.workspace(other).transaction(async (tx) => {
      const seen = await tx.query(`select 1 from "${name}" where workspace_id = $1`, [own]);
      assert.deepEqual(seen, [], `${name} is hidden`);
      const others = await tx.query(`select 1 from "${name}" where workspace_id is distinct from $1`, [
        other,
      ]);
      assert.deepEqual(others, [], `${name} holds nothing of others`);
    });
    for (const change of [
      `update "${name}" set workspace_id = workspace_id where workspace_id = $1 returning 1`,
      `delete from "${name}" where workspace_id = $1 returning 1`,
    ]) {
      const changed = await api.database
        .workspace(other)
        .transaction((tx) => tx.query(change, [own]))
        // Not even granted: a table that is only added to.
        .catch((thrown: unknown) => {
          assert.ok(thrown instanceof Error && 'code' in thrown && thrown.code === '42501', name);
          return [];
        });
      assert.deepEqual(changed, [], `${name} is kept`);
    }
  }
  assert.ok(tables.length > 40 && filled.length > 25, `${tables.length} tables, ${filled.length} filled`);
  process.stdout.write(
    `row-level security alone: ${tables.length} tables, ${filled.length} of them with rows to hide\n`,
  );
});

test('shows somebody without accounts nothing of any, with the application’s own check off too', async () => {
  for (const role of ['manager', 'user'] as const) {
    const { user, token } = await api.addMember(role);
    for (const of of reads.filter(({ action }) => action === 'read' || action === 'session')) {
      for (const url of urlsOf(of)) {
        const reply = await api.send({ method: 'GET', url, headers: bearer(token) });
        assert.equal(tells(reply.body, url), undefined, `${role} ${of.name}`);
      }
    }
    // The wall alone: every table, asked for everything.
    await api.database.workspace(api.workspace.id, user.id).transaction(async (tx) => {
      for (const table of [
        'accounts',
        'meetings',
        'turns',
        'claims',
        'stakeholders',
        'relationships',
        'scores',
        'outbox',
      ]) {
        assert.deepEqual(await tx.query(`select 1 from ${table} limit 1`), [], table);
      }
    });
  }
});

test('shows everyone of Gainsight their own accounts and no other, in the list and alone', async () => {
  const people = await api.call(endpoints.listUsers, { query: { limit: 200 } });
  const [csm] = await api.database
    .workspace(api.workspace.id)
    .transaction((tx) =>
      tx.query<{ id: string }>(
        'select csm_gainsight_id as id from accounts where csm_gainsight_id is not null limit 1',
      ),
    );
  const lead = people.items.find(({ gainsightId }) => gainsightId === csm?.id);
  assert.ok(lead !== undefined);
  const changed = await api.call(endpoints.changeUser, { params: { id: lead.id }, body: { role: 'user' } });
  assert.equal(changed.active, true);
  const row = await api.database.workspace(api.workspace.id).transaction((tx) =>
    tx.db
      .selectFrom('users')
      .selectAll()
      .where('id', '=', changed.id as UserRow['id'])
      .executeTakeFirstOrThrow(),
  );
  const token = await tokenOf(row);
  const own = await api.call(endpoints.listAccounts, { query: { limit: 200 } }, token);
  assert.ok(own.total > 0 && own.total < accounts.total);
  assert.deepEqual([own.total, own.items.length], [changed.accounts, changed.accounts]);
  const seen = new Set(own.items.map(({ id }) => id));
  const other = accounts.items.find(({ id }) => !seen.has(id));
  assert.ok(other !== undefined);
  const refused = await api.refusal(endpoints.getAccount, { params: { id: other.id } }, token);
  assert.equal(refused.code, 'not_found');
  const asThem = await api.send({
    url: '/api/v1/accounts?limit=200',
    headers: { ...bearer(api.token), 'x-view-as': lead.id },
  });
  assert.deepEqual(asThem.json<{ total: number }>().total, own.total, 'View as shows the same');
  const write = await api.send({
    method: 'PUT',
    url: `/api/v1/users/${lead.id}`,
    headers: { ...bearer(api.token), 'x-view-as': lead.id },
    payload: { role: null },
  });
  assert.equal(write.statusCode, 403, 'and only reads');
  const byUser = await api.send({
    url: '/api/v1/accounts',
    headers: { ...bearer(token), 'x-view-as': api.workspace.admin.id },
  });
  assert.equal(byUser.statusCode, 403);
  await api.call(viewAs, { params: { id: lead.id } });
  const { items } = await api.call(endpoints.listAudit, { query: { limit: 5 } });
  assert.ok(items.some(({ action }) => action === 'viewAs'));
  await api.call(endpoints.setRestriction, {
    params: { id: other.id },
    body: { restricted: true, allowed: [lead.id] },
  });
  const named = await api.call(endpoints.getAccount, { params: { id: other.id } }, token);
  assert.equal(named.id, other.id);
  await api.call(endpoints.changeUser, { params: { id: lead.id }, body: { role: null } });
  assert.equal(
    (await api.refusal(endpoints.getSession, {}, token)).code,
    'not_signed_in',
    'by hand, at once',
  );
});

test('work that somebody asked for carries no right of theirs: once they are out it ends as the product’s own', async () => {
  const { user, token } = await api.addMember('admin');
  const meeting = held[1] ?? '';
  const run = await api.call(endpoints.syncStream, { params: { name: 'accounts' }, body: {} }, token);
  await api.call(endpoints.readInventory, {}, token);
  await api.call(endpoints.wishTimeline, { params: { id: meeting }, body: { wish: 'hold' } }, token);
  const jobs = await api.database
    .platform()
    .transaction((tx) => tx.query<{ data: object | null }>('select data from pgboss.job'));
  const told = new Set(jobs.flatMap(({ data }) => Object.keys(data ?? {})));
  assert.ok(told.has('runId'));
  for (const name of told) assert.ok(['workspaceId', 'runId', 'noticeId', 'vendor'].includes(name), name);
  assert.ok(!JSON.stringify(jobs).includes(user.id));
  await api.call(endpoints.changeUser, { params: { id: user.id }, body: { role: null } });
  const left = { params: { id: run.id } };
  assert.equal((await api.refusal(endpoints.cancelRun, left, token)).code, 'not_signed_in');
  await api.workRuns();
  const ended = await api.call(endpoints.getRun, left);
  assert.equal(ended.state, 'done', 'the copy is not cut off by who leaves');
  const { items } = await api.call(endpoints.listAudit, { query: { actorId: user.id, outcome: 'done' } });
  assert.ok(
    items.some(({ action }) => action === 'syncStream'),
    'and who asked for it stands',
  );
});

test('refuses to change here what Gainsight governs, and keeps that in the audit', async () => {
  const early = await api.refusal(endpoints.setGovernance, { body: { on: true } });
  assert.equal(early.code, 'governance_not_ready');
  const { items } = await api.call(endpoints.listUsers, { query: { limit: 200 } });
  const person = items.find(({ gainsightId }) => gainsightId !== null);
  assert.ok(person !== undefined);
  await api.database
    .workspace(api.workspace.id)
    .transaction((tx) => tx.query('update workspaces set governed_since = now()'));
  const refused = await api.refusal(endpoints.changeUser, {
    params: { id: person.id },
    body: { role: 'admin' },
  });
  assert.equal(refused.code, 'users_governed');
  const audit = await api.call(endpoints.listAudit, { query: { limit: 3 } });
  assert.ok(audit.items.some((entry) => entry.action === 'changeUser' && entry.code === 'users_governed'));
  const admin = api.workspace.admin.id;
  await api.database
    .workspace(api.workspace.id)
    .transaction((tx) =>
      tx.query(`update users set no_access = 'by-hand' where role = 'admin' and id <> $1`, [admin]),
    );
  const refusedTo = async (role: 'user' | null) =>
    (await api.refusal(endpoints.changeUser, { params: { id: admin }, body: { role } })).code;
  assert.equal(await refusedTo('user'), 'users_governed');
  assert.equal(await refusedTo(null), 'last_admin');
});

test('tells who would have which role before anything is saved', async () => {
  const preview = await api.call(endpoints.previewRoles, { body: { document: { version: 1 } } });
  assert.ok(preview.counts.user > 0 && preview.counts.none > 0 && preview.licences.includes('Full'));
  const narrow = { version: 1, users: { roles: { user: { licences: ['Viewer'] } } } };
  const less = await api.call(endpoints.previewRoles, { body: { document: narrow } });
  assert.ok(less.counts.none > preview.counts.none);
});

test('a route without an action of the table is closed', () => {
  const unknown = endpoint({ ...endpoints.getSession, action: 'session' });
  assert.equal(isPermitted('admin', 'nothing-of-ours' as PermittedAction), false);
  assert.ok(unknown.action in { session: 1 });
  for (const of of all)
    assert.ok(
      ROLES.some((role) => isPermitted(role, of.action as PermittedAction)),
      of.name,
    );
});
