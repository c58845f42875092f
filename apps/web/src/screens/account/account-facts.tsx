import type { AccountDetail } from '@handrail/contract';
import { Facts } from '../../components/facts.tsx';
import { formatDaysFromToday } from '../../components/format-time.ts';
import { formatMoney } from '../../components/format-value.ts';
import { ACCOUNT_STATUS_LABELS } from '../../components/labels.ts';
import { Status } from '../../components/status.tsx';
import { Day, Time, useNow, useTimeZone } from '../../components/time.tsx';
import { Why } from '../../components/why.tsx';
import { AccountGone } from './account-gone.tsx';

/** The line of facts under the name, and a word when the account is no longer in Gainsight or filtered out. */
export function AccountFacts({ account }: { account: AccountDetail }) {
  const now = useNow();
  const timeZone = useTimeZone();
  const renewal = account.renewalDate;
  return (
    <>
      <AccountGone account={account} />
      <Facts
        facts={[
          {
            label: 'Status',
            value: (
              <Status
                tone={account.status === 'active' ? 'good' : 'plain'}
                mark={account.status === 'active' ? '●' : account.status === 'churned' ? '✕' : '◌'}
                label={ACCOUNT_STATUS_LABELS[account.status]}
              />
            ),
          },
          ...(account.churnedOn === null
            ? []
            : [{ label: 'Churned on', value: <ChurnedOn account={account} /> }]),
          { label: 'Tier', value: account.tier ?? '–' },
          { label: 'CSM', value: account.csm ?? '–' },
          { label: 'Owner', value: account.owner ?? '–' },
          {
            label: 'Renewal',
            value: (
              <>
                <Day on={renewal} />
                {renewal !== null && (
                  <span className="quiet"> ({formatDaysFromToday(renewal, now, timeZone)})</span>
                )}
              </>
            ),
          },
          {
            label: 'ARR',
            value: <span className="number">{formatMoney(account.arr, account.currency)}</span>,
          },
          { label: 'Last sync', value: <Time at={account.lastSyncedAt} /> },
          {
            label: account.presence === 'present' ? 'Imported' : 'Not in the lists',
            value: <Why noun="account" subject={account.id} about={account.name} />,
          },
        ]}
      />
    </>
  );
}

/** The day of the churn, and whose word it is. */
function ChurnedOn({ account }: { account: AccountDetail }) {
  return (
    <>
      <Day on={account.churnedOn} />
      {account.churnedOnFrom === 'seen' && <span className="quiet"> (first seen)</span>}
    </>
  );
}
