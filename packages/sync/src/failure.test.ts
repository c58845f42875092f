import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf } from './failure.ts';

const thrownWith = (code: string) => Object.assign(new Error('gone'), { code });

for (const code of ['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', '08006', '57P01']) {
  test(`takes ${code} for a database that went away`, () => {
    const { kind, code: named } = failureOf(thrownWith(code));
    assert.deepEqual([kind, named], ['transient', 'database_unreachable']);
  });
}

for (const words of [
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'timeout exceeded when trying to connect',
]) {
  test(`takes "${words}" for a database that went away`, () => {
    const { kind, code, message } = failureOf(new Error(words));
    assert.deepEqual([kind, code, message], ['transient', 'database_unreachable', 'The database went away.']);
  });
}

test('takes two writers that met for a conflict, and what it does not know for a defect', () => {
  assert.equal(failureOf(thrownWith('40001')).code, 'database_conflict');
  for (const thrown of [thrownWith('ECANCELED'), thrownWith('23505'), new Error('No connection terminated')])
    assert.deepEqual([failureOf(thrown).kind, failureOf(thrown).code], ['defect', 'defect']);
});
