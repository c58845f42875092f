import { getConfig, saveConfig } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError, EXIT, UsageError } from '../errors.ts';
import { formatJson } from '../output.ts';

interface Draft {
  readonly document: Record<string, unknown>;
  /** The version it was exported as, when the file tells. */
  readonly basedOn: number | null;
}

/** `config export | apply`: the configuration as a JSON document (YAML is not read yet). */
export function addConfigCommands(program: Command, addAction: AddAction): void {
  const config = program.command('config').description('the configuration as one JSON document');
  const show = config
    .command('export')
    .description('print the document in force; with --json also its version, which apply then holds against');
  addAction(show, async (context) => {
    const version = await context.call(getConfig, {});
    context.out(formatJson(context.json ? version : version.document));
    context.note(`Version ${version.version}`);
    return EXIT.done;
  });
  const apply = config
    .command('apply <file>')
    .description('save a JSON document, as exported, as the new version; it takes effect at once');
  addAction(apply, async (context, path: string) => {
    const draft = await readDraft(context, path);
    const basedOn = draft.basedOn ?? (await context.call(getConfig, {})).version;
    const saved = await context.call(saveConfig, { body: { basedOn, document: draft.document } });
    context.out(context.json ? formatJson(saved) : `Version ${saved.version} is in force.\n`);
    return EXIT.done;
  });
}

async function readDraft(context: CommandContext, path: string): Promise<Draft> {
  if (/\.ya?ml$/iu.test(path)) {
    throw new UsageError(`${path}: YAML is not read yet.`, 'Give the same document as JSON.');
  }
  const value = parseJson(await context.readText(path), path);
  if (!isRecord(value)) {
    throw unfit(path, 'It is not a JSON object.');
  }
  // An export with --json wraps the document; no document has a key of this name itself.
  const { document, version } = value;
  if (!isRecord(document)) return { document: value, basedOn: null };
  return { document, basedOn: typeof version === 'number' ? version : null };
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unfit(path, `It is not JSON${placeOf(cause)}.`);
  }
}

/** Where the parser stopped. Its message and the error itself stay behind: they quote the file, and any file may be named. */
function placeOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : '';
  const [, place] = /at position \d+ \((line \d+ column \d+)\)/u.exec(message) ?? [];
  if (place !== undefined) return `; it breaks at ${place}`;
  return message.includes('end of JSON input') ? '; it ends too early' : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unfit(path: string, reason: string): CliError {
  return new CliError({
    code: 'cli_file_unfit',
    message: `${path} does not hold a configuration: ${reason}`,
    remedy: 'Start from: handrail config export > config.json',
  });
}
