import type { listMeetings, Meeting, ReplyOf } from '@handrail/contract';
import { dayOf } from '@handrail/core';
import { Button, Checkbox } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { SIDE_LABELS } from '../../components/labels.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Status } from '../../components/status.tsx';
import { Day, useNow, useTimeZone } from '../../components/time.tsx';
import { useCorrectSummary } from '../../queries/meetings.ts';
import { useIsViewedAs } from '../../session.tsx';

const FEW = 6;

interface OpenItem {
  readonly meeting: Meeting;
  readonly item: Meeting['openActionItems'][number];
}

/** What was promised in the account's meetings and is not ticked off: what is due first, then the newest. */
export function OpenItems({ meetings }: { meetings: UseQueryResult<ReplyOf<typeof listMeetings>, Error> }) {
  const [isWhole, setIsWhole] = useState(false);
  return (
    <section className="panel panel-flush" aria-labelledby="open-items">
      <div className="panel-title">
        <h2 id="open-items">Open action items</h2>
      </div>
      <Loaded query={meetings} what="the action items of this account">
        {({ items }) => {
          const open = inOrder(items);
          return open.length === 0 ? (
            <EmptyState>Nothing that was promised in a meeting is open.</EmptyState>
          ) : (
            <>
              <ul className="list">
                {open.slice(0, isWhole ? undefined : FEW).map((one) => (
                  <OpenItemRow key={one.item.id} {...one} />
                ))}
              </ul>
              {open.length > FEW && (
                <p style={{ padding: '8px 16px' }}>
                  <Button variant="subtle" size="compact-sm" onClick={() => setIsWhole(!isWhole)}>
                    {isWhole ? 'Show fewer' : `Show all ${open.length}`}
                  </Button>
                </p>
              )}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function inOrder(meetings: readonly Meeting[]): OpenItem[] {
  const open = meetings.flatMap((meeting) => meeting.openActionItems.map((item) => ({ meeting, item })));
  const byDay = ({ item }: OpenItem) => item.due ?? '9999';
  return open.sort((a, b) => (byDay(a) < byDay(b) ? -1 : byDay(a) > byDay(b) ? 1 : 0));
}

function OpenItemRow({ meeting, item }: OpenItem) {
  const tick = useCorrectSummary(meeting.id);
  const isViewedAs = useIsViewedAs();
  const today = dayOf(new Date(useNow()), useTimeZone());
  const side = SIDE_LABELS[item.side];
  return (
    <li className="list-row" style={{ alignItems: 'flex-start' }}>
      <Checkbox
        aria-label={`Done: ${item.text}`}
        checked={false}
        disabled={tick.isPending || isViewedAs}
        title={isViewedAs ? 'Nothing can be changed while you view as somebody else' : undefined}
        onChange={() => tick.mutate({ partId: item.id, change: { state: 'done' } })}
      />
      <div className="stack stack-tight" style={{ flex: 1, minWidth: 0 }}>
        <span dir="auto">{item.text}</span>
        <span className="row small quiet">
          <span dir="auto">{item.owner ?? 'Owner not said'}</span>
          {side !== null && <span>({side})</span>}
          {item.due !== null && (
            <span>
              due <Day on={item.due} />
            </span>
          )}
          {item.due !== null && item.due < today && <Status tone="bad" label="overdue" />}
          <Link to="/meetings/$meetingId" params={{ meetingId: meeting.id }}>
            <span dir="auto">{meeting.title}</span>
          </Link>
        </span>
        {tick.isError && <FailedState title="Could not tick it off" error={tick.error} />}
      </div>
    </li>
  );
}
