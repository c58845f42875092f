import { useEffect, useRef } from 'react';
import { FailedState } from '../../components/failed-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { sendingsInWords } from '../../components/sending-words.ts';
import { useAttributeMeeting } from '../../queries/meetings.ts';
import { useIsAdmin } from '../../session.tsx';
import { OfferRule } from '../meeting/offer-rule.tsx';
import type { Decision } from './review-item.tsx';

/** What came of a decision, in the place of its row and with the focus that was there: how to undo it, and the rule that it may become. */
export function LastDecision({ decision, onUndone }: { decision: Decision; onUndone: () => void }) {
  const place = useRef<HTMLLIElement>(null);
  const undoing = useAttributeMeeting(onUndone);
  const isAdmin = useIsAdmin();
  const where = decision.accounts.map(({ name }) => name).join(', ');
  const goes = sendingsInWords(decision.sendings);
  useEffect(() => place.current?.focus(), []);
  return (
    <li ref={place} tabIndex={-1}>
      <Notice
        tone="good"
        title={
          where === ''
            ? `“${decision.title}” belongs to no account.`
            : `“${decision.title}” now belongs to ${where}.`
        }
      >
        <p>
          {goes !== null && `${goes} `}
          <button
            type="button"
            className="link-button"
            disabled={undoing.isPending}
            onClick={() => undoing.mutate({ meetingId: decision.meetingId, accounts: null })}
          >
            Undo
          </button>{' '}
          {isAdmin && decision.accounts.length < 2 && (
            <OfferRule offers={decision.ruleOffers} account={decision.accounts[0] ?? null} />
          )}
        </p>
        {undoing.isError && <FailedState title="Could not undo it" error={undoing.error} />}
      </Notice>
    </li>
  );
}
