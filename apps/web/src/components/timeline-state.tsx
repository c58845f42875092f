import type { Meeting } from '@handrail/contract';
import { DeliveryState } from './delivery-state.tsx';

/** Where a meeting stands on its way to the Gainsight Timeline, in one word; the worst of several targets. */
export function TimelineState({ timeline }: { timeline: Meeting['timeline'] }) {
  const worst = ORDER.flatMap((state) => timeline.filter((entry) => entry.state === state))[0];
  if (worst === undefined) return <span className="quiet">Not pushed</span>;
  if (worst.state === 'delivered') return <DeliveryState state="delivered" label="In Timeline" />;
  return <DeliveryState state={worst.state} {...(worst.state === 'unknown' ? { label: 'Unknown' } : {})} />;
}

const ORDER = ['refused', 'unknown', 'paused', 'sending', 'waiting', 'delivered', 'withdrawn'] as const;
