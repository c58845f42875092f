import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, afterEach } from 'node:test';
import { migrate } from './migrate.ts';
import { openDatabase, type Database } from './database.ts';
import type { QueueSettings } from './install-jobs.ts';
import { joinTestCluster, type TestCluster } from './testing/test-cluster.ts';

export { orderSummaries } from './testing/order-summaries.ts';
export { joinTestCluster } from './testing/test-cluster.ts';
export type { TestCluster } from './testing/test-cluster.ts';
export { untilAwaited } from './testing/until-awaited.ts';

/** A database of one test file's own. */
export interface TestDatabase {
  /** Logs in as `handrail`, as the product does. */
  readonly url: string;
  /** Logs into the same database as the superuser, to arrange what the product must not be able to do. */
  readonly superuserUrl: string;
  readonly database: Database;
  /** Closes and drops it now. Runs by itself when the file ends, and then keeps the database if a test failed. */
  drop(): Promise<void>;
}

/** What the database of a test needs beyond the tables. */
export interface TestDatabaseSettings {
  readonly queues?: readonly QueueSettings[];
  readonly poolSize?: number;
}

/**
 * Makes a migrated database named after the test file: `await createTestDatabase(import.meta.url)` on top of
 * the file. The cluster starts with the first and stops with the last file of a run. When a test fails the
 * database stays until the file runs again, and its name is printed.
 */
export async function createTestDatabase(
  fileUrl: string,
  settings: TestDatabaseSettings = {},
): Promise<TestDatabase> {
  const cluster = await enterCluster();
  const { name, url } = await cluster.clone(slugOf(fileUrl));
  if (settings.queues !== undefined) await migrate({ url, queues: settings.queues });
  const database = await openDatabase({ url, poolSize: settings.poolSize ?? 5, applicationName: name });
  let failed = false;
  let ending: Promise<void> | undefined;
  const end = async (keep: boolean): Promise<void> => {
    await database.close();
    if (!keep) await cluster.drop(name);
    else process.stderr.write(`kept database ${name} of the failed test\n`);
    await leaveCluster();
  };
  afterEach((context) => {
    failed ||= 'passed' in context && context.passed === false;
  });
  after(() => (ending ??= end(failed)));
  const superuser = new URL(cluster.superuserUrl);
  superuser.pathname = `/${name}`;
  return { url, superuserUrl: superuser.href, database, drop: () => (ending ??= end(false)) };
}

// One cluster a process: joining it again would cost more than the clone.
let entered: Promise<TestCluster> | undefined;
let guests = 0;

function enterCluster(): Promise<TestCluster> {
  guests += 1;
  return (entered ??= joinTestCluster());
}

async function leaveCluster(): Promise<void> {
  guests -= 1;
  if (guests > 0 || entered === undefined) return;
  const leaving = entered;
  entered = undefined;
  await (await leaving).stop();
}

/** `…/packages/database/src/budget.test.ts` → `t_database_budget`. */
function slugOf(fileUrl: string): string {
  const path = fileURLToPath(fileUrl);
  const home = path.split(/[/\\]/).at(-3) ?? '';
  const name = `${home}_${basename(path).replace(/(\.test)?\.[a-z]+$/, '')}`;
  return `t_${name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 40)}`;
}
