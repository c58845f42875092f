import type { Status } from '@handrail/contract';
import {
  countAccounts,
  countMeetings,
  countOpenReviews,
  countRemoteActivities,
  countSentValues,
  countSetAside,
  countSummarizedMeetings,
} from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';

/** How many there are of everything. */
export async function readCounts(tx: WorkspaceTransaction): Promise<Status['counts']> {
  return {
    accounts: await countAccounts(tx, { search: null, status: null, health: null, presence: 'present' }),
    meetings: await countMeetings(tx, { accountId: null, search: null, attribution: null }),
    summaries: await countSummarizedMeetings(tx),
    activitiesDelivered: await countRemoteActivities(tx),
    valuesWritten: await countSentValues(tx),
    reviews: await countOpenReviews(tx),
    setAside: await countSetAside(tx),
  };
}
