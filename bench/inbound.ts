import type { RunRow } from '@handrail/database';
import type { BenchDatabase, Cluster } from './cluster.ts';
import { startCluster } from './cluster.ts';
import { runFloor } from './floor.ts';
import { FORTY_FIELDS } from './forty-fields.ts';
import { atMost, median, type Measure, megabytes, seconds, shown, timed } from './measure.ts';
import { type Product, startProduct } from './product.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';

const ROUNDS = 3;
const PAGE_ROWS = 5_000;
const COMPANY_PATH = /company/i;

/** Full and incremental runs of so many companies, 40 fields each, beside the floor on the same cluster. */
export async function benchInbound(companies: number, maxRatio: number): Promise<Measure[]> {
  const sandbox = await startSandboxProcess(companies);
  const cluster = await startCluster();
  try {
    const rounds = await race(cluster, sandbox);
    return [
      ...wallMeasures(companies, rounds, maxRatio),
      ...(await measureRuns(cluster, sandbox, companies)),
    ];
  } finally {
    await cluster.stop();
    await sandbox.stop();
  }
}

interface Round {
  readonly floorMs: number;
  readonly runMs: number;
}

/** Floor and full run in turn, each into a database of its own after a checkpoint; both pay the first warm-up. */
async function race(cluster: Cluster, sandbox: SandboxProcess): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const floorMs = await inNewDatabase(cluster, async (database) => {
      await database.superuser.query('checkpoint');
      return (await timed(() => runFloor(database, sandbox))).ms;
    });
    const runMs = await inNewDatabase(cluster, (database) =>
      withProduct(database, sandbox, async (product) => {
        await database.superuser.query('checkpoint');
        return (await timed(() => product.run('accounts', 'full'))).ms;
      }),
    );
    process.stderr.write(`round ${round + 1}: floor ${seconds(floorMs)}, full run ${seconds(runMs)}\n`);
    rounds.push({ floorMs, runMs });
  }
  return rounds;
}

function wallMeasures(companies: number, rounds: readonly Round[], maxRatio: number): Measure[] {
  const floorMs = median(rounds.map((round) => round.floorMs));
  const runMs = median(rounds.map((round) => round.runMs));
  const ratio = (value: number) => value.toFixed(2);
  return [
    shown(`floor, ${companies} companies × 40 fields, median of ${rounds.length}`, seconds(floorMs)),
    shown(`full run, ${companies} companies × 40 fields`, seconds(runMs)),
    atMost(`full run / floor at ${companies}`, runMs / floorMs, maxRatio, ratio),
  ];
}

/** Calls, row updates and log volume of a first full run, an unchanged second one and an unchanged increment. */
async function measureRuns(cluster: Cluster, sandbox: SandboxProcess, companies: number): Promise<Measure[]> {
  return inNewDatabase(cluster, (database) =>
    withProduct(database, sandbox, async (product) => {
      const run = (mode: RunRow['mode']) => measureRun(database, sandbox, product, mode);
      const [first, second, increment, third] = [
        await run('full'),
        await run('full'),
        await run('incremental'),
        await run('full'),
      ];
      const pages = Math.ceil(companies / PAGE_ROWS);
      const calls = (value: number) => `${value} calls`;
      const share = (value: number) => `${(100 * value).toFixed(1)} %`;
      return [
        atMost(`first full run at ${companies}, all its calls`, first.calls, pages + 3, calls),
        atMost('unchanged full run, all its calls', second.calls, pages + 3, calls),
        atMost('unchanged increment, calls for Company', increment.companyCalls, 2, calls),
        shown('unchanged increment, all its calls', calls(increment.calls)),
        atMost('unchanged full run, rows written', second.rowsWritten, 0, String),
        shown('first full run, log written', megabytes(first.walBytes)),
        atMost('unchanged full run / first, log written', second.walBytes / first.walBytes, 0.05, share),
        shown('third full run / first, log written', share(third.walBytes / first.walBytes)),
        shown('unchanged full run / first, time', (second.ms / first.ms).toFixed(2)),
        shown('unchanged increment, time', seconds(increment.ms)),
      ];
    }),
  );
}

interface MeasuredRun {
  readonly ms: number;
  /** Requests that the sandbox received. */
  readonly calls: number;
  readonly companyCalls: number;
  readonly walBytes: number;
  /** Rows of the two tables that the run inserted, updated or locked. */
  readonly rowsWritten: number;
}

/** Each begins after a checkpoint: then the first touch of a page writes the whole page, the worst case. */
async function measureRun(
  { superuser }: BenchDatabase,
  sandbox: SandboxProcess,
  product: Product,
  mode: RunRow['mode'],
): Promise<MeasuredRun> {
  await superuser.query('checkpoint');
  await sandbox.clearCalls();
  const { rows: before } = await superuser.query<{ lsn: string; xid: string }>(
    'select pg_current_wal_insert_lsn() as lsn, pg_current_xact_id()::text as xid',
  );
  const { lsn = '0/0', xid = '0' } = before[0] ?? {};
  const { ms, value: run } = await timed(() => product.run('accounts', mode));
  const { rows: after } = await superuser.query<{ bytes: string }>(
    'select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), $1)::text as bytes',
    [lsn],
  );
  const byPath = await sandbox.calls();
  const calls = [...byPath.values()].reduce((sum, count) => sum + count, 0);
  if (run.calls !== calls)
    process.stderr.write(`the run counted ${run.calls} calls, the sandbox received ${calls}\n`);
  const { rows: written } = await superuser.query<{ count: number }>(
    `select count(*)::int as count from (
       select xmin, xmax from source_records union all select xmin, xmax from source_payloads
       union all select xmin, xmax from accounts) as rows
     where xmin::text::bigint > $1 or xmax::text::bigint > $1`,
    [xid],
  );
  return {
    ms,
    calls,
    companyCalls: [...byPath].reduce((sum, [path, count]) => sum + (COMPANY_PATH.test(path) ? count : 0), 0),
    walBytes: Number(after[0]?.bytes ?? 0),
    rowsWritten: written[0]?.count ?? 0,
  };
}

async function inNewDatabase<T>(cluster: Cluster, work: (database: BenchDatabase) => Promise<T>): Promise<T> {
  const database = await cluster.createDatabase();
  try {
    return await work(database);
  } finally {
    await database.drop();
  }
}

async function withProduct<T>(
  { url }: BenchDatabase,
  sandbox: SandboxProcess,
  work: (product: Product) => Promise<T>,
): Promise<T> {
  const product = await startProduct({ url, sandbox, config: FORTY_FIELDS.config });
  try {
    return await work(product);
  } finally {
    await product.close();
  }
}
