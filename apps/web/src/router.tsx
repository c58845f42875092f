import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { ScreenFailed } from './components/screen-failed.tsx';
import { ScreenNotFound } from './components/screen-not-found.tsx';
import { Shell } from './screens/shell/shell.tsx';
import {
  parseAccountSearch,
  parseAccountsSearch,
  parseAuditSearch,
  parseFieldsSearch,
  parseGainsightCardSearch,
  parseMeetingSearch,
  parseMeetingsSearch,
  parseOutboxSearch,
  parseRunSearch,
  parseRunsSearch,
  parseSetAsideSearch,
  parseStakeholdersSearch,
} from './search-params.ts';

const root = createRootRoute({ component: Shell });
const under = { getParentRoute: () => root } as const;

const home = createRoute({
  ...under,
  path: '/',
  component: lazyRouteComponent(() => import('./screens/home/home-screen.tsx'), 'HomeScreen'),
});
const firstRun = createRoute({
  ...under,
  path: '/first-run',
  component: lazyRouteComponent(() => import('./screens/first-run/first-run-screen.tsx'), 'FirstRunScreen'),
});
const accounts = createRoute({
  ...under,
  path: '/accounts',
  validateSearch: parseAccountsSearch,
  component: lazyRouteComponent(() => import('./screens/accounts/accounts-screen.tsx'), 'AccountsScreen'),
});
const account = createRoute({
  ...under,
  path: '/accounts/$accountId',
  validateSearch: parseAccountSearch,
  component: lazyRouteComponent(() => import('./screens/account/account-screen.tsx'), 'AccountScreen'),
});
const meetings = createRoute({
  ...under,
  path: '/meetings',
  validateSearch: parseMeetingsSearch,
  component: lazyRouteComponent(() => import('./screens/meetings/meetings-screen.tsx'), 'MeetingsScreen'),
});
const meeting = createRoute({
  ...under,
  path: '/meetings/$meetingId',
  validateSearch: parseMeetingSearch,
  component: lazyRouteComponent(() => import('./screens/meeting/meeting-screen.tsx'), 'MeetingScreen'),
});
const stakeholders = createRoute({
  ...under,
  path: '/stakeholders',
  validateSearch: parseStakeholdersSearch,
  component: lazyRouteComponent(
    () => import('./screens/stakeholders/stakeholders-screen.tsx'),
    'StakeholdersScreen',
  ),
});
const stakeholder = createRoute({
  ...under,
  path: '/stakeholders/$stakeholderId',
  component: lazyRouteComponent(
    () => import('./screens/stakeholder/stakeholder-screen.tsx'),
    'StakeholderScreen',
  ),
});
const review = createRoute({
  ...under,
  path: '/review',
  component: lazyRouteComponent(() => import('./screens/review/review-screen.tsx'), 'ReviewScreen'),
});
const dataSync = createRoute({
  ...under,
  path: '/sync',
  component: lazyRouteComponent(() => import('./screens/data-sync/data-sync-screen.tsx'), 'DataSyncScreen'),
});
const runs = createRoute({
  ...under,
  path: '/sync/runs',
  validateSearch: parseRunsSearch,
  component: lazyRouteComponent(() => import('./screens/runs/runs-screen.tsx'), 'RunsScreen'),
});
const run = createRoute({
  ...under,
  path: '/sync/runs/$runId',
  validateSearch: parseRunSearch,
  component: lazyRouteComponent(() => import('./screens/run/run-screen.tsx'), 'RunScreen'),
});
const setAside = createRoute({
  ...under,
  path: '/sync/set-aside',
  validateSearch: parseSetAsideSearch,
  component: lazyRouteComponent(() => import('./screens/set-aside/set-aside-screen.tsx'), 'SetAsideScreen'),
});
const outbox = createRoute({
  ...under,
  path: '/sync/outbox',
  validateSearch: parseOutboxSearch,
  component: lazyRouteComponent(() => import('./screens/outbox/outbox-screen.tsx'), 'OutboxScreen'),
});
const settings = createRoute({
  ...under,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/integrations', replace: true });
  },
});
const integrations = createRoute({
  ...under,
  path: '/settings/integrations',
  component: lazyRouteComponent(
    () => import('./screens/integrations/integrations-screen.tsx'),
    'IntegrationsScreen',
  ),
});
const gainsightCard = createRoute({
  ...under,
  path: '/settings/integrations/gainsight',
  validateSearch: parseGainsightCardSearch,
  component: lazyRouteComponent(
    () => import('./screens/gainsight-card/gainsight-card-screen.tsx'),
    'GainsightCardScreen',
  ),
});
const gongCard = createRoute({
  ...under,
  path: '/settings/integrations/gong',
  validateSearch: parseGainsightCardSearch,
  component: lazyRouteComponent(() => import('./screens/gong-card/gong-card-screen.tsx'), 'GongCardScreen'),
});
const filesCard = createRoute({
  ...under,
  path: '/settings/integrations/files',
  component: lazyRouteComponent(
    () => import('./screens/files-card/files-card-screen.tsx'),
    'FilesCardScreen',
  ),
});
const identityProvider = createRoute({
  ...under,
  path: '/settings/integrations/identity-provider',
  component: lazyRouteComponent(
    () => import('./screens/identity-provider/identity-provider-screen.tsx'),
    'IdentityProviderScreen',
  ),
});
const languageModel = createRoute({
  ...under,
  path: '/settings/integrations/language-model',
  component: lazyRouteComponent(
    () => import('./screens/language-model/language-model-screen.tsx'),
    'LanguageModelScreen',
  ),
});
const fields = createRoute({
  ...under,
  path: '/settings/configurations/fields',
  validateSearch: parseFieldsSearch,
  component: lazyRouteComponent(() => import('./screens/fields/fields-screen.tsx'), 'FieldsScreen'),
});
const cadence = createRoute({
  ...under,
  path: '/settings/configurations/cadence',
  component: lazyRouteComponent(() => import('./screens/cadence/cadence-screen.tsx'), 'CadenceScreen'),
});
const tiers = createRoute({
  ...under,
  path: '/settings/configurations/tiers',
  component: lazyRouteComponent(() => import('./screens/tiers/tiers-screen.tsx'), 'TiersScreen'),
});
const insights = createRoute({
  ...under,
  path: '/settings/configurations/insights',
  component: lazyRouteComponent(() => import('./screens/insights/insights-screen.tsx'), 'InsightsScreen'),
});
const exclusions = createRoute({
  ...under,
  path: '/settings/configurations/exclusions',
  component: lazyRouteComponent(
    () => import('./screens/exclusions/exclusions-screen.tsx'),
    'ExclusionsScreen',
  ),
});
const health = createRoute({
  ...under,
  path: '/settings/configurations/health',
  component: lazyRouteComponent(() => import('./screens/health/health-screen.tsx'), 'HealthScreen'),
});
const organisation = createRoute({
  ...under,
  path: '/settings/organisation',
  component: lazyRouteComponent(
    () => import('./screens/organisation/organisation-screen.tsx'),
    'OrganisationScreen',
  ),
});
const tokens = createRoute({
  ...under,
  path: '/settings/tokens',
  component: lazyRouteComponent(() => import('./screens/tokens/tokens-screen.tsx'), 'TokensScreen'),
});

