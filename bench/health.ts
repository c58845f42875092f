import { startCluster } from './cluster.ts';
import { FORTY_FIELDS } from './forty-fields.ts';
import { DEFAULT_CONFIGURATION } from '@handrail/core';
import { scoreAccounts } from '@handrail/signals';
import { atLeast, atMost, type Measure, seconds, shown, timed } from './measure.ts';
import { startProduct } from './product.ts';
import { startSandboxProcess } from './sandbox-process.ts';

/** One account in so many has new meetings at the second scoring: 1,000 of 100,000. */
const CHANGED_OF = 100;

/** Two meetings an account, a month and a season ago, each with two persons of theirs. */
const MEETINGS = `
  with made as (
    insert into meetings (id, workspace_id, source, source_meeting_id, title, started_at, duration_seconds, state,
      attribution, sentiment, their_words, our_words, created_at, updated_at)
    select gen_random_uuid(), workspace_id, 'file', id || '/' || ago, 'Meeting', now() - make_interval(days => ago), 1800,
      'no-transcript', 'attributed', (hashtext(id::text || ago) % 1000) / 1000.0, 400 + abs(hashtext(id::text)) % 900,
      600, now(), now()
    from accounts cross join (values (30), (120)) as held(ago)
    returning id, workspace_id, source_meeting_id),
  placed as (
    insert into attributions (workspace_id, meeting_id, account_id, step, confidence, reason, decided_by, created_at)
    select workspace_id, id, split_part(source_meeting_id, '/', 1)::uuid, 1, 1, 'bench', 'rule', now() from made)
  insert into participants (id, workspace_id, meeting_id, name, email, side)
  select gen_random_uuid(), workspace_id, id, 'Person', person || '@' || left(source_meeting_id, 13) || '.example', 'theirs'
  from made cross join (values ('a'), ('b')) as persons(person)`;

/** Scores of so many accounts with two meetings each, then again after the meetings of one in a hundred changed. */
export async function benchHealth(companies: number): Promise<Measure[]> {
  const sandbox = await startSandboxProcess(companies);
  const cluster = await startCluster();
  try {
    const database = await cluster.createDatabase();
    const product = await startProduct({ url: database.url, sandbox, config: FORTY_FIELDS.config });
    try {
      await product.run('accounts', 'full');
      await database.superuser.query(MEETINGS);
      await database.superuser.query('vacuum analyze');
      const score = () =>
        product.transaction((tx) => scoreAccounts(tx, DEFAULT_CONFIGURATION, 'UTC', new Date()));
      const first = await timed(score);
      await product.transaction((tx) =>
        tx.query(
          `update meetings set sentiment = -sentiment where abs(hashtext(split_part(source_meeting_id, '/', 1))) % ${CHANGED_OF} = 0`,
        ),
      );
      const second = await timed(score);
      await product.run('signals');
      const whole = await timed(() => product.run('signals'));
      const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
      return [
        atLeast(
          `health of ${companies} accounts, accounts a second`,
          first.value.scored / (first.ms / 1000),
          10_000,
          (value) => value.toFixed(0),
        ),
        atMost(`health after 1 of ${CHANGED_OF} changed / first`, second.ms / first.ms, 0.05, percent),
        shown(
          'health: scores stored first / after the change',
          `${first.value.changed} / ${second.value.changed}`,
        ),
        shown('signals of those accounts when nothing changed, all steps', seconds(whole.ms)),
      ];
    } finally {
      await product.close();
      await database.drop();
    }
  } finally {
    await cluster.stop();
    await sandbox.stop();
  }
}
