import pg from 'pg';
import type { ClientConfig, CustomTypesConfig } from 'pg';
import { DatabaseError } from './errors.ts';

/** The role that owns the tables; only migrations take it. */
export const OWNER_ROLE = 'handrail_owner';
/** The role that queries and jobs run as: not the owner, no superuser, no BYPASSRLS. */
export const APP_ROLE = 'handrail_app';

/** How one session shall begin. */
export interface SessionStart {
  /** Taken from the first statement on; left out, the session keeps its login role. */
  readonly role?: typeof OWNER_ROLE | typeof APP_ROLE;
  readonly applicationName: string;
}

/**
 * Settings of `pg` for one session on the database of the URL. The role is taken in the startup packet, so no
 * connection of a pool can ever run a statement before it. The URL's own `options` stay. Throws
 * `database_url_invalid`.
 */
export function connectionSettings(url: string, start: SessionStart): ClientConfig {
  return {
    connectionString: withStartupOptions(url, start.role),
    application_name: start.applicationName,
    types: columnTypes,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  };
}

/**
 * Statements here are short and many: to compile one takes longer than to run it. And the default cost of a page read out
 * of order is that of a turning disk, by which a page of 5,000 ids is sought by reading all of a table that holds 100,000.
 */
const PLANNING = ['-c jit=off', '-c random_page_cost=1.1'];

/** The same URL, with role and session settings in its startup options. Throws `database_url_invalid`. */
export function withStartupOptions(url: string, role: SessionStart['role']): string {
  const parsed = parseDatabaseUrl(url);
  const options = ['-c timezone=UTC', '-c idle_in_transaction_session_timeout=120s', ...PLANNING];
  if (role !== undefined) options.unshift(`-c role=${role}`);
  const given = parsed.searchParams.get('options');
  parsed.searchParams.set('options', [...(given === null ? [] : [given]), ...options].join(' '));
  return parsed.href;
}

/** Parses a `postgres://` address; throws `database_url_invalid`, which never shows the address (it holds a password). */
export function parseDatabaseUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed !== undefined && (parsed.protocol === 'postgres:' || parsed.protocol === 'postgresql:'))
    return parsed;
  throw new DatabaseError({
    code: 'database_url_invalid',
    message: 'The database address is not a PostgreSQL address.',
    remedy:
      'Write it as postgres://user:password@host:5432/database, with special characters percent-encoded.',
  });
}

const { builtins } = pg.types;

/**
 * Columns as the table types of schema.ts name them: bigint and numeric are numbers (exact up to 2^53, which
 * holds every id, count and amount here), a date is its text, never midnight in some zone.
 */
const columnTypes: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      if (oid === builtins.INT8 || oid === builtins.NUMERIC) return Number;
      if (oid === builtins.DATE) return String;
    }
    return pg.types.getTypeParser(oid, format);
  },
};
