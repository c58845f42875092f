import { standingInWords } from '@handrail/contract';
import type { EntryStanding, Meeting } from '@handrail/contract';
import { DeliveryState } from './delivery-state.tsx';
import { Time } from './time.tsx';

/** Where a meeting stands on its way to the Gainsight Timeline, in a few words; the worst of several targets. */
export function TimelineState({
  timeline,
  unseen,
}: {
  timeline: Meeting['timeline'];
  unseen?: Meeting['unseenAccounts'];
}) {
  const entries = [...timeline, ...(unseen ?? []).flatMap(toStanding)];
  const worst = ORDER.flatMap((state) => entries.filter((entry) => entry.state === state))[0];
  if (worst === undefined) return <span className="quiet">Not pushed</span>;
  const { state, word, change } = standingInWords(worst);
  return <DeliveryState state={state} label={change === null ? word : `${word}, ${change}`} />;
}

/** Of an account that is not to be seen no more is known than what stands. */
function toStanding({ state, deliveredAt }: Meeting['unseenAccounts'][number]): EntryStanding[] {
  const known = deliveredAt === null ? state : 'delivered';
  return known === null ? [] : [{ state: known, standsSince: deliveredAt, next: null, reason: null }];
}

/** What stands of an entry at Gainsight and since when, what is still to become of it, and why. */
export function EntryState({ entry }: { entry: EntryStanding }) {
  const { state, word, change, why } = standingInWords(entry);
  const rest = [change, why].filter((part) => part !== null).join(': ');
  return (
    <>
      <DeliveryState state={state} label={word} />
      {entry.standsSince !== null && <Time at={entry.standsSince} />}
      {rest !== '' && <span className="quiet">{entry.standsSince === null ? rest : `· ${rest}`}</span>}
    </>
  );
}

const ORDER = ['refused', 'unknown', 'paused', 'sending', 'waiting', 'delivered', 'withdrawn'] as const;
