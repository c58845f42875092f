import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, test } from 'node:test';
import { parseAccountId } from '@handrail/core';
import type { MeetingId, UserId } from '@handrail/core';
import {
  forgetRequiredActivityField,
  listRequiredActivityFields,
  newId,
  readSummaries,
  setTimelineWish,
} from '@handrail/database';
import type { OutboxRow } from '@handrail/database';
import { correctSummary } from '@handrail/signals';
import {
  previewActivities,
  previewWriteback,
  readActivityTypes,
  readConfiguration,
  saveConfiguration,
  settleActivityEdit,
  wishTimeline,
} from '@handrail/sync';
import { storedFailure, TEST_CONFIG } from '@handrail/sync/testing';
import { startWritebackTest } from './one-meeting.ts';

const sync = await startWritebackTest(import.meta.url);
const { switches, callLog } = sync.sandbox.context;
const signal = new AbortController().signal;
const ON = { enabled: true, fallbackAuthor: sync.author };
const SAVE = '/v1/ant/es/activity';
const saves = () => callLog.entries.filter(({ path, method }) => path === SAVE && method !== 'GET');

/** Saves as the product does, so that what waits for a setting goes on. */
async function saveTimeline(timeline: object): Promise<void> {
  await sync.transaction(async (tx) => {
    const [row] = await tx.query<{ version: number }>('select max(version) as version from config_versions');
    const outcome = await saveConfiguration(tx, {
      basedOn: row?.version ?? 0,
      document: { ...TEST_CONFIG, timeline: { ...ON, ...timeline } },
      createdBy: null,
      now: sync.clock.now(),
    });
    assert.equal(outcome.kind, 'saved');
  });
}

async function rowOf(id: MeetingId): Promise<OutboxRow> {
  const [row] = await sync.deliveries(id);
  assert.ok(row);
  return row;
}

async function standing(id: MeetingId): Promise<Readonly<Record<string, unknown>>> {
  const [one, ...others] = await sync.standing(id);
  assert.ok(one);
  assert.equal(others.length, 0);
  return one;
}

/** A newer summary of the meeting: a person corrected its headline. */
async function correct(id: MeetingId, text: string): Promise<void> {
  await sync.transaction((tx) =>
    tx.query(
      `update claims set text = $2 where kind = 'headline' and summary_id =
        (select id from summaries where meeting_id = $1 order by version desc limit 1)`,
      [id, text],
    ),
  );
  const { id: row } = await rowOf(id);
  await sync.transaction((tx) =>
    tx.query(
      `update outbox set settled_at = null, fence = fence + 1,
        state = case when state = 'paused' then state else 'waiting' end where id = $1`,
      [row],
    ),
  );
}

const wish = (id: MeetingId, what: 'hold' | 'send' | 'withdraw') =>
  sync.transaction((tx) => wishTimeline(tx, id, what, sync.clock.now()));

/** Fields that a tenant may require of an activity, a custom and a standard one, each with a value. */
const REQUIRED = [
  ['Ant__Topic__c', 'Renewal'],
  ['DurationInMins', '30'],
] as const;

beforeEach(async () => {
  switches.requiredActivityFields = [];
  sync.clock.advance(3_600_000);
  for (const [field] of REQUIRED) {
    const learnt = { typeName: 'Meeting', field };
    await sync.transaction((tx) => forgetRequiredActivityField(tx, learnt));
  }
  await saveTimeline({});
  callLog.clear();
});

