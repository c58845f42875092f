import { items } from '@handrail/client';
import { dismissSetAside, listSetAside, reopenSetAside, replaySetAside } from '@handrail/contract';
import type { SetAside } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../errors.ts';
import type { ExitCode } from '../errors.ts';
import { checkId } from '../find-named.ts';
import { PAGE_SIZE_ITEMS, printList, withListOptions } from '../list-options.ts';
import type { ListOptions } from '../list-options.ts';
import { formatJson } from '../output.ts';
import type { Column } from '../output.ts';
import { followRun, judgeRun, worseOf } from '../progress.ts';
import { formatRunTable } from '../run-table.ts';

const COLUMNS: readonly Column<SetAside>[] = [
  { name: 'id', value: (one) => one.id, table: { title: 'ID', cell: (one) => one.id } },
  { name: 'object', value: (one) => one.object, table: { title: 'OBJECT', cell: (one) => one.object } },
  {
    name: 'gainsightId',
    value: (one) => one.gainsightId,
    table: { title: 'GAINSIGHT ID', cell: (one) => one.gainsightId },
  },
  { name: 'name', value: (one) => one.name, table: { title: 'NAME', cell: (one) => one.name } },
  { name: 'field', value: (one) => one.field },
  { name: 'reason', value: (one) => one.reason },
  { name: 'cause', value: (one) => one.cause, table: { title: 'CAUSE', cell: (one) => one.cause } },
  { name: 'remedy', value: (one) => one.remedy },
  { name: 'since', value: (one) => one.since, table: { title: 'SINCE', cell: (one) => one.since } },
  { name: 'nextTryAt', value: (one) => one.nextTryAt },
  { name: 'dismissedReason', value: (one) => one.dismissed?.reason ?? null },
  { name: 'run', value: (one) => one.runNumber, table: { title: 'RUN', cell: (one) => one.runNumber } },
];

/** `records set-aside [--replay] | dismiss ID --reason TEXT | reopen ID`. */
export function addRecordsCommands(program: Command, addAction: AddAction): void {
  const records = program.command('records').description('records of the vendors that need a person');
  const setAside = withListOptions(
    records
      .command('set-aside')
      .description('records that could not be taken as they are, oldest first, with the cause')
      .option('--search <text>', 'only those whose name, id or field holds this text')
      .option('--dismissed', 'those that were dismissed instead of the open ones')
      .option('--replay', 'try all of them again now, and wait for the runs to end'),
  );
  addAction(setAside, async (context, options: SetAsideOptions) => {
    if (options.replay === true) return replayAll(context);
    const query = {
      limit: PAGE_SIZE_ITEMS,
      ...(options.search === undefined ? {} : { search: options.search }),
      ...(options.dismissed === true ? { state: 'dismissed' as const } : {}),
    };
    const all = items(await context.client(), listSetAside, query, { signal: context.signal });
    return printList(context, all, COLUMNS, options);
  });
  addAction(
    records
      .command('dismiss')
      .description('leave a record out that was set aside: it is not tried until it fails for another cause')
      .argument('<id>', 'its id, as records set-aside lists it')
      .requiredOption('--reason <text>', 'why, for those who look later'),
    async (context, id: string, { reason }: { readonly reason: string }) => {
      checkId('record set aside', id, 'handrail records set-aside');
      await context.call(dismissSetAside, { params: { id }, body: { reason } });
      return say(context, id, 'dismissed');
    },
  );
  addAction(
    records
      .command('reopen')
      .description('take the dismissal of a record back')
      .argument('<id>', 'its id, as records set-aside --dismissed lists it'),
    async (context, id: string) => {
      checkId('dismissed record', id, 'handrail records set-aside --dismissed');
      await context.call(reopenSetAside, { params: { id } });
      return say(context, id, 'open');
    },
  );
}

interface SetAsideOptions extends ListOptions {
  readonly search?: string;
  readonly dismissed?: boolean;
  readonly replay?: boolean;
}

function say(context: CommandContext, id: string, state: 'dismissed' | 'open'): ExitCode {
  context.out(context.json ? formatJson({ id, state }) : `Record ${id} is ${state}.\n`);
  return EXIT.done;
}

async function replayAll(context: CommandContext): Promise<ExitCode> {
  const begun = (await context.call(replaySetAside, { body: {} })).runs;
  if (begun.length === 0) context.note('Nothing is set aside.');
  const runs = [];
  for (const run of begun) runs.push(await followRun(context, run));
  if (context.json) context.out(formatJson({ runs }));
  else if (runs.length > 0) context.out(formatRunTable(runs));
  return runs.map((run) => judgeRun(context, run)).reduce(worseOf, EXIT.done);
}
