import { createToken, listTokens, MAX_TOKEN_DAYS, revokeToken, TOKEN_SCOPES } from '@handrail/contract';
import type { Token, TokenScope } from '@handrail/contract';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import { EXIT, UsageError } from '../errors.ts';
import { checkId } from '../find-named.ts';
import { parseName, parsePositive, printList, withListOptions } from '../list-options.ts';
import type { ListOptions } from '../list-options.ts';
import { formatJson } from '../output.ts';
import type { Column } from '../output.ts';
import { plainText } from '../plain-text.ts';
import { formatInstant } from '../time.ts';

const TOKEN_COLUMNS: readonly Column<Token>[] = [
  { name: 'id', value: (token) => token.id, table: { title: 'ID', cell: (token) => token.id } },
  { name: 'name', value: (token) => token.name, table: { title: 'NAME', cell: (token) => token.name } },
  {
    name: 'ownerName',
    value: (token) => token.ownerName,
    table: { title: 'OWNER', cell: (token) => token.ownerName },
  },
  { name: 'state', value: (token) => token.state, table: { title: 'STATE', cell: (token) => token.state } },
  {
    name: 'scopes',
    value: (token) => token.scopes?.join(' ') ?? null,
    table: { title: 'SCOPES', cell: (token) => token.scopes?.join(' ') ?? 'all' },
  },
  { name: 'createdAt', value: (token) => token.createdAt },
  {
    name: 'expiresAt',
    value: (token) => token.expiresAt,
    table: { title: 'EXPIRES', cell: (token) => formatInstant(token.expiresAt) },
  },
  {
    name: 'lastUsedAt',
    value: (token) => token.lastUsedAt,
    table: { title: 'LAST USED', cell: (token) => formatInstant(token.lastUsedAt) },
  },
  { name: 'revokedAt', value: (token) => token.revokedAt },
];

/** `tokens list | create | revoke`. */
export function addTokensCommands(program: Command, addAction: AddAction): void {
  const tokens = program.command('tokens').description('bearer tokens for programs');
  const list = withListOptions(
    tokens.command('list').description('all tokens, newest first, ended ones too'),
  );
  addAction(list, async (context, options: ListOptions) => {
    const { items } = await context.call(listTokens, {});
    return printList(context, each(items), TOKEN_COLUMNS, options);
  });
  const create = tokens
    .command('create')
    .description('make a token of your own; it is printed once and never again')
    .argument('<name>', 'what it is for, as the list shows it', parseName)
    .addOption(
      new Option('--scope <scope...>', 'what it may do (default: read)')
        .choices(TOKEN_SCOPES)
        .default(['read']),
    )
    .option('--days <number>', `days until it ends, at most ${MAX_TOKEN_DAYS}`, parsePositive, 90);
  addAction(
    create,
    async (
      context,
      name: string,
      { scope, days }: { readonly scope: TokenScope[]; readonly days: number },
    ) => {
      if (days > MAX_TOKEN_DAYS) {
        throw new UsageError(`A token lives at most ${MAX_TOKEN_DAYS} days.`, 'Give fewer --days.');
      }
      const made = await context.call(createToken, { body: { name, scopes: scope, expiresInDays: days } });
      context.out(context.json ? formatJson(made) : `${made.token}\n`);
      if (!context.json) {
        context.note(
          `Token ${made.item.id} ends ${formatInstant(made.item.expiresAt)}. It is not shown again.`,
        );
      }
      return EXIT.done;
    },
  );
  const revoke = tokens.command('revoke <id>').description('end a token for good');
  addAction(revoke, async (context, id: string) => {
    const params = { id: checkId('token', id, 'handrail tokens list') };
    const item = await context.call(revokeToken, { params });
    context.out(context.json ? formatJson(item) : `${plainText(item.name)}: ${item.state}\n`);
    return EXIT.done;
  });
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