test('leaves an entry alone that a person edited, shows theirs, and does what somebody then says', async () => {
  for (const choice of ['theirs', 'ours'] as const) {
    const id = await sync.orderMeeting(`Edited, keep ${choice}`);
    await sync.settle();
    const before = await standing(id);
    const edited = `${String(before['Notes'])}<p>Called them myself.</p>`;
    await sync.source.update('activity_timeline', String(before['Gsid']), { Notes: edited });
    await correct(id, `A better headline, ${choice}`);
    const run = await sync.run('timeline');
    assert.equal(run.state, 'partial');
    let row = await rowOf(id);
    assert.deepEqual([row.state, row.reason], ['paused', 'edited-there']);
    assert.equal((await standing(id))['Notes'], edited);
    const [preview] = await previewActivities(sync.vendors, sync.workspaceId, id, signal);
    assert.equal(preview?.there?.notes, edited);
    assert.ok(preview.notes.includes(`A better headline, ${choice}`));

    // Nothing goes out however often the pass runs, or a newer summary comes.
    callLog.clear();
    await correct(id, `The best headline, ${choice}`);
    await sync.run('timeline');
    assert.equal(callLog.count(), 0);

    row = await rowOf(id);
    await sync.transaction((tx) => settleActivityEdit(tx, row, choice, sync.clock.now()));
    await sync.settle();
    const after = String((await standing(id))['Notes']);
    assert.equal(after === edited, choice === 'theirs');
    if (choice === 'ours') assert.ok(after.includes('The best headline, ours'));
    row = await rowOf(id);
    assert.equal(row.state, 'delivered');
    await assert.rejects(
      sync.transaction((tx) => settleActivityEdit(tx, row, choice, sync.clock.now())),
      { code: 'no_edit_waits' },
    );
  }
});

test('updates in place what nobody edited, also where the tenant stores notes in another form', async () => {
  const id = await sync.orderMeeting('Stored in another form');
  await sync.settle();
  const before = await standing(id);
  const reworded = String(before['Notes']).replaceAll('strong>', 'b>').replaceAll('><', '>\n<');
  await sync.source.update('activity_timeline', String(before['Gsid']), { Notes: reworded });
  await correct(id, 'Said anew');
  await sync.settle();
  const after = await standing(id);
  assert.equal(after['Gsid'], before['Gsid']);
  assert.ok(String(after['Notes']).includes('Said anew'));
});

test('shows in the dry run what is taken back, and nothing that a person deleted or edited there', async () => {
  const ids = await sync.orderMeetings(['Dry, deleted', 'Dry, edited', 'Dry, reworded', 'Dry, taken back']);
  await sync.settle();
  const [deleted, edited, reworded, withdrawn] = ids;
  assert.ok(deleted && edited && reworded && withdrawn);
  await sync.source.delete('activity_timeline', String((await standing(deleted))['Gsid']));
  await sync.source.update('activity_timeline', String((await standing(edited))['Gsid']), {
    Notes: '<p>Mine</p>',
  });
  for (const id of [deleted, edited, reworded]) await correct(id, 'Said anew');
  await wish(withdrawn, 'withdraw');
  const [changes, goes] = [
    (await standing(reworded))['ExternalId'],
    (await standing(withdrawn))['ExternalId'],
  ];
  const { activities, calls } = await previewWriteback(sync.vendors, sync.workspaceId, signal);
  assert.deepEqual(
    activities.map(({ does, externalId, reason }) => [does, externalId, reason].join()).toSorted(),
    [`change,${changes},`, `take-back,${goes},withdrawn-by-person`],
  );
  assert.equal(calls, 2);
  callLog.clear();
  await sync.run('timeline');
  const writes = callLog.entries.filter(({ path }) => path.startsWith(SAVE));
  assert.deepEqual(writes.map(({ method }) => method).toSorted(), ['DELETE', 'PUT']);
  const change = activities.find(({ does }) => does === 'change');
  assert.equal((await standing(reworded))['Notes'], change?.notes);
});

test('takes an entry back that a person edited, when the meeting is taken back', async () => {
  const id = await sync.orderMeeting('Edited and taken back');
  await sync.settle();
  const before = await standing(id);
  await sync.source.update('activity_timeline', String(before['Gsid']), { Notes: '<p>Mine</p>' });
  await correct(id, 'New');
  await sync.run('timeline');
  assert.equal((await rowOf(id)).reason, 'edited-there');
  await wish(id, 'withdraw');
  await sync.settle();
  assert.equal((await sync.standing(id)).length, 0);
});

