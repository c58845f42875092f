import { createSignInLink } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../errors.ts';
import type { ExitCode } from '../errors.ts';
import { formatJson } from '../output.ts';
import { plainText } from '../plain-text.ts';

/** `users link EMAIL`. */
export function addUsersCommands(program: Command, addAction: AddAction): void {
  const users = program.command('users').description('members and how they sign in');
  const link = users
    .command('link')
    .description('make a link that signs a member in, once and within 15 minutes')
    .argument('<email>', 'address of the member');
  link.option('--mail', 'mail it to the member, too; it then works for a day');
  addAction(link, printLink);
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
