import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints } from '@handrail/contract';
import type { Account, HealthReplay } from '@handrail/contract';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
const e = endpoints;
await api.makeLoop();
const DAY_MS = 86_400_000;
const counted = await countBoth();
// Half a year goes by, a score now and then: meetings grow old and leave the window.
for (const days of [1, 9, 20, 30, 30, 40]) {
  api.clock.advance(days * DAY_MS);
  await api.workRuns();
}

const accountsWithHealth = async (): Promise<Account[]> => {
  const { items } = await api.call(e.listAccounts, { query: { limit: 200 } });
  return items.filter(({ health }) => health.label !== null);
};
const healthOf = (id: string, query: { readonly on?: string; readonly since?: string } = {}) =>
  api.call(e.getAccountHealth, { params: { id }, query });
const replay = (health: object, search?: string) =>
  api.call(e.replayHealth, {
    body: { document: { ...TEST_DOCUMENT, health }, ...(search === undefined ? {} : { search }) },
  });
const STRICT = {
  weights: { sentiment: 5, engagement: 80, openItems: 15, responseTime: 0 },
  thresholds: { high: 55, medium: 45 },
  relativePercent: 20,
};

test('counts the same meetings in health as in the metric and the tab, those without a transcript too', () => {
  assert.ok(counted.some(({ metric }) => metric > 0) && counted.length > 5);
  for (const { name, metric, figure } of counted) assert.equal(figure, metric, name);
});

