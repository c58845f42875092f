import type { MeetingDetail } from '@handrail/contract';
import { unseenAccountsInWords } from '@handrail/core';
import { TimelineState } from '../../components/timeline-state.tsx';
import { Time } from '../../components/time.tsx';

/** Where the summary stands in the Timelines of accounts that the person may not see: that alone, and no name. */
export function UnseenEntries({ meeting: { timeline, unseenAccounts } }: { meeting: MeetingDetail }) {
  return unseenAccounts.map((account, at) => (
    <div key={at} className="row">
      <span className="quiet">
        Timeline{timeline.length + unseenAccounts.length > 1 ? ` of ${unseenAccountsInWords(1) ?? ''}` : ''}:
      </span>
      <TimelineState timeline={[]} unseen={[account]} />
      {account.deliveredAt !== null && <Time at={account.deliveredAt} />}
    </div>
  ));
}
