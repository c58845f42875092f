import { items } from '@handrail/client';
import {
  absentAccountsInWords,
  cycleInWords,
  ACCOUNT_STATUSES,
  HEALTH_LABELS,
  decideMerge,
  getAccount,
  getAccountHealth,
  getWorkspace,
  listAccounts,
  releaseAccount,
  restoreAccount,
} from '@handrail/contract';
import type { Account, AccountDetail } from '@handrail/contract';
import { Option } from 'commander';
import type { Command } from 'commander';
import { ACCOUNT_COLUMNS } from '../account-columns.ts';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../errors.ts';
import { findAccountId } from '../find-named.ts';
import { addAccountFieldCommands } from './account-fields.ts';
import { formatAccountHealth } from '../format-health.ts';
import { PAGE_SIZE_ITEMS, printList, withListOptions } from '../list-options.ts';
import type { ListOptions } from '../list-options.ts';
import { formatJson } from '../output.ts';
import { plainText } from '../plain-text.ts';
import { formatTable } from '../table.ts';
import type { Cell } from '../table.ts';
import { formatInstant } from '../time.ts';
import { valueText } from '../value-text.ts';

const PRESENCES = ['present', 'missing', 'filtered'] as const;

interface AccountListOptions extends ListOptions {
  readonly search?: string;
  readonly status?: Account['status'];
  readonly health?: (typeof HEALTH_LABELS)[number] | 'none';
  readonly presence: Account['presence'] | 'all';
}

/** `accounts list | show | health | set-field | release-field | restore | release | confirm-merge | reject-merge`. */
export function addAccountsCommands(program: Command, addAction: AddAction): void {
  const accounts = program.command('accounts').description('the accounts that were imported');
  const list = withListOptions(accounts.command('list').description('all accounts, complete in any format'))
    .option('--search <text>', 'only with this text in the name, here or in Gainsight')
    .addOption(new Option('--status <status>', 'only with this status').choices(ACCOUNT_STATUSES))
    .addOption(
      new Option('--health <label>', 'only with this health label').choices([...HEALTH_LABELS, 'none']),
    )
    .addOption(
      new Option('--presence <presence>', 'also those that are gone or filtered out')
        .choices([...PRESENCES, 'all'])
        .default('present'),
    );
  addAction(list, async (context, options: AccountListOptions) =>
    printList(context, accountsOf(context, options), ACCOUNT_COLUMNS, options, () =>
      sayNone(context, options),
    ),
  );
  const show = accounts
    .command('show <account>')
    .description('one account, by our id, its Gainsight id or its exact name');
  addAction(show, async (context, meant: string) => {
    const id = await findAccountId(context, meant);
    const account = await context.call(getAccount, { params: { id } });
    context.out(context.json ? formatJson(account) : formatAccount(account));
    return EXIT.done;
  });
  addHealth(accounts, addAction);
  addAccountFieldCommands(accounts, addAction);
  addDecisions(accounts, addAction);
}

/** Why there is no account to list: a filter of the command, or what became of those that were read. */
async function sayNone(
  context: CommandContext,
  { search, status, health, presence }: AccountListOptions,
): Promise<string> {
  const isNarrowed = [search, status, health].some((given) => given !== undefined) || presence !== 'present';
  if (isNarrowed) return 'No account matches.';
  const { absentAccounts } = await context.call(getWorkspace, {});
  const words = absentAccounts === null ? null : absentAccountsInWords(absentAccounts);
  return words ?? 'No account yet: they come in with the first sync with Gainsight.';
}

function addHealth(accounts: Command, addAction: AddAction): void {
  addAction(
    accounts
      .command('health <account>')
      .description('the health of an account on a day, what changed since, and a year of it with events')
      .option('--on <day>', 'yyyy-MM-dd; today unless told')
      .option('--since <day>', 'yyyy-MM-dd; 30 days before unless told'),
    async (context, meant: string, options: { readonly on?: string; readonly since?: string }) => {
      const { on, since } = options;
      const query = { ...(on === undefined ? {} : { on }), ...(since === undefined ? {} : { since }) };
      const params = { id: await findAccountId(context, meant) };
      const health = await context.call(getAccountHealth, { params, query });
      context.out(context.json ? formatJson(health) : formatAccountHealth(health));
      return EXIT.done;
    },
  );
}

