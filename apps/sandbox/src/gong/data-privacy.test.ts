import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dig, list, startTestGong } from './testing.ts';

const PATH = '/v2/data-privacy';

test('tells which calls refer to an address, and erases them within hours', async (t) => {
  const { ask, call, clock, context } = await startTestGong(t);
  const guest = call((one) => one.mustKeep !== undefined).parties.find(
    ({ affiliation }) => affiliation === 'External',
  );
  assert.ok(guest?.emailAddress);
  const found = async (): Promise<unknown[]> => {
    const address = encodeURIComponent(guest.emailAddress?.toUpperCase() ?? '');
    const { body } = await ask(`${PATH}/data-for-email-address?emailAddress=${address}`);
    return list(body, 'calls').map((one) => dig(one, 'id'));
  };
  const ids = await found();
  assert.ok(ids.length > 0);
  const erased = await ask(`${PATH}/erase-data-for-email-address`, { emailAddress: guest.emailAddress });
  assert.deepEqual(Object.keys(Object(erased.body)), ['requestId']);
  assert.deepEqual(await found(), ids, 'not at once');
  clock.advance(3_600_000);
  assert.deepEqual(await found(), []);
  for (const id of ids) {
    assert.equal((await ask(`/v2/calls/${String(id)}`)).status, 404);
    assert.equal((await ask('/v2/calls/transcript', { filter: { callIds: [id] } })).status, 404);
  }
  assert.ok(context.world.calls.length > ids.length, 'the others stay');
});

test('finds a telephone number however it is written', async (t) => {
  const { ask } = await startTestGong(t);
  const { body } = await ask(
    `${PATH}/data-for-phone-number?phoneNumber=${encodeURIComponent('+1 (555) 0142')}`,
  );
  assert.equal(list(body, 'calls').length, 1);
  assert.equal(dig(body, 'suppliedPhoneNumber'), '+1 (555) 0142');
  assert.equal((await ask(`${PATH}/erase-data-for-phone-number`, { phoneNumber: '+15550142' })).status, 200);
});

test('refuses what is no address and no number, and to erase unusually much', async (t) => {
  const { ask, call, context } = await startTestGong(t);
  assert.equal((await ask(`${PATH}/data-for-email-address?emailAddress=karen`)).status, 400);
  assert.equal((await ask(`${PATH}/data-for-phone-number?phoneNumber=0142`)).status, 400);
  assert.equal((await ask(`${PATH}/erase-data-for-email-address`, {})).status, 400);
  const template = call((one) => one.mustKeep !== undefined);
  context.world.calls = Array.from({ length: 101 }, (_, at) => ({ ...template, id: String(at + 1) }));
  const emailAddress = template.parties.find((party) => party.emailAddress !== null)?.emailAddress;
  assert.equal((await ask(`${PATH}/erase-data-for-email-address`, { emailAddress })).status, 400);
});
