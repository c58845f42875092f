import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CORE_ERROR_CODES } from '@handrail/core';
import { DATABASE_ERROR_CODES } from '@handrail/database';
import { GAINSIGHT_ERROR_CODES } from '@handrail/gainsight';
import { GONG_ERROR_CODES } from '@handrail/gong';
import { HTTP_ERROR_CODES } from '@handrail/http';
import { SIGNALS_ERROR_CODES } from '@handrail/signals';
import { FAILURES, SYNC_ERROR_CODES } from '@handrail/sync';
import { SERVER_ERROR_CODES } from '../../apps/server/src/errors.ts';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const listed = new Set([...page.matchAll(/^\| `(\w+)` +\|/gm)].map((match) => match[1]));
const codes = new Set<string>([
  ...CORE_ERROR_CODES,
  ...DATABASE_ERROR_CODES,
  ...GAINSIGHT_ERROR_CODES,
  ...GONG_ERROR_CODES,
  ...HTTP_ERROR_CODES,
  ...SIGNALS_ERROR_CODES,
  ...SYNC_ERROR_CODES,
  ...SERVER_ERROR_CODES,
  ...Object.keys(FAILURES),
  'timeline_refused',
  'defect',
]);

test('lists every code of the product with cause and remedy', () => {
  assert.deepEqual(
    [...codes].filter((code) => !listed.has(code)),
    [],
  );
});

test('lists no code that the product does not have', () => {
  assert.deepEqual(
    [...listed].filter((code) => code !== undefined && !codes.has(code)),
    [],
  );
});
