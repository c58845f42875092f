import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exclusionInWords, judgeExclusion } from './exclusion.ts';
import type { ExclusionRules, ExclusionVerdict, MeetingMetadata } from './exclusion.ts';

const rules: ExclusionRules = {
  mode: 'all-but-excluded',
  exclude: [
    { domain: 'lawfirm.example' },
    { person: 'Board@Acme.example' },
    { title: 'salary*review' },
    { title: 'confidential' },
    { internalOnly: true },
  ],
  only: [],
  ownDomains: ['acme.example'],
};

function judge(over: Partial<MeetingMetadata>, by: Partial<ExclusionRules> = {}): ExclusionVerdict {
  const meeting = {
    title: 'Review',
    isPrivate: false,
    participantEmails: ['a@acme.example', 'b@customer.example'],
    ...over,
  };
  return judgeExclusion(meeting, { ...rules, ...by });
}

const cases: readonly (readonly [string, Partial<MeetingMetadata>, string | null])[] = [
  ['an ordinary meeting', {}, null],
  ['a private one', { isPrivate: true }, 'being private at the recorder'],
  [
    'a domain below a listed one',
    { participantEmails: ['x@eu.lawfirm.example'] },
    'the rule “somebody of lawfirm.example”',
  ],
  ['a domain that only ends alike', { participantEmails: ['x@notlawfirm.example'] }, null],
  [
    'a listed person in other letter case',
    { participantEmails: ['board@acme.example', 'b@customer.example'] },
    'the rule “with Board@Acme.example”',
  ],
  ['a title by pattern', { title: 'Salary and bonus REVIEW' }, 'the rule “title like salary*review”'],
  ['a title that the pattern does not reach the end of', { title: 'Salary review 2026' }, null],
  [
    'a title that contains a word',
    { title: 'Strictly Confidential call' },
    'the rule “title like confidential”',
  ],
  ['our own people only', { participantEmails: ['a@acme.example'] }, 'the rule “internal only”'],
  ['our own people and a stranger', { participantEmails: ['a@acme.example', null] }, null],
  ['nobody known', { participantEmails: [] }, null],
];

for (const [what, meeting, words] of cases) {
  test(`${words === null ? 'lets in' : 'keeps out'} ${what}`, () => {
    const verdict = judge(meeting);
    assert.equal(verdict.isExcluded ? exclusionInWords(verdict.rule, rules.exclude) : null, words);
  });
}

test('names a rule wherever it stands, spells nothing of it, and says when it stands no more', () => {
  const verdict = judge({ title: 'Strictly Confidential call' });
  assert.ok(verdict.isExcluded);
  assert.doesNotMatch(verdict.rule, /confidential/i);
  const among = [{ domain: 'other.example' }, { title: 'confidential' }];
  assert.equal(exclusionInWords(verdict.rule, among), 'the rule “title like confidential”');
  assert.equal(exclusionInWords(verdict.rule, []), 'a rule of the kind “title” that stands no more');
});

test('lets in only what is listed, where that is the mode', () => {
  const by = { mode: 'only-listed', only: [{ title: 'QBR' }] } as const;
  assert.deepEqual(judge({ title: 'Acme QBR' }, by), { isExcluded: false });
  assert.deepEqual(judge({ title: 'Chat' }, by), { isExcluded: true, rule: 'only' });
});

test('judges a hostile pattern in linear time', () => {
  const title = 'a'.repeat(100_000);
  const started = performance.now();
  judge({ title }, { exclude: [{ title: `${'a*'.repeat(200)}b` }] });
  assert.ok(performance.now() - started < 500);
});
