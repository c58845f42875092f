import { Modal } from '@mantine/core';
import { formatCount, formatCounted } from '../../components/format-value.ts';
import { ExactTime } from '../../components/time.tsx';
import type { Trying } from './use-trying.ts';

/** What the tried rules would keep out of the last 30 days, by count and meeting. */
export function TriedMeetings({ trying }: { trying: Trying }) {
  const { tried } = trying;
  // A rule tried alone is about private meetings as little as about the mode: only what it keeps out counts.
  const list = tried?.result.list.filter(({ rule }) => !tried.isOfOneRule || rule !== 'private') ?? [];
  const result = tried?.result ?? null;
  const isShortened = result !== null && result.excluded > result.list.length;
  return (
    <Modal
      opened={tried !== null}
      onClose={trying.close}
      title={
        tried?.isOfOneRule === true ? 'This rule, on the last 30 days' : 'The last 30 days by these rules'
      }
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {result !== null && (
        <div className="stack">
          <p role="status">
            <strong>
              {tried?.isOfOneRule === true
                ? formatCount(result.matches['exclude[0]'] ?? 0)
                : formatCount(result.excluded)}{' '}
              of {formatCounted(result.meetings, 'meeting')}
            </strong>{' '}
            would be kept out.
          </p>
          <p className="small quiet">
            Told from titles and people alone, {formatCounted(result.calls, 'call')} to the recorder. No
            transcript was asked for, and nothing was stored.
            {result.isCut && ' There are more meetings than one try reads.'}
          </p>
          <ul className="list" aria-label="Meetings that would be kept out">
            {list.map(({ title, startedAt, ruleInWords }, at) => (
              <li key={at} className="small">
                <strong dir="auto">{title ?? 'A private meeting'}</strong>{' '}
                {startedAt !== null && <ExactTime at={startedAt} />}{' '}
                {tried?.isOfOneRule !== true && <span className="quiet">· {ruleInWords}</span>}
              </li>
            ))}
          </ul>
          {isShortened && (
            <p className="small quiet">
              The first {formatCounted(result.list.length, 'meeting')} are listed.
            </p>
          )}
        </div>
      )}
    </Modal>
  );
}
