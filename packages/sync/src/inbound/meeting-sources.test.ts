// The suite that every source of meetings passes, over the ways in which it may bring one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listTurns } from '@handrail/database';
import type { MeetingRow } from '@handrail/database';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';
import { excludeByConfiguration } from './exclude-stored-meetings.ts';
import { readConfiguration } from '../configuration.ts';
import { importMeetings } from './import-meetings.ts';
import type { MeetingFile } from './import-meetings.ts';

const sync = await startSyncTest(import.meta.url);
const OURS = 'lumenta.example';
const document = (meetings: object) => ({
  ...TEST_CONFIG,
  organisation: { domains: [OURS] },
  meetings,
});
await sync.connect();
await sync.save(document({}));
const { calls } = sync.sandbox.context.world;
const [model] = calls;
assert.ok(model);

/** A meeting as the suite asks a source to bring it. */
interface Wanted {
  readonly title: string;
  readonly text: string;
}

/** A source of meetings under the suite. */
interface SourceUnderTest {
  readonly name: string;
  /** Whether it says who took part, so that rules on people and domains can hold. */
  readonly namesPeople: boolean;
  /** Has the source bring the meeting, and reads it. */
  bring(wanted: Wanted): Promise<void>;
}

const file = (name: string, format: MeetingFile['format'], contentOf: (wanted: Wanted) => string) => ({
  name,
  namesPeople: format === 'json-lines',
  async bring(wanted: Wanted) {
    const startedAt = new Date('2026-11-20T09:00:00Z');
    const of = { content: contentOf(wanted), format, title: wanted.title, startedAt, accountId: null };
    await sync.transaction((tx) => importMeetings(tx, of, sync.clock.now()));
  },
});

const SOURCES: readonly SourceUnderTest[] = [
  {
    name: 'gong',
    namesPeople: true,
    async bring({ title, text }) {
      const at = new Date(sync.clock.now().getTime() - 3_600_000).toISOString();
      if (!calls.some((call) => call.title === title)) {
        const [first] = model.monologues;
        assert.ok(first);
        const monologues = [{ ...first, sentences: [{ startMs: 0, endMs: 1_000, text }] }];
        const id = String(4_000_000_000 + calls.length);
        calls.push({
          ...model,
          id,
          title,
          monologues,
          scheduled: at,
          started: at,
          listedAt: at,
          transcribedAt: at,
        });
      }
      sync.clock.advance(3_600_000);
      assert.equal((await sync.run('meetings', 'full')).state, 'done');
    },
  },
  file('JSON lines', 'json-lines', ({ title, text }) =>
    JSON.stringify({
      title,
      startedAt: '2026-11-20T09:00:00Z',
      participants: [
        { name: 'Ann', email: `ann@${OURS}` },
        { name: 'Ben', email: 'ben@customer.example' },
      ],
      turns: [{ speaker: 'Ben', text, startMs: 0, endMs: 1_000 }],
    }),
  ),
  file('WebVTT', 'webvtt', ({ text }) => `WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ben>${text}</v>\n`),
  file(
    'SRT',
    'srt',
    ({ text }) =>
      `1\n00:00:00,000 --> 00:00:01,000\nBen Lee: ${text}\n\n2\n00:00:01,000 --> 00:00:02,000\nBen Lee: Yes.\n`,
  ),
  file('text', 'text', ({ text }) => `Ben Lee: ${text}\nAnn Roe: Yes.\n`),
];

const stored = async (title: string) =>
  (
    await sync.transaction((tx) => tx.query<MeetingRow>('select * from meetings where title = $1', [title]))
  )[0];
/** Tables in which a text stands, whatever column it is in. */
const tablesWith = (text: string) =>
  sync.transaction(async (tx) => {
    const tables = await tx.query<{ name: string }>(
      `select table_name::text as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const hits = await tx.query(`select 1 from "${name}" t where strpos(t::text, $1) > 0 limit 1`, [text]);
      // A version of the configuration names the title that its own rule is about.
      if (hits.length > 0 && name !== 'config_versions') found.push(name);
    }
    return found;
  });

for (const [at, source] of SOURCES.entries()) {
  const wanted = { title: `Plan ${at}`, text: `We go live on the first of May, said number ${at}.` };
  const secret = { title: `Secret ${at}`, text: `Nobody may know of number ${at} and its settlement.` };

  test(`${source.name}: brings a meeting with its words, and changes nothing when it comes again`, async () => {
    await source.bring(wanted);
    const meeting = await stored(wanted.title);
    assert.equal(meeting?.state, 'transcribed');
    const turns = await sync.transaction((tx) => listTurns(tx, meeting.id));
    assert.ok(turns.some(({ text }) => text.includes(wanted.text)));
    assert.ok(turns.every(({ speaker }) => speaker !== ''));
    await source.bring(wanted);
    assert.deepEqual(await stored(wanted.title), meeting);
  });

  if (source.namesPeople) {
    test(`${source.name}: tells our side from theirs`, async () => {
      const meeting = await stored(wanted.title);
      const sides = await sync.transaction((tx) =>
        tx.query<{ email: string; side: string }>(
          'select email, side from participants where meeting_id = $1 and email is not null',
          [meeting?.id],
        ),
      );
      assert.ok(sides.length > 1);
      for (const { email, side } of sides)
        assert.equal(side, email.endsWith(`@${OURS}`) ? 'ours' : 'theirs', email);
    });
  }

  test(`${source.name}: leaves nothing of a meeting that a title keeps out, and brings it when the rule is gone`, async () => {
    await sync.save(document({ exclude: [{ title: 'secret *' }] }));
    sync.sandbox.context.callLog.clear();
    await source.bring(secret);
    assert.deepEqual(await tablesWith(secret.text), []);
    assert.deepEqual(await tablesWith(secret.title), []);
    await sync.save(document({}));
    await source.bring(secret);
    assert.equal((await stored(secret.title))?.state, 'transcribed');
  });

  test(`${source.name}: loses what was read when a rule keeps it out afterwards`, async () => {
    await sync.save(document({ exclude: [{ title: `${secret.title}` }] }));
    const { configuration } = await sync.transaction((tx) => readConfiguration(tx));
    await sync.transaction((tx) => excludeByConfiguration(tx, configuration, sync.clock.now()));
    assert.deepEqual(await tablesWith(secret.text), []);
    assert.deepEqual(await tablesWith(secret.title), []);
    await sync.save(document({}));
  });

  test(`${source.name}: lets in only what is listed, where only that is let in`, async () => {
    await sync.save(document({ mode: 'only-listed', only: [{ title: 'listed *' }] }));
    await source.bring({ title: `Listed ${at}`, text: `Number ${at} is on the list.` });
    await source.bring({ title: `Unlisted ${at}`, text: `Number ${at} stands on no list.` });
    assert.equal((await stored(`Listed ${at}`))?.state, 'transcribed');
    assert.deepEqual(await tablesWith(`Number ${at} stands on no list.`), []);
    await sync.save(document({}));
  });
}
