import type { MeetingDetail } from '@handrail/contract';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useMeeting } from '../../queries/meetings.ts';
import { MeetingAttribution } from './meeting-attribution.tsx';
import { MeetingFacts } from './meeting-facts.tsx';
import { MeetingSummary } from './meeting-summary.tsx';
import { MeetingTimeline } from './meeting-timeline.tsx';
import { MeetingTranscript } from './meeting-transcript.tsx';
import { MeetingWithoutWords } from './meeting-without-words.tsx';
import { Participants } from './participants.tsx';
import './meeting.css';

const route = getRouteApi('/meetings/$meetingId');

/** One meeting: summary beside transcript. What is claimed leads to the turn in which it was said. */
export function MeetingScreen() {
  const { meetingId } = route.useParams();
  const meeting = useMeeting(meetingId);
  return (
    <Page title={meeting.data?.title ?? 'Meeting'} crumbs={[{ label: 'Meetings', to: '/meetings' }]}>
      <Loaded query={meeting} what="the meeting">
        {(detail) => <Content meeting={detail} />}
      </Loaded>
    </Page>
  );
}

/** A claim that was clicked: its quote, the button to come back to, and which click it was. */
interface Jump {
  readonly count: number;
  readonly quote: string;
  readonly from: HTMLElement;
}

function Content({ meeting }: { meeting: MeetingDetail }) {
  const { turn } = route.useSearch();
  const navigate = route.useNavigate();
  const [jump, setJump] = useState<Jump | null>(null);
  const goToTurn = (next: { turn: number; quote: string }, from: HTMLElement) => {
    setJump((former) => ({ count: (former?.count ?? 0) + 1, quote: next.quote, from }));
    void navigate({ search: { turn: next.turn }, replace: true, resetScroll: false });
  };
  const quote = jump?.quote ?? quoteOf(meeting, turn);
  const goBack = () => {
    jump?.from.focus();
    jump?.from.scrollIntoView({ block: 'center' });
  };
  return (
    <>
      <MeetingFacts meeting={meeting} />
      <div className="meeting-state">
        <MeetingAttribution meeting={meeting} />
        <MeetingTimeline timeline={meeting.timeline} />
      </div>
      {meeting.turns.length === 0 && meeting.summary === null ? (
        <MeetingWithoutWords meeting={meeting} />
      ) : (
        <div className="columns meeting-columns">
          <div className="stack" style={{ gap: 16 }}>
            <MeetingSummary
              meeting={meeting}
              current={turn === undefined ? null : { turn, quote }}
              onGoToTurn={goToTurn}
            />
            <Participants participants={meeting.participants} />
          </div>
          <MeetingTranscript
            turns={meeting.turns}
            language={meeting.language}
            current={turn}
            quote={quote}
            jumpCount={jump?.count ?? 0}
            onBack={goBack}
          />
        </div>
      )}
    </>
  );
}

/** The quote of the first claim on a turn, for who comes by an address instead of a click. */
function quoteOf({ summary }: MeetingDetail, turn: number | undefined): string | null {
  if (summary === null || turn === undefined) return null;
  const claims = [
    ...(summary.headline === null ? [] : [summary.headline]),
    ...summary.actionItems,
    ...summary.decisions,
    ...summary.points,
    ...summary.risks,
    ...summary.asks,
    ...summary.topics,
  ];
  return claims.find(({ evidence }) => evidence.turn === turn)?.evidence.quote ?? null;
}
