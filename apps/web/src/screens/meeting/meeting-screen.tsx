import type { MeetingDetail } from '@handrail/contract';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useMeeting } from '../../queries/meetings.ts';
import { MeetingAttribution } from './meeting-attribution.tsx';
import { MeetingFacts } from './meeting-facts.tsx';
import { MeetingSummary } from './meeting-summary.tsx';
import type { GoToTurn } from './claim.tsx';
import type { Jump } from './meeting-transcript.tsx';
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

function Content({ meeting }: { meeting: MeetingDetail }) {
  const { turn } = route.useSearch();
  const navigate = route.useNavigate();
  // The address gives the first jump; from then on it follows the clicks, so that it can be handed on.
  const [jump, setJump] = useState<Jump | null>(() =>
    turn === undefined ? null : { turn, quote: quoteOf(meeting, turn), from: null },
  );
  const goToTurn: GoToTurn = (evidence, from) => {
    setJump({ turn: evidence.turn, quote: evidence.quote, from });
    void navigate({ search: { turn: evidence.turn }, replace: true, resetScroll: false });
  };
  const goBack = () => {
    jump?.from?.focus();
    jump?.from?.scrollIntoView({ block: 'center' });
  };
  return (
    <>
      <MeetingFacts meeting={meeting} />
      <div className="meeting-state">
        <MeetingAttribution meeting={meeting} />
        <MeetingTimeline meeting={meeting} />
      </div>
      {meeting.turns.length === 0 && meeting.summary === null ? (
        <MeetingWithoutWords meeting={meeting} />
      ) : (
        <div className="columns meeting-columns">
          <div className="stack" style={{ gap: 16 }}>
            <MeetingSummary meeting={meeting} current={jump} onGoToTurn={goToTurn} />
            <Participants meeting={meeting} />
          </div>
          <MeetingTranscript turns={meeting.turns} language={meeting.language} jump={jump} onBack={goBack} />
        </div>
      )}
    </>
  );
}

/** The quote of the first claim on a turn, for who comes by an address instead of a click. */
function quoteOf({ summary }: MeetingDetail, turn: number): string | null {
  if (summary === null) return null;
  const claims = [
    ...(summary.headline === null ? [] : [summary.headline]),
    ...summary.actionItems,
    ...summary.decisions,
    ...summary.points,
    ...summary.risks,
    ...summary.asks,
    ...summary.topics,
  ];
  return claims.find(({ evidence }) => evidence?.turn === turn)?.evidence?.quote ?? null;
}
