import { getRun, RUN_UNITS, withheldEndInWords } from '@handrail/contract';
import { UnreachableError } from '@handrail/client';
import type { Problem, Run } from '@handrail/contract';
import type { CommandContext } from './command-context.ts';
import { CliError, EXIT } from './errors.ts';
import type { ExitCode } from './errors.ts';
import { failureProblem, localProblem } from './explain-error.ts';
import { formatNumber } from './table.ts';

const POLL_MS = 500;
/** A day: a run that takes longer goes on without us. */
const MAX_POLLS = (24 * 60 * 60 * 1000) / POLL_MS;
/** Half a minute: a server that restarts meanwhile resumes the run, and we go on watching it. */
const MAX_LOST_POLLS = 60;
const ENDED: readonly Run['state'][] = ['done', 'partial', 'failed', 'cancelled', 'awaiting-approval'];

/**
 * Watches a run to its end, telling on stderr whenever its counts change.
 * Throws CliError when the person stops waiting or after a day; the run itself goes on.
 */
export async function followRun(context: CommandContext, begun: Run): Promise<Run> {
  let run = begun;
  let told = '';
  let lost = 0;
  for (let poll = 0; poll < MAX_POLLS; poll += 1) {
    const line = progressLine(run);
    if (line !== told) context.note(line);
    told = line;
    if (ENDED.includes(run.state)) return run;
    await context.wait(POLL_MS);
    if (context.signal.aborted) break;
    try {
      run = await context.call(getRun, { params: { id: run.id } });
      lost = 0;
    } catch (error) {
      if (context.signal.aborted) break;
      lost += 1;
      if (!(error instanceof UnreachableError) || lost > MAX_LOST_POLLS) throw error;
    }
  }
  throw new CliError({
    code: 'cli_stopped_waiting',
    message: `Stopped waiting for ${run.stream} run ${run.number}; the run goes on.`,
    remedy: `Look at it with: handrail runs show ${run.number}`,
  });
}

/** One line on where a run stands: `accounts run 12 (full) running: 5,000 of 12,000 accounts seen, 3 calls`. */
export function progressLine(run: Run): string {
  const seen =
    run.total === null
      ? formatNumber(run.counts.seen)
      : `${formatNumber(run.counts.seen)} of ${formatNumber(run.total)}`;
  return `${run.stream} run ${run.number} (${run.mode}) ${run.state}: ${seen} ${RUN_UNITS[run.stream]} seen, ${formatNumber(run.calls)} calls`;
}

/** How a command ends whose run ended (or goes on) like this; a failure is told on stderr. */
export function judgeRun(context: CommandContext, run: Run): ExitCode {
  switch (run.state) {
    case 'queued':
    case 'running':
      return EXIT.done;
    case 'done':
    case 'partial':
      if (run.state === 'partial')
        context.note(
          `${run.stream} run ${run.number} set aside ${run.counts.setAside} records; see: handrail runs show ${run.number}`,
        );
      if (run.withheldEnd?.kind !== 'joined') return EXIT.done;
      context.complain(joinedProblem(run.withheldEnd));
      return EXIT.heldBack;
    case 'awaiting-approval':
      context.complain(heldBackProblem(run));
      return EXIT.heldBack;
    case 'cancelled':
    case 'failed':
      context.complain(run.failure === null ? endedProblem(run) : failureProblem(run.failure));
      return EXIT.failed;
  }
}

/** What the guard holds back of a stream, and of how many. */
export function heldExtent(stream: Run['stream'], count: number, live: number): string {
  return stream === 'users'
    ? `${formatNumber(count)} losses of access or role of ${formatNumber(live)} users`
    : `${formatNumber(count)} exits of ${formatNumber(live)} live accounts`;
}

function heldBackProblem(run: Run): Problem {
  // Stopped before it decided: nothing is counted yet, and the failure says why.
  if (run.failure !== null)
    return localProblem(
      run.failure.message,
      'cli_held_back',
      // Without the field there is nothing that could be approved.
      run.withheld?.drift?.kind === 'removed'
        ? `${run.failure.remedy} Dismiss the run with: handrail runs reject ${run.number}`
        : `${run.failure.remedy} Then: handrail runs approve ${run.number}, or reject.`,
    );
  const extent =
    run.withheld === null ? 'changes' : heldExtent(run.stream, run.withheld.count, run.withheld.live);
  return localProblem(
    `The deletion guard holds back ${extent} of ${run.stream} run ${run.number}.`,
    'cli_held_back',
    `Look with: handrail runs show ${run.number} – then: handrail runs approve ${run.number}, or reject.`,
  );
}

function joinedProblem(end: NonNullable<Run['withheldEnd']>): Problem {
  const asks = end.run?.number ?? '';
  return localProblem(
    withheldEndInWords(end),
    'cli_held_back',
    `Look with: handrail runs show ${asks} – then: handrail runs approve ${asks}, or reject.`,
  );
}

function endedProblem(run: Run): Problem {
  const isCancelled = run.state === 'cancelled';
  return localProblem(
    `${run.stream} run ${run.number} ${isCancelled ? 'was cancelled' : 'failed'}.`,
    isCancelled ? 'cli_run_cancelled' : 'cli_run_failed',
    `Start it again with: handrail sync ${run.stream}`,
  );
}

/** The graver of two ends: failed before held back before done. */
export function worseOf(one: ExitCode, other: ExitCode): ExitCode {
  const order: readonly ExitCode[] = [EXIT.done, EXIT.heldBack, EXIT.failed, EXIT.usage];
  return order.indexOf(one) >= order.indexOf(other) ? one : other;
}