const users = createRoute({
  ...under,
  path: '/settings/users',
  component: lazyRouteComponent(() => import('./screens/users/users-screen.tsx'), 'UsersScreen'),
});
const alarms = createRoute({
  ...under,
  path: '/settings/alarms',
  component: lazyRouteComponent(() => import('./screens/alarms/alarms-screen.tsx'), 'AlarmsScreen'),
});
const sessions = createRoute({
  ...under,
  path: '/settings/sessions',
  component: lazyRouteComponent(() => import('./screens/sessions/sessions-screen.tsx'), 'SessionsScreen'),
});
const audit = createRoute({
  ...under,
  path: '/settings/audit',
  validateSearch: parseAuditSearch,
  component: lazyRouteComponent(() => import('./screens/audit/audit-screen.tsx'), 'AuditScreen'),
});

const routeTree = root.addChildren([
  home,
  firstRun,
  accounts,
  account,
  meetings,
  meeting,
  stakeholders,
  stakeholder,
  review,
  dataSync,
  runs,
  run,
  setAside,
  outbox,
  settings,
  integrations,
  gainsightCard,
  gongCard,
  filesCard,
  identityProvider,
  languageModel,
  fields,
  cadence,
  tiers,
  insights,
  exclusions,
  health,
  organisation,
  tokens,
  users,
  alarms,
  sessions,
  audit,
]);

/**
 * Makes the router: one lazy chunk a screen, loaded when a link is pointed at or focused. That of the address at hand is
 * asked for at once, while it is still found out who is signed in.
 */
export function createAppRouter() {
  const router = createRouter({
    routeTree,
    defaultPreload: 'intent',
    scrollRestoration: true,
    // Links from mail carry parameters of their own, which no list asks the server for.
    search: { strict: true },
    defaultErrorComponent: ScreenFailed,
    defaultNotFoundComponent: ScreenNotFound,
  });
  const [matched] = router.getMatchedRoutes(router.latestLocation.pathname);
  for (const route of matched) {
    // A chunk that cannot be had is asked for again, and its failure shown, when the screen is drawn.
    router.loadRouteChunk(route)?.catch(() => undefined);
  }
  return router;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
