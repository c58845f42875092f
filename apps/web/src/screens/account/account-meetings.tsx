import type { listMeetings, ReplyOf } from '@handrail/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { ExactTime } from '../../components/time.tsx';
import { TimelineState } from '../../components/timeline-state.tsx';

/** The account's meetings, newest first, each with its headline and whether it is in the Timeline. */
export function AccountMeetings({
  meetings,
  limit,
  accountId,
}: {
  meetings: UseQueryResult<ReplyOf<typeof listMeetings>, Error>;
  limit: number;
  accountId: string;
}) {
  return (
    <section className="panel panel-flush" aria-labelledby="account-meetings">
      <div className="panel-title">
        <h2 id="account-meetings">Meetings</h2>
      </div>
      <Loaded query={meetings} what="the meetings of this account">
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState>Recorded meetings with this account will stand here with their summaries.</EmptyState>
          ) : (
            <>
              <ul className="list">
                {items.slice(0, limit).map((meeting) => {
                  const timeline = meeting.timeline.find((entry) => entry.accountId === accountId);
                  return (
                    <li key={meeting.id}>
                      <Link
                        to="/meetings/$meetingId"
                        params={{ meetingId: meeting.id }}
                        className="meeting-row"
                      >
                        <span className="meeting-row-title" dir="auto">
                          {meeting.title}
                        </span>
                        <span className="small quiet">
                          <ExactTime at={meeting.startedAt} />
                        </span>
                        {meeting.headline !== null && (
                          <span className="meeting-row-wide" dir="auto">
                            {meeting.headline}
                          </span>
                        )}
                        <span className="row small meeting-row-wide">
                          {meeting.actionItemCount > 0 && (
                            <span className="quiet">
                              {formatCounted(meeting.actionItemCount, 'action item')}
                            </span>
                          )}
                          {timeline !== undefined && <TimelineState timeline={[timeline]} />}
                        </span>
                      </Link>
                    </li>
                  );
                })}
              </ul>
              {total > Math.min(limit, items.length) && (
                <p className="small quiet" style={{ padding: '8px 16px' }}>
                  {Math.min(limit, items.length)} of {formatCounted(total, 'meeting')}
                  {limit < 50 && (
                    <>
                      {' · '}
                      <Link to="/accounts/$accountId" params={{ accountId }} search={{ tab: 'meetings' }}>
                        Show more
                      </Link>
                    </>
                  )}
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  );
}
