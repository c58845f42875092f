import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { METRICS } from '@handrail/core';
import { renderMetricsPage } from './metrics-page.ts';

test('docs/metrics.md is the catalogue (else: node packages/signals/src/print-metrics.ts)', async () => {
  const kept = await readFile(new URL('../../../docs/metrics.md', import.meta.url), 'utf8');
  assert.equal(kept, renderMetricsPage());
});

test('no two metrics share an id', () => {
  assert.equal(new Set(METRICS.map(({ id }) => id)).size, METRICS.length);
});
