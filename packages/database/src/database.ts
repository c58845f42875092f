import type { UserId, WorkspaceId } from '@handrail/core';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { APP_ROLE, connectionSettings } from './connection.ts';
import { startJobSender } from './job-sender.ts';
import { createPlatformHandle, type PlatformHandle } from './platform.ts';
import { checkRoles } from './roles.ts';
import type { Tables } from './schema.ts';
import { createWorkspaceHandle, type WorkspaceHandle } from './workspace.ts';

/** How to open the database. */
export interface DatabaseSettings {
  /** `postgres://…` of the login role. */
  readonly url: string;
  /** Most connections held at once; 20 when left out, since each of 16 slices may hold one for the page after the one it writes. */
  readonly poolSize?: number;
  /** Seen in `pg_stat_activity`. */
  readonly applicationName: string;
  /** Told of a connection that broke while idle; the pool has already replaced it. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** The open database: one pool, handed out by workspace or as the short platform handle. */
export interface Database {
  /**
   * The handle of a workspace. With a person, row-level security shows the accounts and meetings of that person alone;
   * without one, as the product itself and its admins work, the whole workspace.
   */
  workspace(id: WorkspaceId, personId?: UserId | null): WorkspaceHandle;
  platform(): PlatformHandle;
  /** Waits for open transactions and closes every connection. */
  close(): Promise<void>;
}

/**
 * Opens a migrated database as the role that cannot pass row-level security. Refuses, before the first query,
 * a role that could: throws what `checkRoles` throws, and `database_not_migrated`.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  await checkRoles(settings.url);
  const pool = new pg.Pool({
    ...connectionSettings(settings.url, { role: APP_ROLE, applicationName: settings.applicationName }),
    max: settings.poolSize ?? 20,
  });
  pool.on('error', (error) => settings.onConnectionLost?.(error));
  // In a transaction, between two statements, nobody listens: the next statement meets the loss.
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    const sender = await startJobSender(pool);
    const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    const platform = createPlatformHandle(kysely, sender);
    let closing: Promise<void> | undefined;
    return {
      workspace: (id, personId = null) => createWorkspaceHandle(kysely, sender, id, personId),
      platform: () => platform,
      close: () => (closing ??= sender.stop().then(() => kysely.destroy())),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
