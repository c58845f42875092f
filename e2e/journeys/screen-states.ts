import type { Page, Route } from 'playwright-core';
import { answerProblem, FAILURE, REFUSAL } from './answer-problem.ts';

/** How the server answers one of its calls, so that a screen shows the state that follows. */
type Answer =
  | { readonly kind: 'never' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'reply'; readonly json: object };

/** One picture of a screen in a state: where, what the server answers meanwhile, and what is done before it is taken. */
export interface StatePicture {
  readonly name: string;
  readonly path: string;
  /** By path of the call after `/api/v1/`. */
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly act?: (page: Page) => Promise<void>;
}

const NONE = { items: [], nextCursor: null, total: 0 };
const LOADING: Answer = { kind: 'never' };
/** The server fails. */
export const FAILED: Answer = { kind: 'failed' };
const REFUSED: Answer = { kind: 'not-allowed' };
/** A list without anything in it. */
export const EMPTY: Answer = { kind: 'reply', json: NONE };
const NO_VERSION: Answer = {
  kind: 'reply',
  json: { version: 0, document: {}, createdAt: null, createdBy: null },
};

/** Loading, failed and not allowed, of a screen that lives by one call. */
export function usualStates(name: string, path: string, api: string): readonly StatePicture[] {
  return [
    { name: `${name}-loading`, path, answers: { [api]: LOADING } },
    { name: `${name}-failed`, path, answers: { [api]: FAILED } },
    { name: `${name}-not-allowed`, path, answers: { [api]: REFUSED } },
  ];
}

/** Every screen of what comes in, in the states that it can be in; `accountId` has relationships and a hierarchy. */
export function inboundStates(accountId: string, runId: string): readonly StatePicture[] {
  const card = '/settings/integrations/gainsight';
  const fields = '/settings/configurations/fields';
  return [
    ...usualStates('accounts', '/accounts', 'accounts'),
    { name: 'accounts-empty', path: '/accounts', answers: { accounts: EMPTY } },
    { name: 'accounts-no-match', path: '/accounts?search=nobody%20has%20this%20name' },
    {
      name: 'accounts-columns',
      path: '/accounts',
      act: (page) => page.getByRole('button', { name: 'Columns' }).click(),
    },
    {
      name: 'accounts-views',
      path: '/accounts?status=active',
      act: (page) => page.getByRole('button', { name: 'Views' }).click(),
    },
    ...usualStates('account', `/accounts/${accountId}`, `accounts/${accountId}`),
    { name: 'account-relationships', path: `/accounts/${accountId}?tab=relationships` },
    {
      name: 'relationship',
      path: `/accounts/${accountId}?tab=relationships`,
      act: (page) => page.getByRole('table', { name: 'Relationships' }).getByRole('button').first().click(),
    },
    { name: 'account-fields', path: `/accounts/${accountId}?tab=fields` },
    ...usualStates('stakeholders', '/stakeholders', 'stakeholders'),
    {
      name: 'stakeholders-empty',
      path: '/stakeholders',
      answers: { stakeholders: { kind: 'reply', json: { ...NONE, roles: [] } } },
    },
    ...usualStates('gainsight-connection', card, 'connections'),
    {
      name: 'gainsight-connecting',
      path: card,
      answers: { connections: { kind: 'reply', json: { items: [] } } },
    },
    ...usualStates('gainsight-accounts', `${card}?tab=accounts`, 'config'),
    {
      name: 'gainsight-accounts-draft',
      path: `${card}?tab=accounts`,
      act: (page) => page.getByLabel('Only accounts that match').check(),
    },
    {
      name: 'gainsight-accounts-partial',
      path: `${card}?tab=accounts`,
      answers: { inventory: FAILED, fields: FAILED },
    },
    ...usualStates('gainsight-status', `${card}?tab=status`, 'config'),
    { name: 'gainsight-status-empty', path: `${card}?tab=status`, answers: { config: NO_VERSION } },
    ...usualStates('gainsight-retention', `${card}?tab=retention`, 'config'),
    ...usualStates('gainsight-history', `${card}?tab=history`, 'config/versions'),
    { name: 'gainsight-history-empty', path: `${card}?tab=history`, answers: { 'config/versions': EMPTY } },
    ...usualStates('fields-account', fields, 'config'),
    { name: 'fields-stakeholder', path: `${fields}?tab=stakeholder` },
    { name: 'fields-stakeholder-failed', path: `${fields}?tab=stakeholder`, answers: { fields: FAILED } },
    ...usualStates('data-sync', '/sync', 'streams'),
    { name: 'data-sync-partial', path: '/sync', answers: { health: FAILED } },
    {
      name: 'data-sync-pause',
      path: '/sync',
      act: (page) => page.getByRole('button', { name: 'Pause everything' }).click(),
    },
    {
      name: 'data-sync-diagnostics',
      path: '/sync',
      act: (page) => page.getByRole('button', { name: 'Show diagnostics' }).click(),
    },
    ...usualStates('run', `/sync/runs/${runId}`, `runs/${runId}`),
    ...usualStates('set-aside', '/sync/set-aside', 'records/set-aside'),
    { name: 'set-aside-empty', path: '/sync/set-aside', answers: { 'records/set-aside': EMPTY } },
    { name: 'tiers', path: '/settings/configurations/tiers' },
    {
      name: 'cadence-preview',
      path: '/settings/configurations/cadence',
      act: async (page) => {
        await page.getByLabel('Relationships').selectOption('every 15 min');
        await page.getByRole('button', { name: 'Preview' }).click();
        await page.getByRole('dialog').getByText('Next starts').first().waitFor();
      },
    },
  ];
}

/** Has the server answer as a picture says, until what this answers is called. */
export async function answerAs(page: Page, { answers = {} }: StatePicture): Promise<() => Promise<void>> {
  for (const [api, answer] of Object.entries(answers)) {
    await page.route(
      (asked) => asked.pathname === `/api/v1/${api}`,
      (route) => fulfil(route, answer),
    );
  }
  return () => page.unrouteAll({ behavior: 'ignoreErrors' });
}

async function fulfil(route: Route, answer: Answer): Promise<void> {
  switch (answer.kind) {
    case 'never':
      return;
    case 'reply':
      return route.fulfill({ json: answer.json });
    case 'failed':
      return answerProblem(route, FAILURE);
    case 'not-allowed':
      return answerProblem(route, REFUSAL);
  }
}
