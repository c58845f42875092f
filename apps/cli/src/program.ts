import { Command, CommanderError } from 'commander';
import cliPackage from '../package.json' with { type: 'json' };
import type { Act, AddAction } from './action.ts';
import { createContext } from './command-context.ts';
import type { Surroundings } from './command-context.ts';
import { addAccountsCommands } from './commands/accounts.ts';
import { addAuditCommands } from './commands/audit.ts';
import { addConfigCommands } from './commands/config.ts';
import { addConnectCommands } from './commands/connect.ts';
import { addCursorsCommands } from './commands/cursors.ts';
import { addMeetingsCommands } from './commands/meetings.ts';
import { addStakeholdersCommands } from './commands/stakeholders.ts';
import { addOutboxCommands } from './commands/outbox.ts';
import { addPauseCommands } from './commands/pause.ts';
import { addRecordsCommands } from './commands/records.ts';
import { addRelationshipsCommands } from './commands/relationships.ts';
import { addRetentionCommands } from './commands/retention.ts';
import { addRunsCommands } from './commands/runs.ts';
import { addStatusCommand } from './commands/status.ts';
import { addSupportCommands } from './commands/support.ts';
import { addSyncCommand } from './commands/sync.ts';
import { addSecretsCommands } from './commands/secrets.ts';
import { addUsersCommands } from './commands/users.ts';
import { addTokensCommands } from './commands/tokens.ts';
import { addViewsCommands } from './commands/views.ts';
import { addWhyCommands } from './commands/why.ts';
import { addWritebackCommand } from './commands/writeback.ts';
import { EXIT, UsageError } from './errors.ts';
import type { ExitCode } from './errors.ts';
import { exitCodeOf, explainError } from './explain-error.ts';

/** Runs one command line (without node and script) and answers how it ends; throws nothing. */
export async function runProgram(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const addAction: AddAction = <A extends unknown[]>(command: Command, act: Act<A>) => {
    command
      .option('--json', 'write JSON for programs: documents on stdout, problems on stderr')
      .action(async (...given: A) => {
        const context = createContext(surroundings, command.opts()['json'] === true);
        exitCode = await act(context, ...given);
      });
  };
  const program = createProgram(surroundings, addAction);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    const fault = error instanceof CommanderError ? usageError(error) : error;
    createContext(surroundings, asksForJson(args)).complain(explainError(fault));
    return exitCodeOf(fault);
  }
}

function createProgram(surroundings: Surroundings, addAction: AddAction): Command {
  const program = new Command('handrail')
    .description('Talks to a Handrail server (HANDRAIL_URL with HANDRAIL_TOKEN, or the local one).')
    .version(cliPackage.version)
    // Behind a command --version is a wrong option, and prints nothing that a script takes for success.
    .enablePositionalOptions()
    .exitOverride()
    // Faults are told once, by runProgram, in the same form as every other problem.
    .configureOutput({ writeOut: surroundings.writeOut, writeErr: () => undefined })
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 held back by a guard.');
  addStatusCommand(program, addAction);
  addConnectCommands(program, addAction);
  addConfigCommands(program, addAction);
  addCursorsCommands(program, addAction);
  addSyncCommand(program, addAction);
  addRunsCommands(program, addAction);
  addRecordsCommands(program, addAction);
  addAccountsCommands(program, addAction);
  addRelationshipsCommands(program, addAction);
  addMeetingsCommands(program, addAction);
  addStakeholdersCommands(program, addAction);
  addViewsCommands(program, addAction);
  addWritebackCommand(program, addAction);
  addOutboxCommands(program, addAction);
  addPauseCommands(program, addAction);
  addRetentionCommands(program, addAction);
  addUsersCommands(program, addAction);
  addSecretsCommands(program, addAction);
  addTokensCommands(program, addAction);
  addAuditCommands(program, addAction);
  addSupportCommands(program, addAction);
  addWhyCommands(program, addAction);
  return program;
}

function usageError(error: CommanderError): UsageError {
  const message =
    error.code === 'commander.help' ? 'A command is missing.' : error.message.replace(/^error: /u, '');
  return new UsageError(
    message,
    'See the commands and options with: handrail --help, handrail COMMAND --help',
  );
}

function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).includes('--json');
}
