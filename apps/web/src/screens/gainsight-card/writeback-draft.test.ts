import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyWriteback, findMissingWriteback, readWritebackDraft } from './writeback-draft.ts';

const document = {
  version: 1,
  accounts: { import: 'all' },
  timeline: { enabled: true, fallbackAuthor: 'ops@acme.example', types: { default: 'Meeting' } },
  writeback: {
    enabled: false,
    values: [
      { metric: 'health.score', object: 'Company', field: 'H__gc', whenUndefined: 'keep', owner: 'handrail' },
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