test('says whom a part was held against: all where the tier has too few, and neutral without a past', async () => {
  const { items } = await api.call(e.listAccounts, { query: { limit: 200 } });
  const tiers = Map.groupBy(items, ({ tier }) => tier);
  let ofAll = 0;
  for (const { id, tier, name } of items) {
    const { score } = await healthOf(id);
    if (score === null || score.heldAgainst === null) continue;
    const words = score.parts.map(({ detail }) => detail).join('; ');
    const isSmall = (tiers.get(tier)?.length ?? 0) <= 3;
    if (isSmall) assert.match(score.heldAgainst, /^all accounts, as its tier has too few$/u, name);
    if (score.heldAgainst.startsWith('all')) {
      ofAll += 1;
      assert.doesNotMatch(words, /its tier \(/u, name);
    } else assert.equal(score.heldAgainst, `the others of its tier (${tier})`, name);
    const tone = score.figures.find(({ label }) => label.startsWith('Tone'));
    assert.equal(words.includes('neutral'), tone?.before === null && tone.now !== null, name);
    const days = score.figures.find(({ label }) => label === 'Days since the last meeting');
    const { values = [], median } = days?.others ?? {};
    assert.ok(values.length === 0 || median !== undefined);
  }
  assert.ok(ofAll > 0);
});

test('rebuilds the score of every past day from its stored inputs, to the digit', async () => {
  const scored = await api.call(e.listAccounts, { query: { limit: 200 } });
  let days = 0;
  for (const { id } of scored.items) {
    const { history } = await healthOf(id);
    for (const { on, score } of history) {
      const that = await healthOf(id, { on });
      assert.deepEqual([that.score?.scoredOn, that.score?.score], [on, score]);
      assert.equal(that.rebuilt?.isSame, true, `${id} on ${on}`);
      assert.equal(that.history.at(-1)?.on, on);
      days += 1;
    }
  }
  assert.ok(days > 40, `${days} days`);
});

test('tells what changed since a day by subtracting what is stored of both', async () => {
  let told = 0;
  for (const { id } of await accountsWithHealth()) {
    const { history } = await healthOf(id);
    const first = history.find(({ score }) => score !== null);
    assert.ok(first !== undefined);
    const { change, score } = await healthOf(id, { since: first.on });
    if (change === null || change.points === null || score === null) continue;
    assert.equal(change.before.on, first.on);
    assert.ok(score.score !== null && first.score !== null);
    assert.ok(Math.abs(change.points - (score.score - first.score)) < 1e-9);
    const sum = change.parts.reduce((total, { points }) => total + points, 0);
    // Each part is rounded to a tenth by itself.
    assert.ok(Math.abs(sum - change.points) <= 0.05 * (change.parts.length + 1) + 1e-9, `${sum}`);
    if (change.points !== 0) assert.ok(change.inputs.length > 0);
    told += 1;
  }
  assert.ok(told > 0);
});

test('shows the meetings and insights of the account beside its history, by day', async () => {
  const events = (
    await Promise.all((await accountsWithHealth()).map(async ({ id }) => (await healthOf(id)).events))
  ).flat();
  assert.ok(events.some(({ kind, meetingId }) => kind === 'meeting' && meetingId !== null));
  assert.ok(events.some(({ kind }) => kind === 'insight'));
  for (const { at, on } of events) assert.equal(at.slice(0, 10), on);
});

test('a replay tells whose label a draft would turn, and saving it turns exactly those', async () => {
  const before = await accountsWithHealth();
  const told: HealthReplay = await replay(STRICT);
  assert.ok(told.flippedToday > 0 && told.accounts >= before.length);
  assert.equal(told.stepDays, 1);
  const today = told.items.filter((item) => item.before.label !== item.after.label);
  assert.equal(today.length, told.flippedToday);
  for (const { flips } of told.items) {
    assert.ok(flips.length > 0);
    for (const flip of flips)
      assert.ok(flip.from !== flip.to && (flip.until === null || flip.until > flip.on));
  }
  const [one] = told.items;
  const found = await replay(STRICT, one?.account.name.slice(1, 6).toUpperCase());
  assert.ok(found.items.some(({ account }) => account.id === one?.account.id));
  assert.deepEqual([found.flippedToday, found.flippedEver], [told.flippedToday, told.flippedEver]);
  assert.equal((await replay(STRICT, 'no such name')).total, 0);

  const { version } = await api.call(e.getConfig, {});
  await api.call(e.saveConfig, {
    body: { basedOn: version, document: { ...TEST_DOCUMENT, health: STRICT } },
  });
  await api.call(e.syncStream, { params: { name: 'signals' }, body: { mode: 'incremental' } });
  await api.workRuns();
  const after = await api.call(e.listAccounts, { query: { limit: 200 } });
  const labels = new Map(before.map(({ id, health }) => [id, health]));
  const turned = after.items.filter(
    ({ id, health }) => labels.has(id) && labels.get(id)?.label !== health.label,
  );
  assert.deepEqual(
    turned.map(({ id, health }) => [id, health.label, health.score]).toSorted(),
    today.map(({ account, after: then }) => [account.id, then.label, then.score]).toSorted(),
  );
  // What is in force is no change.
  assert.equal((await replay(STRICT)).flippedToday, 0);
});

test('says what of a draft it cannot replay, and refuses one that is wrong', async () => {
  const { notReplayed } = await replay({ ...STRICT, windowDays: 60 });
  assert.deepEqual(notReplayed, ['health.windowDays']);
  const body = { document: { ...TEST_DOCUMENT, health: { thresholds: { high: 20 } } } };
  assert.equal((await api.refusal(e.replayHealth, { body })).code, 'config_invalid');
});

test('refuses the replay to somebody who may not look at settings', async () => {
  const { token } = await api.addMember('user');
  const body = { document: TEST_DOCUMENT };
  assert.equal((await api.refusal(e.replayHealth, { body }, token)).status, 403);
});

/** What the metric and the score say of the meetings of each account, before anything grows old. */
async function countBoth() {
  const { items } = await api.call(e.listAccounts, { query: { limit: 200 } });
  const both = [];
  for (const { id, name } of items) {
    const { metrics, healthScore } = await api.call(e.getAccount, { params: { id } });
    if (healthScore === null) continue;
    const figure = healthScore.figures.find(({ label }) => label === 'Meetings in the window')?.now;
    const metric = metrics.find((one) => one.id === 'meetings.count')?.value;
    both.push({ name, metric: Number(metric), figure: Number(figure) });
  }
  return both;
}
