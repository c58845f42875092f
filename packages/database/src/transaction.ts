import type { WorkspaceId } from '@handrail/core';
import { CompiledQuery, type Transaction } from 'kysely';
import type { JobSender } from './job-sender.ts';
import type { Tables } from './schema.ts';

/** What every open transaction can do, whichever handle opened it. */
export interface OpenTransaction {
  /** Typed queries in this transaction. */
  readonly db: Transaction<Tables>;
  /** Used by `enqueue` only: what puts a job into this transaction. */
  readonly sender: JobSender;
  /** Runs one statement as written, with `$1…` parameters; gives its rows. `Row` is the caller's promise. */
  query<Row extends object>(sqlText: string, params?: readonly unknown[]): Promise<Row[]>;
}

/** A transaction that sees one workspace and no other. Table modules take it as their first argument. */
export interface WorkspaceTransaction extends OpenTransaction {
  readonly workspaceId: WorkspaceId;
}

/** A transaction across workspaces; sees only the few tables whose policies admit the platform handle. */
export interface PlatformTransaction extends OpenTransaction {
  readonly platform: true;
}

/** Gives a Kysely transaction the one raw query of ours. */
export function asOpenTransaction(db: Transaction<Tables>, sender: JobSender): OpenTransaction {
  return {
    db,
    sender,
    async query<Row extends object>(sqlText: string, params: readonly unknown[] = []) {
      const result = await db.executeQuery<Row>(CompiledQuery.raw(sqlText, [...params]));
      return result.rows;
    },
  };
}
