import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints, TOKEN_SCOPES } from '@handrail/contract';
import type { Endpoint, RequestOf } from '@handrail/contract';
import type { UserId } from '@handrail/core';
import { appendAccess, newId } from '@handrail/database';
import { startApiTest } from '../../testing.ts';
import { AUDIT_SNAPSHOTS } from '../audit-snapshots.ts';

const api = await startApiTest(import.meta.url);
const e = endpoints;
const entries = async () => (await api.call(e.listAudit, { query: { limit: 200 } })).items;
const verify = (head?: string) => api.call(e.verifyAudit, { query: head === undefined ? {} : { head } });
/** Does what the product itself has no right to. */
const tamper = (statement: string) =>
  api.database.workspace(api.workspace.id).transaction(async (tx) => {
    await tx.query('set local role handrail_owner');
    await tx.query(statement);
  });

test('keeps every change as asked for and as ended, with who, what and which request', async () => {
  await api.call(e.updateWorkspace, { body: { name: 'Renamed' } });
  const [done, asked] = await entries();
  assert.deepEqual(
    [asked?.outcome, done?.outcome, done?.askedNumber, done?.action, done?.via, done?.actorName],
    ['asked', 'done', asked?.number, 'updateWorkspace', 'token', 'Administrator'],
  );
  assert.equal(asked?.requestId, done?.requestId);
  const before = (await entries()).length;
  await api.call(e.listAccounts, { query: {} });
  assert.equal((await entries()).length, before, 'reading leaves no line here');
});

test('keeps what was refused, by the code of the refusal, and what rights do not include', async () => {
  await api.refusal(e.updateWorkspace, { body: { timeZone: 'Nowhere/Land' } });
  const [refused] = await entries();
  assert.deepEqual([refused?.outcome, typeof refused?.code], ['refused', 'string']);
  const { token, user } = await api.addMember('user');
  await api.refusal(e.updateWorkspace, { body: { name: 'Mine' } }, token);
  const [denied] = await entries();
  assert.deepEqual([denied?.outcome, denied?.code, denied?.actorId], ['refused', 'not_allowed', user.id]);
  const mine = await api.call(e.listAudit, { query: { actorId: user.id } });
  assert.deepEqual([mine.total, mine.items.length], [1, 1]);
});

test('keeps who came in by which way', async () => {
  const entered = await api.call(e.enterSession, { body: { token: await api.createLink() } });
  const [entry] = await entries();
  assert.deepEqual([entry?.action, entry?.via, entry?.actorId], ['enterSession', 'link', entered.user.id]);
});

