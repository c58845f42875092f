import { DatabaseError } from './errors.ts';

/** What `pg` says, without any SQLSTATE, of a connection that broke or was never made. */
const LOST =
  /^(Connection terminated|Client (has encountered a connection error|was closed)|timeout exceeded when trying to connect)/;

/**
 * What the socket itself says of it; `ECONNABORTED` is how Windows tells of one that its own side gave up. No vendor is
 * called in a transaction: the socket can be the database's alone.
 */
const LOST_SOCKETS: ReadonlySet<unknown> = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/**
 * Does the work, and names a connection that was lost meanwhile `database_unreachable`: the driver tells it by words
 * or hands on what the socket said, and a rollback that fails as well hides what PostgreSQL said.
 */
export async function namingLostConnection<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!isLostConnection(thrown)) throw thrown;
    throw new DatabaseError({
      code: 'database_unreachable',
      message: 'The database went away.',
      remedy: 'Check that the database is up; Handrail tries again by itself.',
      cause: thrown,
    });
  }
}

/** Whether it is the driver or the socket that tells of a broken connection, without a word of PostgreSQL. */
export function isLostConnection(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return 'code' in thrown ? LOST_SOCKETS.has(thrown.code) : LOST.test(thrown.message);
}
