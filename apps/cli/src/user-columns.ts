import type { User } from '@handrail/contract';
import type { Column } from './output.ts';
import { formatInstant } from './time.ts';

/** The columns of a person: all of them in CSV, the marked ones in a table. */
export const USER_COLUMNS: readonly Column<User>[] = [
  { name: 'id', value: ({ id }) => id, table: { title: 'ID', cell: ({ id }) => id } },
  { name: 'gainsightId', value: ({ gainsightId }) => gainsightId },
  { name: 'name', value: ({ name }) => name, table: { title: 'NAME', cell: ({ name }) => name } },
  { name: 'email', value: ({ email }) => email, table: { title: 'E-MAIL', cell: ({ email }) => email } },
  {
    name: 'role',
    value: ({ role }) => role,
    table: { title: 'ROLE', cell: ({ role, active }) => (active ? role : null) },
  },
  { name: 'active', value: ({ active }) => active },
  {
    name: 'noAccess',
    value: ({ noAccess }) => noAccess,
    table: { title: 'NO ACCESS', cell: ({ noAccess }) => noAccess },
  },
  { name: 'source', value: ({ source }) => source, table: { title: 'SOURCE', cell: ({ source }) => source } },
  { name: 'title', value: ({ title }) => title },
  { name: 'licence', value: ({ licence }) => licence },
  { name: 'managerName', value: ({ managerName }) => managerName },
  {
    name: 'accounts',
    value: ({ accounts }) => accounts,
    table: { title: 'ACCOUNTS', cell: ({ accounts }) => (accounts === null ? 'all' : String(accounts)) },
  },
  {
    name: 'lastSignInAt',
    value: ({ lastSignInAt }) => lastSignInAt,
    table: { title: 'LAST SIGN-IN', cell: ({ lastSignInAt }) => formatInstant(lastSignInAt) },
  },
];