for (const [field, value] of REQUIRED) {
  test(`rests a type together when it lacks ${field}, and lets all go once it has a value`, async () => {
    switches.requiredActivityFields = [field];
    const ids = await sync.orderMeetings([
      `Lacks ${field}`,
      `Lacks ${field}, too`,
      `And this lacks ${field}`,
    ]);
    callLog.clear();
    const run = await sync.run('timeline');
    assert.deepEqual([run.state, run.set_aside], ['partial', 3]);
    // One refusal taught it; the others were not even tried.
    assert.equal(saves().length, 1);
    for (const id of ids) {
      const row = await rowOf(id);
      assert.deepEqual([row.state, row.reason], ['paused', 'field-required']);
    }
    const [preview] = await previewActivities(
      sync.vendors,
      sync.workspaceId,
      ids[0] ?? ('' as MeetingId),
      signal,
    );
    assert.deepEqual(preview?.missingFields, [field]);
    const plan = await previewWriteback(sync.vendors, sync.workspaceId, signal);
    assert.equal(plan.activities.length, 0);

    // However its name is spelled, it has its value: nothing failed any more, and a pass begins at once.
    await saveTimeline({ fields: { Meeting: { [field.toLowerCase()]: value } } });
    for (const id of ids) {
      const { state, failure } = await rowOf(id);
      assert.deepEqual([state, failure], ['waiting', null]);
    }
    const [stream] = await sync.transaction((tx) =>
      tx.query<{ next_due_at: Date }>(`select next_due_at from streams where name = 'timeline'`),
    );
    assert.ok(stream && stream.next_due_at <= sync.clock.now());
    await sync.settle();
    for (const id of ids) assert.equal(String((await standing(id))[field]), value);
  });
}

test('a field that is refused with its value is no required one: Gainsight’s words and what to correct are told', async () => {
  // The tenant requires it and does not know it: as after a field was deleted.
  const field = 'Ant__Mood__c';
  switches.requiredActivityFields = [field];
  const [id] = await sync.orderMeetings(['Refused for its value']);
  assert.ok(id);
  await sync.run('timeline');
  assert.equal((await rowOf(id)).reason, 'field-required');
  await saveTimeline({ fields: { Meeting: { [field]: 'Good' } } });
  await sync.settle();
  const row = await rowOf(id);
  assert.deepEqual([row.state, row.reason], ['refused', 'GS_TL_10_0206']);
  const { message, remedy } = storedFailure(row);
  assert.match(message, /Activity field 'ant__mood__c' is unknown/u);
  assert.match(remedy, /^Correct the value of Ant__Mood__c under/u);
  const learnt = await sync.transaction((tx) => listRequiredActivityFields(tx));
  assert.deepEqual(learnt, [{ typeName: 'Meeting', field }]);
  await sync.transaction((tx) => forgetRequiredActivityField(tx, { typeName: 'Meeting', field }));
});

test('lets accounts go first that are named after others were ordered, and keeps up to date what stands', async () => {
  const [first, second] = sync.accountIds;
  assert.ok(first && second);
  const stands = await sync.orderMeeting('Stands already', second);
  await sync.settle();
  const before = await standing(stands);
  const ids = [await sync.orderMeeting('Goes first', first), await sync.orderMeeting('Goes later', second)];
  const [goes, waits] = ids;
  assert.ok(goes && waits);
  const [company] = await sync.transaction((tx) =>
    tx.query<{ gainsight_id: string }>('select gainsight_id from accounts where id = $1', [first]),
  );
  await saveTimeline({ canary: [company?.gainsight_id] });
  const part = await sync.transaction(
    async (tx) => (await readSummaries(tx, [stands])).get(stands)?.actionItems[0],
  );
  assert.ok(part);
  await sync.transaction(async (tx) => {
    const { configuration } = await readConfiguration(tx);
    const order = { meetingId: stands, partId: part.id, change: { text: 'Said right' }, by: newId<UserId>() };
    assert.ok(await correctSummary(tx, configuration, { ...order, now: sync.clock.now() }));
  });
  const titles = async () =>
    (await previewWriteback(sync.vendors, sync.workspaceId, signal)).activities
      .map(({ subject }) => subject)
      .toSorted();
  assert.deepEqual(await titles(), ['Meeting summary: Goes first', 'Meeting summary: Stands already']);
  await sync.settle();
  await standing(goes);
  assert.deepEqual([(await rowOf(waits)).state, (await rowOf(waits)).reason], ['withdrawn', 'not-first']);
  assert.equal((await sync.standing(waits)).length, 0);
  const after = await standing(stands);
  assert.equal(after['Gsid'], before['Gsid']);
  assert.match(String(after['Notes']), /Said right/u);
  // Once the list is emptied the others follow.
  await saveTimeline({});
  await sync.run('signals');
  await sync.settle();
  await standing(waits);
});

