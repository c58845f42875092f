import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyWritebackDraft, listDraftChanges, readWritebackDraft } from './writeback-draft.ts';

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

test('an untouched draft gives back the document it was read from', () => {
  assert.deepEqual(applyWritebackDraft(document, readWritebackDraft(document)), document);
});

test('keeps every key that the tab does not edit', () => {
  const draft = { ...readWritebackDraft(document), timelineEnabled: false, fallbackAuthor: '' };
  const applied = applyWritebackDraft(document, draft);
  assert.deepEqual(applied['accounts'], document.accounts);
  assert.deepEqual(applied['timeline'], { enabled: false, types: { default: 'Meeting' } });
});

test('names each change once, and none for an equal draft', () => {
  const saved = readWritebackDraft(document);
  assert.deepEqual(listDraftChanges(saved, readWritebackDraft(document)), []);
  const first = saved.values[0];
  assert.ok(first !== undefined);
  assert.deepEqual(
    listDraftChanges(saved, {
      ...saved,
      writebackEnabled: true,
      values: [{ ...first, owner: 'person' }, first],
    }),
    ['writeback on', 'row 1', 'row 2 added'],
  );
});

test('reads an empty document as everything off', () => {
  assert.deepEqual(readWritebackDraft({}), {
    timelineEnabled: false,
    fallbackAuthor: '',
    writebackEnabled: false,
    values: [],
  });
});
