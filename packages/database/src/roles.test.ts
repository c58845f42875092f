import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { openDatabase } from './database.ts';
import { DatabaseError } from './errors.ts';
import { checkRoles } from './roles.ts';
import { createTestDatabase } from './testing.ts';

const login = `roles_test_${process.pid}`;

// Before the database's own end, which is registered next and drops it.
after(async () => {
  await admin.query(`drop owned by ${login} cascade; drop role ${login}`);
  await admin.end();
});

const { url, superuserUrl } = await createTestDatabase(import.meta.url);
const admin = new pg.Client({ connectionString: superuserUrl });
await admin.connect();
await admin.query(`create role ${login} login noinherit password 'p'`);

function loginUrl(): string {
  const address = new URL(url);
  address.username = login;
  address.password = 'p';
  return address.href;
}

/** What the refusal tells an administrator to run. */
async function remedyOf(code: string): Promise<string> {
  let remedy = '';
  await assert.rejects(checkRoles(loginUrl()), (error) => {
    assert.ok(error instanceof DatabaseError);
    assert.equal(error.code, code);
    remedy = error.remedy;
    return true;
  });
  return remedy.slice(remedy.lastIndexOf('run: ') + 'run: '.length);
}

test('the login role of the embedded database passes', async () => {
  await checkRoles(url);
});

test('a role that may not take owner and app role is refused with the grant that mends it', async () => {
  await admin.query(await remedyOf('database_roles_missing'));
  await checkRoles(loginUrl());
});

test('a login role with BYPASSRLS is refused, and the named SQL mends it', async () => {
  await admin.query(`alter role ${login} bypassrls`);
  await assert.rejects(openDatabase({ url: loginUrl(), applicationName: 'roles test' }), {
    code: 'database_role_can_bypass',
  });
  await admin.query(`alter role ${login} nobypassrls`);
  await checkRoles(loginUrl());
});

test('a superuser is refused, for opening as well as for checking', async () => {
  await assert.rejects(checkRoles(superuserUrl), { code: 'database_role_can_bypass' });
  await assert.rejects(openDatabase({ url: superuserUrl, applicationName: 'roles test' }), {
    code: 'database_role_can_bypass',
  });
});

test('a login role that may become one that bypasses is refused, and the named SQL mends it', async () => {
  await admin.query(`create role ${login}_boss nologin bypassrls; grant ${login}_boss to ${login}`);
  try {
    // Only the login role has it here; revoking it from the app role as well does no harm.
    await admin.query(await remedyOf('database_role_can_bypass'));
    await checkRoles(loginUrl());
  } finally {
    await admin.query(`drop role ${login}_boss`);
  }
});

test('a login role that owns a table is refused, and the named SQL mends it', async () => {
  await admin.query(`alter table metrics owner to ${login}`);
  await admin.query(await remedyOf('database_role_can_bypass'));
  await checkRoles(loginUrl());
});

test('a wrong password says that the database let nobody in, without the address', async () => {
  const address = new URL(url);
  address.password = 'wrong-canary';
  await assert.rejects(checkRoles(address.href), (error) => {
    assert.ok(error instanceof DatabaseError);
    assert.equal(error.code, 'database_unreachable');
    assert.ok(!JSON.stringify([error.message, error.remedy, error.facts]).includes('canary'));
    return true;
  });
});

test('an address that is none is refused without being shown', async () => {
  await assert.rejects(checkRoles('mysql://u:canary@host/db'), (error) => {
    assert.ok(error instanceof DatabaseError && error.code === 'database_url_invalid');
    assert.ok(!error.message.includes('canary'));
    return true;
  });
});
