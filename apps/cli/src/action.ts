import type { Command } from 'commander';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './errors.ts';

/** What a command does: it gets the command's arguments in order, then its options, and answers how it ends. */
export type Act<A extends unknown[]> = (context: CommandContext, ...given: A) => Promise<ExitCode>;

/** Gives a command its `--json` option and its act. */
export type AddAction = <A extends unknown[]>(command: Command, act: Act<A>) => void;
