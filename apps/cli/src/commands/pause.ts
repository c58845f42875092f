import { updateWorkspace } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../errors.ts';
import type { ExitCode } from '../errors.ts';
import { formatJson } from '../output.ts';

/** `pause` and `resume`: everything outgoing. */
export function addPauseCommands(program: Command, addAction: AddAction): void {
  addPauseCommand(program, addAction);
  const resume = program.command('resume').description('let everything outgoing go on');
  addAction(resume, (context) => setPaused(context, false));
}

/** `pause`, under the program and under `outbox`: both stop everything outgoing. */
export function addPauseCommand(parent: Command, addAction: AddAction): void {
  const pause = parent
    .command('pause')
    .description('send nothing more to any vendor, within 5 s; what is due waits');
  addAction(pause, (context) => setPaused(context, true));
}

async function setPaused(context: CommandContext, outgoingPaused: boolean): Promise<ExitCode> {
  const workspace = await context.call(updateWorkspace, { body: { outgoingPaused } });
  const text = workspace.outgoingPaused
    ? 'Everything outgoing is paused. Go on with: handrail resume\n'
    : 'Outgoing deliveries go on.\n';
  context.out(context.json ? formatJson(workspace) : text);
  return EXIT.done;
}
