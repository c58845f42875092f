import type { SetAside } from '@handrail/contract';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { cutText } from '../../components/cut-text.tsx';
import type { Column } from '../../components/data-table.tsx';
import { ExactTime } from '../../components/time.tsx';

interface Actions {
  readonly onTryAgain: (id: string) => void;
  readonly onDismiss: (record: SetAside) => void;
  readonly onReopen: (record: SetAside) => void;
}

/** The columns of the records set aside, with what can be done to each; null: nothing, for want of rights. */
export function setAsideColumns({
  isDismissed,
  isBusy,
  actions,
}: {
  isDismissed: boolean;
  isBusy: boolean;
  actions: Actions | null;
}): readonly Column<SetAside>[] {
  return [
    {
      id: 'record',
      header: 'Record',
      track: 'minmax(112px, 1.4fr)',
      isWrapping: true,
      cell: ({ name, gainsightId }) => (
        <span dir="auto" title={gainsightId}>
          {name ?? gainsightId}
        </span>
      ),
    },
    {
      id: 'object',
      header: 'Object',
      track: '130px',
      from: 'wide',
      cell: ({ object }) => cutText(object),
    },
    {
      id: 'cause',
      header: 'Cause',
      track: 'minmax(140px, 2fr)',
      from: isDismissed ? 'desktop' : 'phone',
      isWrapping: true,
      cell: ({ cause }) => <span dir="auto">{cause}</span>,
    },
    {
      id: 'remedy',
      header: 'What to do',
      track: 'minmax(180px, 2.4fr)',
      from: 'wide',
      isWrapping: true,
      cell: ({ remedy }) => <span dir="auto">{remedy}</span>,
    },
    ...(isDismissed ? DISMISSED : OPEN),
    {
      id: 'run',
      header: 'Last run',
      track: '88px',
      from: 'tablet',
      cell: ({ runId, runNumber }) =>
        runNumber === null ? null : (
          <Link to="/sync/runs/$runId" params={{ runId }} tabIndex={-1}>
            #{runNumber}
          </Link>
        ),
    },
    ...(actions === null ? [] : [doing(actions, isDismissed, isBusy)]),
  ];
}

const OPEN: readonly Column<SetAside>[] = [
  {
    id: 'since',
    header: 'Since',
    track: '196px',
    from: 'wide',
    cell: ({ since }) => <ExactTime at={since} />,
  },
  {
    id: 'next',
    header: 'Next try',
    track: '196px',
    from: 'desktop',
    cell: ({ nextTryAt }) =>
      nextTryAt === null ? <span className="quiet">not by itself</span> : <ExactTime at={nextTryAt} />,
  },
];

const DISMISSED: readonly Column<SetAside>[] = [
  {
    id: 'reason',
    header: 'Dismissed because',
    track: 'minmax(120px, 2fr)',
    isWrapping: true,
    cell: ({ dismissed }) => <span dir="auto">{dismissed?.reason}</span>,
  },
  {
    id: 'by',
    header: 'By',
    track: '144px',
    from: 'tablet',
    cell: ({ dismissed }) => cutText(dismissed?.by ?? null),
  },
  {
    id: 'at',
    header: 'When',
    track: '196px',
    from: 'desktop',
    cell: ({ dismissed }) => <ExactTime at={dismissed?.at ?? null} />,
  },
];

function doing(
  { onTryAgain, onDismiss, onReopen }: Actions,
  isDismissed: boolean,
  isBusy: boolean,
): Column<SetAside> {
  return {
    id: 'doing',
    header: '',
    track: isDismissed ? '112px' : 'minmax(96px, 184px)',
    isWrapping: true,
    cell: (record) => {
      const name = record.name ?? record.gainsightId;
      if (isDismissed) {
        return (
          <Button
            variant="default"
            size="compact-xs"
            disabled={isBusy}
            aria-label={`Open again: ${name}`}
            onClick={() => onReopen(record)}
          >
            Open again
          </Button>
        );
      }
      return (
        <>
          <Button
            variant="default"
            size="compact-xs"
            disabled={isBusy || record.stream === null}
            aria-label={`Try again: ${name}`}
            onClick={() => onTryAgain(record.id)}
          >
            Try again
          </Button>
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={`Dismiss: ${name}`}
            onClick={() => onDismiss(record)}
          >
            Dismiss
          </Button>
        </>
      );
    },
  };
}
