import type { MeetingsPreview } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatCount, formatCounted } from '../../components/format-value.ts';
import { ExactTime } from '../../components/time.tsx';

type Simulated = MeetingsPreview['attribution']['list'][number];

const TITLES: Readonly<Record<Simulated['kind'], string>> = {
  moved: 'To other accounts',
  gained: 'To an account at last',
  lost: 'Back to Review',
};

/** What saving would do to meetings that are stored: totals first, then every meeting with its reason. */
export function MeetingsEffect({ preview }: { preview: MeetingsPreview }) {
  const { exclusion, attribution } = preview;
  const { moved, gained, lost } = attribution.totals;
  const withdrawals = exclusion.withdrawals + attribution.withdrawals;
  return (
    <>
      <p role="status">
        <strong>{formatCounted(exclusion.excluded, 'meeting')}</strong> kept out ·{' '}
        <strong>{formatCount(moved)}</strong> moved · <strong>{formatCount(gained)}</strong> placed ·{' '}
        <strong>{formatCount(lost)}</strong> to Review · <strong>{formatCount(withdrawals)}</strong>{' '}
        {withdrawals === 1 ? 'entry leaves' : 'entries leave'} a Timeline.
      </p>
      <p className="small quiet">
        All {formatCounted(attribution.judged, 'meeting')} of history that rules place were judged anew; what
        a person decided stays.
        {exclusion.keptOut > 0 &&
          ` ${formatCounted(exclusion.keptOut, 'meeting')} kept out now ${exclusion.keptOut === 1 ? 'is' : 'are'} judged again: of a recorder when it is read, of a file when it is imported again.`}
      </p>
      {exclusion.list.length > 0 && (
        <Group title="Kept out" total={exclusion.excluded} shown={exclusion.list.length}>
          {exclusion.list.map(({ meetingId, title, startedAt, ruleInWords }) => (
            <Row key={meetingId} id={meetingId} title={title} startedAt={startedAt}>
              by {ruleInWords}
            </Row>
          ))}
        </Group>
      )}
      {(['moved', 'gained', 'lost'] as const)
        .filter((kind) => attribution.totals[kind] > 0)
        .map((kind) => {
          const rows = attribution.list.filter((one) => one.kind === kind);
          return (
            <Group key={kind} title={TITLES[kind]} total={attribution.totals[kind]} shown={rows.length}>
              {rows.map((row) => (
                <Row key={row.meetingId} id={row.meetingId} title={row.title} startedAt={row.startedAt}>
                  {namesOf(row.before)} → {namesOf(row.after)}: {row.reason}
                  {row.withdrawnFrom.length > 0 &&
                    ` Its entry leaves the Timeline of ${namesOf(row.withdrawnFrom)}.`}
                </Row>
              ))}
            </Group>
          );
        })}
    </>
  );
}

function Group({
  title,
  total,
  shown,
  children,
}: {
  title: string;
  total: number;
  shown: number;
  children: ReactNode;
}) {
  return (
    <details open>
      <summary>
        <strong>{title}</strong> <span className="number">{formatCount(total)}</span>
      </summary>
      <ul className="list" aria-label={title}>
        {children}
      </ul>
      {total > shown && (
        <p className="small quiet">
          The first {formatCount(shown)} of {formatCount(total)}.
        </p>
      )}
    </details>
  );
}

function Row({
  id,
  title,
  startedAt,
  children,
}: {
  id: string;
  title: string;
  startedAt: string | null;
  children: ReactNode;
}) {
  return (
    <li className="small">
      <Link to="/meetings/$meetingId" params={{ meetingId: id }} search={{}} dir="auto">
        <strong>{title}</strong>
      </Link>{' '}
      {startedAt !== null && <ExactTime at={startedAt} />} <span className="quiet">· {children}</span>
    </li>
  );
}

function namesOf(accounts: readonly { readonly name: string }[]): string {
  return accounts.length === 0 ? 'no account' : accounts.map(({ name }) => name).join(', ');
}
