import type { Meeting } from '@handrail/contract';
import { DeliveryState } from './delivery-state.tsx';

/** Where a meeting stands on its way to the Gainsight Timeline, in one word; the worst of several targets. */
export function TimelineState({
  timeline,
  unseen,
}: {
  timeline: Meeting['timeline'];
  unseen: Meeting['unseenAccounts'];
}) {
  const states = [
    ...timeline.map(({ state }) => state),
    ...unseen.map(({ state, deliveredAt }) => (deliveredAt === null ? state : 'delivered')),
  ];
  const worst = ORDER.find((state) => states.includes(state));
  if (worst === undefined) return <span className="quiet">Not pushed</span>;
  if (worst === 'delivered') return <DeliveryState state="delivered" label="In Timeline" />;
  return <DeliveryState state={worst} {...(worst === 'unknown' ? { label: 'Unknown' } : {})} />;
}

const ORDER = ['refused', 'unknown', 'paused', 'sending', 'waiting', 'delivered', 'withdrawn'] as const;