test('pages through all entries, newest first, each once', async () => {
  const all = (await entries()).map(({ number }) => number);
  assert.deepEqual(
    all,
    all.toSorted((left, right) => right - left),
  );
  const seen: number[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await api.call(e.listAudit, {
      query: { limit: 2, ...(cursor === undefined ? {} : { cursor }) },
    });
    seen.push(...page.items.map(({ number }) => number));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  assert.deepEqual(seen, all);
});

test('numbers entries without a gap when many come at once', async () => {
  await Promise.all(
    Array.from({ length: 12 }, (_, at) => api.call(e.updateWorkspace, { body: { name: `Name ${at}` } })),
  );
  const verdict = await verify();
  assert.deepEqual([verdict.isWhole, verdict.brokenAt], [true, null]);
  assert.equal(verdict.entries, (await entries()).length);
});

test('finds a changed before or after', async () => {
  await api.call(e.updateWorkspace, { body: { name: 'Before the change' } });
  const [entry] = await entries();
  assert.ok(entry?.changes !== null && entry !== undefined);
  const set = (changes: object) =>
    tamper(`update audit_entries set changes = '${JSON.stringify(changes)}' where number = ${entry.number}`);
  await set({ name: ['Something else', 'Before the change'] });
  assert.equal((await verify()).brokenAt, entry.number);
  await set(entry.changes);
  assert.equal((await verify()).isWhole, true);
});

test('has an entry for every route that changes something, whatever becomes of it', async () => {
  // Before somebody is signed in: what came of it is kept by the sign-in itself.
  const changing = Object.values<Endpoint>(e).filter(
    ({ method, action }) => method !== 'GET' && action !== 'public',
  );
  const { token } = await api.call(e.createToken, { body: { name: 'All', scopes: [...TOKEN_SCOPES] } });
  for (const { name, method, path } of changing) {
    const reply = await api.send({
      method,
      url: path.replaceAll(/:\w+/g, '01890000-0000-7000-8000-000000000001'),
      headers: { authorization: `Bearer ${token}` },
      payload: { unknown: 1 },
    });
    const written = await api.database
      .workspace(api.workspace.id)
      .transaction((tx) =>
        tx.query<{ action: string }>('select action from audit_entries where request_id = $1', [
          String(reply.headers['x-request-id']),
        ]),
      );
    assert.ok(written.length > 0 && written.every(({ action }) => action === name), name);
  }
  assert.ok(changing.length > 50);
});

test('cannot be changed by the product, and shows what the owner of the database changed', async () => {
  const { head } = await verify();
  const asApp = (statement: string) =>
    api.database.workspace(api.workspace.id).transaction((tx) => tx.query(statement));
  await assert.rejects(asApp(`update audit_entries set code = 'x'`), { code: '42501' });
  await assert.rejects(asApp('delete from audit_entries'), { code: '42501' });
  await tamper('update audit_entries set actor_id = null where number = 2');
  assert.deepEqual([(await verify()).isWhole, (await verify()).brokenAt], [false, 2]);
  await tamper(
    `update audit_entries set actor_id = (select actor_id from audit_entries where number = 1) where number = 2`,
  );
  assert.deepEqual((await verify()).head, head);
  assert.ok(head);
  assert.equal((await verify(head.hash)).hasHead, true);
  await tamper(`delete from audit_entries where number = ${head.number}`);
  const cut = await verify(head.hash);
  assert.deepEqual(
    [cut.isWhole, cut.hasHead],
    [true, false],
    'a cut end shows only against a head noted before',
  );
  await tamper('delete from audit_entries where number = 3');
  assert.equal((await verify()).brokenAt, 4);
});

test('keeps what a change turned from and into, bound to the chain, and nothing where nothing changed', async () => {
  const last = async (action: string) =>
    (await api.call(e.listAudit, { query: { action, outcome: 'done', limit: 1 } })).items[0]?.changes;
  await api.call(e.updateWorkspace, { body: { name: 'First' } });
  await api.call(e.updateWorkspace, { body: { name: 'Second', outgoingPaused: true } });
  assert.deepEqual(await last('updateWorkspace'), {
    name: ['First', 'Second'],
    outgoingPaused: [false, true],
  });
  await api.call(e.updateWorkspace, { body: { name: 'Second' } });
  assert.equal(await last('updateWorkspace'), null);
  const { user } = await api.addMember('user');
  await api.call(e.changeUser, { params: { id: user.id }, body: { role: 'manager' } });
  assert.deepEqual(await last('changeUser'), { role: ['user', 'manager'] });
  await api.call(e.changeUser, { params: { id: user.id }, body: { role: null } });
  assert.deepEqual(await last('changeUser'), { noAccess: [null, 'by-hand'] });
  const body = { name: 'T', scopes: ['read' as const] };
  const { item, token } = await api.call(e.createToken, { body });
  assert.deepEqual(await last('createToken'), {
    tokenId: [null, item.id],
    scopes: [null, ['read']],
    isRevoked: [null, false],
  });
  await api.call(e.revokeToken, { params: { id: item.id } });
  assert.deepEqual(await last('revokeToken'), { isRevoked: [false, true] });
  const invited = { name: 'New', email: 'new@lumenta.example', role: 'user' as const };
  const { user: made, link } = await api.call(e.inviteUser, { body: invited });
  const invitation = await last('inviteUser');
  assert.deepEqual(invitation?.['userId'], [null, made.id]);
  const all = JSON.stringify((await entries()).map(({ changes }) => changes));
  assert.ok(![token, link.url.split('=')[1] ?? '', invited.email].some((told) => all.includes(told)));
  await api.call(e.updateWorkspace, { body: { outgoingPaused: false } });
});

/** Changes whose line has no before and after: the action and its subject say all, or other tables keep it. */
const SAID_BY_THEIR_SUBJECT = new Set([
  // Nothing of ours changes.
  'checkConnection',
  'tryIdentityProvider',
  'viewAs',
  'previewRoles',
  'diffConfig',
  'validateConfig',
  'previewConfig',
  'listPreviewRows',
  'previewMeetings',
  'tryExclusion',
  'countDraft',
  'countLeaving',
  'previewRetention',
  'testAlarmWebhook',
  'replayHealth',
  'previewCadence',
  'tryLanguageModel',
  // A thing ends, begins or is decided, once, as its name says.
  'endMemberSessions',
  'refuseSignInRequest',
  'acknowledgeAlarm',
  'readInventory',
  'syncStream',
  'cancelRun',
  'approveRun',
  'rejectRun',
  'replaySetAside',
  'dismissSetAside',
  'reopenSetAside',
  'retryOutboxItem',
  'confirmWriteback',
  'backfillTimeline',
  'restoreAccount',
  'releaseAccount',
  'decideMerge',
  'runRetention',
  'importMeetings',
  'undoMeetingImport',
  'wishTimeline',
  'settleActivityEdit',
  'removeGoneMeetings',
  'forgetRequiredField',
  'regenerateSummary',
  'dismissHeldAnswer',
  // Values of records: what they were and are stands in the changes of the record, which erasure reaches.
  'setAccountField',
  'releaseAccountField',
  'addStakeholder',
  'setStakeholderField',
  'releaseStakeholderField',
  'removeStakeholder',
  'dismissProposedStakeholder',
  'attributeMeeting',
  'addSummaryPart',
  'correctSummary',
]);

test('every change of settings, users, rights and secrets says before and after', () => {
  const silent = Object.values<Endpoint>(e)
    .filter(({ method, action }) => method !== 'GET' && action !== 'public' && action !== 'session')
    .map(({ name }) => name)
    .filter((name) => !AUDIT_SNAPSHOTS.has(name));
  assert.deepEqual(
    silent.filter((name) => !SAID_BY_THEIR_SUBJECT.has(name)),
    [],
  );
});

test('finds looks at content by who looked, by what was asked for, by what was looked at and when', async () => {
  const [ada, grace] = [newId<UserId>(), newId<UserId>()];
  const [account, meeting] = [newId(), newId()];
  const look = { at: api.clock.now(), via: 'session' as const };
  await api.database.workspace(api.workspace.id).transaction((tx) =>
    appendAccess(tx, [
      { ...look, actor_id: ada, action: 'getMeeting', subject: { id: meeting } },
      { ...look, actor_id: ada, action: 'getAccount', subject: { id: account, viewAs: grace } },
      { ...look, actor_id: grace, action: 'getAccount', subject: { id: account } },
    ]),
  );
  const found = async (query: RequestOf<typeof e.listAccess>['query']) => {
    const { items } = await api.call(e.listAccess, { query });
    return items.map(({ actorId, action }) => `${actorId === ada ? 'ada' : 'grace'} ${action}`).toSorted();
  };
  assert.deepEqual(await found({ actorId: ada }), ['ada getAccount', 'ada getMeeting']);
  assert.deepEqual(await found({ action: 'getMeeting' }), ['ada getMeeting']);
  assert.deepEqual(await found({ subjectId: account.toUpperCase() }), ['ada getAccount', 'grace getAccount']);
  assert.deepEqual(await found({ subjectId: grace }), ['ada getAccount'], 'also who was looked as');
  assert.deepEqual(await found({ subjectId: meeting, actorId: grace }), []);
  const first = await api.call(e.listAccess, { query: { subjectId: account, limit: 1 } });
  assert.ok(first.nextCursor !== null);
  const rest = await api.call(e.listAccess, { query: { subjectId: account, cursor: first.nextCursor } });
  assert.deepEqual([first.items.length, rest.items.length, rest.nextCursor], [1, 1, null]);
  const today = api.clock.now().toISOString().slice(0, 10);
  const before = new Date(api.clock.now().getTime() - 24 * 3_600_000).toISOString().slice(0, 10);
  assert.deepEqual(await found({ actorId: grace, since: today, until: today }), ['grace getAccount']);
  assert.deepEqual(await found({ subjectId: account, since: before, until: before }), []);
  assert.deepEqual(await found({ until: before }), []);
  await tamper('delete from access_entries');
});

test('keeps looks at content apart, one line a look, a list or an export, and lists them newest first', async () => {
  await api.makeLoop();
  const list = (query: RequestOf<typeof e.listMeetings>['query']) => api.call(e.listMeetings, { query });
  const first = await list({ limit: 1, search: 'a' });
  const [meeting] = first.items;
  const account = meeting?.accounts[0]?.id;
  assert.ok(meeting && account !== undefined && first.total > 2);
  await list({ limit: 50 });
  // An export: every page of the list.
  let pages = 0;
  for (let cursor: string | null = first.nextCursor; cursor !== null; pages += 1)
    cursor = (await list({ limit: 1, search: 'a', cursor })).nextCursor;
  assert.ok(pages > 1);
  const { total } = await list({ accountId: account.toUpperCase() });
  await api.call(e.getMeeting, { params: { id: meeting.id } });
  await api.call(e.attributeMeeting, {
    params: { id: meeting.id },
    body: { by: 'person', accountIds: [account] },
  });
  await api.call(e.listRuns, { query: {} });
  await api.refusal(e.getMeeting, { params: { id: account } });
  await api.app.close();
  const looks = await api.database
    .workspace(api.workspace.id)
    .transaction((tx) =>
      tx.query<{ action: string; subject: object }>('select action, subject from access_entries order by id'),
    );
  assert.deepEqual(looks, [
    { action: 'listMeetings', subject: { records: first.total } },
    { action: 'listMeetings', subject: { pages: 'further', records: first.total } },
    { action: 'listMeetings', subject: { accountId: account, records: total } },
    { action: 'getMeeting', subject: { id: meeting.id } },
    { action: 'attributeMeeting', subject: { id: meeting.id } },
  ]);
});
