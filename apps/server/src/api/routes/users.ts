import { createSignInLink } from '@handrail/contract';
import { findUserByEmail, getWorkspace } from '@handrail/database';
import { ServerError } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';
import { letterOf, makeSignInLink } from '../../sign-in-link.ts';

/** Members: the links that they sign in with. */
export function userRoutes({ clock, mailer }: ApiContext): readonly Route[] {
  return [
    route(createSignInLink, async ({ workspace, body, origin }) => {
      const isMailed = body.mail && mailer !== null;
      const { email, name, link } = await workspace.transaction(async (tx) => {
        const user = await findUserByEmail(tx, body.email);
        if (user === undefined || !user.active) throw nobody(body.email);
        const made = await makeSignInLink(tx, user.id, origin, clock.now(), isMailed);
        return { email: user.email, name: (await getWorkspace(tx)).name, link: made };
      });
      const sent = isMailed ? await mailer.send(letterOf(email, name, link)) : null;
      const mail = sent === null ? ('off' as const) : sent ? ('sent' as const) : ('failed' as const);
      return { email, url: link.url, expiresAt: link.expiresAt.toISOString(), mail };
    }),
  ];
}

function nobody(email: string): ServerError {
  return new ServerError({
    code: 'not_found',
    message: `No active member has the address ${email}.`,
    remedy: 'Check the spelling. The first administrator of a new installation is admin@localhost.',
  });
}
