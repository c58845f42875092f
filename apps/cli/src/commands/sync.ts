import { FULL_SYNC_STREAM_NAMES, SYNC_STREAM_NAMES, syncStream } from '@handrail/contract';
import type { Run, SyncStreamName } from '@handrail/contract';
import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, UsageError } from '../errors.ts';
import type { ExitCode } from '../errors.ts';
import { findAccountId, isGainsightId } from '../find-named.ts';
import { formatJson } from '../output.ts';
import { followRun, judgeRun, progressLine, worseOf } from '../progress.ts';
import { formatRunTable } from '../run-table.ts';

/** What a sync asks for. */
export interface SyncRequest {
  readonly streams: readonly SyncStreamName[];
  readonly mode: 'incremental' | 'full';
  /** Id, id in Gainsight or name of the one account to sync. */
  readonly account?: string;
  /** Day or instant since when to read again. */
  readonly since?: string;
  /** Whether to watch each run to its end before the next begins. */
  readonly wait: boolean;
}

/** `sync STREAM…`: run streams now. */
export function addSyncCommand(program: Command, addAction: AddAction): void {
  const command = program
    .command('sync')
    .description(
      'run streams now, in the order given; prints counts and calls used (the inventory: config preview --read)',
    )
    .addArgument(new Argument('<stream...>', 'streams to run').choices(SYNC_STREAM_NAMES))
    .addOption(
      new Option('--mode <mode>', 'what changed, or everything')
        .choices(['incremental', 'full'])
        .default('incremental'),
    )
    .option(
      '--account <id>',
      'only this account, by id, Gainsight id (also of a company that is none here) or name',
    )
    .option('--since <date>', 'again what was modified or held since this day (yyyy-MM-dd) or instant')
    .option('--wait', 'wait for each run to end; exit 3 when a guard holds it back');
  addAction(
    command,
    async (
      context,
      streams: SyncStreamName[],
      options: Omit<SyncRequest, 'streams' | 'wait'> & { readonly wait?: boolean },
    ) => syncStreams(context, { ...options, streams, wait: options.wait === true }),
  );
}

/** An id of Gainsight is asked for as it stands: also a company that is no account here can be read alone. */
async function accountOf(context: CommandContext, meant: string) {
  return isGainsightId(meant) ? { gainsightId: meant } : { accountId: await findAccountId(context, meant) };
}

/** How often a run that is not the one asked for is waited for: the schedule may open another in between. */
const ASKED_AGAIN = 5;

/** Runs streams one after the other, goes on after one that failed, prints all runs, answers the gravest end. */
export async function syncStreams(context: CommandContext, request: SyncRequest): Promise<ExitCode> {
  const runs: Run[] = [];
  const { mode, account, since } = request;
  if (account !== undefined && since !== undefined)
    throw new UsageError('--account and --since do not go together.', 'Give one of the two.');
  // Told before the first of several has begun.
  const unfit = request.streams.filter((name) => !FULL_SYNC_STREAM_NAMES.includes(name));
  if (mode === 'full' && unfit.length > 0) {
    throw new UsageError(
      `No full run can be asked of ${unfit.join(', ')}.`,
      'Leave --mode out: each of their runs does all there is to do. Accounts are removed by handrail retention run.',
    );
  }
  const body = {
    mode,
    ...(account === undefined ? {} : await accountOf(context, account)),
    ...(since === undefined ? {} : { since: parseSince(since) }),
  };
  const isNarrowed = account !== undefined || since !== undefined;
  /** A stream has one run at a time; one that was open already may read less, or other records, than asked for. */
  const isAnother = (run: Run) => run.mode !== mode || (run.scope !== null) !== isNarrowed;
  const isLess = (run: Run) => isAnother(run) && !(run.mode === 'full' && run.scope === null);
  for (const name of request.streams) {
    const ask = () => context.call(syncStream, { params: { name }, body });
    let begun = await ask();
    if (isAnother(begun)) {
      const isAsked = isLess(begun) && (request.wait || mode === 'full');
      const after = isAsked ? 'the one asked for follows' : 'this is that one';
      context.note(`${name}: run ${begun.number} (${begun.mode}) is under way already; ${after}.`);
    }
    for (let left = ASKED_AGAIN; request.wait && left > 0 && isLess(begun); left -= 1) {
      await followRun(context, begun);
      begun = await ask();
    }
    if (!request.wait) context.note(progressLine(begun));
    runs.push(request.wait ? await followRun(context, begun) : begun);
  }
  context.out(context.json ? formatJson({ runs }) : formatRunTable(runs));
  return runs.map((run) => judgeRun(context, run)).reduce(worseOf, EXIT.done);
}

/** A day as it is, an instant in ISO 8601. Throws UsageError. */
function parseSince(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  const at = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw new UsageError(
      `"${text}" is no date.`,
      'Give a day such as 2026-11-01, or an instant in ISO 8601.',
    );
  return new Date(at).toISOString();
}
