import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Turn } from '../transcript.ts';
import { hostileAnswer, PAYLOADS } from './hostile-payloads.ts';
import { summarizeByModel } from './summarize-by-model.ts';

const SAID = [
  'We decided to renew the support contract for the coming year.',
  'I will send the signed order form to the team by Friday.',
  'The import of the invoices is still far too slow for the finance team.',
];
const turns: readonly Turn[] = SAID.map((text, index) => ({
  index,
  speaker: 'Ann Berg',
  side: 'theirs',
  text,
  startMs: null,
  endMs: null,
}));
test('a model that writes what an attacker wants gets no address, markup or order through (LS1, LS3)', async () => {
  assert.ok(PAYLOADS.length >= 500, `${PAYLOADS.length}`);
  for (const payload of PAYLOADS) {
    const answer = hostileAnswer(payload, SAID);
    const meeting = { turns, language: 'en', startedAt: new Date('2026-11-24T10:00:00Z') };
    const summary = await summarizeByModel(meeting, () =>
      Promise.resolve({ text: JSON.stringify(answer), tokens: 1 }),
    );
    const all = JSON.stringify(summary).normalize('NFKC');
    assert.doesNotMatch(
      all,
      /evil|ev\W?il|https?:|hxxp|javascript|data:text|<|\]\(|onerror|ignore all/iu,
      payload,
    );
    assert.doesNotMatch(all, /[\u200b-\u200f\u202a-\u202e]/u, payload);
    assert.equal(summary.points.length, 3);
    assert.equal(summary.actionItems[0]?.owner, null);
  }
});
