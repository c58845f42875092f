import { z } from 'zod';
import { flag, id, idUnder, instant, listOf, text } from './fields.ts';
import { type GongPage, readPages } from './page.ts';
import type { CallOptions, Transport } from './transport.ts';

const userSchema = z.object({
  id,
  emailAddress: text,
  /** Further addresses under which a user may appear. */
  emailAliases: listOf(z.string()).catch([]),
  trustedEmailAddress: text,
  firstName: text,
  lastName: text,
  title: text,
  active: flag,
  created: instant,
  managerId: text,
});

/** A user of a Gong company. */
export type GongUser = z.infer<typeof userSchema>;

/** Users of a Gong company. */
export interface GongUsers {
  /** All users, page by page: `GET /v2/users` (reference 4). */
  list(options?: CallOptions): AsyncIterable<GongPage<GongUser>>;
}

/** Makes the users resource over a transport. */
export function createUsers(transport: Transport): GongUsers {
  return {
    list: (options = {}) =>
      readPages(
        transport,
        {
          call: { method: 'GET', path: '/v2/users', notFoundMeans: 'empty' },
          key: 'users',
          schema: userSchema,
          idOf: idUnder('id'),
        },
        options,
      ),
  };
}
