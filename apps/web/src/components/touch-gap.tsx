import { formatCounted } from './format-value.ts';
import { Status } from './status.tsx';
import { Day } from './time.tsx';

/** Where the next touch stands against the cadence: late by so many days, due on a day, or not expected. */
export function TouchGap({
  overdueDays,
  touchDueAt,
}: {
  overdueDays: number | null;
  touchDueAt: string | null;
}) {
  if (touchDueAt === null) return <span className="quiet">none expected</span>;
  if (overdueDays === null) {
    return (
      <span>
        due <Day on={touchDueAt.slice(0, 10)} />
      </span>
    );
  }
  const late = overdueDays === 0 ? 'due today' : `overdue by ${formatCounted(overdueDays, 'day')}`;
  return <Status tone="mid" mark="▲" label={late} />;
}
