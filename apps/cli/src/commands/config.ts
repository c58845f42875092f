import {
  configPlaceInWords,
  countLeaving,
  diffConfig,
  getConfig,
  getConfigVersion,
  getInventory,
  getRun,
  listConfigVersions,
  PREVIEW_KINDS,
  previewCadence,
  previewConfig,
  previewMeetings,
  INVENTORY_FRESH_MS,
  leavingInWords,
  readInventory,
  replayHealth,
  saveConfig,
  tryExclusion,
  validateConfig,
} from '@handrail/contract';
import type { ConfigChange, Preview, PreviewKind, ReplyOf } from '@handrail/contract';
import { items, previewRows, ProblemError } from '@handrail/client';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { formatYaml, readConfigFile } from '../config-file.ts';
import { CliError, EXIT, UsageError } from '../errors.ts';
import { formatJson } from '../output.ts';
import type { Column } from '../output.ts';
import { formatInstant } from '../time.ts';
import { formatReplay } from '../format-health.ts';
import { formatMeetingsPreview, formatTried } from '../format-meetings-preview.ts';
import { formatCadence, formatPreview } from '../format-preview.ts';
import { plainText } from '../plain-text.ts';
import { PAGE_SIZE_ITEMS, printList, withListOptions } from '../list-options.ts';
import type { ListOptions } from '../list-options.ts';
import { PREVIEW_COLUMNS } from '../preview-columns.ts';
import { followRun } from '../progress.ts';

/** `config export | versions | validate | diff | preview | try-exclusion | replay-health | apply`: the whole configuration as one YAML document. */
export function addConfigCommands(program: Command, addAction: AddAction): void {
  const config = program.command('config').description('the configuration as one YAML document');
  addExport(config, addAction);
  addVersions(config, addAction);
  addAction(
    config
      .command('validate <file>')
      .description('hold a document against its schema and the connected tenant; nothing is saved'),
    async (context, path: string) => {
      const { document } = await readConfigFile(context, path);
      const reply = await context.call(validateConfig, { body: { document } });
      const lines = (places: typeof reply.issues) =>
        places.map(({ path: place, message }) => `${place} ${message}\n`).join('');
      const text = reply.isValid
        ? `The document is valid for this tenant.\n${lines(reply.warnings)}`
        : lines(reply.issues);
      context.out(context.json ? formatJson(reply) : text);
      return reply.isValid ? EXIT.done : EXIT.failed;
    },
  );
  addAction(
    config
      .command('diff <file>')
      .description('where a document differs from the configuration in force; exit 1 when it does'),
    async (context, path: string) => {
      const { document } = await readConfigFile(context, path);
      const reply = await context.call(diffConfig, { body: { document } });
      context.out(context.json ? formatJson(reply) : formatChanges(reply.changes, reply.from));
      return reply.changes.length === 0 ? EXIT.done : EXIT.failed;
    },
  );
  addPreview(config, addAction);
  addTryExclusion(config, addAction);
  addReplay(config, addAction);
  addApply(config, addAction);
}

interface ApplyOptions {
  readonly basedOn?: number;
  readonly confirm?: boolean;
  /** Taken for --based-on by mistake. */
  readonly version?: string | true;
}

function addApply(config: Command, addAction: AddAction): void {
  const command = config
    .command('apply <file>')
    .description('save a document, YAML or JSON, as the new version; it takes effect at once')
    .option('--based-on <version>', 'refuse when a newer version was saved since this one', readVersion)
    .option('--confirm', 'also when it takes out all accounts, or many of them')
    .addOption(new Option('--version [version]').hideHelp());
  addAction(command, async (context, path: string, options: ApplyOptions) => {
    if (options.version !== undefined)
      throw new UsageError(
        'There is no --version here. Nothing was saved.',
        'Give the version that the file began at: handrail config apply FILE --based-on VERSION',
      );
    const file = await readConfigFile(context, path);
    const basedOn = options.basedOn ?? file.basedOn ?? (await context.call(getConfig, {})).version;
    await tellLeaving(context, file.document, options.confirm === true);
    try {
      const saved = await context.call(saveConfig, { body: { basedOn, document: file.document } });
      context.out(context.json ? formatJson(saved) : `Version ${saved.version} is in force.\n`);
      return EXIT.done;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'config_conflict') throw error;
      throw await explainConflict(context, basedOn, error);
    }
  });
}

