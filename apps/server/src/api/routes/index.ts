import type { ApiContext } from '../context.ts';
import type { Route } from '../route.ts';
import { accountHealthRoutes } from './account-health.ts';
import { accountRoutes } from './accounts.ts';
import { alarmRoutes } from './alarms.ts';
import { auditRoutes } from './audit.ts';
import { configRoutes } from './config.ts';
import { connectionRoutes } from './connections.ts';
import { cursorRoutes } from './cursors.ts';
import { fieldChangeRoutes } from './field-changes.ts';
import { fieldRoutes } from './fields.ts';
import { healthRoutes } from './health.ts';
import { identityProviderRoutes } from './identity-provider.ts';
import { insightRoutes } from './insights.ts';
import { meetingSourceRoutes } from './meeting-sources.ts';
import { languageModelRoutes } from './language-model.ts';
import { meetingRoutes } from './meetings.ts';
import { peopleRoutes } from './people.ts';
import { outboundHostRoutes } from './outbound-hosts.ts';
import { outboxRoutes } from './outbox.ts';
import { relationshipRoutes } from './relationships.ts';
import { retentionRoutes } from './retention.ts';
import { reviewRoutes } from './reviews.ts';
import { previewRoutes } from './preview.ts';
import { recordRoutes } from './records.ts';
import { runRoutes } from './runs.ts';
import { secretKeyRoutes } from './secret-key.ts';
import { sessionRoutes } from './session.ts';
import { sessionsRoutes } from './sessions.ts';
import { stakeholderRoutes } from './stakeholders.ts';
import { streamRoutes } from './streams.ts';
import { supportRoutes } from './support.ts';
import { tierRoutes } from './tiers.ts';
import { summaryRoutes } from './summaries.ts';
import { timelineRoutes } from './timeline.ts';
import { userRoutes } from './users.ts';
import { signInRequestRoutes } from './sign-in-requests.ts';
import { tokenRoutes } from './tokens.ts';
import { viewRoutes } from './views.ts';
import { whyRoutes } from './why.ts';
import { workspaceRoutes } from './workspace.ts';

/** Every route of the API. */
export function createRoutes(context: ApiContext): readonly Route[] {
  return [
    ...sessionRoutes(context),
    ...sessionsRoutes(context),
    ...viewRoutes(context),
    ...workspaceRoutes(context),
    ...secretKeyRoutes(context),
    ...outboundHostRoutes(context),
    ...userRoutes(context),
    ...signInRequestRoutes(context),
    ...peopleRoutes(context),
    ...connectionRoutes(context),
    ...identityProviderRoutes(context),
    ...fieldRoutes(context),
    ...configRoutes(context),
    ...cursorRoutes(context),
    ...fieldChangeRoutes(),
    ...previewRoutes(context),
    ...streamRoutes(context),
    ...runRoutes(context),
    ...recordRoutes(context),
    ...accountRoutes(context),
    ...accountHealthRoutes(context),
    ...retentionRoutes(context),
    ...relationshipRoutes(),
    ...stakeholderRoutes(context),
    ...meetingSourceRoutes(context),
    ...meetingRoutes(context),
    ...summaryRoutes(context),
    ...languageModelRoutes(context),
    ...reviewRoutes(),
    ...outboxRoutes(context),
    ...tierRoutes(),
    ...timelineRoutes(context),
    ...tokenRoutes(context),
    ...auditRoutes(),
    ...healthRoutes(context),
    ...whyRoutes(),
    ...insightRoutes(),
    ...alarmRoutes(context),
    ...supportRoutes(context),
  ];
}
