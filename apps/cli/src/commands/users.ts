import { items } from '@handrail/client';
import { createSignInLink, getUser, listUsers } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../errors.ts';
import type { ExitCode } from '../errors.ts';
import { PAGE_SIZE_ITEMS, printList, withListOptions } from '../list-options.ts';
import type { ListOptions } from '../list-options.ts';
import { formatJson } from '../output.ts';
import { plainText } from '../plain-text.ts';
import { formatTable } from '../table.ts';
import { USER_COLUMNS } from '../user-columns.ts';

/** `users link EMAIL | list | show ID`. */
export function addUsersCommands(program: Command, addAction: AddAction): void {
  const users = program.command('users').description('members and how they sign in');
  const link = users
    .command('link')
    .description('make a link that signs a member in, once and within 15 minutes')
    .argument('<email>', 'address of the member');
  link.option('--mail', 'mail it to the member, too; it then works for a day');
  addAction(link, printLink);
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
  const show = users.command('show <id>').description('one person, by our id');
  addAction(show, async (context, id: string) => {
    const user = await context.call(getUser, { params: { id } });
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

async function printLink(
  context: CommandContext,
  email: string,
  options: { readonly mail?: boolean },
): Promise<ExitCode> {
  const link = await context.call(createSignInLink, { body: { email, mail: options.mail ?? false } });
  context.note(`Signs ${plainText(link.email)} in once, until ${link.expiresAt}:`);
  if (options.mail === true) context.note(MAIL[link.mail]);
  context.out(context.json ? formatJson(link) : `${link.url}\n`);
  return EXIT.done;
}
