import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { measureBaseline, measureEngagement } from './engagement.ts';
import type { EngagementFigures, HealthInputs } from './health-inputs.ts';
import { combineParts, labelFor } from './combine-parts.ts';
import { scoreHealth } from './health-score.ts';

function buildFigures(overrides: Partial<EngagementFigures> = {}): EngagementFigures {
  return {
    meetings: 4,
    externalParticipants: 3,
    daysSinceLastMeeting: 12,
    externalSpeakingShare: 0.5,
    ...overrides,
  };
}

function buildInputs(overrides: Partial<HealthInputs> = {}): HealthInputs {
  return {
    scoredOn: '2026-11-24',
    engagement: { current: buildFigures(), baseline: buildFigures(), tier: [] },
    sentiment: { current: 0.1, baseline: 0.1, tier: [] },
    ...overrides,
  };
}

const figures = fc.record({
  meetings: fc.nat(60),
  externalParticipants: fc.nat(40),
  daysSinceLastMeeting: fc.option(fc.nat(900)),
  externalSpeakingShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
});
const tone = fc.double({ min: -1, max: 1, noNaN: true });
const compared = (value: fc.Arbitrary<number>) =>
  fc.record({
    current: fc.option(value),
    baseline: fc.option(value),
    tier: fc.array(value, { maxLength: 12 }),
  });
const amount = fc.double({ min: 0, max: 500, noNaN: true });
const anyInputs: fc.Arbitrary<HealthInputs> = fc.record(
  {
    scoredOn: fc.constant('2026-11-24'),
    engagement: fc.record({
      current: figures,
      baseline: fc.option(figures),
      tier: fc.array(figures, { maxLength: 12 }),
    }),
    sentiment: compared(tone),
    openItems: compared(amount),
    responseTime: compared(amount),
  },
  { requiredKeys: ['scoredOn', 'engagement', 'sentiment'] },
);

test('a score lies between 0 and 100, is dated, and holds all its inputs', () => {
  fc.assert(
    fc.property(anyInputs, (inputs) => {
      const health = scoreHealth(inputs);
      assert.equal(health.inputs, inputs);
      assert.equal(health.scoredOn, '2026-11-24');
      if (health.score === null) assert.ok(health.parts.length < 2 && health.reason.length > 0);
      else assert.ok(health.score >= 0 && health.score <= 100 && health.topCause.length > 0);
    }),
  );
});

test('the weights of the parts present add up to one', () => {
  fc.assert(
    fc.property(anyInputs, (inputs) => {
      const { parts } = scoreHealth(inputs);
      const sum = parts.reduce((total, { weight }) => total + weight, 0);
      assert.ok(parts.length === 0 || Math.abs(sum - 1) < 1e-9);
    }),
  );
});

test('the same inputs, stored and read again, give the same score to the digit', () => {
  fc.assert(
    fc.property(anyInputs, (inputs) => {
      const stored: HealthInputs = JSON.parse(JSON.stringify(inputs));
      assert.equal(scoreHealth(stored).score, scoreHealth(inputs).score);
    }),
  );
});

test('sentiment alone never moves the label by more than one step', () => {
  const order = ['Low', 'Medium', 'High'];
  fc.assert(
    fc.property(anyInputs, tone, tone, (inputs, before, after) => {
      const scored = (current: number) =>
        scoreHealth({ ...inputs, sentiment: { current, baseline: 0, tier: [] } }).label ?? 'none';
      const [a, b] = [order.indexOf(scored(before)), order.indexOf(scored(after))];
      const others = scoreHealth({ ...inputs, sentiment: { current: null, baseline: null, tier: [] } }).label;
      if (others === null || a < 0 || b < 0) return;
      const middle = order.indexOf(others);
      assert.ok(Math.abs(a - middle) <= 1 && Math.abs(b - middle) <= 1);
    }),
  );
});

test('an account that is as always and in the middle of its tier scores 50 for engagement', () => {
  const same = buildFigures({ daysSinceLastMeeting: 20 });
  const { parts } = scoreHealth(
    buildInputs({ engagement: { current: same, baseline: same, tier: [same, same, same] } }),
  );
  assert.deepEqual(
    parts.filter(({ part }) => part === 'engagement').map(({ absolute, relative }) => [absolute, relative]),
    [[50, 50]],
  );
});

