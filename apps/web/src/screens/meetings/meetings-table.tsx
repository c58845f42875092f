import type { Meeting } from '@handrail/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatDuration } from '../../components/format-time.ts';
import { ATTRIBUTION_LABELS, meetingAccountNames } from '../../components/labels.ts';
import { PagedTable } from '../../components/paged-table.tsx';
import { ExactTime } from '../../components/time.tsx';
import { TimelineState } from '../../components/timeline-state.tsx';
import type { useMeetings } from '../../queries/meetings.ts';
import { useIsAdmin } from '../../session.tsx';

/** The meetings as rows, or what stands there while they load, when they fail, and when there are none. */
export function MeetingsTable({
  meetings,
  isFiltered,
  onClear,
}: {
  meetings: ReturnType<typeof useMeetings>;
  isFiltered: boolean;
  onClear: () => void;
}) {
  const navigate = useNavigate();
  const isAdmin = useIsAdmin();
  return (
    <PagedTable
      list={meetings}
      name="Meetings"
      what="the meetings"
      columns={COLUMNS}
      rowLabel={({ title }) => title}
      onOpen={({ id }) => void navigate({ to: '/meetings/$meetingId', params: { meetingId: id } })}
      noMatch={isFiltered ? 'No meeting matches.' : null}
      onClear={onClear}
      empty={
        isAdmin ? (
          <EmptyState action={<Link to="/settings/integrations">Connect Gong or import a file</Link>}>
            Recorded meetings will stand here with their summaries.
          </EmptyState>
        ) : (
          <EmptyState>
            No meeting is yours to see: none of your accounts, and none that you took part in.
          </EmptyState>
        )
      }
    />
  );
}

const COLUMNS: readonly Column<Meeting>[] = [
  {
    id: 'title',
    header: 'Meeting',
    track: 'minmax(160px, 2fr)',
    cell: ({ id, title }) => (
      <Link
        to="/meetings/$meetingId"
        params={{ meetingId: id }}
        className="cut"
        dir="auto"
        title={title}
        tabIndex={-1}
      >
        {title}
      </Link>
    ),
  },
  {
    id: 'account',
    header: 'Account',
    track: 'minmax(112px, 1.3fr)',
    cell: (meeting) => {
      const names = meetingAccountNames(meeting);
      return names === null ? (
        <span className="quiet cut">{ATTRIBUTION_LABELS[meeting.attribution]}</span>
      ) : (
        <span className="cut" dir="auto" title={names}>
          {names}
        </span>
      );
    },
  },
  {
    id: 'headline',
    header: 'In one sentence',
    track: 'minmax(0, 2.6fr)',
    from: 'desktop',
    cell: ({ headline, state }) =>
      headline === null ? (
        <span className="quiet">{WITHOUT_HEADLINE[state]}</span>
      ) : (
        <span className="cut" dir="auto" title={headline}>
          {headline}
        </span>
      ),
  },
  {
    id: 'when',
    header: 'When',
    track: '184px',
    from: 'tablet',
    cell: ({ startedAt }) => <ExactTime at={startedAt} />,
  },
  {
    id: 'length',
    header: 'Length',
    track: '84px',
    from: 'wide',
    isNumber: true,
    cell: ({ durationSeconds }) => formatDuration(durationSeconds) || <span className="quiet">–</span>,
  },
  {
    id: 'timeline',
    header: 'Timeline',
    track: '200px',
    from: 'tablet',
    cell: ({ timeline, unseenAccounts }) => <TimelineState timeline={timeline} unseen={unseenAccounts} />,
  },
];

const WITHOUT_HEADLINE: Record<Meeting['state'], string> = {
  'awaiting-transcript': 'Transcript not there yet',
  transcribed: 'No summary yet',
  excluded: 'Excluded by a rule',
  'no-transcript': 'No transcript',
};
