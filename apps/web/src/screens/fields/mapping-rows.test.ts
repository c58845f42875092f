import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findChange, listMappingRows, nameFault, plainMapping, putMapping } from './mapping-rows.ts';
import { fittingSources } from './source-fields.ts';

const document = {
  version: 1,
  timeline: { enabled: false },
  fields: {
    account: {
      csm: 'Csm',
      tier: { source: 'Tier__gc', owner: 'seed-once' },
      custom: { product: { source: 'Products__gc', prefer: ['Gold'] } },
    },
  },
};

test('lists every field of ours, mapped or not, the custom ones last', () => {
  const rows = listMappingRows(document, 'account');
  const find = (name: string) => rows.find((row) => row.name === name)?.mapping;
  assert.deepEqual(find('name'), plainMapping('Name'));
  assert.deepEqual(find('csm'), plainMapping('Csm'));
  assert.equal(find('tier')?.owner, 'seed-once');
  assert.equal(find('owner'), null);
  assert.equal(rows.at(-1)?.name, 'product');
  assert.deepEqual(
    listMappingRows({}, 'stakeholder')
      .map(({ name }) => name)
      .slice(0, 2),
    ['name', 'email'],
  );
  const people = listMappingRows({ fields: { stakeholder: { title: 'Position__gc' } } }, 'stakeholder');
  assert.deepEqual(
    people.map(({ name, mapping, byDefault }) => [name, mapping?.source ?? null, byDefault]).slice(0, 5),
    [
      ['name', null, 'Person.Name'],
      ['email', null, 'Person.Email'],
      ['title', 'Position__gc', 'Title'],
      ['role', null, 'Role'],
      ['phone', null, null],
    ],
  );
});

test('writes a plain mapping as one word, and leaves everything else as it was', () => {
  const mapped = putMapping(document, ['account', 'owner'], plainMapping('Account_Owner__gc'));
  assert.deepEqual(mapped, {
    ...document,
    fields: { account: { ...document.fields.account, owner: 'Account_Owner__gc' } },
  });
  assert.deepEqual(putMapping(mapped, ['account', 'owner'], null), document);
  const custom = putMapping({ version: 1 }, ['stakeholder', 'custom', 'team'], plainMapping('Team__gc'));
  assert.deepEqual(putMapping(custom, ['stakeholder', 'custom', 'team'], null), { version: 1 });
});

test('offers for each field of a stakeholder what it can be filled from', () => {
  const source = (name: string, type: 'text' | 'boolean' | 'datetime' | 'lookup') => ({
    object: 'company_person',
    name,
    label: name,
    dataType: '',
    type,
    updateable: true,
    options: [],
    holds: null,
    filled: null,
    lookedAt: null,
    samples: [],
    filling: null,
  });
  const sources = [
    source('Email', 'text'),
    source('Active', 'boolean'),
    source('CreatedDate', 'datetime'),
    source('Company', 'lookup'),
  ];
  const offered = (name: string) => {
    const kind = listMappingRows({}, 'stakeholder').find((row) => row.name === name)?.kind ?? null;
    return fittingSources(sources, kind).map((field) => field.name);
  };
  assert.deepEqual(offered('email'), ['Email']);
  assert.deepEqual(offered('phone'), ['Email']);
  assert.deepEqual(offered('decisionMaker'), ['Email', 'Active']);
});

test('tells what became of the source that a row has, and no longer once another is chosen', () => {
  const removed = {
    object: 'person',
    name: 'Email',
    label: 'Email',
    kind: 'removed' as const,
    before: null,
    now: null,
    since: '2026-11-29T10:00:00.000Z',
    usedBy: ['fields.stakeholder.email'],
    isFixed: false,
    text: 'Gainsight no longer lists it.',
  };
  const found = (stakeholder: object) =>
    listMappingRows({ fields: { stakeholder } }, 'stakeholder').flatMap((row) =>
      findChange(row, [removed]) === null ? [] : [row.name],
    );
  assert.deepEqual(found({}), ['email']);
  assert.deepEqual(found({ email: 'person.email' }), ['email']);
  assert.deepEqual(found({ email: 'Person.WorkEmail__gc' }), []);
});

test('refuses a name that is taken or that programs could not use', () => {
  const rows = listMappingRows(document, 'account');
  assert.equal(nameFault('segment', rows), null);
  assert.notEqual(nameFault('product', rows), null);
  assert.notEqual(nameFault('Two words', rows), null);
});
