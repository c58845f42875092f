import type { UserId } from '@handrail/core';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { ConfigVersionsTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** A saved configuration; version 0 is the default that nobody saved. */
export interface ConfigVersionRow {
  readonly version: number;
  readonly document: unknown;
  /** Names of the document with the ids that they had at Save. */
  readonly resolution: unknown;
  readonly createdBy: UserId | null;
  readonly createdAt: Date;
  /** When the inventory began to be read that counts and preview of it rested on; null when there was none. */
  readonly inventoryReadAt: Date | null;
}

/** The configuration in force, or nothing when none was saved. */
export async function findLatestConfig(tx: WorkspaceTransaction): Promise<ConfigVersionRow | undefined> {
  const row = await tx.db
    .selectFrom('config_versions')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : toVersion(row);
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
  return row === undefined ? undefined : toVersion(row);
}

/** The versions from the newest back; `before` is the last one of the page before. */
export async function listConfigs(
  tx: WorkspaceTransaction,
  query: { readonly before: number | null; readonly limit: number },
): Promise<ConfigVersionRow[]> {
  const rows = await tx.db
    .selectFrom('config_versions')
    .selectAll()
    .$if(query.before !== null, (q) => q.where('version', '<', query.before ?? 0))
    .orderBy('version', 'desc')
    .limit(query.limit)
    .execute();
  return rows.map(toVersion);
}

function toVersion(row: Selectable<ConfigVersionsTable>): ConfigVersionRow {
  const { version, document, resolution } = row;
  return {
    version,
    document,
    resolution,
    createdBy: row.created_by,
    createdAt: row.created_at,
    inventoryReadAt: row.inventory_read_at,
  };
}

/**
 * Saves the document as the version after `basedOn`; nothing when another version was saved meanwhile.
 * The workspace row is locked, so that two savers see each other.
 */
export async function saveConfig(
  tx: WorkspaceTransaction,
  saved: {
    readonly basedOn: number;
    readonly document: unknown;
    readonly resolution?: object;
    readonly createdBy: UserId | null;
    readonly inventoryReadAt?: Date | null;
    readonly now: Date;
  },
): Promise<ConfigVersionRow | undefined> {
  await sql`select id from workspaces where id = ${tx.workspaceId} for update`.execute(tx.db);
  const latest = await findLatestConfig(tx);
  if ((latest?.version ?? 0) !== saved.basedOn) return undefined;
  const row = await tx.db
    .insertInto('config_versions')
    .values({
      workspace_id: tx.workspaceId,
      version: saved.basedOn + 1,
      document: JSON.stringify(saved.document),
      resolution: JSON.stringify(saved.resolution ?? {}),
      created_by: saved.createdBy,
      created_at: saved.now,
      inventory_read_at: saved.inventoryReadAt ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toVersion(row);
}
