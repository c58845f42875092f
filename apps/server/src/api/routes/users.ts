import { createSignInLink, inviteUser } from '@handrail/contract';
import type { SignInLink } from '@handrail/contract';
import type { Role, UserId } from '@handrail/core';
import { createUser, findUserByEmail, getWorkspace, setRole } from '@handrail/database';
import type { UserRow, WorkspaceTransaction } from '@handrail/database';
import { ServerError } from '../../errors.ts';
import { letterOf, makeSignInLink } from '../../sign-in-link.ts';
import type { ApiContext } from '../context.ts';
import { readUser } from '../present/user.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

/** Members: inviting them, and the links that they sign in with. */
export function userRoutes({ clock, mailer }: ApiContext): readonly Route[] {
  /** Makes a link in the transaction; what it answers mails it, once that has ended, and shows it. */
  const prepareLink = async (
    tx: WorkspaceTransaction,
    user: Pick<UserRow, 'id' | 'email'>,
    { isMailWanted, origin }: { readonly isMailWanted: boolean; readonly origin: string },
  ): Promise<() => Promise<SignInLink>> => {
    const carrier = isMailWanted ? mailer : null;
    const link = await makeSignInLink(tx, user.id, origin, clock.now(), carrier !== null);
    const { name } = await getWorkspace(tx);
    return async () => {
      const isSent = carrier === null ? null : await carrier.send(letterOf(user.email, name, link));
      const mail = isSent === null ? 'off' : isSent ? 'sent' : 'failed';
      return { email: user.email, url: link.url, expiresAt: link.expiresAt.toISOString(), mail };
    };
  };
  return [
    route(createSignInLink, async ({ workspace, body, origin }) => {
      const send = await workspace.transaction(async (tx) => {
        const user = await findUserByEmail(tx, body.email);
        if (user === undefined || !user.active) throw nobody(body.email);
        return prepareLink(tx, user, { isMailWanted: body.mail, origin });
      });
      return send();
    }),
    route(inviteUser, async ({ workspace, body, origin }) => {
      const { user, send } = await workspace.transaction(async (tx) => {
        const { governed_since: since } = await getWorkspace(tx);
        if (since !== null) throw governed();
        const id = await admit(tx, body);
        const made = await prepareLink(tx, { id, email: body.email }, { isMailWanted: body.mail, origin });
        return { user: await readUser(tx, id), send: made };
      });
      return { user, link: await send() };
    }),
  ];
}

/** Makes a member, or gives somebody known who was never let in, or was put out here, a role. Throws member_exists. */
async function admit(
  tx: WorkspaceTransaction,
  { name, email, role }: { readonly name: string; readonly email: string; readonly role: Role },
): Promise<UserId> {
  const known = await findUserByEmail(tx, email);
  if (known?.active === true) throw memberExists(email);
  // An address may have been passed on: nobody gets what somebody had who has left.
  const isSame = known?.no_access === 'not-invited' || known?.no_access === 'by-hand';
  if (known === undefined || !isSame) return (await createUser(tx, { name, email, role })).id;
  await setRole(tx, known.id, role);
  return known.id;
}

function nobody(email: string): ServerError {
  return new ServerError({
    code: 'not_found',
    message: `No active member has the address ${email}.`,
    remedy: 'Check the spelling. The first administrator of a new installation is admin@localhost.',
  });
}

function memberExists(email: string): ServerError {
  return new ServerError({
    code: 'member_exists',
    message: `A member has the address ${email} already.`,
    remedy: 'Make them a sign-in link, or change their role under Settings > Users & permissions.',
  });
}

function governed(): ServerError {
  return new ServerError({
    code: 'users_governed',
    message: 'Who may enter is governed by Gainsight; nobody is invited here.',
    remedy:
      'Add the user with a licence in Gainsight under Administration > User Management; they can sign in at once.',
  });
}
