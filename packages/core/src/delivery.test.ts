import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settleStep } from './delivery-outcome.ts';
import {
  beginStep,
  createDelivery,
  NEGATIVE_PROOF_MS,
  nextStep,
  retract,
  revise,
  sendAgain,
  settleEdit,
} from './delivery.ts';
import type { FoundActivity } from './delivery-outcome.ts';
import type { Delivery } from './delivery.ts';
import { formatExternalId, meetingKey, nextGeneration, parseExternalId, targetKey } from './external-id.ts';

const now = new Date('2026-11-24T12:00:00Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const meeting = meetingKey({ gainsightHost: 'acme.gainsightcloud.com', system: 'gong', meetingId: '7782' });
const externalId = formatExternalId({ meeting, target: targetKey('1P02A'), generation: 0 });

function buildDelivery(over: Partial<Delivery> = {}): Delivery {
  const epochAt = new Date('2026-01-01T00:00:00Z');
  return {
    ...createDelivery({
      meeting,
      targetGsid: '1P02A',
      externalId,
      wantedHash: 'v1',
      epochAt,
      notBefore: now,
    }),
    ...over,
  };
}

test('an ExternalId follows from tenant, source and target alone, for ever', () => {
  assert.equal(externalId, 'hr1-c66b64dabc9982c3bb2c4f1c-bbae8e0be5a4a371-0');
  assert.deepEqual(parseExternalId(nextGeneration(externalId)), {
    meeting,
    target: targetKey('1P02A'),
    generation: 1,
  });
  assert.equal(parseExternalId('hr2-x'), null);
});

test('looks before it inserts, and inserts only on a fresh negative answer', () => {
  const delivery = buildDelivery();
  const step = nextStep(delivery, now);
  assert.deepEqual(step, { kind: 'look-up', prefix: `hr1-${meeting}-` });
  const absent = settleStep(delivery, step, delivery, { kind: 'looked-up', found: [] }, now);
  assert.deepEqual(nextStep(absent, later(59)), { kind: 'insert', externalId });
  assert.equal(nextStep(absent, later(61)).kind, 'look-up');
});

test('after a lost reply it believes in absence only when the lag has passed', () => {
  const absent = buildDelivery({ absentAt: now });
  const step = nextStep(absent, now);
  const lost = settleStep(absent, step, beginStep(absent, step, now), { kind: 'lost' }, now);
  assert.equal(lost.state, 'unknown');
  const looked = settleStep(
    lost,
    nextStep(lost, later(60)),
    lost,
    { kind: 'looked-up', found: [] },
    later(60),
  );
  assert.deepEqual(nextStep(looked, later(61)), { kind: 'wait', until: later(NEGATIVE_PROOF_MS / 1000) });
  assert.equal(nextStep(looked, later(901)).kind, 'look-up');
});

test('a claim that died while sending is an unknown outcome', () => {
  const absent = buildDelivery({ absentAt: now });
  const begun = beginStep(absent, nextStep(absent, now), now);
  assert.equal(begun.state, 'sending');
  assert.equal(nextStep(begun, later(5)).kind, 'look-up');
});

test('a request that was turned away unread leaves the delivery as it was, to be tried when told', () => {
  const absent = buildDelivery({ absentAt: now });
  const step = nextStep(absent, now);
  const retryAt = later(30);
  const waiting = settleStep(absent, step, beginStep(absent, step, now), { kind: 'not-sent', retryAt }, now);
  assert.deepEqual(waiting, { ...absent, notBefore: retryAt });
});

test('rests once delivered and confirmed, wakes for new content, and for its withdrawal', () => {
  const delivered = buildDelivery({ state: 'delivered', remoteId: 'a1', sentHash: 'v1', isConfirmed: true });
  assert.deepEqual(nextStep(delivered, now), { kind: 'done', state: 'delivered' });
  assert.equal(nextStep(revise(delivered, 'v2'), now).kind, 'look-up');
  const seen = { ...revise(delivered, 'v2'), seenAt: now };
  assert.deepEqual(nextStep(seen, now), { kind: 'update', remoteId: 'a1' });
  assert.deepEqual(nextStep(retract(delivered, 'moved'), now), { kind: 'withdraw', remoteId: 'a1' });
});

test('a refusal rests until content or rules change', () => {
  const absent = buildDelivery({ absentAt: now });
  const step = nextStep(absent, now);
  const begun = beginStep(absent, step, now);
  const refused = settleStep(absent, step, begun, { kind: 'refused', code: 'GS_TL_10_0206' }, now);
  assert.deepEqual([refused.state, refused.reason], ['refused', 'GS_TL_10_0206']);
  assert.deepEqual(nextStep(refused, now), { kind: 'done', state: 'refused' });
  assert.equal(nextStep(revise(refused, 'v2'), now).kind, 'insert');
});

const standing = buildDelivery({
  state: 'delivered',
  remoteId: 'a1',
  sentHash: 'v1',
  isConfirmed: true,
  written: ['v1'],
});
function look(delivery: Delivery, found: readonly Partial<FoundActivity>[]): Delivery {
  const step = nextStep(delivery, now);
  assert.equal(step.kind, 'look-up');
  const activities = found.map((one) => ({
    remoteId: 'a1',
    externalId,
    targetGsid: '1P02A',
    createdAt: now,
    contentHash: null,
    ...one,
  }));
  return settleStep(delivery, step, delivery, { kind: 'looked-up', found: activities }, now);
}

test('does not put back an activity that a person deleted there', () => {
  const delivered = { ...revise(standing, 'v2'), seenAt: now };
  const step = nextStep(delivered, now);
  const gone = settleStep(delivered, step, beginStep(delivered, step, now), { kind: 'removed' }, now);
  assert.deepEqual([gone.state, gone.reason], ['withdrawn', 'removed-there']);
  const missed = look(revise(standing, 'v2'), []);
  assert.deepEqual([missed.state, missed.reason], ['withdrawn', 'removed-there']);
});

test('leaves an activity alone that a person edited, until somebody says whose words stay', () => {
  const conflict = look(revise(standing, 'v2'), [{ isEdited: true }]);
  assert.deepEqual([conflict.state, conflict.reason, conflict.sentHash], ['paused', 'edited-there', 'v1']);
  assert.deepEqual(nextStep(conflict, now), { kind: 'done', state: 'paused' });

  const theirs = settleEdit(conflict, 'theirs');
  assert.deepEqual(nextStep(theirs, now), { kind: 'done', state: 'delivered' });
  // A newer summary asks again.
  assert.equal(look(revise(theirs, 'v3'), [{ isEdited: true }]).reason, 'edited-there');

  const ours = look(settleEdit(conflict, 'ours'), [{ isEdited: true }]);
  const step = nextStep(ours, now);
  assert.deepEqual(step, { kind: 'update', remoteId: 'a1' });
  const accepted = { kind: 'accepted', remoteId: 'a1' } as const;
  const written = settleStep(ours, step, beginStep(ours, step, now), accepted, now);
  assert.deepEqual([written.state, written.sentHash, written.mayOverwrite], ['delivered', 'v2', false]);
});

test('takes an edit for no conflict when there is nothing to write, and withdraws an edited activity', () => {
  const unconfirmed = { ...standing, isConfirmed: false, uncertainSince: new Date(0) };
  assert.equal(look(unconfirmed, [{ isEdited: true }]).state, 'delivered');
  const conflict = look(revise(standing, 'v2'), [{ isEdited: true }]);
  assert.equal(nextStep(retract(conflict, 'excluded'), now).kind, 'withdraw');
});

test('waits for the lag before it believes that an activity it wants to change is gone', () => {
  const young = revise({ ...standing, uncertainSince: now, isConfirmed: false }, 'v2');
  assert.equal(nextStep(look(young, []), later(1)).kind, 'wait');
  assert.equal(nextStep(look(young, []), later(901)).kind, 'look-up');
});

test('looks at what stands when it shall be sent once more, and writes it anew where nothing does', () => {
  const again = sendAgain(standing);
  assert.deepEqual(nextStep(look(again, [{ contentHash: 'v1' }]), now), { kind: 'done', state: 'delivered' });
  assert.equal(sendAgain({ ...standing, state: 'withdrawn', remoteId: null }).isWanted, false);
});
