import { items } from '@handrail/client';
import type { HandrailClient } from '@handrail/client';
import { endpoints } from '@handrail/contract';
import type { Sandbox } from '@handrail/sandbox';

/** Everything that must not depend on when a process died: what we hold, and what stands at Gainsight. */
export interface EndState {
  readonly accounts: readonly unknown[];
  readonly meetings: readonly unknown[];
  readonly outbox: Readonly<Record<string, number>>;
  /** Our activities in the Timeline, by ExternalId. */
  readonly activities: readonly string[];
  readonly values: readonly unknown[];
}

/** Reads the end state through our own API and from the sandbox's own store. */
export async function readEndState(client: HandrailClient, sandbox: Sandbox): Promise<EndState> {
  const accounts: unknown[] = [];
  for await (const account of items(client, endpoints.listAccounts, { limit: 200 })) {
    const { gainsightId, name, status, csm, tier, arr, domains, crmId, health, lastMeetingAt } = account;
    accounts.push({ gainsightId, name, status, csm, tier, arr, domains, crmId, health, lastMeetingAt });
  }
  const meetings: unknown[] = [];
  for await (const meeting of items(client, endpoints.listMeetings, { limit: 200 })) {
    const { sourceMeetingId, title, state, attribution, headline, actionItemCount } = meeting;
    const places = meeting.accounts.map(({ gainsightId, step, confidence }) => ({
      gainsightId,
      step,
      confidence,
    }));
    const timeline = meeting.timeline.map((delivery) => ({
      state: delivery.state,
      externalId: delivery.externalId,
    }));
    meetings.push({
      sourceMeetingId,
      title,
      state,
      attribution,
      headline,
      actionItemCount,
      places,
      timeline,
    });
  }
  const { outbox } = await client.call(endpoints.getStatus, {});
  return {
    accounts,
    meetings,
    outbox,
    activities: sandbox
      .activities()
      .filter((row) => String(row['ExternalId'] ?? '').startsWith('hr1-'))
      .map((row) =>
        [row['ExternalId'], row['GsCompanyId'], row['Subject'], row['Notes']].map(String).join(' | '),
      )
      .toSorted(),
    values: (sandbox.context.world.objects.get('company')?.rows ?? []).map((row) => [
      row['Gsid'],
      row['Handrail_Health__gc'] ?? null,
      row['Handrail_Engagement__gc'] ?? null,
    ]),
  };
}