test('holds new meetings of an account back until a person sends them, and others not', async () => {
  const [held] = sync.accountIds;
  const [account] = await sync.transaction((tx) =>
    tx.query<{ gainsight_id: string }>('select gainsight_id from accounts where id = $1', [held]),
  );
  await saveTimeline({ hold: [account?.gainsight_id] });
  const id = await sync.orderMeeting('Held back', held);
  const other = await sync.orderMeeting('Not held back', sync.accountIds[1]);
  callLog.clear();
  await sync.settle();
  assert.deepEqual([(await rowOf(id)).state, (await rowOf(id)).reason], ['paused', 'held']);
  await standing(other);
  assert.equal(callLog.entries.filter(({ body }) => body?.includes('Held back')).length, 0);
  await wish(id, 'send');
  await sync.settle();
  await standing(id);
  // Taking the account off the list lets all others go.
  const third = await sync.orderMeeting('Held back, too', held);
  await sync.settle();
  assert.equal((await rowOf(third)).state, 'paused');
  await saveTimeline({});
  await sync.settle();
  await standing(third);
});

test('takes an entry back when a person says so, keeps it away, and makes it anew when they send it', async () => {
  const id = await sync.orderMeeting('Back and forth');
  await sync.settle();
  const first = await standing(id);
  await wish(id, 'withdraw');
  await sync.settle();
  assert.equal((await sync.standing(id)).length, 0);
  assert.deepEqual([(await rowOf(id)).state, (await rowOf(id)).reason], ['withdrawn', 'withdrawn-by-person']);
  await sync.run('signals');
  await sync.settle();
  assert.equal((await sync.standing(id)).length, 0);
  await wish(id, 'send');
  await sync.settle();
  assert.notEqual((await standing(id))['ExternalId'], first['ExternalId']);
});

test('sends again what a person deleted there, only when asked', async () => {
  const id = await sync.orderMeeting('Deleted there');
  await sync.settle();
  const first = await standing(id);
  await sync.source.delete('activity_timeline', String(first['Gsid']));
  await correct(id, 'Newer');
  await sync.settle();
  assert.deepEqual([(await rowOf(id)).state, (await rowOf(id)).reason], ['withdrawn', 'removed-there']);
  assert.equal((await sync.standing(id)).length, 0);
  await wish(id, 'send');
  await sync.settle();
  await standing(id);
});

test('holds what stands as it is while a person holds the meeting', async () => {
  const id = await sync.orderMeeting('Held while it stands');
  await sync.settle();
  const before = await standing(id);
  await sync.transaction((tx) => setTimelineWish(tx, id, 'hold'));
  await correct(id, 'Held');
  callLog.clear();
  await sync.run('timeline');
  assert.equal(saves().length, 0);
  assert.equal((await standing(id))['Notes'], before['Notes']);
  await wish(id, 'send');
  await sync.settle();
  assert.ok(String((await standing(id))['Notes']).includes('Held'));
});

for (const rule of ['post', 'link', 'skip'] as const) {
  test(`does as the setting says where somebody else's entry of the meeting stands: ${rule}`, async () => {
    await saveTimeline({ twins: rule });
    const [account] = await sync.transaction((tx) =>
      tx.query<{ gainsight_id: string }>('select gainsight_id from accounts where id = $1', [
        sync.accountIds[0],
      ]),
    );
    const twin = await sync.source.insert('activity_timeline', {
      Subject: `Call: Weekly with ${rule} and us`,
      Notes: '<p>By another recorder</p>',
      ActivityDate: new Date(sync.clock.now().getTime() + 300_000).toISOString(),
      GsCompanyId: account?.gainsight_id,
      AuthorId: sync.source.rows('gsuser')[0]?.['Gsid'],
    });
    const id = await sync.orderMeeting(`weekly with ${rule}`);
    const far = await sync.orderMeeting('Nobody else was there');
    const read = async () => {
      const [preview] = await previewActivities(sync.vendors, sync.workspaceId, id, signal);
      assert.ok(preview);
      return preview;
    };
    const preview = await read();
    assert.equal(preview.does, rule === 'skip' ? 'nothing' : 'post');
    assert.equal(preview.reason, rule === 'skip' ? 'twin' : null);
    await sync.settle();
    assert.ok(String((await standing(far))['Notes']).includes('Action items'));
    if (rule === 'skip') {
      assert.equal((await sync.standing(id)).length, 0);
      assert.deepEqual([(await rowOf(id)).state, (await rowOf(id)).reason], ['withdrawn', 'twin']);
      await wish(id, 'send');
      await sync.settle();
    }
    const notes = String((await standing(id))['Notes']);
    assert.equal(preview.notes, notes, 'what was shown before is what stands');
    const after = await read();
    assert.deepEqual([after.does, after.notes, after.typeName], ['nothing', notes, null]);
    assert.equal(notes.includes('Action items'), rule !== 'link');
    assert.ok(notes.includes('Written by a machine'));
    await sync.source.delete('activity_timeline', twin);
    // What was decided once stays: the next look writes nothing.
    callLog.clear();
    sync.clock.advance(3_600_000);
    await sync.run('timeline');
    assert.equal(saves().length, 0);
  });
}

