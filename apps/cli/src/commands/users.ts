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
  addAction(link, printLink);
}

async function printLink(context: CommandContext, email: string): Promise<ExitCode> {
  const link = await context.call(createSignInLink, { body: { email } });
  context.note(`Signs ${plainText(link.email)} in once, until ${link.expiresAt}:`);
  context.out(context.json ? formatJson(link) : `${link.url}\n`);
  return EXIT.done;
}
