import type { Role } from './permissions.ts';

/** Why somebody may not enter. */
export const NO_ACCESS = [
  /** Known from Gainsight; nobody invited them, and Gainsight does not govern yet. */
  'not-invited',
  'inactive',
  'no-licence',
  /** A guest from a customer. */
  'external',
  /** No longer listed at Gainsight. */
  'gone',
  /** Licensed, and the role map gives no role. */
  'no-role',
  /** Invited here, and unknown at Gainsight, which governs now. */
  'not-at-gainsight',
  'by-hand',
] as const;

/** One of {@link NO_ACCESS}. */
export type NoAccess = (typeof NO_ACCESS)[number];

/** Which of Gainsight's users has which role here; a person gets the highest that names them. */
export interface RoleMap {
  readonly admin: {
    /** Whether super admins there are admins here. */
    readonly superAdmins: boolean;
    /** E-mail addresses in lower case. */
    readonly people: readonly string[];
  };
  readonly manager: {
    /** Whether those who others report to are managers. */
    readonly withReports: boolean;
    readonly people: readonly string[];
  };
  readonly user: {
    /** System names of the licences that let somebody in; empty: every one. */
    readonly licences: readonly string[];
  };
}

/** What Gainsight says of a user, as far as rights follow from it. */
export interface DirectoryUser {
  readonly email: string;
  readonly isActive: boolean;
  readonly isSuperAdmin: boolean;
  /** Null without a licence. */
  readonly licence: string | null;
  readonly isExternal: boolean;
  /** Whether an active user reports to them. */
  readonly hasReports: boolean;
}

/** A role, or why there is none. */
export type RoleDecision =
  { readonly role: Role; readonly noAccess: null } | { readonly role: null; readonly noAccess: NoAccess };

/** Decides what a user of Gainsight may be here. Nobody without a licence, inactive or from outside gets in by any rule. */
export function decideRole(user: DirectoryUser, map: RoleMap): RoleDecision {
  const none = (noAccess: NoAccess): RoleDecision => ({ role: null, noAccess });
  if (!user.isActive) return none('inactive');
  if (user.isExternal) return none('external');
  if (user.licence === null) return none('no-licence');
  const { licences } = map.user;
  if (licences.length > 0 && !licences.includes(user.licence)) return none('no-role');
  const email = user.email.toLowerCase();
  const give = (role: Role): RoleDecision => ({ role, noAccess: null });
  if ((map.admin.superAdmins && user.isSuperAdmin) || map.admin.people.includes(email)) return give('admin');
  if ((map.manager.withReports && user.hasReports) || map.manager.people.includes(email))
    return give('manager');
  return give('user');
}
