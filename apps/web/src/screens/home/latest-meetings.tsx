import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { ATTRIBUTION_LABELS, meetingAccountNames } from '../../components/labels.ts';
import { Loaded } from '../../components/loaded.tsx';
import { ExactTime } from '../../components/time.tsx';
import { useFewMeetings } from '../../queries/meetings.ts';

/** The newest six meetings with their headline. */
export function LatestMeetings() {
  const meetings = useFewMeetings({}, 6);
  return (
    <section className="panel panel-flush" aria-labelledby="latest-meetings">
      <div className="panel-title">
        <h2 id="latest-meetings">Latest meetings</h2>
        <Link to="/meetings" className="small">
          All meetings
        </Link>
      </div>
      <Loaded query={meetings} what="the latest meetings">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState action={<Link to="/settings/integrations">Connect Gong or import a file</Link>}>
              Recorded meetings will stand here with what was said in one sentence.
            </EmptyState>
          ) : (
            <ul className="list">
              {items.map((meeting) => (
                <li key={meeting.id}>
                  <Link to="/meetings/$meetingId" params={{ meetingId: meeting.id }} className="home-meeting">
                    <span className="row row-between" style={{ flexWrap: 'nowrap' }}>
                      <span className="home-meeting-title cut" dir="auto">
                        {meeting.title}
                      </span>
                      <span className="quiet small" style={{ flex: 'none' }}>
                        <ExactTime at={meeting.startedAt} />
                      </span>
                    </span>
                    <span className="quiet small cut" dir="auto">
                      {meetingAccountNames(meeting) ?? ATTRIBUTION_LABELS[meeting.attribution]}
                    </span>
                    {meeting.headline !== null && (
                      <span className="small" dir="auto">
                        {meeting.headline}
                      </span>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
