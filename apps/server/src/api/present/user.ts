import type { User } from '@handrail/contract';
import type { UserId } from '@handrail/core';
import { listUsers } from '@handrail/database';
import type { ListedUser, WorkspaceTransaction } from '@handrail/database';
import { notFound } from '../../errors.ts';
import { instant } from './failure.ts';

/** A person as the API shows them. */
export function presentUser(row: ListedUser): User {
  return {
    id: row.id,
    gainsightId: row.gainsight_id,
    name: row.name,
    email: row.email,
    title: row.title,
    role: row.role,
    active: row.active,
    noAccess: row.no_access,
    source: row.source,
    licence: row.licence,
    managerName: row.manager_name,
    accounts: row.accounts,
    lastSignInAt: instant(row.last_sign_in_at),
  };
}

/** One person. Throws not_found. */
export async function readUser(tx: WorkspaceTransaction, id: UserId): Promise<User> {
  const [row] = await listUsers(tx, {
    id,
    search: null,
    active: null,
    isAwaited: false,
    after: null,
    limit: 1,
  });
  if (row === undefined) throw notFound('user');
  return presentUser(row);
}
