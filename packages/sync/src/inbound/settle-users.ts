import { GUARD_WINDOW_MS, planUsers, USER_LIMITS } from '@handrail/core';
import type { RoleMap, StandingUser, UserPlan, UserRecord } from '@handrail/core';
import {
  getWorkspace,
  listRecentUserExits,
  listUserRecords,
  lockUsers,
  markRecordsMissing,
  saveUsers,
} from '@handrail/database';
import type { ConnectionRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from '../configuration.ts';
import { USER } from './account-context.ts';
import type { Withheld } from './stream.ts';
import { readUserContext } from './user-context.ts';
import { withhold } from './withhold.ts';

/** What the rights are worked out for. */
export interface Settling {
  readonly connection: ConnectionRow;
  readonly now: Date;
  /** Users confirmed to be no longer at the source. */
  readonly missing?: readonly string[];
  /** Source ids of those whom a person let go. */
  readonly approved?: ReadonlySet<string>;
  /** A change that an admin made explains every exit: the guard does not count. */
  readonly isExplained?: boolean;
}

/**
 * Works out users and rights from the stored rows and carries them out in this transaction: who loses access loses what
 * they hold with it. Above the guard's limit nobody loses access, all else goes on, and the exits are answered.
 */
export async function settleUsers(tx: WorkspaceTransaction, settling: Settling): Promise<Withheld | null> {
  const { connection, now, missing = [], approved, isExplained = false } = settling;
  const standing = await lockUsers(tx);
  const { plan } = await planStored(tx, connection, { standing, missing, now });
  const names = new Map(standing.map((user) => [user.id, user]));
  const exits = [...plan.exits].flatMap((id) => {
    const user = names.get(id);
    const gainsightId = plan.changed.find((one) => one.id === id)?.gainsightId ?? user?.gainsightId ?? null;
    return gainsightId === null
      ? []
      : [{ id, gainsightId, name: user?.name ?? null, kind: 'missing' as const }];
  });
  const counted = exits.filter(({ gainsightId }) => approved?.has(gainsightId) !== true);
  const withheld = isExplained
    ? null
    : withhold({
        candidates: counted.map(({ gainsightId }) => gainsightId),
        shown: counted,
        live: standing.filter(({ noAccess, gainsightId }) => noAccess === null && gainsightId !== null)
          .length,
        past: await listRecentUserExits(tx, new Date(now.getTime() - GUARD_WINDOW_MS)),
        limits: USER_LIMITS,
        now,
      });
  const held = new Set(withheld === null ? [] : counted.map(({ gainsightId }) => gainsightId));
  const gone = missing.filter((gainsightId) => !held.has(gainsightId));
  await markRecordsMissing(tx, { connectionId: connection.id, object: USER }, gone, now);
  const going = plan.changed.filter(({ gainsightId }) => gainsightId === null || !held.has(gainsightId));
  await saveUsers(tx, going, now);
  return withheld;
}

/** What the stored rows would make of everybody, by the map in force or by another one. */
export async function planStored(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  by: {
    readonly standing: readonly StandingUser[];
    readonly now: Date;
    readonly missing?: readonly string[];
    readonly map?: RoleMap;
    readonly isGoverned?: boolean;
  },
): Promise<{ readonly plan: UserPlan; readonly records: readonly UserRecord[] }> {
  const context = await readUserContext(tx, connection);
  const { configuration } = await readConfiguration(tx);
  const { governed_since: since } = await getWorkspace(tx);
  const gone = new Set(by.missing);
  const stored = await listUserRecords(tx, { connectionId: connection.id, object: USER });
  const records = stored.map((row) =>
    context.toRecord(gone.has(row.gainsightId) ? { ...row, isGone: true } : row),
  );
  const plan = planUsers({
    records,
    standing: by.standing,
    map: by.map ?? configuration.users.roles,
    isGoverned: by.isGoverned ?? since !== null,
    now: by.now,
  });
  return { plan, records };
}
