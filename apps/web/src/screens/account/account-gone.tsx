import type { AccountDetail } from '@handrail/contract';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCount } from '../../components/format-value.ts';
import { Notice } from '../../components/notice.tsx';
import { ExactTime, Time } from '../../components/time.tsx';
import { useDecideAccount } from '../../queries/retention.ts';
import { useIsAdmin } from '../../session.tsx';
import { LegalHold } from './legal-hold.tsx';

/** How an account is gone, since when and until when, with the way back; nothing for one that stands. */
export function AccountGone({ account }: { account: AccountDetail }) {
  const isAdmin = useIsAdmin();
  const decide = useDecideAccount(account.id);
  const { gone, merge, keptAt } = account;
  const button = (act: 'restore' | 'release' | 'confirm-merge' | 'reject-merge', label: string) =>
    isAdmin && (
      <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate({ act })}>
        {label}
      </Button>
    );
  return (
    <>
      {gone?.kind === 'deleted' && merge?.state === 'proposed' && (
        <Notice
          tone="mid"
          title="This account seems to have been merged"
          actions={
            <>
              {button('confirm-merge', 'Move its history there')}
              {button('reject-merge', 'It was not merged')}
            </>
          }
        >
          <p>
            {formatCount(merge.peopleThere ?? 0)} of its {formatCount(merge.people ?? 0)} people are at{' '}
            <Into merge={merge} /> now.
          </p>
        </Notice>
      )}
      {gone !== null && gone.kind !== 'unreadable' && (
        <Notice
          tone="mid"
          title={TITLES[gone.kind]}
          actions={gone.kind !== 'filtered' && button('restore', 'Put it back')}
        >
          <p>
            Since <Time at={gone.since} />.{' '}
            {gone.kind === 'merged' && merge !== null && <Moved merge={merge} />}
            {gone.kind === 'filtered' && (
              <>
                It comes back with all of its history when{' '}
                <Link to="/settings/integrations/gainsight" search={{ tab: 'accounts' }}>
                  the filter
                </Link>{' '}
                matches it again.{' '}
              </>
            )}
            {gone.kind === 'deleted' && 'When its id answers again, all of it comes back. '}
            <Until until={gone.until} isHeld={gone.isHeld} />
          </p>
        </Notice>
      )}
      {gone?.kind === 'unreadable' && (
        <Notice tone="mid" title="Gainsight does not let companies be read">
          <p>
            What stands here is as of <ExactTime at={gone.since} />; nothing was changed by it.{' '}
            {account.unreadable?.remedy}
          </p>
        </Notice>
      )}
      {keptAt !== null && (
        <Notice
          tone="plain"
          title="Gone from Gainsight, kept here by hand"
          actions={button('release', 'Let it go again')}
        >
          <p>
            Put back <Time at={keptAt} />. No run takes it out of the lists.
          </p>
        </Notice>
      )}
      {(gone !== null || account.hold !== null) && isAdmin && <LegalHold account={account} />}
      {decide.isError && <FailedState title="It did not happen" error={decide.error} />}
    </>
  );
}

const TITLES = {
  deleted: 'This account was deleted in Gainsight',
  merged: 'This account was merged into another',
  filtered: 'This account is filtered out',
} as const;

type Merge = NonNullable<AccountDetail['merge']>;

function Into({ merge }: { merge: Merge }) {
  return (
    <Link to="/accounts/$accountId" params={{ accountId: merge.into.id }} dir="auto">
      {merge.into.name}
    </Link>
  );
}

function Moved({ merge }: { merge: Merge }) {
  return (
    <>
      Its meetings and what stands in the Timeline went to <Into merge={merge} />
      {merge.evidence === 'crm-id' && ', which has its CRM id now'}.{' '}
    </>
  );
}

function Until({ until, isHeld }: { until: string | null; isHeld: boolean }) {
  if (isHeld) return 'A legal hold keeps it from being removed.';
  if (until === null) return 'It is kept for ever.';
  return (
    <>
      It is kept until <ExactTime at={until} />, then removed for good.
    </>
  );
}
