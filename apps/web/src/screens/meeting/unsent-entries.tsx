import type { MeetingDetail } from '@handrail/contract';
import { sendingInWords } from '../../components/sending-words.ts';

/** The Timelines for which no entry was ordered yet, each with why, or when it is. */
export function UnsentEntries({
  meeting: { timeline, sendings, unseenAccounts },
}: {
  meeting: MeetingDetail;
}) {
  const unsent = sendings.filter(({ accountId }) => !timeline.some((entry) => entry.accountId === accountId));
  if (timeline.length + unsent.length + unseenAccounts.length === 0)
    return (
      <div className="row">
        <span className="quiet">Timeline:</span> not pushed
      </div>
    );
  return unsent.map((sending) => (
    <div key={sending.accountId} className="row">
      <span className="quiet">
        Timeline{sendings.length + unseenAccounts.length > 1 ? ` of ${sending.accountName}` : ''}:
      </span>
      not pushed <span className="quiet">– {sendingInWords(sending)}</span>
    </div>
  ));
}
