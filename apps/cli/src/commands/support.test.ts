import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostics } from '@handrail/contract';
import { runCli, startCannedServer } from '../testing.ts';

const DIAGNOSTICS: Diagnostics = {
  at: '2026-08-01T10:00:00Z',
  version: '0.1.0',
  connections: [],
  runs: [],
  deliveries: [
    {
      kind: 'field-values',
      step: 'write',
      outcome: 'failed',
      at: '2026-08-01T09:00:00Z',
      requestId: 'req-7',
      code: 'http_timeout',
    },
  ],
  budget: [],
};

test('diagnostics prints request ids, codes and times as one JSON document', async () => {
  await using server = await startCannedServer({ getDiagnostics: () => DIAGNOSTICS });
  const ended = await runCli(server, ['diagnostics']);
  assert.equal(ended.exitCode, 0);
  assert.deepEqual(JSON.parse(ended.out), DIAGNOSTICS);
});
