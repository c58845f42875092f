import type { Notice } from '@handrail/contract';
import { EmptyState } from '../../components/empty-state.tsx';
import { Status } from '../../components/status.tsx';
import { Time } from '../../components/time.tsx';
import '../../components/plain-table.css';

const STATES = {
  waiting: { tone: 'mid', label: 'To be tried again' },
  delivered: { tone: 'good', label: 'Delivered' },
  failed: { tone: 'bad', label: 'Given up' },
  dropped: { tone: 'plain', label: 'Not sent' },
} as const;
const EVENTS = { opened: 'Began', ended: 'Over', test: 'Test' } as const;

/** The last notices with what came of each. */
export function LastNotices({ notices }: { notices: readonly Notice[] }) {
  return (
    <section className="stack" aria-labelledby="notices-title">
      <h2 id="notices-title">Last notices</h2>
      {notices.length === 0 ? (
        <EmptyState>What the webhook was told will stand here, with the answer.</EmptyState>
      ) : (
        <div className="panel panel-flush">
          <table className="plain-table" aria-label="Last notices">
            <thead>
              <tr>
                <th scope="col">Notice</th>
                <th scope="col">State</th>
                <th scope="col">Tries</th>
                <th scope="col">Last try</th>
                <th scope="col">Answer</th>
              </tr>
            </thead>
            <tbody>
              {notices.map((notice) => (
                <tr key={notice.id}>
                  <td data-label="Notice" dir="auto">
                    {EVENTS[notice.event]}
                    {notice.title !== null && `: ${notice.title}`}
                  </td>
                  <td data-label="State">
                    <Status
                      {...(notice.state === 'waiting' && notice.attempts === 0
                        ? { tone: 'plain', label: 'On its way' }
                        : STATES[notice.state])}
                    />
                  </td>
                  <td data-label="Tries" className="number">
                    {notice.attempts}
                  </td>
                  <td data-label="Last try">
                    <Time at={notice.triedAt} empty="none yet" />
                  </td>
                  <td data-label="Answer" className="small">
                    {[notice.status, notice.code].filter((part) => part !== null).join(' · ') || '–'}
                    {notice.nextTryAt !== null && notice.attempts > 0 && (
                      <>
                        {' '}
                        · again <Time at={notice.nextTryAt} isAhead />
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
