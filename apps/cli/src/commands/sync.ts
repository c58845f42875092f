import { STREAM_NAMES, syncStream } from '@handrail/contract';
import type { Run } from '@handrail/contract';
import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../errors.ts';
import type { ExitCode } from '../errors.ts';
import { formatJson } from '../output.ts';
import { followRun, judgeRun, progressLine, worseOf } from '../progress.ts';
import { formatRunTable } from '../run-table.ts';

type StreamName = (typeof STREAM_NAMES)[number];

/** What a sync asks for. */
export interface SyncRequest {
  readonly streams: readonly StreamName[];
  readonly mode: 'incremental' | 'full';
  /** Whether to watch each run to its end before the next begins. */
  readonly wait: boolean;
}

/** `sync STREAM…`: run streams now. */
export function addSyncCommand(program: Command, addAction: AddAction): void {
  const command = program
    .command('sync')
    .description('run streams now, in the order given; prints counts and calls used')
    .addArgument(new Argument('<stream...>', 'streams to run').choices(STREAM_NAMES))
    .addOption(
      new Option('--mode <mode>', 'what changed, or everything')
        .choices(['incremental', 'full'])
        .default('incremental'),
    )
    .option('--wait', 'wait for each run to end; exit 3 when a guard holds it back');
  addAction(
    command,
    async (
      context,
      streams: StreamName[],
      options: { readonly mode: 'incremental' | 'full'; readonly wait?: boolean },
    ) => syncStreams(context, { streams, mode: options.mode, wait: options.wait === true }),
  );
}

/** Runs streams one after the other, goes on after one that failed, prints all runs, answers the gravest end. */
export async function syncStreams(context: CommandContext, request: SyncRequest): Promise<ExitCode> {
  const runs: Run[] = [];
  for (const name of request.streams) {
    const begun = await context.call(syncStream, { params: { name }, body: { mode: request.mode } });
    if (begun.mode !== request.mode) {
      context.note(`${name}: run ${begun.number} (${begun.mode}) is under way already; this is that one.`);
    }
    if (!request.wait) context.note(progressLine(begun));
    runs.push(request.wait ? await followRun(context, begun) : begun);
  }
  context.out(context.json ? formatJson({ runs }) : formatRunTable(runs));
  return runs.map((run) => judgeRun(context, run)).reduce(worseOf, EXIT.done);
}
