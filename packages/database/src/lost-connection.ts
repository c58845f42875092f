import { DatabaseError } from './errors.ts';

/** What `pg` says, without any SQLSTATE, of a connection that broke or was never made. */
const LOST =
  /^(Connection terminated|Client (has encountered a connection error|was closed)|timeout exceeded when trying to connect)/;

/**
 * Does the work, and names a connection that was lost meanwhile `database_unreachable`: the driver tells it by words
 * alone, and a rollback that fails as well hides what PostgreSQL said.
 */
export async function namingLostConnection<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof Error) || 'code' in thrown || !LOST.test(thrown.message)) throw thrown;
    throw new DatabaseError({
      code: 'database_unreachable',
      message: 'The database went away.',
      remedy: 'Check that the database is up; Handrail tries again by itself.',
      cause: thrown,
    });
  }
}
