import assert from 'node:assert/strict';
import { test } from 'node:test';
import { controlledPlaces } from './controlled-places.ts';

test('a status that a filter tells has no control for it', () => {
  const fields = ['status.field', 'status.churnedOn'];
  const placesOf = (status: object) => controlledPlaces('status', { status });
  assert.deepEqual(placesOf({ field: 'Stage', churned: ['Lost'] }), [
    ...fields,
    'status.churned',
    'status.prospect',
  ]);
  assert.deepEqual(placesOf({ field: 'Stage', churned: { field: 'Csm', op: 'empty' } }), fields);
  assert.deepEqual(placesOf({}), fields);
});
