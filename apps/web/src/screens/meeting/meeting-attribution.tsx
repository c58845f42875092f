import type { MeetingDetail } from '@handrail/contract';
import { unseenAccountsInWords } from '@handrail/core';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ATTRIBUTION_LABELS } from '../../components/labels.ts';
import { Status } from '../../components/status.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { Why } from '../../components/why.tsx';
import { useAttributeMeeting } from '../../queries/meetings.ts';
import { OfferRule } from './offer-rule.tsx';
import { PlaceMeeting } from './place-meeting.tsx';
import { useMeetingRights } from './use-meeting-rights.ts';

/** To which account the meeting belongs, how sure that is, and why; or the candidates when it is unsure. */
export function MeetingAttribution({ meeting }: { meeting: MeetingDetail }) {
  const unseen = unseenAccountsInWords(meeting.unseenAccounts.length);
  return (
    <section className="stack stack-tight" aria-label="Account of this meeting">
      {meeting.accounts.length === 0 && unseen === null && (
        <div className="row">
          <span className="quiet">Account:</span>
          <Status
            tone={meeting.attribution === 'review' ? 'mid' : 'plain'}
            label={
              meeting.attributionDecidedBy === 'person'
                ? 'None, a person said so'
                : ATTRIBUTION_LABELS[meeting.attribution]
            }
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
          <span>
            {confidenceWord(account.confidence)}{' '}
            <span className="quiet number">{Math.round(account.confidence * 100)} %</span>
          </span>
        </div>
      ))}
      {unseen !== null && (
        <div className="row">
          <span className="quiet">Account:</span> {unseen}
          <span className="quiet">– who sees it, or an admin, places and sends this meeting</span>
        </div>
      )}
      <div>
        <Why noun="meeting" subject={meeting.id} about={meeting.title} />
      </div>
      {meeting.review !== null && (
        <div className="stack stack-tight">
          <p>{meeting.review.reason}</p>
          <ul className="stack stack-tight" aria-label="Candidates">
            {meeting.review.candidates.map((candidate) => (
              <li key={candidate.accountId}>
                <Link to="/accounts/$accountId" params={{ accountId: candidate.accountId }} dir="auto">
                  {candidate.name}
                </Link>{' '}
                <span className="quiet">
                  – {candidate.reason}
                  {candidate.confidence !== null && `, ${Math.round(candidate.confidence * 100)} %`}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {meeting.state !== 'excluded' && <PlacingActions meeting={meeting} />}
    </section>
  );
}

/** Moving the meeting by hand, and giving it back to the rules. */
function PlacingActions({ meeting }: { meeting: MeetingDetail }) {
  const { mayPlace, isAdmin } = useMeetingRights(meeting);
  const releasing = useAttributeMeeting();
  if (!mayPlace) return null;
  return (
    <>
      <div className="row">
        <PlaceMeeting
          meeting={meeting}
          label={meeting.accounts.length === 0 ? 'Choose an account…' : 'Move…'}
        />
        {meeting.attributionDecidedBy === 'person' && (
          <Button
            variant="subtle"
            size="xs"
            loading={releasing.isPending}
            onClick={() => releasing.mutate({ meetingId: meeting.id, accounts: null })}
          >
            Let the rules decide
          </Button>
        )}
        {isAdmin && meeting.attributionDecidedBy === 'person' && meeting.accounts.length < 2 && (
          <OfferRule offers={meeting.ruleOffers} account={meeting.accounts[0] ?? null} />
        )}
      </div>
      {releasing.isError && (
        <FailedState title="It was not given back to the rules" error={releasing.error} />
      )}
    </>
  );
}

function confidenceWord(confidence: number): string {
  if (confidence >= 0.9) return 'certain';
  return confidence >= 0.7 ? 'likely' : 'unsure';
}
