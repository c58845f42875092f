import { createSignInLink } from '@handrail/contract';
import { findUserByEmail } from '@handrail/database';
import { ServerError } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';
import { makeSignInLink } from '../../sign-in-link.ts';

/** Members: the links that they sign in with. */
export function userRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(createSignInLink, ({ workspace, body, origin }) =>
      workspace.transaction(async (tx) => {
        const user = await findUserByEmail(tx, body.email);
        if (user === undefined || !user.active) throw nobody(body.email);
        const { url, expiresAt } = await makeSignInLink(tx, user.id, origin, clock.now());
        return { email: user.email, url, expiresAt: expiresAt.toISOString() };
      }),
    ),
  ];
}

function nobody(email: string): ServerError {
  return new ServerError({
    code: 'not_found',
    message: `No active member has the address ${email}.`,
    remedy: 'Check the spelling. The first administrator of a new installation is admin@localhost.',
  });
}