/** Says how many accounts a document takes out, before it does. Throws cli_held_back where that is to be confirmed. */
async function tellLeaving(
  context: CommandContext,
  document: Readonly<Record<string, unknown>>,
  isConfirmed: boolean,
): Promise<void> {
  let leaving: ReplyOf<typeof countLeaving>;
  try {
    leaving = await context.call(countLeaving, { body: { document } });
  } catch (error) {
    // Save refuses it for the same, and says what was not done.
    if (error instanceof ProblemError && error.code === 'config_invalid') return;
    throw error;
  }
  const words = leavingInWords(leaving);
  if (words === null) return;
  if (isConfirmed || !leaving.isToConfirm) return context.note(words);
  throw new CliError({
    code: 'cli_held_back',
    message: `${words} Nothing was saved.`,
    remedy:
      'See them with: handrail config preview FILE. If that is meant: handrail config apply FILE --confirm',
    exitCode: EXIT.heldBack,
  });
}

/** Tells what was saved meanwhile, and how to go on. */
async function explainConflict(
  context: CommandContext,
  basedOn: number,
  cause: ProblemError,
): Promise<CliError> {
  const current = await context.call(getConfig, {});
  if (basedOn > current.version) return comesFromElsewhere(basedOn, current.version, cause);
  const { changes } = await context.call(diffConfig, {
    body: { document: current.document, from: basedOn },
  });
  context.note(`Saved meanwhile:\n${formatChanges(changes, basedOn)}`);
  return new CliError({
    code: 'cli_config_conflict',
    message: `Version ${current.version} was saved meanwhile; the file began at version ${basedOn}. Nothing was saved.`,
    remedy: `Take what was saved meanwhile into the file, then: handrail config apply FILE --based-on ${current.version}`,
    cause,
  });
}

/** No version of this workspace has that number yet: the document was exported from another one. */
function comesFromElsewhere(basedOn: number, current: number, cause: ProblemError): CliError {
  return new CliError({
    code: 'cli_config_conflict',
    message: `The file began at version ${basedOn}; here version ${current} is the newest, so it comes from elsewhere. Nothing was saved.`,
    remedy: `See what it changes here: handrail config diff FILE. Then: handrail config apply FILE --based-on ${current}`,
    cause,
  });
}

function addExport(config: Command, addAction: AddAction): void {
  const command = config
    .command('export')
    .description('print the document in force; with --json also its version, which apply then holds against')
    .option('--of <version>', 'print that version instead', readVersion);
  addAction(command, async (context, options: { readonly of?: number }) => {
    const version =
      options.of === undefined
        ? await context.call(getConfig, {})
        : await context.call(getConfigVersion, { params: { version: options.of } });
    context.out(context.json ? formatJson(version) : formatYaml(version.document));
    context.note(`Version ${version.version}`);
    return EXIT.done;
  });
}

type SavedVersion = ReplyOf<typeof listConfigVersions>['items'][number];
const VERSION_COLUMNS: readonly Column<SavedVersion>[] = [
  {
    name: 'version',
    value: ({ version }) => version,
    table: { title: 'VERSION', cell: ({ version }) => version },
  },
  {
    name: 'createdAt',
    value: ({ createdAt }) => createdAt,
    table: { title: 'SAVED', cell: ({ createdAt }) => formatInstant(createdAt) },
  },
  {
    name: 'createdBy',
    value: ({ createdBy }) => createdBy,
    table: { title: 'BY', cell: ({ createdBy }) => createdBy },
  },
  {
    name: 'changes',
    value: ({ changes }) => JSON.stringify(changes),
    table: {
      title: 'CHANGED',
      cell: ({ changes }) => changes.map(({ path }) => configPlaceInWords(path)).join(', '),
    },
  },
];

function addVersions(config: Command, addAction: AddAction): void {
  const command = withListOptions(
    config
      .command('versions')
      .description('saved versions, newest first; go back to one with export --of VERSION, then apply'),
  );
  addAction(command, async (context, options: ListOptions) => {
    const query = { limit: PAGE_SIZE_ITEMS };
    const all = items(await context.client(), listConfigVersions, query, { signal: context.signal });
    return printList(context, all, VERSION_COLUMNS, options);
  });
}