test('fewer meetings, fewer people and a longer silence lower the score and are named as the cause', () => {
  const was = scoreHealth(buildInputs());
  const fell = scoreHealth(
    buildInputs({
      engagement: {
        current: buildFigures({
          meetings: 1,
          externalParticipants: 1,
          daysSinceLastMeeting: 80,
          externalSpeakingShare: 0.2,
        }),
        baseline: buildFigures(),
        tier: [],
      },
    }),
  );
  assert.ok(was.score !== null && fell.score !== null && fell.score < was.score);
  assert.match(fell.topCause ?? '', /^Engagement lowers the score: 1 meeting in 90 days/u);
});

test('there is no score but a reason with fewer than two parts', () => {
  const health = scoreHealth(
    buildInputs({
      engagement: {
        current: buildFigures({ daysSinceLastMeeting: null, meetings: 0 }),
        baseline: null,
        tier: [],
      },
    }),
  );
  assert.equal(health.score, null);
  assert.match(health.score === null ? health.reason : '', /only sentiment is known/u);
});

test('more open items than usual lower the score', () => {
  const score = (current: number) =>
    scoreHealth(buildInputs({ openItems: { current, baseline: 4, tier: [1, 2, 8, 9] } })).score ?? Number.NaN;
  assert.ok(score(8) < score(4) && score(4) < score(1));
});

test('labels change exactly at their thresholds', () => {
  const thresholds = { high: 70, medium: 40 };
  assert.deepEqual(
    [70, 69.9, 40, 39.9].map((score) => labelFor(score, thresholds)),
    ['High', 'Medium', 'Medium', 'Low'],
  );
});

test('engagement counts the window, each person once, and words by side', () => {
  const meeting = (
    heldOn: string,
    externalParticipants: string[],
    words: { ours: number; theirs: number } | null,
  ) => ({
    heldAt: new Date(`${heldOn}T10:00:00Z`),
    externalParticipants,
    words,
  });
  const meetings = [
    meeting('2026-05-01', ['old@acme.test'], { ours: 10, theirs: 90 }),
    meeting('2026-10-01', ['Ann@acme.test', 'bo@acme.test'], { ours: 60, theirs: 40 }),
    meeting('2026-11-14', ['ann@acme.test'], null),
    meeting('2026-12-24', ['late@acme.test'], null),
  ];
  const until = new Date('2026-11-24T10:00:00Z');
  assert.deepEqual(measureEngagement(meetings, until), {
    meetings: 2,
    externalParticipants: 2,
    daysSinceLastMeeting: 10,
    externalSpeakingShare: 0.4,
  });
  assert.equal(measureBaseline(meetings, until)?.daysSinceLastMeeting, (117 + 27) / 2);
  assert.equal(measureBaseline(meetings.slice(1), until), null);
});

test('a half without a share does not count, and a part that weighs nothing is kept beside the score', () => {
  const halves = [
    { part: 'sentiment', absolute: 40, relative: 80 },
    { part: 'engagement', absolute: 20, relative: null },
    { part: 'openItems', absolute: null, relative: 90 },
  ] as const;
  const weights = { sentiment: 50, engagement: 50, openItems: 0, responseTime: 0 };
  const rules = { weights, thresholds: { high: 70, medium: 40 }, relativePercent: 50 };
  const both = combineParts(halves, rules);
  assert.deepEqual([both.score, both.label], [40, 'Medium']);
  assert.deepEqual(
    both.parts.map(({ part, score, weight }) => [part, score, weight]),
    [
      ['sentiment', 60, 0.5],
      ['engagement', 20, 0.5],
      ['openItems', 90, 0],
    ],
  );
  assert.equal(combineParts(halves, { ...rules, relativePercent: 0 }).score, 30);
  // Against the tier alone engagement is not known, and one part is no score.
  assert.equal(combineParts(halves, { ...rules, relativePercent: 100 }).score, null);
  assert.equal(
    combineParts(halves, { ...rules, weights: { ...weights, openItems: 50 } }).score,
    Math.round(((60 + 20 + 90) / 3) * 10) / 10,
  );
});
