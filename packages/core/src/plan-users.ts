import type { UserId } from './ids.ts';
import { ROLES } from './permissions.ts';
import type { Role } from './permissions.ts';
import { decideRole } from './role-map.ts';
import type { DirectoryUser, NoAccess, RoleMap } from './role-map.ts';

/** A user as Gainsight has them. */
export interface UserRecord extends Omit<DirectoryUser, 'hasReports'> {
  readonly gainsightId: string;
  readonly name: string;
  readonly title: string | null;
  readonly managerGainsightId: string | null;
  readonly createdAt: Date | null;
  /** No longer listed there. */
  readonly isGone: boolean;
}

/** A person as they stand here. */
export interface StandingUser {
  readonly id: UserId;
  readonly gainsightId: string | null;
  readonly email: string;
  readonly name: string;
  readonly title: string | null;
  readonly licence: string | null;
  readonly managerGainsightId: string | null;
  readonly emailSince: Date | null;
  readonly role: Role;
  readonly noAccess: NoAccess | null;
  readonly source: 'invited' | 'gainsight';
  readonly lastSignInAt: Date | null;
}

/** What a person is to become; without an id they are new. */
export interface PlannedUser extends Omit<StandingUser, 'id' | 'source' | 'lastSignInAt' | 'gainsightId'> {
  readonly id: UserId | null;
  readonly gainsightId: string | null;
}

/** What users and rights follow from. */
export interface UserPlanInput {
  readonly records: readonly UserRecord[];
  readonly standing: readonly StandingUser[];
  readonly map: RoleMap;
  /** Whether Gainsight governs; until then it only ends access, never gives it. */
  readonly isGoverned: boolean;
  readonly now: Date;
}

/** Who changes, and who of them would lose access or get a lesser role by it. */
export interface UserPlan {
  readonly changed: readonly PlannedUser[];
  /** Ids of persons with access who would have none. */
  readonly exits: ReadonlySet<UserId>;
  /** Ids of persons who would keep access and get a lesser role. */
  readonly lowered: ReadonlySet<UserId>;
  /** The admin who keeps access although nothing gives it, because no other would be left. */
  readonly keptAdmin: UserId | null;
}

/**
 * Plans users and their rights from Gainsight's list: tied by Gsid; somebody invited whom no Gsid names yet is tied once by
 * an address that one record alone has. The last admin keeps access.
 */
export function planUsers(input: UserPlanInput): UserPlan {
  const { records, standing } = input;
  const ties = tieUsers(records, standing);
  const leads = new Set(records.filter(isThere).map((record) => record.managerGainsightId));
  const planned: PlannedUser[] = records.map((record) =>
    planOne(input, record, ties.get(record.gainsightId), leads.has(record.gainsightId)),
  );
  const tied = new Set([...ties.values()].map(({ id }) => id));
  for (const user of standing) if (!tied.has(user.id)) planned.push(planUntied(input, user));
  const kept = keepAdmin(planned, standing);
  const before = new Map(standing.map((user) => [user.id, user]));
  const final = planned.map((plan) => (plan.id !== null && plan.id === kept?.id ? kept : plan));
  const changed = final.filter((plan) => differs(plan, plan.id === null ? undefined : before.get(plan.id)));
  const exits = new Set<UserId>();
  const lowered = new Set<UserId>();
  for (const { id, role, noAccess } of changed) {
    const was = id === null ? undefined : before.get(id);
    if (id === null || was === undefined || was.noAccess !== null) continue;
    if (noAccess !== null) exits.add(id);
    else if (isLess(role, was.role)) lowered.add(id);
  }
  return { changed, exits, lowered, keptAdmin: kept?.id ?? null };
}

function isLess(role: Role, than: Role): boolean {
  return ROLES.indexOf(role) > ROLES.indexOf(than);
}

function isThere(record: UserRecord): boolean {
  return record.isActive && !record.isGone;
}

function tieUsers(
  records: readonly UserRecord[],
  standing: readonly StandingUser[],
): ReadonlyMap<string, StandingUser> {
  const ties = new Map<string, StandingUser>();
  for (const user of standing) if (user.gainsightId !== null) ties.set(user.gainsightId, user);
  const known = new Set(records.map(({ gainsightId }) => gainsightId));
  for (const id of ties.keys()) if (!known.has(id)) ties.delete(id);
  const byEmail = Map.groupBy(records.filter(isThere), (record) => record.email.toLowerCase());
  for (const user of standing) {
    if (user.gainsightId !== null || user.noAccess !== null) continue;
    const [record, ...others] = byEmail.get(user.email.toLowerCase()) ?? [];
    if (record !== undefined && others.length === 0 && !ties.has(record.gainsightId)) {
      ties.set(record.gainsightId, user);
    }
  }
  return ties;
}

function planOne(
  { map, isGoverned, now }: UserPlanInput,
  record: UserRecord,
  user: StandingUser | undefined,
  hasReports: boolean,
): PlannedUser {
  const isSameEmail = user?.email.toLowerCase() === record.email.toLowerCase();
  const facts = {
    id: user?.id ?? null,
    gainsightId: record.gainsightId,
    email: record.email,
    name: record.name,
    title: record.title,
    licence: record.licence,
    managerGainsightId: record.managerGainsightId,
    emailSince:
      user === undefined || user.emailSince === null
        ? (record.createdAt ?? now)
        : isSameEmail
          ? user.emailSince
          : now,
  };
  const gone: NoAccess | null = record.isGone ? 'gone' : record.isActive ? null : 'inactive';
  if (isGoverned) {
    const decided =
      gone === null ? decideRole({ ...record, hasReports }, map) : { role: null, noAccess: gone };
    return { ...facts, role: decided.role ?? user?.role ?? 'user', noAccess: decided.noAccess };
  }
  if (user === undefined) return { ...facts, role: 'user', noAccess: gone ?? 'not-invited' };
  return { ...facts, role: user.role, noAccess: user.noAccess === null ? gone : user.noAccess };
}

/** Somebody whom Gainsight does not know: under its rule only an admin stays, to be let in by a link of this server. */
function planUntied({ isGoverned }: UserPlanInput, user: StandingUser): PlannedUser {
  const isOut = isGoverned && user.role !== 'admin' && user.noAccess === null;
  return { ...user, noAccess: isOut ? 'not-at-gainsight' : user.noAccess };
}

/** When no admin would be left: of those who were, the one who signed in last, as they were. */
function keepAdmin(planned: readonly PlannedUser[], standing: readonly StandingUser[]): PlannedUser | null {
  if (planned.some(({ role, noAccess }) => role === 'admin' && noAccess === null)) return null;
  const admins = standing.filter(({ role, noAccess }) => role === 'admin' && noAccess === null);
  const [last] = admins.toSorted(
    (left, right) => (right.lastSignInAt?.getTime() ?? 0) - (left.lastSignInAt?.getTime() ?? 0),
  );
  const plan = planned.find(({ id }) => id !== null && id === last?.id);
  return plan === undefined ? null : { ...plan, role: 'admin', noAccess: null };
}

function differs(plan: PlannedUser, before: StandingUser | undefined): boolean {
  if (before === undefined) return true;
  return (
    plan.gainsightId !== before.gainsightId ||
    plan.email !== before.email ||
    plan.name !== before.name ||
    plan.title !== before.title ||
    plan.licence !== before.licence ||
    plan.managerGainsightId !== before.managerGainsightId ||
    plan.emailSince?.getTime() !== before.emailSince?.getTime() ||
    plan.role !== before.role ||
    plan.noAccess !== before.noAccess
  );
}
