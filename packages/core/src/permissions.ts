/** What a member may be. */
export const ROLES = ['admin', 'manager', 'user'] as const;

/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

const EVERYONE = ROLES;
const ADMINS = ['admin'] as const;

/**
 * Who may do what, once signed in: the one table of rights. `public` needs no sign-in at all; an action that
 * does not stand here is nobody's.
 */
export const PERMISSIONS = {
  public: EVERYONE,
  session: EVERYONE,
  read: EVERYONE,
  'read-settings': ADMINS,
  'change-settings': ADMINS,
  connect: ADMINS,
  invite: ADMINS,
  sync: ADMINS,
  send: ADMINS,
  'import-meetings': ADMINS,
  'correct-summaries': EVERYONE,
  // For anybody but an admin these two reach as far as their accounts: `server/api/meeting-rights.ts`.
  'send-meetings': EVERYONE,
  'attribute-meetings': EVERYONE,
  'edit-stakeholders': ADMINS,
  'manage-tokens': ADMINS,
  'manage-sessions': ADMINS,
  'read-audit': ADMINS,
  'read-users': ADMINS,
  'manage-users': ADMINS,
  'view-as': ADMINS,
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** Something that a right is needed for. */
export type PermittedAction = keyof typeof PERMISSIONS;

/** Whether a member with this role may do it; an unknown action is closed. */
export function isPermitted(role: Role, action: PermittedAction): boolean {
  const roles: readonly Role[] | undefined = PERMISSIONS[action];
  return roles?.includes(role) ?? false;
}