function readVersion(text: string): number {
  const version = Number(text);
  if (Number.isInteger(version) && version >= 1) return version;
  throw new InvalidArgumentError('It is a whole number from 1 on.');
}

interface PreviewOptions extends ListOptions {
  readonly read?: boolean;
  readonly search?: string;
  readonly kind?: PreviewKind;
}

function addPreview(config: Command, addAction: AddAction): void {
  const command = withListOptions(
    config
      .command('preview <file>')
      .description('what saving a document would do, to the record; nothing is saved')
      .option('--read', 'read the inventory of the tenant first (one call for 5,000 accounts)')
      .option('--search <text>', 'list only accounts with this in their name')
      .addOption(
        new Option('--kind <kind>', 'list all accounts of one kind, in any format').choices(PREVIEW_KINDS),
      ),
  );
  addAction(command, async (context, path: string, options: PreviewOptions) => {
    const { kind } = options;
    if (kind === undefined && (options.format !== undefined || options.limit !== undefined))
      throw new UsageError('--format and --limit are for the accounts of one kind.', 'Give --kind, too.');
    const { document } = await readConfigFile(context, path);
    if (options.read === true) await readAnew(context);
    const search = options.search === undefined ? {} : { search: options.search };
    if (kind !== undefined) {
      const rows = previewRows(
        await context.client(),
        { document, kind, ...search },
        { signal: context.signal },
      );
      return printList(context, rows, PREVIEW_COLUMNS, options);
    }
    const preview: Preview = await context.call(previewConfig, { body: { document, ...search } });
    if (Date.now() - Date.parse(preview.inventory.readAt) > INVENTORY_FRESH_MS) {
      context.note('What Gainsight held was read over an hour ago: --read reads it again first.');
    }
    const meetings = await context.call(previewMeetings, { body: { document } });
    const cadence = await context.call(previewCadence, { body: { document } });
    context.out(
      context.json
        ? formatJson({ ...preview, meetings, cadence })
        : `${formatPreview(preview)}${formatCadence(cadence)}\n${formatMeetingsPreview(meetings)}`,
    );
    return EXIT.done;
  });
}

function addTryExclusion(config: Command, addAction: AddAction): void {
  const command = config
    .command('try-exclusion <file>')
    .description('which meetings of the last 30 days a document would keep out; nothing is stored');
  addAction(command, async (context, path: string) => {
    const { document } = await readConfigFile(context, path);
    const tried = await context.call(tryExclusion, { body: { document } });
    context.out(context.json ? formatJson(tried) : formatTried(tried));
    return EXIT.done;
  });
}

function addReplay(config: Command, addAction: AddAction): void {
  const command = config
    .command('replay-health <file>')
    .description("whose health label a document's weights and thresholds would have turned in the last year")
    .option('--search <text>', 'list only accounts with this in their name');
  addAction(command, async (context, path: string, options: { readonly search?: string }) => {
    const { document } = await readConfigFile(context, path);
    const search = options.search === undefined ? {} : { search: options.search };
    const replay = await context.call(replayHealth, { body: { document, ...search } });
    context.out(context.json ? formatJson(replay) : formatReplay(replay));
    return EXIT.done;
  });
}

async function readAnew(context: CommandContext): Promise<void> {
  await context.call(readInventory, {});
  const { runId } = await context.call(getInventory, {});
  if (runId !== null) await followRun(context, await context.call(getRun, { params: { id: runId } }));
}

function formatChanges(changes: readonly ConfigChange[], from: number): string {
  if (changes.length === 0) return `No difference from version ${from}.\n`;
  const lines = changes.map(
    ({ path, before, after }) =>
      `${plainText(configPlaceInWords(path))}: ${plainText(path)}\n  - ${word(before)}\n  + ${word(after)}\n`,
  );
  return `${changes.length} differences from version ${from}\n${lines.join('')}`;
}

function word(value: unknown): string {
  return value === undefined ? '(default)' : plainText(JSON.stringify(value));
}
