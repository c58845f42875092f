import type { User } from '@handrail/contract';

/** Roles as people read them. */
export const ROLE_LABELS: Readonly<Record<User['role'], string>> = {
  admin: 'Admin',
  manager: 'Manager',
  user: 'User',
};

/** Why somebody may not enter, as people read it. */
export const NO_ACCESS_LABELS: Readonly<Record<NonNullable<User['noAccess']>, string>> = {
  'not-invited': 'Not invited',
  inactive: 'Inactive at Gainsight',
  'no-licence': 'No licence',
  external: 'Guest from a customer',
  gone: 'No longer at Gainsight',
  'no-role': 'No role by the map',
  'not-at-gainsight': 'Unknown at Gainsight',
  'by-hand': 'Ended here',
};
