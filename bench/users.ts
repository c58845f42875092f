import { randomUUID } from 'node:crypto';
import { isPermitted, parseConnectionId, parseWorkspaceId } from '@handrail/core';
import type { SourceRecord, UserId, WorkspaceId } from '@handrail/core';
import {
  createWorkspace,
  findConnection,
  listAccounts,
  openDatabase,
  setGovernance,
} from '@handrail/database';
import type { Database } from '@handrail/database';
import { applyUserPage, readUserContext } from '@handrail/sync';
import { startCluster } from './cluster.ts';
import { atMost, type Measure, shown, timed } from './measure.ts';

const USERS = 10_000;
const PAGE = 5_000;
const LONGEST_MS = 5_000;
const CHECK_MS = 0.2;
const ROUNDS = 400;
const ACCOUNTS = 10_000;

const inMs = (ms: number): string => `${ms.toFixed(ms < 10 ? 3 : 0)} ms`;
const gsidOf = (number: number): string => `1P01${String(number).padStart(31, '0')}`;

/** 10,000 users under three levels of managers stored and their rights worked out, and what a check of rights adds. */
export async function benchUsers(): Promise<Measure[]> {
  const cluster = await startCluster();
  try {
    const { url, superuser, drop } = await cluster.createDatabase();
    const database = await openDatabase({ url, applicationName: 'bench users' });
    try {
      const id = parseWorkspaceId(randomUUID());
      await database
        .platform()
        .transaction((tx) => createWorkspace(tx, { id, name: 'B', organisationDomains: [] }));
      const first = await timed(() => storeUsers(database, id));
      const again = await timed(() => storeUsers(database, id));
      await superuser.query('analyze');
      const person = await addAccounts(database, id);
      await superuser.query('analyze');
      return [
        atMost(`${USERS} users in three levels stored with rights`, first.ms, LONGEST_MS, inMs),
        shown('the same again, unchanged', inMs(again.ms)),
        ...(await measureCheck(database, id, person)),
      ];
    } finally {
      await database.close();
      await drop();
    }
  } finally {
    await cluster.stop();
  }
}

function recordOf(number: number): SourceRecord {
  // 10 lead 100 lead 1,000; everybody else reports to one of those.
  const manager =
    number < 10
      ? null
      : number < 110
        ? number % 10
        : number < 1_110
          ? 10 + (number % 100)
          : 110 + (number % 1_000);
  return {
    gainsightId: gsidOf(number),
    modifiedAt: null,
    values: {
      Name: `User ${number}`,
      Email: `user.${number}@own.example`,
      IsActiveUser: true,
      LicenseType: 'Full',
      Manager: manager === null ? null : gsidOf(manager),
    },
  };
}

async function storeUsers(database: Database, id: WorkspaceId): Promise<void> {
  const workspace = database.workspace(id);
  const connection = await workspace.transaction(async (tx) => {
    const known = await findConnection(tx, 'gainsight');
    if (known !== undefined) return known;
    await setGovernance(tx, new Date());
    await tx.query(
      `insert into connections (id, workspace_id, vendor, origin, credential_kind, state, created_at)
       values ($1, $2, 'gainsight', 'https://bench.example', 'm2m', 'connected', now())`,
      [parseConnectionId(randomUUID()), id],
    );
    return findConnection(tx, 'gainsight');
  });
  if (connection === undefined) throw new TypeError('no connection');
  for (let from = 0; from < USERS; from += PAGE) {
    const records = Array.from({ length: PAGE }, (_, at) => recordOf(from + at));
    await workspace.transaction(async (tx) => {
      const context = await readUserContext(tx, connection);
      await applyUserPage(tx, { connection, context, records, run: null, now: new Date() });
    });
  }
}

/** Accounts spread over everybody; answers a manager at the top. */
async function addAccounts(database: Database, id: WorkspaceId): Promise<UserId> {
  return database.workspace(id).transaction(async (tx) => {
    await tx.query(
      `insert into accounts (id, workspace_id, connection_id, gainsight_id, name, status, csm_gainsight_id, created_at, updated_at)
       select gen_random_uuid(), $1, c.id, 'a' || g, 'Account ' || g, 'active', '1P01' || lpad(g::text, 31, '0'), now(), now()
       from connections c, generate_series(0, $2::int - 1) g`,
      [id, ACCOUNTS],
    );
    const [row] = await tx.query<{ id: UserId }>('select id from users where gainsight_id = $1', [
      gsidOf(20),
    ]);
    if (row === undefined) throw new TypeError('no manager');
    return row.id;
  });
}

/** The list of accounts as its screen opens. */
const FIRST_PAGE = {
  search: null,
  status: null,
  health: null,
  presence: 'present',
  sort: 'name',
  order: 'asc',
  after: null,
  limit: 51,
} as const;

async function measureCheck(database: Database, id: WorkspaceId, person: UserId): Promise<Measure[]> {
  const ask = (as: UserId | null) =>
    database.workspace(id, as).transaction((tx) => listAccounts(tx, FIRST_PAGE));
  const table = await median(() => {
    for (let round = 0; round < 1_000; round += 1) isPermitted('user', 'read');
    return Promise.resolve();
  });
  const look = (as: UserId | null) => database.workspace(id, as).transaction((tx) => tx.query('select 1'));
  // One after the other in turn, so that both meet the same machine.
  const [bare, named] = await medians(
    () => look(null),
    () => look(person),
  );
  return [
    atMost('a check of rights adds to a request', table / 1_000 + Math.max(0, named - bare), CHECK_MS, inMs),
    shown('a page of accounts for an admin', inMs(await median(() => ask(null)))),
    shown('a page of accounts for a manager of 110 people', inMs(await median(() => ask(person)))),
  ];
}

async function median(work: () => Promise<unknown>): Promise<number> {
  return (await medians(work, () => Promise.resolve()))[0];
}

async function medians(
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<readonly [number, number]> {
  const times: readonly [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    times[0].push((await timed(first)).ms);
    times[1].push((await timed(second)).ms);
  }
  const middle = (all: readonly number[]) => all.toSorted((left, right) => left - right)[ROUNDS / 2] ?? 0;
  return [middle(times[0]), middle(times[1])];
}
