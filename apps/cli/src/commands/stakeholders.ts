import { items } from '@handrail/client';
import { getStakeholder, listStakeholders } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import { EXIT } from '../errors.ts';
import { findAccountId } from '../find-named.ts';
import { PAGE_SIZE_ITEMS, printList, withListOptions } from '../list-options.ts';
import type { ListOptions } from '../list-options.ts';
import { formatJson } from '../output.ts';
import { STAKEHOLDER_COLUMNS } from '../stakeholder-columns.ts';
import { formatTable } from '../table.ts';

interface StakeholderListOptions extends ListOptions {
  readonly account?: string;
  readonly search?: string;
}

/** `stakeholders list | show`. */
export function addStakeholdersCommands(program: Command, addAction: AddAction): void {
  const stakeholders = program.command('stakeholders').description('the people at the accounts');
  const list = withListOptions(stakeholders.command('list').description('all active stakeholders, by name'))
    .option('--account <account>', 'only of this account (our id, Gainsight id or exact name)')
    .option('--search <text>', 'only with this text in name or e-mail');
  addAction(list, async (context, options: StakeholderListOptions) => {
    const { account, search } = options;
    const query = {
      limit: PAGE_SIZE_ITEMS,
      ...(account === undefined ? {} : { accountId: await findAccountId(context, account) }),
      ...(search === undefined ? {} : { search }),
    };
    const all = items(await context.client(), listStakeholders, query, { signal: context.signal });
    return printList(context, all, STAKEHOLDER_COLUMNS, options);
  });
  const show = stakeholders.command('show <id>').description('one stakeholder, by our id');
  addAction(show, async (context, id: string) => {
    const stakeholder = await context.call(getStakeholder, { params: { id } });
    const rows = STAKEHOLDER_COLUMNS.map(({ name, value }) => [name, String(value(stakeholder) ?? '')]);
    context.out(context.json ? formatJson(stakeholder) : formatTable(['FIELD', 'VALUE'], rows));
    return EXIT.done;
  });
}
