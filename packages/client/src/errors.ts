import type { Problem } from '@handrail/contract';

/** The server answered with a problem: its code, remedy and issues are in `problem`. */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
    this.code = problem.code;
    this.status = problem.status;
    this.problem = problem;
  }
}

/** No usable answer: the server is not reachable, or what answered is not Handrail. */
export class UnreachableError extends Error {
  readonly code = 'server_unreachable';
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'UnreachableError';
  }
}
