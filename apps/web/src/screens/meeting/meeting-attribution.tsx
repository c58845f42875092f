import type { MeetingDetail } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { ATTRIBUTION_LABELS } from '../../components/labels.ts';
import { Status } from '../../components/status.tsx';
import { Why } from '../../components/why.tsx';

/** To which account the meeting belongs, how sure that is, and why; or the candidates when it is unsure. */
export function MeetingAttribution({ meeting }: { meeting: MeetingDetail }) {
  return (
    <section className="stack stack-tight" aria-label="Account of this meeting">
      {meeting.accounts.length === 0 && (
        <div className="row">
          <span className="quiet">Account:</span>
          <Status
            tone={meeting.attribution === 'review' ? 'mid' : 'plain'}
            label={ATTRIBUTION_LABELS[meeting.attribution]}
          />
        </div>
      )}
      {meeting.accounts.map((account) => (
        <div key={account.id} className="row">
          <span className="quiet">Account:</span>
          <Link to="/accounts/$accountId" params={{ accountId: account.id }} dir="auto">
            <strong>{account.name}</strong>
          </Link>
          <span className="quiet">– {account.reason}</span>
          <span>{confidenceWord(account.confidence)}</span>
          <Why about={`Attributed to ${account.name}`}>
            <p>
              <strong>{account.reason}</strong>
            </p>
            <p>
              Step {account.step} of the attribution, confidence {Math.round(account.confidence * 100)} %.
            </p>
            <p className="quiet">The most specific reason decides; own and free-mail domains never count.</p>
          </Why>
        </div>
      ))}
      {meeting.review !== null && (
        <div className="stack stack-tight">
          <p>{meeting.review.reason}</p>
          <ul className="stack stack-tight" aria-label="Candidates">
            {meeting.review.candidates.map((candidate) => (
              <li key={candidate.accountId}>
                <Link to="/accounts/$accountId" params={{ accountId: candidate.accountId }} dir="auto">
                  {candidate.name}
                </Link>{' '}
                <span className="quiet">– {candidate.reason}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function confidenceWord(confidence: number): string {
  if (confidence >= 0.9) return 'certain';
  return confidence >= 0.7 ? 'likely' : 'unsure';
}
