import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributeMeeting } from './attribution.ts';
import { offerRules } from './attribution-rule.ts';
import type { Attribution, AttributionIndex, MeetingEvidence } from './attribution.ts';
import { parseAccountId } from './ids.ts';
import type { AccountId } from './ids.ts';

const id = (digit: string): AccountId => parseAccountId(`0000000${digit}-0000-7000-8000-000000000000`);
const [group, north, south, other] = [id('1'), id('2'), id('3'), id('4')];

const index: AttributionIndex = {
  accountsByCrmId: new Map([
    ['0015g00000AbCdE', [north]],
    ['crm-other', [other]],
    ['crm-twice', [north, other]],
  ]),
  accountsByDomain: new Map([
    ['north.example', [north]],
    ['other.example', [other]],
    ['group.example', [north, south]],
    ['shared-by-rule.example', [north, other]],
    ['nobody.example', [other]],
    ['agency.example', [other]],
    ['gmail.com', [other]],
    ['acme.example', [other]],
  ]),
  accountsByStakeholder: new Map([
    ['ann@group.example', [north]],
    ['bo@group.example', [south]],
    ['cy@group.example', [south]],
    ['eve@other.example', [other]],
    ['consultant@firm.example', [north, other]],
    ['consultant@ruled.example', [north, other]],
  ]),
  accountsByName: new Map([
    ['Ann Lee', [north]],
    ['Jo Smith', [north, south, other, group, id('5'), id('6')]],
  ]),
  parents: new Map([
    [north, group],
    [south, group],
  ]),
  ownDomains: ['acme.example'],
  rules: {
    byPerson: new Map([
      ['consultant@ruled.example', south],
      ['agent@agency.example', null],
      ['eve@ruled.example', north],
    ]),
    byCrmId: new Map([['crm-ruled', north]]),
    byDomain: new Map([
      ['shared-by-rule.example', north],
      ['nobody.example', null],
    ]),
  },
};

function decide(emails: readonly string[], crmIds: readonly string[] = []): Attribution {
  const participants: MeetingEvidence['participants'] = emails.map((email) => ({
    email,
    side: 'unknown' as const,
  }));
  return attributeMeeting({ participants, crmIds }, index);
}

function steps(attribution: Attribution): unknown {
  return attribution.kind === 'attributed'
    ? attribution.decisions.map((decision) => [decision.accountId, decision.step])
    : attribution.why;
}

const cases: readonly (readonly [string, Attribution, unknown])[] = [
  ['a stakeholder of one account', decide(['Ann@Group.example']), [[north, 'stakeholder']]],
  ['a person known at two accounts', decide(['consultant@firm.example']), 'shared-evidence'],
  [
    'a person known at two accounts whom a rule places',
    decide(['consultant@ruled.example']),
    [[south, 'rule']],
  ],
  [
    'a person of whom a rule says that they stand for none',
    decide(['agent@agency.example']),
    'nothing-matches',
  ],
  ['a CRM id that a rule places', decide([], ['crm-ruled']), [[north, 'rule']]],
  ['a shared domain that a rule places', decide(['x@eu.shared-by-rule.example']), [[north, 'rule']]],
  ['a domain that stands for none by a rule', decide(['x@nobody.example']), 'nothing-matches'],
  [
    'a stakeholder before a rule on the domain',
    decide(['bo@group.example', 'x@shared-by-rule.example']),
    [[south, 'stakeholder']],
  ],
  ['the recorder’s CRM id in its long form', decide([], ['0015g00000AbCdEAAW']), [[north, 'crm-id']]],
  ['a CRM id that two accounts carry', decide([], ['crm-twice']), 'shared-evidence'],
  ['a domain of one account', decide(['x@eu.north.example']), [[north, 'domain']]],
  ['a shared domain', decide(['x@group.example']), 'shared-domain'],
  ['own and free-mail domains only', decide(['me@acme.example', 'x@gmail.com']), 'nothing-matches'],
  [
    'stakeholder and CRM id of unrelated accounts',
    decide(['ann@group.example'], ['crm-other']),
    'evidence-disagrees',
  ],
  [
    'stakeholders of two unrelated accounts',
    decide(['ann@group.example', 'eve@other.example']),
    [
      [north, 'stakeholder'],
      [other, 'stakeholder'],
    ],
  ],
  [
    'two children, one more present',
    decide(['ann@group.example', 'bo@group.example', 'cy@group.example']),
    [[south, 'hierarchy']],
  ],
  ['two children equally present', decide(['ann@group.example', 'bo@group.example']), [[group, 'hierarchy']]],
  [
    'a CRM id of the hierarchy and a stakeholder of a sibling',
    decide(['bo@group.example'], ['0015g00000AbCdE']),
    [[south, 'hierarchy']],
  ],
  ['domains of two unrelated accounts', decide(['x@north.example', 'y@other.example']), 'evidence-disagrees'],
  ['nobody', decide([]), 'nothing-matches'],
];

