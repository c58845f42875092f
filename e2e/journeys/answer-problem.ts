import type { Route } from 'playwright-core';

/** A refusal as the server words it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly remedy: string;
}

/** What the server answers while its database is away. */
export const FAILURE: Problem = {
  type: 'about:blank',
  title: 'The database is away',
  status: 503,
  code: 'database_unreachable',
  detail: 'The database does not answer.',
  remedy: 'Start it, or look into its log.',
};

/** What it answers whom it refuses. */
export const REFUSAL: Problem = {
  type: 'about:blank',
  title: 'Not allowed',
  status: 403,
  code: 'not_allowed',
  detail: 'Your role does not include this.',
  remedy: 'Ask an administrator of this workspace.',
};

/** Answers a call of a page with a problem in the server's stead. */
export async function answerProblem(route: Route, problem: Problem): Promise<void> {
  await route.fulfill({
    status: problem.status,
    contentType: 'application/problem+json',
    json: problem,
  });
}
