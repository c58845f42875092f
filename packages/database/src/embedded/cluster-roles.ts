import pg from 'pg';
import { APP_ROLE, OWNER_ROLE } from '../connection.ts';
import { SUPERUSER } from './cluster.ts';

/** The role that Handrail logs in as, and its database. */
export const LOGIN_ROLE = 'handrail';
export const DATABASE_NAME = 'handrail';

/**
 * Makes the three roles and the database where they are missing; a start that was cut short is finished by the
 * next. The login role has no right of its own: it can only take the owner's role or the app's.
 */
export async function ensureRoles(
  port: number,
  superuserPassword: string,
  loginPassword: string,
): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password: superuserPassword,
    database: 'postgres',
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles');
    const roles = new Set(rows.map((row) => row.rolname));
    if (!roles.has(OWNER_ROLE)) await client.query(`create role ${OWNER_ROLE} nologin`);
    if (!roles.has(APP_ROLE)) await client.query(`create role ${APP_ROLE} nologin`);
    if (!roles.has(LOGIN_ROLE)) {
      await client.query(
        `create role ${LOGIN_ROLE} login nosuperuser nobypassrls nocreatedb nocreaterole noinherit`,
      );
    }
    await client.query(`alter role ${LOGIN_ROLE} password ${pg.escapeLiteral(loginPassword)}`);
    await client.query(`grant ${OWNER_ROLE}, ${APP_ROLE} to ${LOGIN_ROLE}`);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE_NAME]);
    if (rowCount === 0) await client.query(`create database ${DATABASE_NAME} owner ${OWNER_ROLE}`);
  } finally {
    await client.end();
  }
}
