import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceField } from '@handrail/contract';
import {
  applyWriteback,
  fieldReader,
  findMissingWriteback,
  readWritebackDraft,
  withTarget,
} from './writeback-draft.ts';

const document = {
  version: 1,
  accounts: { import: 'all' },
  timeline: { enabled: true, fallbackAuthor: 'ops@acme.example', types: { default: 'Meeting' } },
  writeback: {
    enabled: false,
    values: [
      { metric: 'health.score', object: 'Company', field: 'H__gc', whenUndefined: 'keep', owner: 'handrail' },
      {
        metric: 'health.label',
        object: 'Company',
        field: 'L__gc',
        conversion: { words: { High: 'Good', Medium: 'Fair', Low: 'Poor' } },
        whenUndefined: 'keep',
        owner: 'person',
      },
      {
        metric: 'meetings.hours',
        object: 'Company',
        field: 'M__gc',
        conversion: { decimals: 0 },
        whenUndefined: 'skip',
        owner: 'handrail',
      },
    ],
  },
};

test('a change that says what stands there gives back the document it was read from', () => {
  assert.deepEqual(applyWriteback(document, readWritebackDraft(document)), document);
  assert.deepEqual(applyWriteback({}, {}), {});
});

test('keeps every key that the change does not name', () => {
  const applied = applyWriteback(document, { timelineEnabled: false, fallbackAuthor: ' ' });
  assert.deepEqual(applied, { ...document, timeline: { enabled: false, types: { default: 'Meeting' } } });
});

test('says what is missing before it can be saved, and nothing once it stands', () => {
  const draft = readWritebackDraft(document);
  assert.equal(findMissingWriteback(draft), null);
  assert.match(findMissingWriteback({ ...draft, fallbackAuthor: ' ' }) ?? '', /fallback author is needed/);
  const [value] = draft.values;
  assert.ok(value !== undefined);
  assert.match(findMissingWriteback({ ...draft, values: [value, { ...value, field: '' }] }) ?? '', /^Row 2/);
});

test('reads an empty document as everything off', () => {
  assert.deepEqual(readWritebackDraft({}), {
    timelineEnabled: false,
    fallbackAuthor: '',
    writebackEnabled: false,
    values: [],
  });
});

const fieldOf = (name: string, type: SourceField['type'], items: readonly string[] = []): SourceField => ({
  object: 'company',
  name,
  label: name,
  dataType: type.toUpperCase(),
  type,
  updateable: true,
  options: items.map((label, at) => ({ value: `1I00${at}`, label })),
  holds: null,
  filled: null,
  lookedAt: null,
  samples: [],
});

test('a label for a picklist with other words waits for a person to say which item each becomes', () => {
  const [row] = readWritebackDraft(document).values;
  assert.ok(row !== undefined);
  const fields = [
    fieldOf('Same', 'picklist', ['Low', 'Medium', 'High']),
    fieldOf('Other', 'picklist', ['Good', 'High']),
    fieldOf('Text', 'text'),
  ];
  const label = { metric: 'health.label' } as const;
  assert.equal(withTarget(row, { ...label, field: 'Same' }, fields).conversion, undefined);
  assert.equal(withTarget(row, { ...label, field: 'Text' }, fields).conversion, undefined);
  const other = withTarget(row, { ...label, field: 'Other' }, fields);
  assert.deepEqual(other.conversion, { words: { High: 'High', Medium: '', Low: '' } });
  const draft = { ...readWritebackDraft(document), values: [other] };
  assert.equal(findMissingWriteback(draft), 'Row 1 needs what Medium, Low becomes.');
  // Words say nothing of a number, and a scale nothing of a count.
  assert.equal(withTarget(other, { metric: 'health.score' }, fields).conversion, undefined);
  const scaled = { ...row, conversion: { outOf: 10, decimals: 0 } };
  assert.deepEqual(withTarget(scaled, { field: 'Text' }, fields).conversion, { outOf: 10, decimals: 0 });
  assert.deepEqual(withTarget(scaled, { metric: 'meetings.hours' }, fields).conversion, { decimals: 0 });
});

test('tells what Handrail reads from a field by the draft, also while a row of it is not finished', () => {
  const readerOf = fieldReader({ ...document, fields: { account: { arr: 'Arr' } } });
  assert.equal(readerOf('Company', 'ARR'), 'the field ARR');
  assert.equal(readerOf('Company', 'Name'), 'the field Name');
  assert.equal(readerOf('Relationship', 'Arr'), 'the field ARR');
  assert.equal(readerOf('Relationship', 'Users'), null);
  assert.equal(readerOf('Company', 'H__gc'), null);
});
