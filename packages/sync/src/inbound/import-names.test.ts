import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listTurns } from '@handrail/database';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';
import { importMeetings } from './import-meetings.ts';

const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 10 } });
await sync.connect();
await sync.save(TEST_CONFIG);
for (const stream of ['accounts', 'stakeholders', 'users']) await sync.run(stream, 'full');

test('a file of many meetings that names speakers only has each of them on their side, in every meeting', async () => {
  const colleague = String(sync.source.rows('gsuser').find((row) => row['IsActiveUser'] === true)?.['Name']);
  const [one, other] = await sync.transaction((tx) =>
    tx.query<{ name: string }>(
      `select distinct s.name from stakeholders s join accounts a on a.gainsight_id = s.company_gainsight_id
       where s.presence = 'present' and s.name <> $1 order by 1 limit 2`,
      [colleague],
    ),
  );
  assert.ok(one !== undefined && other !== undefined);
  const files = [
    [colleague, one.name.toUpperCase(), 'Nobody Known'],
    [other.name, one.name],
    ['Nobody Known', colleague.toLowerCase()],
  ];
  const content = files
    .map((speakers, at) =>
      JSON.stringify({ title: `M ${at}`, turns: speakers.map((speaker) => ({ speaker, text: 'Hello.' })) }),
    )
    .join('\n');
  const file = { content, format: 'json-lines', title: null, startedAt: null, accountId: null } as const;
  const { meetingIds } = await sync.transaction((tx) => importMeetings(tx, file, sync.clock.now()));
  const sides = await sync.transaction(async (tx) => {
    const found = [];
    for (const id of meetingIds) found.push((await listTurns(tx, id)).map(({ side }) => side));
    return found;
  });
  assert.deepEqual(sides, [
    ['ours', 'theirs', 'unknown'],
    ['theirs', 'theirs'],
    ['unknown', 'ours'],
  ]);
});
