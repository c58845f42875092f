import { deliveryReasonInWords } from '@handrail/core';
import { Link } from '@tanstack/react-router';
import { ActivityNotes } from '../../components/activity-notes.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatCounted, formatValue } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { useWritebackPlan } from '../../queries/outbox.ts';
import '../../components/plan-list.css';

const DOES = { post: 'new for', change: 'other words for', 'take-back': 'taken back from' } as const;

/** Exactly what the next pass would send: totals first, then every entry and every value before and after. */
export function WritebackPlan() {
  const plan = useWritebackPlan(true);
  return (
    <section className="panel stack" aria-labelledby="plan-title">
      <h2 id="plan-title">Dry run of the next pass</h2>
      <Loaded query={plan} what="the dry run">
        {({ activities, values, calls }) =>
          activities.length === 0 && values.length === 0 ? (
            <EmptyState>The next pass would send nothing.</EmptyState>
          ) : (
            <>
              <p>
                <strong>
                  {formatCounted(activities.length, 'Timeline entry', 'Timeline entries')} ·{' '}
                  {formatCounted(values.length, 'value')} · {formatCounted(calls, 'call')}
                </strong>{' '}
                <span className="quiet">Nothing has been sent.</span>
              </p>
              {activities.length > 0 && (
                <ul className="list plan-list" aria-label="Timeline entries that would be sent">
                  {activities.map((activity) => (
                    <li key={activity.externalId} className="plan-row">
                      <details>
                        <summary>
                          <span dir="auto">{activity.subject}</span>{' '}
                          <span className="quiet">
                            {DOES[activity.does]} {activity.accountName}
                            {activity.reason !== null && `: ${deliveryReasonInWords(activity.reason)}`}
                          </span>
                        </summary>
                        {activity.notes !== '' && <ActivityNotes html={activity.notes} />}
                        <Link
                          to="/meetings/$meetingId"
                          params={{ meetingId: activity.meetingId }}
                          className="small"
                        >
                          Meeting
                        </Link>
                      </details>
                    </li>
                  ))}
                </ul>
              )}
              {values.length > 0 && (
                <ul className="list plan-list" aria-label="Values that would be sent">
                  {values.map((value) => (
                    <li key={`${value.gainsightId} ${value.field}`} className="plan-row">
                      <span dir="auto">{value.accountName}</span>
                      {value.object === 'Relationship' && (
                        <span dir="auto"> · relationship {value.recordName}</span>
                      )}{' '}
                      <span className="quiet">{value.fieldLabel}</span>{' '}
                      {value.beforeLabel ?? formatValue(value.before)} <span aria-hidden>→</span>
                      <span className="sr-only">becomes</span>{' '}
                      <strong>{value.afterLabel ?? formatValue(value.after)}</strong>
                      {value.awaitsConfirmation && (
                        <span className="quiet"> · waits for your look on the Writeback tab</span>
                      )}
                    </li>
                  ))}
                </ul>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  );
}
