import type { Run } from '@handrail/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { formatCount, formatCounted } from '../../components/format-value.ts';
import { Notice } from '../../components/notice.tsx';
import { showDone } from '../../components/show-done.ts';
import { useApproveRun, useRejectRun } from '../../queries/streams.ts';
import { useIsAdmin } from '../../session.tsx';
import { withheldNoun, withheldVerb } from './withheld-words.ts';

const EXIT_WORDS = {
  missing: 'no longer in Gainsight',
  filtered: 'no longer matches the filter',
  churned: 'turned to Churned',
  removed: 'its days are over; it would be removed for good',
  'no-access': 'would have no access',
  lowered: 'would get a lesser role',
} as const;

/** The ways to decide stand in sight below so many. */
const NAMED_AT_ONCE = 12;

function ExitNames({ exits }: { exits: NonNullable<Run['withheld']>['sample'] }) {
  return (
    <ul className="run-withheld">
      {exits.map(({ gainsightId, name, kind }) => (
        <li key={gainsightId}>
          <bdi>{name ?? gainsightId}</bdi> · {EXIT_WORDS[kind]}
        </li>
      ))}
    </ul>
  );
}

/** A turn to Churned and a loss of rights remove nobody. */
function nameOfEffect({ sample }: NonNullable<Run['withheld']>): string {
  const leaves = sample.every(({ kind }) => kind === 'missing' || kind === 'filtered' || kind === 'removed');
  return leaves ? 'removal' : 'the change';
}

/** What the deletion guard held back: the extent, some of the names, and the two ways to decide. */
export function WithheldExits({ run, withheld }: { run: Run; withheld: NonNullable<Run['withheld']> }) {
  const [asking, setAsking] = useState<'approve' | 'reject' | null>(null);
  const approve = useApproveRun();
  const reject = useRejectRun();
  const isAdmin = useIsAdmin();
  const isOpen = run.state === 'awaiting-approval';
  const extent = formatCounted(withheld.count, withheldNoun(run.stream));
  const approval = `Confirm ${nameOfEffect(withheld)} of ${extent}`;
  const command = asking === 'reject' ? reject : approve;
  const close = () => {
    setAsking(null);
    approve.reset();
    reject.reset();
  };
  return (
    <Notice
      tone="mid"
      title={`${extent} of ${formatCount(withheld.live)} ${withheldVerb(run.stream)}${isOpen ? '; held back until somebody decides' : ''}`}
      actions={
        isOpen &&
        isAdmin && (
          <>
            <Button color="danger" onClick={() => setAsking('approve')}>
              {approval}
            </Button>
            <Button variant="default" onClick={() => setAsking('reject')}>
              Keep them all
            </Button>
          </>
        )
      }
    >
      <ExitNames exits={withheld.sample.slice(0, NAMED_AT_ONCE)} />
      {withheld.count > NAMED_AT_ONCE && (
        <details>
          <summary>{formatCount(withheld.count - NAMED_AT_ONCE)} more</summary>
          <ExitNames exits={withheld.sample.slice(NAMED_AT_ONCE)} />
          {withheld.count > withheld.sample.length && (
            <p>and {formatCount(withheld.count - withheld.sample.length)} more</p>
          )}
        </details>
      )}
      <Confirm
        isOpen={asking !== null}
        title={asking === 'reject' ? `Keep ${extent}` : `Let ${extent} go`}
        actionLabel={asking === 'reject' ? 'Keep them all' : approval}
        isDangerous={asking === 'approve'}
        isBusy={command.isPending}
        error={command.error}
        onClose={close}
        onConfirm={() =>
          command.mutate(run.id, {
            onSuccess: () => {
              showDone(asking === 'reject' ? `${extent} stay` : `${extent} let go`);
              close();
            },
          })
        }
      >
        {asking === 'reject' ? (
          <p>
            All of them stay as they are. The next full run, within a day, asks again about those of which it
            is still so.
          </p>
        ) : run.stream === 'users' ? (
          <p>
            They are compared with Gainsight once more. Who still would have no access loses it at once, with
            sessions and tokens; who still would get a lesser role gets it. Never more than are shown here.
          </p>
        ) : (
          <p>
            They are compared with Gainsight once more. Who is gone is hidden, kept for 7 days, and comes back
            with its history when its id answers again; who no longer matches the filter leaves the lists; who
            turned to Churned is shown so. Never more than are shown here.
          </p>
        )}
      </Confirm>
    </Notice>
  );
}
