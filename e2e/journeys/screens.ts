import { listRuns, listStakeholders } from '@handrail/contract';
import { findMeeting, theTimelineOf } from './read-account.ts';
import type { Journeys } from './start-journeys.ts';

/** A screen with what it asks the server, and the words of its states. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  /** Path of the API call that the screen lives by. */
  readonly api: string;
  /** Ends both "Loading …" and "Could not load …". */
  readonly what: string;
  /** What stands there when the call answers nothing; null where there is always something. */
  readonly empty: { readonly reply: object; readonly text: string } | null;
}

const NONE = { items: [], nextCursor: null, total: 0 };

/** Every screen of the product, with ids of the demo. */
export async function listScreens(journeys: Journeys): Promise<readonly Screen[]> {
  const { client } = journeys;
  const meeting = await findMeeting(journeys, 'escalation');
  const { accountId } = theTimelineOf(meeting);
  const [run] = (await client.call(listRuns, { query: { stream: 'accounts', limit: 1 } })).items;
  const [person] = (await client.call(listStakeholders, { query: { accountId, limit: 1 } })).items;
  const card = '/settings/integrations';
  return [
    { name: 'Home', path: '/', api: 'health', what: 'the counts', empty: null },
    { name: 'First run', path: '/first-run', api: 'workspace', what: 'the checklist', empty: null },
    {
      name: 'Accounts',
      path: '/accounts',
      api: 'accounts',
      what: 'the accounts',
      empty: { reply: NONE, text: 'Accounts will stand here after the first sync with Gainsight.' },
    },
    {
      name: 'Account',
      path: `/accounts/${accountId}`,
      api: `accounts/${accountId}`,
      what: 'the account',
      empty: null,
    },
    {
      name: 'Fields of an account',
      path: `/accounts/${accountId}?tab=fields`,
      api: `accounts/${accountId}`,
      what: 'the account',
      empty: null,
    },
    {
      name: 'Metrics of an account',
      path: `/accounts/${accountId}?tab=metrics`,
      api: `accounts/${accountId}`,
      what: 'the account',
      empty: null,
    },
    {
      name: 'Timeline of an account',
      path: `/accounts/${accountId}?tab=gainsight`,
      api: `accounts/${accountId}/activities`,
      what: 'the Timeline',
      empty: {
        reply: { items: [], nextCursor: null },
        text: 'Entries that people and Handrail write about this company will stand here.',
      },
    },
    {
      name: 'Insights',
      path: '/settings/configurations/insights',
      api: 'config',
      what: 'the configuration',
      empty: null,
    },
    {
      name: 'Exclusions and attribution',
      path: '/settings/configurations/exclusions',
      api: 'config',
      what: 'the configuration',
      empty: null,
    },
    {
      name: 'Health score',
      path: '/settings/configurations/health',
      api: 'config',
      what: 'the configuration',
      empty: null,
    },
    {
      name: 'Health of an account',
      path: `/accounts/${accountId}`,
      api: `accounts/${accountId}/health`,
      what: 'the health of the account',
      empty: {
        reply: { score: null, rebuilt: null, history: [], events: [], change: null },
        text: 'A health score will stand here after the first computation.',
      },
    },
    {
      name: 'Meetings',
      path: '/meetings',
      api: 'meetings',
      what: 'the meetings',
      empty: { reply: NONE, text: 'will stand here' },
    },
    {
      name: 'Meeting',
      path: `/meetings/${meeting.id}?turn=3`,
      api: `meetings/${meeting.id}`,
      what: 'the meeting',
      empty: null,
    },
    {
      name: 'Stakeholders',
      path: '/stakeholders',
      api: 'stakeholders',
      what: 'the stakeholders',
      empty: { reply: { ...NONE, roles: [] }, text: 'will stand here after the first sync' },
    },
    {
      name: 'Stakeholder',
      path: `/stakeholders/${person?.id ?? ''}`,
      api: `stakeholders/${person?.id ?? ''}`,
      what: 'the stakeholder',
      empty: null,
    },
    {
      name: 'Stakeholders of an account',
      path: `/accounts/${accountId}?tab=stakeholders`,
      api: `stakeholders`,
      what: 'the stakeholders of this account',
      empty: { reply: { ...NONE, roles: [] }, text: 'The people whom Gainsight knows' },
    },
    {
      name: 'Review',
      path: '/review',
      api: 'reviews',
      what: 'the reviews',
      empty: { reply: NONE, text: 'Nothing waits.' },
    },
    { name: 'Data sync', path: '/sync', api: 'streams', what: 'the streams', empty: null },
    {
      name: 'Runs',
      path: '/sync/runs',
      api: 'runs',
      what: 'runs',
      empty: { reply: NONE, text: 'Runs will stand here, newest first.' },
    },
    {
      name: 'Run',
      path: `/sync/runs/${run?.id ?? ''}`,
      api: `runs/${run?.id ?? ''}`,
      what: 'the run',
      empty: null,
    },
    {
      name: 'Records set aside',
      path: '/sync/set-aside',
      api: 'records/set-aside',
      what: 'the records set aside',
      empty: { reply: NONE, text: 'Nothing is set aside.' },
    },
    {
      name: 'Relationships of an account',
      path: `/accounts/${accountId}?tab=relationships`,
      api: 'relationships',
      what: 'the relationships of this account',
      empty: { reply: NONE, text: 'In Gainsight this account has no relationships.' },
    },
    {
      name: 'Outbox',
      path: '/sync/outbox',
      api: 'outbox',
      what: 'the outbox',
      empty: { reply: NONE, text: 'will stand here' },
    },
    { name: 'Integrations', path: card, api: 'connections', what: 'the connections', empty: null },
    {
      name: 'Gainsight',
      path: `${card}/gainsight`,
      api: 'connections',
      what: 'the connection',
      empty: { reply: { items: [] }, text: 'It stands in the address of your Gainsight' },
    },
    {
      name: 'Gainsight accounts',
      path: `${card}/gainsight?tab=accounts`,
      api: 'config',
      what: 'the configuration',
      empty: {
        reply: { version: 0, document: {}, createdAt: null, createdBy: null },
        text: 'Which accounts to import',
      },
    },
    {
      name: 'Gainsight status',
      path: `${card}/gainsight?tab=status`,
      api: 'config',
      what: 'the configuration',
      empty: {
        reply: { version: 0, document: {}, createdAt: null, createdBy: null },
        text: 'The values of the field will stand here',
      },
    },
    {
      name: 'Gainsight retention',
      path: `${card}/gainsight?tab=retention`,
      api: 'config',
      what: 'the configuration',
      empty: {
        reply: { version: 0, document: {}, createdAt: null, createdBy: null },
        text: 'Accounts whose days are over will stand here',
      },
    },
    {
      name: 'Cadence',
      path: '/settings/configurations/cadence',
      api: 'config',
      what: 'the configuration',
      empty: {
        reply: { version: 0, document: {}, createdAt: null, createdBy: null },
        text: 'Starts are spread over the interval',
      },
    },
    {
      name: 'tiers',
      path: '/settings/configurations/tiers',
      api: 'tiers',
      what: 'the tiers',
      empty: {
        reply: { sourceField: null, tiers: [], unmapped: [], without: 0 },
        text: 'No field fills the tier yet',
      },
    },
    {
      name: 'Timeline settings',
      path: `${card}/gainsight?tab=timeline`,
      api: 'config',
      what: 'the configuration',
      empty: null,
    },
    {
      name: 'Writeback settings',
      path: `${card}/gainsight?tab=writeback`,
      api: 'config',
      what: 'the configuration',
      empty: {
        reply: { version: 0, document: {}, createdAt: null, createdBy: null },
        text: 'A row here names a metric',
      },
    },
    {
      name: 'History',
      path: `${card}/gainsight?tab=history`,
      api: 'config/versions',
      what: 'the versions',
      empty: { reply: NONE, text: 'Versions will stand here, newest first' },
    },
    {
      name: 'Gong',
      path: `${card}/gong`,
      api: 'connections',
      what: 'the connection',
      empty: { reply: { items: [] }, text: 'Connect Gong' },
    },
    {
      name: 'Tokens',
      path: '/settings/tokens',
      api: 'tokens',
      what: 'the tokens',
      empty: { reply: { items: [] }, text: 'Tokens that you make will stand here' },
    },
    {
      name: 'Users & permissions',
      path: '/settings/users',
      api: 'users',
      what: 'the users',
      empty: { reply: NONE, text: 'Nobody matches.' },
    },
    {
      name: 'Alarms',
      path: '/settings/alarms',
      api: 'alarm-webhook',
      what: 'the alarm webhook',
      empty: {
        reply: { origin: null, kinds: ['run-failed'], setAt: null, notices: [] },
        text: 'What the webhook was told will stand here',
      },
    },
    {
      name: 'Sessions',
      path: '/settings/sessions',
      api: 'sessions',
      what: 'your sessions',
      empty: null,
    },
    {
      name: 'Identity provider',
      path: `${card}/identity-provider`,
      api: 'identity-provider',
      what: 'the identity provider',
      empty: {
        reply: { provider: null, redirectUri: 'https://handrail.example/sign-in/callback' },
        text: 'Set up sign-in',
      },
    },
    {
      name: 'Language model',
      path: `${card}/language-model`,
      api: 'language-model',
      what: 'the language model',
      empty: {
        reply: { model: null, today: { on: '2026-01-01', calls: 0, tokens: 0, fallbacks: 0 } },
        text: 'Set a model',
      },
    },
    {
      name: 'Held answers',
      path: `${card}/language-model`,
      api: 'language-model/held-answers',
      what: 'the held answers',
      empty: { reply: { items: [] }, text: 'A refused, broken or unfounded answer will stand here' },
    },
    {
      name: 'What waits of the Timeline',
      path: `${card}/gainsight?tab=timeline`,
      api: 'timeline',
      what: 'what waits',
      empty: null,
    },
    {
      name: 'Audit',
      path: '/settings/audit',
      api: 'audit',
      what: 'the audit',
      empty: { reply: NONE, text: 'Every change will stand here' },
    },
    {
      name: 'Account fields',
      path: '/settings/configurations/fields',
      api: 'fields',
      what: 'the fields of the company',
      empty: {
        reply: { items: [], records: null, total: null, sampled: null, proposals: [] },
        text: 'Fields will stand here once Gainsight is connected',
      },
    },
    {
      name: 'Stakeholder fields',
      path: '/settings/configurations/fields?tab=stakeholder',
      api: 'config',
      what: 'the configuration',
      empty: null,
    },
    {
      name: 'Sources of stakeholder fields',
      path: '/settings/configurations/fields?tab=stakeholder',
      api: 'fields',
      what: 'the fields of company people',
      empty: {
        reply: { items: [], records: null, total: null, sampled: null, proposals: [] },
        text: 'Gainsight has not told the fields of people yet',
      },
    },
    {
      name: 'Relationship fields',
      path: '/settings/configurations/fields?tab=relationship',
      api: 'fields',
      what: 'the fields of relationships',
      empty: {
        reply: { items: [], records: null, total: null, sampled: null, proposals: [] },
        text: 'Fields will stand here once a run has read the relationships',
      },
    },
    {
      name: 'Organisation',
      path: '/settings/organisation',
      api: 'workspace',
      what: 'the workspace',
      empty: null,
    },
  ];
}
