import type { RuleOffer } from '@handrail/contract';
import { offerRules } from '@handrail/core';
import type { MeetingId } from '@handrail/core';
import type { ParticipantRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from '@handrail/sync';

/** What decisions about meetings may be made rules of, by meeting. */
export async function presentRuleOffers(
  tx: WorkspaceTransaction,
  meetings: readonly {
    readonly id: MeetingId;
    readonly crmId: string | null;
    readonly participants: readonly Pick<ParticipantRow, 'email' | 'side'>[];
  }[],
): Promise<ReadonlyMap<MeetingId, RuleOffer[]>> {
  const { configuration } = await readConfiguration(tx);
  const ownDomains = configuration.organisation.domains;
  return new Map(meetings.map((meeting) => [meeting.id, [...offerRules(meeting, ownDomains)]]));
}
