import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { CommandContext } from './command-context.ts';
import { EXIT, UsageError } from './errors.ts';
import type { ExitCode } from './errors.ts';
import { FORMATS, writeList } from './output.ts';
import type { Column, Format } from './output.ts';

/** Options that every list has. */
export interface ListOptions {
  readonly format?: Format;
  readonly json?: boolean;
  /** Largest number of items; all when absent. */
  readonly limit?: number;
}

/** Items asked for in one call: the largest page the server gives. */
export const PAGE_SIZE_ITEMS = 200;

/** Adds `--format` and `--limit` to a list command. */
export function withListOptions(command: Command): Command {
  return command
    .addOption(new Option('--format <format>', 'how to write the list (default: table)').choices(FORMATS))
    .option('--limit <number>', 'stop after so many items (default: all of them)', parsePositive);
}

/** Writes a list in the format asked for, walking all its pages. Throws UsageError on options that contradict each other. */
export async function printList<T>(
  context: CommandContext,
  items: AsyncIterable<T>,
  columns: readonly Column<T>[],
  options: ListOptions,
  /** What is said of a list without any item. */
  sayEmpty: () => Promise<string> = () => Promise.resolve('Nothing to list.'),
): Promise<ExitCode> {
  if (options.json === true && options.format !== undefined && options.format !== 'json') {
    throw new UsageError(
      `--json and --format ${options.format} contradict each other.`,
      'Give one of the two.',
    );
  }
  const format = options.json === true ? 'json' : (options.format ?? 'table');
  const taken = options.limit === undefined ? items : firstOf(items, options.limit);
  const count = await writeList(taken, columns, format, context.out);
  if (format === 'table' && count === 0) context.note(await sayEmpty());
  return EXIT.done;
}

/** Reads a whole number of at least 1. */
export function parsePositive(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('It is a whole number above 0.');
  return value;
}

/** Reads an e-mail address, as far as its form tells. */
export function parseEmail(text: string): string {
  const email = text.trim();
  if (!/^[^\s@]+@[^\s@]+$/u.test(email))
    throw new InvalidArgumentError('It is an e-mail address, such as ann@example.com.');
  return email;
}

/** Reads a name that is not empty. */
export function parseName(text: string): string {
  const name = text.trim();
  if (name === '') throw new InvalidArgumentError('It is a name that is not empty.');
  return name;
}

async function* firstOf<T>(items: AsyncIterable<T>, limit: number): AsyncGenerator<T> {
  let count = 0;
  for await (const item of items) {
    yield item;
    count += 1;
    if (count >= limit) return;
  }
}
