import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashWords } from './activity-words.ts';

const notes =
  '<p><strong>Renewal &amp; export</strong></p><ul><li>Send the plan <em>(Mara, due 2026-11-14)</em></li></ul><p><a href="https://rec.example/1">Recording</a></p>';
const subject = 'Meeting summary: Renewal';
const same = (other: string) => hashWords({ subject, notes: other }) === hashWords({ subject, notes });

test('takes notes that the tenant stored in another form for the same', () => {
  assert.ok(same(notes.replaceAll('strong', 'b').replace('&amp;', '&#38;')));
  assert.ok(same(`<div class="rte">\n${notes.replaceAll('><', '>\n  <')}&nbsp;</div>`));
});

test('sees a word, a link or a picture that a person changed or added', () => {
  assert.ok(!same(notes.replace('plan', 'offer')));
  assert.ok(!same(notes.replace('rec.example', 'rec.test')));
  assert.ok(!same(`${notes}<img src="https://x.example/a.png">`));
  assert.notEqual(hashWords({ subject: 'Renewal', notes }), hashWords({ subject, notes }));
});
