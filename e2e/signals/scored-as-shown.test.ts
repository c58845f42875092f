import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MeetingId } from '@handrail/core';
import { readSummaries } from '@handrail/database';
import { createSignals } from '@handrail/signals';
import { startSyncTest, TEST_CONFIG } from '@handrail/sync/testing';
import { claimsOf, readBusinessCalls } from '../../bench/business-calls.ts';

const sync = await startSyncTest(import.meta.url, { extra: [createSignals()] });
await sync.connect();
await sync.save({ ...TEST_CONFIG, organisation: { domains: ['lumenta.example'] } });
await sync.run('accounts', 'full');
await sync.run('meetings', 'full');
await sync.run('signals');

test('scores of the bench the very summaries that the product stores of the same calls', async () => {
  const stored = await sync.transaction(async (tx) => {
    const meetings = await tx.query<{ id: MeetingId; source: string }>(
      'select id, source_meeting_id as source from meetings',
    );
    const summaries = await readSummaries(
      tx,
      meetings.map(({ id }) => id),
    );
    return new Map(meetings.map(({ id, source }) => [source, summaries.get(id)]));
  });
  let compared = 0;
  for (const { call, summary } of await readBusinessCalls()) {
    const shown = stored.get(call.id);
    if (shown === undefined) continue;
    compared += 1;
    const claims = shown.claims.filter(({ kind }) => kind !== 'topic');
    const parts = [...claims, ...shown.actionItems].map(({ text, quote }) => `${text} / ${quote}`);
    const scored = claimsOf(summary).map(({ text, evidence }) => `${text} / ${evidence.quote}`);
    assert.deepEqual(parts.toSorted(), scored.toSorted(), call.title);
  }
  assert.ok(compared >= 30, `${compared} calls`);
});
