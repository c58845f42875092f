import type { UserId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** A saved configuration; version 0 is the default that nobody saved. */
export interface ConfigVersionRow {
  readonly version: number;
  readonly document: unknown;
  readonly createdAt: Date;
}

/** The configuration in force, or nothing when none was saved. */
export async function findLatestConfig(tx: WorkspaceTransaction): Promise<ConfigVersionRow | undefined> {
  const row = await tx.db
    .selectFrom('config_versions')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { version: row.version, document: row.document, createdAt: row.created_at };
}

/** One saved version, or nothing. */
export async function findConfig(
  tx: WorkspaceTransaction,
  version: number,
): Promise<ConfigVersionRow | undefined> {
  const row = await tx.db
    .selectFrom('config_versions')
    .selectAll()
    .where('version', '=', version)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { version: row.version, document: row.document, createdAt: row.created_at };
}

/**
 * Saves the document as the version after `basedOn`; nothing when another version was saved meanwhile.
 * The workspace row is locked, so that two savers see each other.
 */
export async function saveConfig(
  tx: WorkspaceTransaction,
  saved: {
    readonly basedOn: number;
    readonly document: object;
    readonly createdBy: UserId | null;
    readonly now: Date;
  },
): Promise<ConfigVersionRow | undefined> {
  await sql`select id from workspaces where id = ${tx.workspaceId} for update`.execute(tx.db);
  const latest = await findLatestConfig(tx);
  if ((latest?.version ?? 0) !== saved.basedOn) return undefined;
  await tx.db
    .insertInto('config_versions')
    .values({
      workspace_id: tx.workspaceId,
      version: saved.basedOn + 1,
      document: JSON.stringify(saved.document),
      created_by: saved.createdBy,
      created_at: saved.now,
    })
    .execute();
  return { version: saved.basedOn + 1, document: saved.document, createdAt: saved.now };
}
