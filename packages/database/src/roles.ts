import pg from 'pg';
import { toError } from '@handrail/core';
import { APP_ROLE, connectionSettings, OWNER_ROLE } from './connection.ts';
import { DatabaseError } from './errors.ts';

/** The oldest PostgreSQL that is supported. */
export const OLDEST_POSTGRES = 15;

/**
 * Refuses a database whose roles would let a query pass the wall between workspaces: `database_too_old`,
 * `database_roles_missing`, `database_role_can_bypass` (each names the SQL to run), `database_unreachable`.
 * Runs on a connection of its own, as the login role, at every start.
 */
export async function checkRoles(url: string): Promise<void> {
  const client = new pg.Client(connectionSettings(url, { applicationName: 'handrail role check' }));
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(toError(error));
  }
  try {
    const version = await serverVersion(client);
    if (version < OLDEST_POSTGRES) throw tooOld(version);
    const found = await findRoles(client, version);
    refuseMissing(found);
    refuseBypass(found);
    await refuseOwner(client);
  } finally {
    await client.end();
  }
}

interface FoundRoles {
  readonly login: string;
  readonly database: string;
  readonly hasOwner: boolean;
  readonly hasApp: boolean;
  readonly canTakeOwner: boolean;
  readonly canTakeApp: boolean;
  readonly canCreate: boolean;
  /** Roles with SUPERUSER or BYPASSRLS that the login role is or can become. */
  readonly bypassing: readonly string[];
}

async function serverVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ number: number }>(
    `select current_setting('server_version_num')::int / 10000 as number`,
  );
  return rows[0]?.number ?? 0;
}

async function findRoles(client: pg.Client, version: number): Promise<FoundRoles> {
  // Before PostgreSQL 16 a member may always take the role; since then the grant may say otherwise.
  const take = version >= 16 ? 'SET' : 'MEMBER';
  const { rows } = await client.query<FoundRoles>(
    `select session_user::text as login, current_database()::text as database,
            owner.oid is not null as "hasOwner", app.oid is not null as "hasApp",
            coalesce(pg_has_role(session_user, owner.oid, '${take}'), false) as "canTakeOwner",
            coalesce(pg_has_role(session_user, app.oid, '${take}'), false) as "canTakeApp",
            coalesce(has_database_privilege(owner.oid, current_database(), 'CREATE')
              and has_schema_privilege(owner.oid, 'public', 'CREATE'), false) as "canCreate",
            array(select r.rolname::text from pg_roles r
                  where (r.rolsuper or r.rolbypassrls)
                    and (pg_has_role(session_user, r.oid, 'MEMBER') or pg_has_role(app.oid, r.oid, 'MEMBER'))
                  order by 1) as bypassing
     from (values (1)) one
     left join pg_roles owner on owner.rolname = $1
     left join pg_roles app on app.rolname = $2`,
    [OWNER_ROLE, APP_ROLE],
  );
  const row = rows[0];
  if (row === undefined) throw unreachable(undefined);
  return row;
}

function refuseMissing(found: FoundRoles): void {
  const login = pg.escapeIdentifier(found.login);
  const database = pg.escapeIdentifier(found.database);
  // A superuser can take every role; that it is one is the other refusal, and the truer one.
  if (found.bypassing.includes(found.login) && found.hasOwner && found.hasApp) return;
  const statements: string[] = [];
  if (!found.hasOwner) statements.push(`create role ${OWNER_ROLE} nologin;`);
  if (!found.hasApp) statements.push(`create role ${APP_ROLE} nologin;`);
  if (!found.canTakeOwner || !found.canTakeApp)
    statements.push(`grant ${OWNER_ROLE}, ${APP_ROLE} to ${login};`);
  if (!found.canCreate) {
    statements.push(`grant create on database ${database} to ${OWNER_ROLE};`);
    statements.push(`grant usage, create on schema public to ${OWNER_ROLE};`);
  }
  if (statements.length === 0) return;
  throw new DatabaseError({
    code: 'database_roles_missing',
    message: `The database ${found.database} lacks a role or a right that Handrail needs.`,
    remedy: `As a database administrator, in this database, run: ${statements.join(' ')}`,
    facts: { login: found.login, database: found.database },
  });
}

