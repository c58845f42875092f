import { ProblemError, UnreachableError } from '@handrail/client';

/** An error in words for a person: cause, remedy, code, and what to hand on to a vendor or to us. */
export interface Explained {
  readonly cause: string;
  readonly remedy: string | null;
  readonly code: string;
  readonly requestId: string | null;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  readonly isNotAllowed: boolean;
  readonly isNotFound: boolean;
}

const BARE = { remedy: null, requestId: null, issues: [], isNotAllowed: false, isNotFound: false } as const;

/** Explains whatever a query or command threw. */
export function explainError(error: unknown): Explained {
  if (error instanceof ProblemError) {
    const { problem } = error;
    return {
      cause: problem.detail ?? problem.title,
      remedy: problem.remedy ?? null,
      code: problem.code,
      requestId: problem.requestId ?? null,
      issues: problem.issues ?? [],
      // Who must only sign in again has the right.
      isNotAllowed: problem.status === 403 && problem.code !== 'sign_in_again',
      isNotFound: problem.status === 404,
    };
  }
  if (error instanceof UnreachableError) {
    return {
      ...BARE,
      cause: error.message,
      remedy: 'Look whether the process is running (npm start) and whether this machine can reach it.',
      code: error.code,
    };
  }
  return {
    ...BARE,
    cause: 'The answer of the server does not fit this page.',
    remedy: 'Reload the page: it may be older than the server.',
    code: 'unexpected_reply',
  };
}
