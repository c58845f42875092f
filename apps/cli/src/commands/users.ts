import { items } from '@handrail/client';
import { changeUser, createSignInLink, getUser, inviteUser, listUsers } from '@handrail/contract';
import type { InvitedUser, SignInLink } from '@handrail/contract';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError, EXIT } from '../errors.ts';
import type { ExitCode } from '../errors.ts';
import { findUserId, searchText } from '../find-named.ts';
import { PAGE_SIZE_ITEMS, parseEmail, printList, withListOptions } from '../list-options.ts';
import type { ListOptions } from '../list-options.ts';
import { formatJson } from '../output.ts';
import { plainText } from '../plain-text.ts';
import { formatTable } from '../table.ts';
import { USER_COLUMNS } from '../user-columns.ts';

const ROLES = ['admin', 'manager', 'user'] as const;

/** `users link EMAIL | invite EMAIL | invitations | revoke EMAIL | list | show ID`. */
export function addUsersCommands(program: Command, addAction: AddAction): void {
  const users = program.command('users').description('members and how they sign in');
  const link = users
    .command('link')
    .description('make a link that signs a member in, once and within 15 minutes')
    .argument('<email>', 'address of the member', parseEmail);
  link.option('--mail', 'mail it to the member, too; it then works for a day');
  addAction(link, printLink);
  const invite = users
    .command('invite')
    .description('let somebody in: a member with a role, and a link that signs them in once')
    .argument('<email>', 'their address', parseEmail)
    .addOption(new Option('--role <role>', 'what they may do').choices(ROLES).makeOptionMandatory())
    .option('--name <name>', 'their name; the part before the @ when left out')
    .option('--no-mail', 'do not mail them the link, though a mail server is set');
  addAction(invite, printInvitation);
  const invitations = withListOptions(
    users.command('invitations').description('who was invited and has not come in yet, by name'),
  );
  addAction(invitations, async (context, options: ListOptions) => {
    const query = { limit: PAGE_SIZE_ITEMS, access: 'invited' as const };
    const all = items(await context.client(), listUsers, query, { signal: context.signal });
    return printList(context, all, USER_COLUMNS, options);
  });
  const revoke = users
    .command('revoke')
    .description('take somebody’s access away: sessions, tokens and links end at once')
    .argument('<email>', 'their address', parseEmail);
  addAction(revoke, revokeAccess);
  const list = withListOptions(users.command('list').description('everybody who is known, by name'))
    .option('--search <text>', 'only with this text in name or e-mail')
    .option('--active', 'only those who may enter');
  addAction(list, async (context, options: ListOptions & { search?: string; active?: boolean }) => {
    const { search, active } = options;
    const query = {
      limit: PAGE_SIZE_ITEMS,
      ...(search === undefined ? {} : { search }),
      ...(active === true ? { access: 'active' as const } : {}),
    };
    const all = items(await context.client(), listUsers, query, { signal: context.signal });
    return printList(context, all, USER_COLUMNS, options);
  });
  const show = users
    .command('show <id>')
    .description('one person, by our id, the Gainsight id, the e-mail address or the exact name');
  addAction(show, async (context, meant: string) => {
    const user = await context.call(getUser, { params: { id: await findUserId(context, meant) } });
    const rows = USER_COLUMNS.map(({ name, value }) => [name, String(value(user) ?? '')]);
    context.out(context.json ? formatJson(user) : formatTable(['FIELD', 'VALUE'], rows));
    return EXIT.done;
  });
}

const MAIL = {
  sent: 'It is on its way by mail, too.',
  failed: 'The mail server did not take the mail; hand the link over yourself.',
  off: 'No mail was sent: HANDRAIL_SMTP_URL is not set on the server.',
} as const;

async function printInvitation(
  context: CommandContext,
  email: string,
  options: { readonly role: InvitedUser['role']; readonly name?: string; readonly mail: boolean },
): Promise<ExitCode> {
  const name = options.name ?? email.split('@')[0] ?? email;
  const body = { email, name, role: options.role, mail: options.mail };
  const { user, link } = await context.call(inviteUser, { body });
  context.note(`${plainText(user.name)} is invited as ${user.role}.`);
  return showLink(context, link, options.mail);
}

/** Ends the access of the one who may enter with exactly this address. */
async function revokeAccess(context: CommandContext, email: string): Promise<ExitCode> {
  const query = { search: searchText(email), access: 'active' as const, limit: PAGE_SIZE_ITEMS };
  const wanted = email.toLowerCase();
  for await (const user of items(await context.client(), listUsers, query, { signal: context.signal })) {
    if (user.email.toLowerCase() !== wanted) continue;
    const ended = await context.call(changeUser, { params: { id: user.id }, body: { role: null } });
    context.out(context.json ? formatJson(ended) : `${plainText(ended.email)} may not enter any more.\n`);
    return EXIT.done;
  }
  throw new CliError({
    code: 'cli_not_found',
    message: `Nobody who may enter has the address ${email}.`,
    remedy: 'See who may: handrail users list --active',
  });
}

async function printLink(
  context: CommandContext,
  email: string,
  options: { readonly mail?: boolean },
): Promise<ExitCode> {
  const link = await context.call(createSignInLink, { body: { email, mail: options.mail ?? false } });
  return showLink(context, link, options.mail ?? false);
}

function showLink(context: CommandContext, link: SignInLink, isMailWanted: boolean): ExitCode {
  context.note(`Signs ${plainText(link.email)} in once, until ${link.expiresAt}:`);
  if (isMailWanted) context.note(MAIL[link.mail]);
  context.out(context.json ? formatJson(link) : `${link.url}\n`);
  return EXIT.done;
}
