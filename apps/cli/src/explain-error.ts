import { ProblemError, UnreachableError } from '@handrail/client';
import type { Failure, Problem } from '@handrail/contract';
import { CliError, EXIT } from './errors.ts';
import type { CliErrorCode, ExitCode } from './errors.ts';
import { plainText } from './plain-text.ts';

/** Anything thrown as the contract's problem; status 0 stands for "not the answer of a server". */
export function explainError(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof CliError) return localProblem(error.message, error.code, error.remedy);
  if (error instanceof UnreachableError) {
    return localProblem(
      error.message,
      error.code,
      'Start the server (npm start), or set HANDRAIL_URL to where it runs.',
    );
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    return localProblem(
      'The server began to answer and then stopped.',
      'server_unreachable',
      'Try again; look at the server’s log when it happens twice.',
    );
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return localProblem(
      'Stopped before the server had answered.',
      'cli_stopped_waiting',
      'Look at the state with: handrail status',
    );
  }
  // The client parses replies by schema; what it throws then lists issues.
  if (error instanceof Error && 'issues' in error) {
    return localProblem(
      'The server’s answer does not have the expected form.',
      'cli_reply_unreadable',
      'Use the command line of the same version as the server.',
    );
  }
  return localProblem(
    error instanceof Error ? error.message : String(error),
    'cli_defect',
    'This is a fault of the command line itself: please report it with the command you ran.',
  );
}

/** The failure of a run or a connection as a problem, so that both read alike. */
export function failureProblem(failure: Failure): Problem {
  const { message, code, remedy, requestId } = failure;
  return {
    type: 'about:blank',
    title: message,
    status: 0,
    code,
    remedy,
    ...(requestId === null || requestId === undefined ? {} : { requestId }),
  };
}

/** How a command ends that threw this. */
export function exitCodeOf(error: unknown): ExitCode {
  return error instanceof CliError ? error.exitCode : EXIT.failed;
}

/** A problem as people read it: what failed, every issue, what to do, and the code to look up. */
export function formatProblem(problem: Problem): string {
  const lines = [plainText(problem.detail ?? problem.title)];
  for (const issue of problem.issues ?? []) {
    lines.push(`  ${plainText(issue.path === '' ? issue.message : `${issue.path}: ${issue.message}`)}`);
  }
  if (problem.remedy !== undefined) lines.push(`What to do: ${plainText(problem.remedy)}`);
  const request = problem.requestId === undefined ? '' : ` (request ${plainText(problem.requestId)})`;
  lines.push(`Code: ${plainText(problem.code)}${request}`);
  return `${lines.join('\n')}\n`;
}

/** A problem that no server told: status 0. */
export function localProblem(
  title: string,
  code: CliErrorCode | UnreachableError['code'],
  remedy: string,
): Problem {
  return { type: 'about:blank', title, status: 0, code, remedy };
}
