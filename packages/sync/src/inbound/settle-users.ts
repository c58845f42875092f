import { GUARD_WINDOW_MS, planUsers, USER_LIMITS } from '@handrail/core';
import type { RoleMap, StandingUser, UserId, UserPlan, UserRecord } from '@handrail/core';
import {
  getWorkspace,
  listRecentRightLosses,
  listUserRecords,
  lockUsers,
  markRecordsMissing,
  saveUsers,
} from '@handrail/database';
import type { ConnectionRow, RecentExit, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from '../configuration.ts';
import { USER } from './account-context.ts';
import type { Withheld, WithheldExit } from './stream.ts';
import { readUserContext } from './user-context.ts';
import { joinWithheld, withhold } from './withhold.ts';

/** What the rights are worked out for. */
export interface Settling {
  readonly connection: ConnectionRow;
  readonly now: Date;
  /** Users confirmed to be no longer at the source. */
  readonly missing?: readonly string[];
  /** Source ids of those whom a person let go. */
  readonly approved?: ReadonlySet<string>;
  /** A change that an admin made explains every exit and every lesser role: the guard does not count. */
  readonly isExplained?: boolean;
}

/**
 * Works out users and rights from the stored rows and carries them out in this transaction: who loses access loses what
 * they hold with it. Above the guard's limit nobody loses access, or nobody's role is lowered; all else goes on, and what
 * is held back is answered.
 */
export async function settleUsers(tx: WorkspaceTransaction, settling: Settling): Promise<Withheld | null> {
  const { connection, now, missing = [], approved, isExplained = false } = settling;
  const standing = await lockUsers(tx);
  const { plan } = await planStored(tx, connection, { standing, missing, now });
  const losses = isExplained ? [] : lossesOf(plan, standing, approved);
  const withheld = losses.length === 0 ? null : await judgeLosses(tx, losses, standing, now);
  const held = new Set(withheld?.gainsightIds);
  const gone = missing.filter((gainsightId) => !held.has(gainsightId));
  await markRecordsMissing(tx, { connectionId: connection.id, object: USER }, gone, now);
  const going = plan.changed.filter(({ gainsightId }) => gainsightId === null || !held.has(gainsightId));
  await saveUsers(tx, going, { counted: new Set(losses.map(({ id }) => id)), now });
  return withheld?.shown ?? null;
}

/** Somebody known at the source who would lose access or get a lesser role, and whom nobody let go. */
interface Loss extends WithheldExit {
  readonly id: UserId;
}

function lossesOf(
  plan: UserPlan,
  standing: readonly StandingUser[],
  approved: ReadonlySet<string> | undefined,
): readonly Loss[] {
  const names = new Map(standing.map(({ id, name }) => [id, name]));
  return plan.changed.flatMap(({ id, gainsightId }) => {
    if (id === null || gainsightId === null || approved?.has(gainsightId) === true) return [];
    const kind = plan.exits.has(id) ? 'no-access' : plan.lowered.has(id) ? 'lowered' : null;
    return kind === null ? [] : [{ id, gainsightId, name: names.get(id) ?? null, kind }];
  });
}

/**
 * What the guard keeps back. Exits are one event: many lesser roles beside them never keep somebody in who was let go.
 * Lesser roles are another, and whoever lost access in the window counts along.
 */
async function judgeLosses(
  tx: WorkspaceTransaction,
  losses: readonly Loss[],
  standing: readonly StandingUser[],
  now: Date,
): Promise<{ readonly shown: Withheld; readonly gainsightIds: readonly string[] } | null> {
  const past = await listRecentRightLosses(tx, new Date(now.getTime() - GUARD_WINDOW_MS));
  const live = standing.filter(
    ({ noAccess, gainsightId }) => noAccess === null && gainsightId !== null,
  ).length;
  const exits = losses.filter(({ kind }) => kind === 'no-access');
  const lowered = losses.filter(({ kind }) => kind === 'lowered');
  const judge = (shown: readonly Loss[], before: readonly RecentExit[]) => {
    const candidates = shown.map(({ gainsightId }) => gainsightId);
    return withhold({ candidates, shown, live, past: before, limits: USER_LIMITS, now });
  };
  const leaving = exits.map(({ gainsightId }) => ({ gainsightId, at: now, isGone: false }));
  const events = [
    {
      losses: exits,
      shown: judge(
        exits,
        past.filter(({ isGone }) => isGone),
      ),
    },
    { losses: lowered, shown: judge(lowered, [...past, ...leaving]) },
  ].filter(({ shown }) => shown !== null);
  const shown = joinWithheld(events.map((event) => event.shown));
  if (shown === null) return null;
  // Of the same people: they count once.
  const gainsightIds = events.flatMap((event) => event.losses.map(({ gainsightId }) => gainsightId));
  return { shown: { ...shown, live }, gainsightIds };
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
