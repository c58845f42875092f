import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configDocument, parseConfig } from '@handrail/core';
import { attributionDocument, attributionsOf, exclusionDocument, exclusionsOf } from './draft-rules.ts';

const DOCUMENT = {
  version: 1,
  meetings: {
    exclude: [{ domain: 'law.example' }, { person: 'a@b.example' }, { title: 'hr*' }, { internalOnly: true }],
    only: [{ title: 'qbr' }],
    attribution: {
      rules: [
        { person: 'a@b.example', account: '1P02A' },
        { crmId: '0015g', account: '1P02B' },
        { domain: 'c.example', account: 'none' },
      ],
    },
  },
};

test('rules that are read for editing are written back as they stood', () => {
  const { exclude, only, attribution } = DOCUMENT.meetings;
  assert.deepEqual(exclusionsOf(DOCUMENT, 'exclude').map(exclusionDocument), exclude);
  assert.deepEqual(exclusionsOf(DOCUMENT, 'only').map(exclusionDocument), only);
  assert.deepEqual(attributionsOf(DOCUMENT).map(attributionDocument), attribution.rules);
  const parsed = parseConfig(DOCUMENT);
  assert.ok(parsed.ok);
  assert.deepEqual(configDocument(parsed.value), DOCUMENT);
});

test('a title is typed with its spaces, and saved without those around it', () => {
  const typed = exclusionDocument({ kind: 'title', value: ' weekly ' });
  assert.deepEqual(typed, { title: 'weekly ' });
  const parsed = parseConfig({ version: 1, meetings: { exclude: [typed] } });
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.value.meetings.exclude, [{ title: 'weekly' }]);
  assert.ok(!parseConfig({ version: 1, meetings: { exclude: [{ title: ' ' }] } }).ok);
});

test('a document without rules, or with something else in their place, has none', () => {
  assert.deepEqual(exclusionsOf({}, 'exclude'), []);
  assert.deepEqual(exclusionsOf({ meetings: { only: 'x' } }, 'only'), []);
  assert.deepEqual(attributionsOf({ meetings: [] }), []);
});
