import { setTimeout as pause } from 'node:timers/promises';
import type { HandrailClient } from '@handrail/client';
import { ACCOUNT_SORTS, ACCOUNT_STATUSES, endpoints, HEALTH_LABELS } from '@handrail/contract';
import type { Run } from '@handrail/contract';
import { type BenchDatabase, type Cluster, startCluster } from './cluster.ts';
import { FORTY_FIELDS } from './forty-fields.ts';
import { atMost, type Measure, timed } from './measure.ts';
import { startSandboxProcess } from './sandbox-process.ts';
import { startServerProcess } from './server-process.ts';

const SMALL = 1_000;

/** Every list that the screen of accounts can ask for, for some texts searched: many, few and none have them. */
const QUERIES = ACCOUNT_SORTS.flatMap((sort) =>
  (['asc', 'desc'] as const).flatMap((order) =>
    [undefined, ...ACCOUNT_STATUSES].flatMap((status) =>
      [undefined, ...HEALTH_LABELS, 'none' as const].flatMap((health) =>
        [undefined, 'Enterprise', 'Small'].flatMap((tier) =>
          [undefined, 'a', 'gmbh', 'no such name'].flatMap((search) =>
            (['present', 'missing', 'filtered'] as const).map((presence) => ({
              sort,
              order,
              presence,
              ...(status === undefined ? {} : { status }),
              ...(health === undefined ? {} : { health }),
              ...(tier === undefined ? {} : { tier }),
              ...(search === undefined ? {} : { search }),
            })),
          ),
        ),
      ),
    ),
  ),
);
/** So many of them are asked, spread evenly; each for its first page and the one after. */
const ASKED = 320;
/** Nothing runs when so many looks in a row saw nothing. */
const QUIET_TIMES = 6;

/**
 * The list of accounts at the API of a server with its worker in one process, at so many accounts: over the filters and
 * orders that the screen offers, beside the same at 1,000, and while a run writes every account again.
 */
export async function benchList(companies: number): Promise<Measure[]> {
  const cluster = await startCluster();
  try {
    const small = await measureList(cluster, SMALL);
    const big = await measureList(cluster, companies);
    const ms = (value: number) => `${value.toFixed(0)} ms`;
    const times = (value: number) => value.toFixed(2);
    return [
      atMost(`list of ${companies} accounts at the API, p95`, big.calm, 100, ms),
      atMost(`list of ${companies} / of ${SMALL}, p95`, big.calm / small.calm, 2, times),
      atMost(`list of ${companies} while all are written again, p95`, big.busy, 100, ms),
      atMost('list while all are written again / else, p95', big.busy / big.calm, 2, times),
    ];
  } finally {
    await cluster.stop();
  }
}

interface Percentiles {
  readonly calm: number;
  readonly busy: number;
}

async function measureList(cluster: Cluster, companies: number): Promise<Percentiles> {
  const sandbox = await startSandboxProcess(companies);
  const database = await cluster.createDatabase();
  const server = await startServerProcess(database.url, [sandbox.gainsightUrl, sandbox.gongUrl]);
  try {
    const { client } = server;
    const { accessKey } = sandbox.credentials;
    const credential = { kind: 'access-key', accessKey } as const;
    await client.call(endpoints.connectGainsight, { body: { url: sandbox.gainsightUrl, credential } });
    await client.call(endpoints.saveConfig, { body: { basedOn: 0, document: FORTY_FIELDS.config } });
    await waitFor(client, () => true);
    await waitForRest(client);
    await spreadHealth(database);
    await askAll(client, 40);
    const calm = await askAll(client, ASKED);
    await client.call(endpoints.saveConfig, { body: { basedOn: 1, document: withOtherFields() } });
    const busy: number[] = [];
    // The run may be over sooner than the questions: what counts is asked meanwhile.
    const asking = new AbortController();
    const over = waitFor(client, (run) => run.mode === 'projection').then(() => asking.abort());
    for (let round = 0; !asking.signal.aborted && busy.length < ASKED; round += 1)
      busy.push(...(await ask(client, round)));
    await over;
    process.stderr.write(
      `${companies}: p50 ${percentile(calm, 0.5).toFixed(1)} ms, busy ${percentile(busy, 0.5).toFixed(1)} ms of ${busy.length}\n`,
    );
    return { calm: percentile(calm, 0.95), busy: percentile(busy, 0.95) };
  } finally {
    await server.stop();
    await database.drop();
    await sandbox.stop();
  }
}

/** A mapping that every account differs by. */
function withOtherFields() {
  const { standard, custom, config } = FORTY_FIELDS;
  const account = { ...standard, custom, region: standard.industry, industry: standard.region };
  return { ...config, fields: { account } };
}

/** Scores as an installation has them: some accounts have none. Afterwards the tables are as autovacuum keeps them. */
async function spreadHealth({ superuser }: BenchDatabase): Promise<void> {
  await superuser.query(`
    update account_list set health_score = score,
      health_label = case when score >= 70 then 'High' when score >= 40 then 'Medium' when score >= 0 then 'Low' end
    from (select id, nullif(abs(hashtext(id::text)) % 110, 105)::numeric as drawn from accounts) as drawn,
      lateral (select case when drawn < 100 then drawn end as score) as scored
    where account_list.account_id = drawn.id`);
  await superuser.query('vacuum analyze accounts, account_list');
}

async function waitFor(client: HandrailClient, isMeant: (run: Run) => boolean): Promise<Run> {
  for (;;) {
    const { items } = await client.call(endpoints.listRuns, { query: { stream: 'accounts' } });
    const run = items.find(isMeant);
    if (run !== undefined && run.state !== 'queued' && run.state !== 'running') {
      if (run.state !== 'done') throw new TypeError(`the run ended ${run.state}`);
      return run;
    }
    await pause(100);
  }
}

/** What follows a first import, from its relationships to the scores, is over too. */
async function waitForRest(client: HandrailClient): Promise<void> {
  for (let quiet = 0; quiet < QUIET_TIMES; quiet += 1) {
    await pause(500);
    const { items } = await client.call(endpoints.listRuns, { query: { limit: 50 } });
    if (items.some(({ state }) => state === 'queued' || state === 'running')) quiet = 0;
  }
}

async function askAll(client: HandrailClient, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) times.push(...(await ask(client, at)));
  return times;
}

/** Two pages of the n-th list, in ms each. */
async function ask(client: HandrailClient, at: number): Promise<number[]> {
  // A step without a common divisor meets every one, and neighbours differ in all that they ask.
  const query = QUERIES[(at * 277) % QUERIES.length] ?? {};
  const first = await timed(() => client.call(endpoints.listAccounts, { query }));
  const cursor = first.value.nextCursor;
  if (cursor === null) return [first.ms];
  const second = await timed(() => client.call(endpoints.listAccounts, { query: { ...query, cursor } }));
  return [first.ms, second.ms];
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;
}
