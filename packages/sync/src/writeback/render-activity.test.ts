import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimRow, WholeSummary } from '@handrail/database';
import { renderActivity } from './render-activity.ts';

function summaryOf(
  claims: readonly (readonly [ClaimRow['kind'], string])[],
  actionItems: readonly string[] = [],
): WholeSummary {
  const ids = { workspace_id: '1', id: '1', summary_id: '1' } as Pick<
    ClaimRow,
    'workspace_id' | 'id' | 'summary_id'
  >;
  const where = { turn: 0, quote: '', start_ms: null, sentiment: null, added_by: null, added_by_name: null };
  const summary = { version: 1, is_corrected: false } as WholeSummary['summary'];
  return {
    summary,
    claims: claims.map(([kind, text], position) => ({ ...ids, ...where, kind, text, position })),
    actionItems: actionItems.map(
      (text) => ({ text, owner: null, due_on: null, added_by: null }) as WholeSummary['actionItems'][number],
    ),
  };
}

test('says each thing once: as an action item, a risk or an ask, not as a point too', () => {
  const summary = summaryOf(
    [
      ['headline', 'The contract ends on 31 March.'],
      ['point', 'We need 99.8, or legal blocks it.'],
      ['point', 'They offer 138,000 a year.'],
      ['point', 'I will send the draft.'],
      ['risk', 'We need 99.8, or legal blocks it.'],
      ['ask', 'We need 99.8, or legal blocks it.'],
      ['ask', 'Send two pages.'],
    ],
    ['I will send the draft.'],
  );
  const { notes } = renderActivity({ title: 'Renewal', startedAt: null, url: null, source: 'file', summary });
  assert.equal(notes.split('We need 99.8').length, 2);
  assert.equal(notes.split('I will send the draft').length, 2);
  assert.match(notes, /Action items<\/strong><\/p><ul><li>I will send the draft/u);
  assert.match(
    notes,
    /Points<\/strong><\/p><ul><li>They offer.*Risks<\/strong><\/p><ul><li>We need.*Asks<\/strong><\/p><ul><li>Send/u,
  );
});

test('says of a meeting whose day nobody told that the day of the entry is not its own', () => {
  const summary = summaryOf([['headline', 'The contract ends on 31 March.']]);
  const noteOf = (startedAt: Date | null) =>
    renderActivity({ title: 'Renewal', startedAt, url: null, source: 'file', summary }).notes;
  assert.match(noteOf(null), /whose day is not known/u);
  assert.doesNotMatch(noteOf(new Date('2026-11-03T09:00:00Z')), /not known/u);
});

test('sends no character that turns the direction of what stands around it, in the subject nor in the note', () => {
  const turned = 'Renewal \u202Elawener\u202C \u2066of\u2069\u200F Acme\u061C';
  const summary = summaryOf([['headline', turned]], [turned]);
  const { subject, notes } = renderActivity({
    title: turned,
    startedAt: null,
    url: null,
    source: 'gong',
    summary,
  });
  assert.equal(subject, 'Meeting summary: Renewal lawener of Acme');
  assert.equal(notes.split('Renewal lawener of Acme').length, 3);
  assert.doesNotMatch(notes, /\p{Bidi_Control}/u);
});