/** The undo of an exit, and what a person decides about a merge. */
function addDecisions(accounts: Command, addAction: AddAction): void {
  const decisions = [
    ['restore', 'put an account back that is gone from Gainsight, a merge undone with it'],
    ['release', 'let an account go again that was put back'],
    ['confirm-merge', 'move the history of an account to the one that it seems merged into'],
    ['reject-merge', 'say that an account was not merged'],
  ] as const;
  for (const [name, description] of decisions) {
    addAction(
      accounts.command(`${name} <account>`).description(description),
      async (context, meant: string) => {
        const params = { id: await findAccountId(context, meant) };
        const account = await decide(context, name, params);
        context.out(context.json ? formatJson(account) : formatAccount(account));
        return EXIT.done;
      },
    );
  }
}

function decide(
  context: CommandContext,
  name: 'restore' | 'release' | 'confirm-merge' | 'reject-merge',
  params: { readonly id: string },
): Promise<AccountDetail> {
  if (name === 'restore') return context.call(restoreAccount, { params });
  if (name === 'release') return context.call(releaseAccount, { params });
  const decision = name === 'confirm-merge' ? 'confirm' : 'reject';
  return context.call(decideMerge, { params, body: { decision } });
}

async function* accountsOf(context: CommandContext, options: AccountListOptions): AsyncGenerator<Account> {
  const { search, status, health } = options;
  const client = await context.client();
  for (const presence of options.presence === 'all' ? PRESENCES : [options.presence]) {
    const query = {
      presence,
      limit: PAGE_SIZE_ITEMS,
      ...(search === undefined ? {} : { search }),
      ...(status === undefined ? {} : { status }),
      ...(health === undefined ? {} : { health }),
    };
    yield* items(client, listAccounts, query, { signal: context.signal });
  }
}

function formatAccount(account: AccountDetail): string {
  const { healthScore } = account;
  const { cycle } = account.hierarchy;
  const head = [
    `${plainText(account.name)}  ${account.status}${account.presence === 'present' ? '' : `, ${account.presence}`}`,
    ...formatGone(account),
    `id ${account.id}, Gainsight ${plainText(account.gainsightId)}, read ${formatInstant(account.lastSyncedAt) ?? 'never'}`,
    healthScore === null
      ? 'Health: not scored yet'
      : `Health: ${healthScore.score ?? 'no score'} ${healthScore.label ?? ''} on ${healthScore.scoredOn}  ${plainText(healthScore.reason ?? healthScore.topCause ?? '')}`.trimEnd(),
    ...(cycle === null
      ? []
      : [plainText(cycleInWords(cycle.map(({ name, gainsightId }) => name ?? gainsightId)))]),
  ];
  const tables = [
    tableOrNothing(
      ['PART', 'SCORE', 'WEIGHT', 'DETAIL'],
      (healthScore?.parts ?? []).map((part) => [part.label, part.score, part.weight, part.detail]),
    ),
    tableOrNothing(
      ['FIELD', 'VALUE', 'FROM'],
      account.fieldRows.map((row) => [
        row.label,
        valueText(row.value),
        row.isManual ? 'by hand' : row.sourceField,
      ]),
    ),
    tableOrNothing(
      ['WRITTEN FIELD', 'VALUE', 'AT', 'REFUSAL'],
      account.writtenValues.map((row) => [
        row.field,
        row.sentLabel ?? valueText(row.sent),
        formatInstant(row.sentAt),
        row.refusal ?? '',
      ]),
    ),
  ];
  return [`${head.join('\n')}\n`, ...tables.filter((text) => text !== '')].join('\n');
}

/** How, since when and until when it is gone; nothing for one that stands. */
function formatGone({ gone, merge, hold, keptAt }: AccountDetail): string[] {
  const lines: string[] = [];
  if (gone !== null) {
    const end = gone.isHeld ? 'on hold' : gone.until === null ? 'kept' : `until ${formatInstant(gone.until)}`;
    lines.push(`Gone: ${gone.kind} since ${formatInstant(gone.since)}, ${end}`);
  }
  if (merge?.state === 'merged') lines.push(`Merged into ${plainText(merge.into.name)} (${merge.into.id})`);
  if (merge?.state === 'proposed')
    lines.push(
      `Seems merged into ${plainText(merge.into.name)}: ${merge.peopleThere} of ${merge.people} people are there`,
    );
  if (keptAt !== null) lines.push(`Put back by hand at ${formatInstant(keptAt)}`);
  if (hold !== null) lines.push(`Legal hold: ${plainText(hold.reason)}`);
  return lines;
}

function tableOrNothing(titles: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return rows.length === 0 ? '' : formatTable(titles, rows);
}
