import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainRecord, RECORD_STANDINGS, setAsideInWords } from './explain-record.ts';
import { showValue } from './show-value.ts';
import type { RecordFacts } from './explain-record.ts';

const AT = new Date('2026-11-26T10:00:00Z');
const run = {
  id: 'r',
  number: 7,
  stream: 'accounts',
  mode: 'full',
  cause: 'schedule',
  configVersion: 3,
} as const;
const storedAs = (isIn: boolean, rule: string): RecordFacts['stored'] => ({
  verdict: { in: isIn, rule, field: rule === 'all' ? null : 'Status', value: 'Active' },
  shownValue: null,
  by: { filter: null, fields: new Map(), configVersion: 3 },
  run,
  decidedAt: AT,
  decidedOn: '2026-11-26',
  firstStoredAt: AT,
  modifiedAt: AT,
});
const account = (standing: NonNullable<RecordFacts['account']>['standing']) => ({
  account: { id: null, name: 'Acme', standing, outBy: null },
});
const missing = { since: AT, run, person: null };
const tie = (presence: NonNullable<RecordFacts['tie']>['presence']) =>
  ({ tie: { to: 'company', presence } }) as const;
const into = { id: 'b', name: 'Acme Group' };
const setAside = (field: string | null, reason: string) => ({
  setAside: { field, label: null, reason, value: null, at: AT, run },
});

/** Every kind of verdict that a record can be under, by what is stored of it. */
const VERDICTS: readonly (readonly [(typeof RECORD_STANDINGS)[number], Partial<RecordFacts>])[] = [
  ...(['missing', 'filtered', 'churned'] as const).map((kind) => ['held', { held: { kind, run } }] as const),
  ['set-aside', setAside('Arr', 'not-a-number')],
  ['set-aside', { ...setAside('Gsid', 'missing-id'), stored: null }],
  ['missing', { missing }],
  ['missing', { missing: { ...missing, person: '1P04' } }],
  ['missing', { missing, mergedInto: into }],
  ['missing', { missing, proposedMerge: { into, people: 4, peopleThere: 3 } }],
  ['missing', tie('missing')],
  ['filtered', { stored: storedAs(false, 'and[0]') }],
  ['filtered', { stored: null }],
  ['filtered', account('filtered')],
  ['inactive', tie('inactive')],
  ['waiting', tie('waiting')],
  ['waiting', account('missing')],
  ['present', { tie: { to: 'relationship', presence: 'present' } }],
  ['present', { missing, keptAt: AT }],
  ...(['missing', 'filtered', 'churned'] as const).map(
    (kind) => ['present', { keptExit: { kind, run, by: 'Priya', at: AT } }] as const,
  ),
  ['present', {}],
  ['present', { stored: storedAs(true, 'and[0]') }],
  ['present', account('present')],
];

test('names what would change it of every record, whatever the verdict', () => {
  for (const noun of ['account', 'relationship', 'stakeholder'] as const)
    for (const [standing, facts] of VERDICTS) {
      const told = explainRecord({
        noun,
        id: 'a',
        sourceId: '1P02',
        object: 'Company',
        name: 'Acme',
        stored: storedAs(true, 'all'),
        missing: null,
        mergedInto: null,
        proposedMerge: null,
        keptAt: null,
        setAside: null,
        held: null,
        keptExit: null,
        account: null,
        tie: null,
        fields: [],
        ...facts,
      });
      const what = `${noun} ${JSON.stringify(facts)}`;
      assert.equal(told.standing, standing, what);
      assert.match(told.remedy ?? '', /^.{20,}\.$/u, what);
      if (facts.keptAt != null) assert.match(told.remedy ?? '', /“Let it go again” on its page/u);
    }
  assert.deepEqual(new Set(VERDICTS.map(([standing]) => standing)), new Set(RECORD_STANDINGS));
});

test('says of several values that the mapping prefers none, and that its order can', () => {
  const { cause, remedy } = setAsideInWords({
    field: 'Regions__gc',
    label: null,
    reason: 'several-values',
    value: null,
  });
  assert.equal(cause, 'The field Regions__gc holds several values, and the mapping prefers none of them.');
  assert.match(remedy, /in the order of the mapping \(prefer\)/);
});

test('calls a field that is set aside by its label, and tells what it holds', () => {
  const words = (reason: string, value: string) =>
    setAsideInWords({ field: 'Renewal__gc', label: 'Renewal', reason, value }).cause;
  assert.equal(words('not-a-date', 'soon'), 'The field Renewal holds “soon”, which is not a date.');
  assert.equal(
    words('several-values', 'A;B'),
    'The field Renewal holds several values, and the mapping prefers none of them: “A;B”.',
  );
});

test('shows a value on one line, what cannot be seen as its code, and cut', () => {
  assert.equal(showValue('two\nlines\0 \u202Eevil'), 'two\\u{a}lines\\u{0} \\u{202e}evil');
  assert.equal(showValue({ a: [1] }), '{"a":[1]}');
  const long = showValue('😀'.repeat(1_000_000));
  assert.deepEqual([[...long].length, long.at(-1)], [80, '…']);
});
