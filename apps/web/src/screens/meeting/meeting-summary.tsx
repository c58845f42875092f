import type { MeetingDetail, Summary } from '@handrail/contract';
import { EmptyState } from '../../components/empty-state.tsx';
import { languageTag } from '../../components/language-tag.ts';
import { Notice } from '../../components/notice.tsx';
import { ActionItem } from './action-item.tsx';
import { AddPart } from './add-part.tsx';
import { Claim } from './claim.tsx';
import type { CurrentClaim, GoToTurn } from './claim.tsx';
import { CorrectPart } from './correct-part.tsx';
import { CorrectTopic } from './correct-topic.tsx';
import { RegenerateSummary } from './regenerate-summary.tsx';
import { RemovedParts } from './removed-parts.tsx';

/** The summary: headline, action items first, then decisions, points, risks and asks, topics. */
export function MeetingSummary({
  meeting,
  current,
  onGoToTurn,
}: {
  meeting: MeetingDetail;
  current: CurrentClaim | null;
  onGoToTurn: GoToTurn;
}) {
  const { summary } = meeting;
  return (
    <section className="panel stack" aria-labelledby="summary-title" style={{ gap: 16 }}>
      <div className="row row-between">
        <h2 id="summary-title">Summary</h2>
        {summary !== null && (
          <span className="small quiet">
            made by {summary.model === null ? 'machine' : summary.model}
            {summary.isCorrected ? ', corrected by hand' : ''}, version {summary.version},{' '}
            <code>{summary.algorithm}</code>
          </span>
        )}
      </div>
      {summary !== null && summary.fallbackCode !== null && (
        <Notice tone="mid" title="The language model did not write this">
          The built-in method stood in. <code>{summary.fallbackCode}</code>
        </Notice>
      )}
      {summary === null ? (
        <EmptyState>The summary will stand here when the transcript has been read.</EmptyState>
      ) : (
        <SummaryParts meetingId={meeting.id} summary={summary} current={current} onGoToTurn={onGoToTurn} />
      )}
      <RemovedParts meeting={meeting} />
      <RegenerateSummary meeting={meeting} />
    </section>
  );
}

function SummaryParts({
  summary,
  ...jump
}: {
  meetingId: string;
  summary: Summary;
  current: CurrentClaim | null;
  onGoToTurn: GoToTurn;
}) {
  return (
    <div className="stack stack-wide" lang={languageTag(summary.language)}>
      {summary.languageNote !== null && <Notice tone="plain" title={summary.languageNote} />}
      {summary.headline !== null && (
        <div className="summary-headline">
          <CorrectPart meetingId={jump.meetingId} part={summary.headline}>
            <Claim claim={summary.headline} {...jump} />
          </CorrectPart>
        </div>
      )}
      <section className="stack stack-tight" aria-labelledby="items-title">
        <h3 id="items-title">Action items</h3>
        {summary.actionItems.length === 0 ? (
          <p className="quiet">None were said.</p>
        ) : (
          <ul>
            {summary.actionItems.map((item) => (
              <ActionItem key={item.id} item={item} {...jump} />
            ))}
          </ul>
        )}
      </section>
      <Claims title="Decisions" claims={summary.decisions} {...jump} />
      <Claims title="Points" claims={summary.points} {...jump} />
      <Claims title="Risks" claims={summary.risks} {...jump} />
      <Claims title="Asks" claims={summary.asks} {...jump} />
      {summary.topics.length > 0 && (
        <section className="stack stack-tight" aria-labelledby="topics-title">
          <h3 id="topics-title">Topics</h3>
          <ul className="row topics">
            {summary.topics.map((topic) => (
              <li key={topic.id}>
                <CorrectTopic meetingId={jump.meetingId} topic={topic}>
                  <button
                    type="button"
                    className="topic"
                    aria-label={`${topic.text}${toneOf(topic.sentiment)?.name ?? ''}, go to its turn`}
                    onClick={(event) => jump.onGoToTurn(topic.evidence, event.currentTarget)}
                  >
                    <span dir="auto">{topic.text}</span>
                    <span aria-hidden>{toneOf(topic.sentiment)?.mark}</span>
                  </button>
                </CorrectTopic>
              </li>
            ))}
          </ul>
        </section>
      )}
      <AddPart meetingId={jump.meetingId} />
    </div>
  );
}

function Claims({
  title,
  claims,
  ...jump
}: {
  meetingId: string;
  title: string;
  claims: Summary['points'] | Summary['decisions'];
  current: CurrentClaim | null;
  onGoToTurn: GoToTurn;
}) {
  if (claims.length === 0) return null;
  const id = `claims-${title.toLowerCase()}`;
  return (
    <section className="stack stack-tight" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ul>
        {claims.map((claim) => (
          <li key={claim.id}>
            <CorrectPart meetingId={jump.meetingId} part={claim}>
              <Claim claim={claim} {...jump} />
            </CorrectPart>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The tone of a topic as mark and word; null when it could not be told. */
function toneOf(sentiment: number | null): { mark: string; name: string } | null {
  if (sentiment === null) return null;
  if (sentiment > 0.2) return { mark: '▲', name: ', positive' };
  return sentiment < -0.2 ? { mark: '▼', name: ', negative' } : { mark: '▬', name: ', neutral' };
}
