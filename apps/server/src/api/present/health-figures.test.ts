import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presentFigures } from './health-figures.ts';

const engagement = (meetings: number, externalSpeakingShare: number | null) => ({
  meetings,
  externalParticipants: 2,
  daysSinceLastMeeting: 1,
  externalSpeakingShare,
});

test('tells each figure in its unit beside the middle of the others, and all of them in order', () => {
  const figures = presentFigures({
    scoredOn: '2026-11-29',
    engagement: {
      current: engagement(2, 0.565_313),
      baseline: null,
      tier: [engagement(4, 0.25), engagement(1, null), engagement(3, 0.5), engagement(2, null)],
    },
    sentiment: { current: -0.1234, baseline: 0.2, tier: [] },
  });
  const find = (label: string) => figures.find((one) => one.label === label);
  assert.deepEqual(find('Meetings in the window'), {
    part: 'Engagement',
    label: 'Meetings in the window',
    now: '2',
    before: null,
    others: { median: '2.5', lowerQuartile: '1.8', upperQuartile: '3.3', values: ['1', '2', '3', '4'] },
  });
  const share = find('Their share of the words');
  assert.deepEqual(
    [share?.now, share?.others?.median, share?.others?.values],
    ['57 %', '38 %', ['25 %', '50 %']],
  );
  const tone = find('Tone of their side (−1 to 1)');
  assert.deepEqual([tone?.now, tone?.before, tone?.others], ['-0.12', '0.20', null]);
  assert.equal(find('Open items on our side'), undefined, 'no source');
});
