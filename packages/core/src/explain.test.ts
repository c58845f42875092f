import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainDelivery } from './explain-delivery.ts';
import { explainMeeting } from './explain-meeting.ts';
import { verdictInWords } from './explain.ts';
import { judge } from './filter.ts';
import type { Filter } from './filter.ts';
import type { JsonObject } from './json.ts';

const filter: Filter = {
  and: [
    { field: 'Status', op: 'in', value: ['1', '2'] },
    {
      or: [
        { field: 'Region', op: 'eq', value: 'EMEA' },
        { field: 'ARR', op: 'gte', value: 50_000 },
      ],
    },
  ],
};
const fields = new Map([
  [
    'Status',
    {
      name: 'Status',
      label: 'Lifecycle status',
      type: 'picklist' as const,
      options: [
        { value: '1', label: 'Active' },
        { value: '2', label: 'Prospect' },
        { value: '3', label: 'Churn' },
      ],
    },
  ],
]);

const say = (values: JsonObject, by: Filter = filter) =>
  verdictInWords(judge(by, values, { today: '2026-11-26', fields }), { filter: by, fields, configVersion: 7 })
    .answer;

test('names the one rule of a group of all that failed, with labels for ids', () => {
  assert.equal(
    say({ Status: '3', Region: 'EMEA' }),
    'Filtered out because “Lifecycle status is one of Active, Prospect” does not hold: Lifecycle status is Churn.',
  );
});

test('names a whole group of any when none of it holds, and nothing as empty', () => {
  assert.equal(
    say({ Status: '1', Region: null, ARR: 10 }),
    'Filtered out because nothing of “Region is EMEA or ARR is at least 50,000” holds: Region is empty.',
  );
});

test('names the whole of a group of all that lets in, and the one of a group of any', () => {
  assert.match(say({ Status: '1', ARR: 60_000 }), /^Imported because “Lifecycle status .*, and \(Region/);
  const either: Filter = { or: [{ field: 'Region', op: 'eq', value: 'EMEA' }, filter] };
  assert.equal(say({ Region: 'EMEA' }, either), 'Imported because “Region is EMEA” holds: Region is EMEA.');
});

test('names the field alone when the filter that decided is no longer known', () => {
  const verdict = judge(filter, { Status: '3' }, { today: '2026-11-26' });
  const words = verdictInWords(verdict, { filter: null, fields: new Map(), configVersion: 0 });
  assert.equal(words.answer, 'Filtered out because the rule on Status does not hold: Status is 3.');
});

test('says of an entry that does not stand what would make it stand, and of one that does whose words it has', () => {
  const at = new Date('2026-11-26T10:00:00Z');
  const ask = (state: 'withdrawn' | 'delivered', reason: string | null) =>
    explainDelivery({
      id: 'd',
      externalId: 'hr1-x',
      kind: 'timeline-activity',
      state,
      meeting: { id: 'm', title: 'Kick-off' },
      account: { id: 'a', name: 'Acme' },
      next: null,
      cause: 'summary made',
      reason,
      failure: null,
      attempts: 1,
      createdAt: at,
      notBefore: at,
      lastAttemptAt: at,
      settledAt: at,
      heldBack: null,
    });
  for (const reason of ['removed-there', 'withdrawn-by-person', 'twin'])
    assert.match(ask('withdrawn', reason).remedy ?? '', /^Send it on the page of the meeting/u);
  assert.match(ask('withdrawn', 'excluded').remedy ?? '', /once no rule keeps it out/u);
  assert.match(ask('withdrawn', 'not-first').answer, /other accounts go first/u);
  assert.match(ask('withdrawn', 'not-first').remedy ?? '', /their list is emptied/u);
  assert.match(ask('withdrawn', 'moved').remedy ?? '', /at the account again/u);
  assert.match(ask('delivered', 'their-words-stay').answer, /their words stay until a newer summary/u);
  assert.match(ask('delivered', 'not-found').answer, /does not show at Gainsight/u);
  assert.equal(ask('delivered', null).answer, 'The activity stands at Gainsight.');
});

test('says of a meeting that is kept out what would bring it in again', () => {
  const ask = (source: string, rule: string) =>
    explainMeeting({
      id: 'm',
      sourceId: '1',
      source,
      name: 'Excluded meeting',
      heldAt: null,
      state: 'excluded',
      exclusion: { rule, words: 'being deleted at the recorder' },
      attribution: 'none',
      decidedBy: 'rule',
      accounts: [],
      unseenAccounts: 0,
      review: null,
      crmId: null,
      outside: [],
    });
  const deleted = ask('gong', 'deleted');
  assert.equal(deleted.answer, 'Kept out by being deleted at the recorder: nothing of it is held here.');
  assert.equal(deleted.remedy, null);
  assert.equal(ask('file', 'undone').remedy, 'Import its file again.');
  assert.match(ask('file', 'exclude title Legal').remedy ?? '', /then import its file again/u);
  assert.match(ask('gong', 'exclude title Legal').remedy ?? '', /the meeting is read again then/u);
});