test('puts a meeting into the type of its kind, and lists the types that the tenant has', async () => {
  const types = await readActivityTypes(sync.vendors, sync.workspaceId, signal);
  const names = types.map(({ name }) => name);
  assert.ok(names.includes('Meeting') && names.length > 3, names.join());
  const type = names.find((name) => name !== 'Meeting') ?? '';
  await saveTimeline({ types: { 'kick-off': type } });
  const id = await sync.orderMeeting('Kick-off with everybody');
  const other = await sync.orderMeeting('Any other meeting');
  const labelOf = async (meetingId: MeetingId) =>
    (await previewActivities(sync.vendors, sync.workspaceId, meetingId, signal))[0]?.typeName;
  assert.deepEqual([await labelOf(id), await labelOf(other)], [type, 'Meeting']);
  await sync.settle();
  await saveTimeline({});
  assert.equal(await labelOf(id), null, 'what stands keeps the type that it was posted with');
  assert.notEqual((await standing(id))['TypeName'], (await standing(other))['TypeName']);
});

test('is about the one relationship whose people took part, and about the company where the tenant refuses that', async () => {
  await sync.run('relationships', 'full');
  await sync.run('stakeholders', 'full');
  const [tie] = await sync.transaction((tx) =>
    tx.query<{ account: string; relationship: string; email: string }>(
      `select a.id as account, r.gainsight_id as relationship, min(s.email) as email
       from relationships r join accounts a on a.gainsight_id = r.company_gainsight_id
       join relationship_people p on p.relationship_gainsight_id = r.gainsight_id and p.is_active
       join stakeholders s on s.person_gainsight_id = p.person_gainsight_id and s.email is not null
       where not exists (select from relationship_people o where o.person_gainsight_id = p.person_gainsight_id
         and o.relationship_gainsight_id <> p.relationship_gainsight_id)
       group by 1, 2 order by 2 limit 1`,
    ),
  );
  assert.ok(tie);
  const about = async (title: string) => {
    const id = await sync.orderMeeting(title, parseAccountId(tie.account));
    await sync.transaction((tx) =>
      tx.query(
        `insert into participants (id, workspace_id, meeting_id, name, email, side) values ($1, $2, $3, 'Ines', $4, 'theirs')`,
        [randomUUID(), sync.workspaceId, id, tie.email],
      ),
    );
    await sync.settle();
    const { ContextName, GsRelationshipId } = await standing(id);
    return { id, context: ContextName, relationship: GsRelationshipId ?? null };
  };
  assert.equal((await about('Of the company')).context, 'Company');
  await saveTimeline({ target: 'relationship' });
  const { context, relationship } = await about('Of the relationship');
  assert.deepEqual([context, relationship], ['Relationship', tie.relationship]);
  // The tenant knows it no longer, and we do not know that yet.
  await sync.source.delete('relationship', tie.relationship);
  const fallen = await about('Of a relationship that is refused');
  assert.equal(fallen.context, 'Company');
  const row = await rowOf(fallen.id);
  assert.deepEqual([row.state, row.reason], ['delivered', 'relationship-refused']);
});
