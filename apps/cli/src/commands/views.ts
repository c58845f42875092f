import { changeView, deleteView, listViews, saveView, VIEWED_LISTS } from '@handrail/contract';
import type { ListView } from '@handrail/contract';
import type { Command } from 'commander';
import { Argument, InvalidArgumentError } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError, EXIT } from '../errors.ts';
import type { ExitCode } from '../errors.ts';
import { printList, withListOptions } from '../list-options.ts';
import type { ListOptions } from '../list-options.ts';
import { formatJson } from '../output.ts';
import type { Column } from '../output.ts';

type List = (typeof VIEWED_LISTS)[number];

const COLUMNS: readonly Column<ListView>[] = [
  { name: 'id', value: ({ id }) => id },
  { name: 'name', value: ({ name }) => name, table: { title: 'NAME', cell: ({ name }) => name } },
  {
    name: 'isDefault',
    value: ({ isDefault }) => isDefault,
    table: { title: 'OPENS', cell: ({ isDefault }) => (isDefault ? 'with the list' : '') },
  },
  {
    name: 'search',
    value: ({ search }) => search,
    table: { title: 'FILTERS', cell: ({ search }) => new URLSearchParams(search).toString() },
  },
  {
    name: 'columns',
    value: ({ columns }) => [...columns],
    table: { title: 'COLUMNS', cell: ({ columns }) => columns.join(' ') },
  },
];

/** `views list | save | default | delete`: one's own views of the lists, as the screens open them. */
export function addViewsCommands(program: Command, addAction: AddAction): void {
  const views = program.command('views').description('your own views of the lists');
  const listed = withListOptions(
    views.command('list').description('your views of a list, by name').addArgument(listArgument()),
  );
  addAction(listed, async (context, of: List, options: ListOptions) => {
    const { items } = await context.call(listViews, { query: { list: of } });
    return printList(context, each(items), COLUMNS, options);
  });
  const save = views
    .command('save')
    .description('keep filters, order and columns under a name; a view of that name is replaced')
    .addArgument(listArgument())
    .argument('<name>')
    .option('--filter <name=value...>', 'a filter or order as in the address of the list', readFilter, {})
    .option('--columns <column...>', 'ids of the columns in their order (default: the usual ones)');
  addAction(save, async (context, list: List, name: string, { filter, columns = [] }: SaveOptions) => {
    const { items } = await context.call(saveView, { body: { list, name, search: filter, columns } });
    return say(context, items, `The view ${name} is kept.`);
  });
  const makeDefault = views
    .command('default')
    .description('have a list open with a view')
    .addArgument(listArgument())
    .argument('<name>');
  addAction(makeDefault, async (context, list: List, name: string) => {
    const params = { id: await findViewId(context, list, name) };
    const { items } = await context.call(changeView, { params, body: { name, isDefault: true } });
    return say(context, items, `The list opens with ${name}.`);
  });
  const remove = views
    .command('delete')
    .description('forget a view')
    .addArgument(listArgument())
    .argument('<name>');
  addAction(remove, async (context, list: List, name: string) => {
    const { items } = await context.call(deleteView, {
      params: { id: await findViewId(context, list, name) },
    });
    return say(context, items, `The view ${name} is deleted.`);
  });
}

interface SaveOptions {
  readonly filter: Readonly<Record<string, string>>;
  readonly columns?: string[];
}

function listArgument(): Argument {
  return new Argument('<list>', 'of which list').choices(VIEWED_LISTS);
}

function readFilter(text: string, former: SaveOptions['filter']): SaveOptions['filter'] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It is a name and a value, as in status=churned.');
  return { ...former, [text.slice(0, at)]: text.slice(at + 1) };
}

async function findViewId(context: CommandContext, list: List, name: string): Promise<string> {
  const { items } = await context.call(listViews, { query: { list } });
  const view = items.find((one) => one.name === name);
  if (view !== undefined) return view.id;
  throw new CliError({
    code: 'cli_not_found',
    message: `You have no view ${name} of this list.`,
    remedy: `See your views with: handrail views list ${list}`,
  });
}

function say(context: CommandContext, items: readonly ListView[], text: string): ExitCode {
  context.out(context.json ? formatJson(items) : `${text}\n`);
  return EXIT.done;
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