function refuseBypass(found: FoundRoles): void {
  if (found.bypassing.length === 0) return;
  const login = pg.escapeIdentifier(found.login);
  const statements = found.bypassing.map((role) =>
    role === found.login || role === APP_ROLE
      ? `alter role ${pg.escapeIdentifier(role)} nosuperuser nobypassrls;`
      : `revoke ${pg.escapeIdentifier(role)} from ${login}, ${APP_ROLE};`,
  );
  const isSuperuser = found.bypassing.includes(found.login);
  throw canBypass(
    `The login role ${found.login} can pass the wall between workspaces (by ${found.bypassing.join(', ')}).`,
    isSuperuser
      ? `Use a login role made for Handrail: create role handrail login noinherit password '…'; ` +
          `grant ${OWNER_ROLE}, ${APP_ROLE} to handrail; and put it into DATABASE_URL. ` +
          `Or take the right away: ${statements.join(' ')}`
      : `As a database administrator run: ${statements.join(' ')}`,
    found.login,
  );
}

/** FORCE binds an owner, but an owner may lift it: neither the app role nor the login role may own a table. */
async function refuseOwner(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ owner: string; tables: string[]; login: string }>(
    `select r.rolname::text as owner, session_user::text as login, array_agg(format('%I.%I', n.nspname, c.relname) order by 1) as tables
     from pg_class c
     join pg_roles r on r.oid = c.relowner
     join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname in ('public', 'handrail', 'pgboss')
       and (r.rolname = session_user or r.rolname = $1 or (r.rolname <> $2 and pg_has_role($1, r.oid, 'MEMBER')))
     group by 1, 2`,
    [APP_ROLE, OWNER_ROLE],
  );
  const { rows: inherits } = await client.query<{ may: boolean; login: string }>(
    `select pg_has_role($1, $2, 'MEMBER') as may, session_user::text as login`,
    [APP_ROLE, OWNER_ROLE],
  );
  if (inherits[0]?.may === true) {
    throw canBypass(
      `The role ${APP_ROLE} may act as the owner of the tables.`,
      `As a database administrator run: revoke ${OWNER_ROLE} from ${APP_ROLE};`,
      inherits[0].login,
    );
  }
  const owned = rows[0];
  if (owned === undefined) return;
  const statements = owned.tables.map((table) => `alter table ${table} owner to ${OWNER_ROLE};`);
  throw canBypass(
    `The role ${owned.owner} owns ${owned.tables.length} tables (${owned.tables.slice(0, 3).join(', ')}…).`,
    `As a database administrator run: ${statements.join(' ')}`,
    owned.login,
  );
}

function canBypass(message: string, remedy: string, login: string): DatabaseError {
  return new DatabaseError({ code: 'database_role_can_bypass', message, remedy, facts: { login } });
}

function tooOld(version: number): DatabaseError {
  return new DatabaseError({
    code: 'database_too_old',
    message: `The database server is PostgreSQL ${version}.`,
    remedy: `Use PostgreSQL ${OLDEST_POSTGRES} or newer, or leave DATABASE_URL unset to use the one that comes along.`,
    facts: { version },
  });
}

function unreachable(cause: Error | undefined): DatabaseError {
  const state = cause !== undefined && 'code' in cause ? String(cause.code) : '';
  return new DatabaseError({
    code: 'database_unreachable',
    message: `The database did not let us in${state === '' ? '' : ` (${state})`}.`,
    remedy: 'Check host, port, database name, user and password in DATABASE_URL, and that the server is up.',
    facts: { state },
    cause,
  });
}
