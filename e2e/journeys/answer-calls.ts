import type { CDPSession, Page } from 'playwright-core';
import type { Problem } from './answer-problem.ts';

/** What stands in for the server: a problem, a reply that says so much, or nothing, so that it answers itself. */
export type StandIn = { readonly problem: Problem } | { readonly reply: object } | null;

/** Answers the calls of a page to one path of the API. */
export interface AnsweredCalls {
  /** From now on calls to this path, after `/api/v1/`, are answered so; others go their way. */
  answer(api: string, standIn: StandIn): Promise<void>;
  /** As `answer`, but each call waits until what this answers is called. */
  hold(api: string, standIn: StandIn): Promise<() => void>;
}

/**
 * Stands between a page and its API. Playwright's own routes would stop every request, and have the browser fetch and
 * compile the whole screen again for each page; here only the calls in question stop.
 */
export async function answerCalls(page: Page): Promise<AnsweredCalls> {
  const session = await page.context().newCDPSession(page);
  let current: { readonly standIn: StandIn; readonly opened: Promise<void> };
  session.on('Fetch.requestPaused', ({ requestId }) => {
    const { standIn, opened } = current;
    void opened
      .then(() => fulfil(session, requestId, standIn))
      .catch((thrown: unknown) => {
        // The page has gone on and asks no longer.
        if (!(thrown instanceof Error) || !/Invalid InterceptionId|closed/.test(thrown.message)) throw thrown;
      });
  });
  const begin = async (api: string, standIn: StandIn, opened: Promise<void>): Promise<void> => {
    current = { standIn, opened };
    const path = `*/api/v1/${api}`;
    await session.send('Fetch.enable', {
      patterns: [path, `${path}\\?*`].map((urlPattern) => ({ urlPattern })),
    });
  };
  return {
    answer: (api, standIn) => begin(api, standIn, Promise.resolve()),
    async hold(api, standIn) {
      const { promise, resolve } = Promise.withResolvers<void>();
      await begin(api, standIn, promise);
      return resolve;
    },
  };
}

async function fulfil(session: CDPSession, requestId: string, standIn: StandIn): Promise<void> {
  if (standIn === null) {
    await session.send('Fetch.continueRequest', { requestId });
    return;
  }
  const [status, type, body] =
    'problem' in standIn
      ? [standIn.problem.status, 'application/problem+json', standIn.problem]
      : [200, 'application/json', standIn.reply];
  await session.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: status,
    responseHeaders: [{ name: 'content-type', value: type }],
    body: Buffer.from(JSON.stringify(body)).toString('base64'),
  });
}