for (const [what, attribution, expected] of cases) {
  test(`attributes ${what} as told`, () => {
    assert.deepEqual(steps(attribution), expected);
  });
}

test('names the candidates of a shared domain with their reason', () => {
  const attribution = decide(['x@group.example']);
  assert.ok(attribution.kind === 'review');
  assert.deepEqual(
    attribution.candidates.map((item) => [item.accountId, item.reason]),
    [north, south].map((accountId) => [accountId, 'the domain group.example is shared by 2 accounts']),
  );
});

test('sends to Review what is less sure than the threshold, and never what a rule places', () => {
  const evidence = (email: string): MeetingEvidence => ({
    participants: [{ email, side: 'theirs' }],
    crmIds: [],
  });
  const [domain, ruled] = ['x@north.example', 'x@shared-by-rule.example'].map((email) =>
    attributeMeeting(evidence(email), index, 95),
  );
  assert.deepEqual(domain && steps(domain), 'below-threshold');
  assert.deepEqual(ruled && steps(ruled), [[north, 'rule']]);
});

test('names who is shared, with every account that a person may choose', () => {
  const attribution = decide(['consultant@firm.example', 'x@group.example']);
  assert.ok(attribution.kind === 'review');
  assert.deepEqual(
    attribution.candidates.map((item) => item.accountId),
    [north, other, south],
  );
});

test('does not count our own people as stakeholders', () => {
  const participants = [{ email: 'ann@group.example', side: 'ours' as const }];
  assert.equal(attributeMeeting({ participants, crmIds: [] }, index).kind, 'review');
});

test('offers rules on domains, CRM id and people of the other side, never on ours or on free mail', () => {
  const participants = [
    { email: 'Me@acme.example', side: 'ours' },
    { email: 'hidden@eu.acme.example', side: 'unknown' },
    { email: 'Ann@Group.example', side: 'theirs' },
    { email: 'bo@group.example', side: 'theirs' },
    { email: 'cy@gmail.com', side: 'unknown' },
    { email: null, side: 'theirs' },
  ];
  assert.deepEqual(
    offerRules({ participants, crmId: '0015g' }, ['acme.example']).map(({ key, value }) => [key, value]),
    [
      ['domain', 'group.example'],
      ['crmId', '0015g'],
      ['person', 'ann@group.example'],
      ['person', 'bo@group.example'],
      ['person', 'cy@gmail.com'],
    ],
  );
});

test('offers whose stakeholder is called like somebody without an address, and decides nothing by it', () => {
  const named = (names: readonly string[], emails: readonly string[] = []) =>
    attributeMeeting(
      { participants: emails.map((email) => ({ email, side: 'unknown' })), names, crmIds: [] },
      index,
    );
  const alone = named(['Ann Lee', 'Nobody Known']);
  assert.ok(alone.kind === 'review');
  assert.equal(alone.why, 'names-alone');
  assert.deepEqual(
    alone.candidates.map(({ accountId, reason }) => [accountId, reason]),
    [[north, 'a stakeholder of this account is called Ann Lee']],
  );
  const common = named(['Jo Smith']);
  assert.ok(common.kind === 'review');
  assert.deepEqual([common.why, common.candidates], ['nothing-matches', []]);
  // Beside somebody who is known by address, a name adds nothing.
  assert.deepEqual(steps(named(['Ann Lee'], ['eve@other.example'])), [[other, 'stakeholder']]);
});
