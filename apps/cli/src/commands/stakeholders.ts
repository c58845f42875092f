import { items } from '@handrail/client';
import { getStakeholder, listStakeholders } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import { EXIT } from '../errors.ts';
import { findAccountId, findStakeholderId } from '../find-named.ts';
import { PAGE_SIZE_ITEMS, printList, withListOptions } from '../list-options.ts';
import type { ListOptions } from '../list-options.ts';
import { formatJson } from '../output.ts';
import { STAKEHOLDER_COLUMNS } from '../stakeholder-columns.ts';
import { formatTable } from '../table.ts';
import { formatInstant } from '../time.ts';

interface StakeholderListOptions extends ListOptions {
  readonly account?: string;
  readonly search?: string;
  readonly role?: string;
  readonly overdue?: true;
}

/** `stakeholders list | show`. */
export function addStakeholdersCommands(program: Command, addAction: AddAction): void {
  const stakeholders = program.command('stakeholders').description('the people at the accounts');
  const list = withListOptions(stakeholders.command('list').description('all active stakeholders, by name'))
    .option('--account <account>', 'only of this account (our id, Gainsight id or exact name)')
    .option('--search <text>', 'only with this text in name or e-mail')
    .option('--role <role>', 'only with exactly this role')
    .option('--overdue', 'only those not met within their interval, the longest overdue first');
  addAction(list, async (context, options: StakeholderListOptions) => {
    const { account, search, role, overdue } = options;
    const query = {
      limit: PAGE_SIZE_ITEMS,
      ...(account === undefined ? {} : { accountId: await findAccountId(context, account) }),
      ...(search === undefined ? {} : { search }),
      ...(role === undefined ? {} : { role }),
      ...(overdue === undefined ? {} : ({ gap: 'overdue', sort: 'due' } as const)),
    };
    const all = items(await context.client(), listStakeholders, query, { signal: context.signal });
    return printList(context, all, STAKEHOLDER_COLUMNS, options);
  });
  const show = stakeholders
    .command('show <stakeholder>')
    .description('one stakeholder, by our id, its Gainsight id, e-mail address or exact name');
  addAction(show, async (context, meant: string) => {
    const id = await findStakeholderId(context, meant);
    const stakeholder = await context.call(getStakeholder, { params: { id } });
    const rows = STAKEHOLDER_COLUMNS.map(({ name, value }) => [name, String(value(stakeholder) ?? '')]);
    const { meetings, relationships } = stakeholder;
    const more = [
      ...relationships.map(({ name, role }) => ['relationship', role === null ? name : `${name} (${role})`]),
      ...meetings.map(({ title, startedAt }) => ['meeting', `${formatInstant(startedAt) ?? ''} ${title}`]),
    ];
    const table = formatTable(['FIELD', 'VALUE'], [...rows, ...more]);
    context.out(context.json ? formatJson(stakeholder) : table);
    return EXIT.done;
  });
}
