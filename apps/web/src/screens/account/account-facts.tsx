import type { AccountDetail } from '@handrail/contract';
import { Facts } from '../../components/facts.tsx';
import { formatDaysFromToday } from '../../components/format-time.ts';
import { formatMoney } from '../../components/format-value.ts';
import { ACCOUNT_STATUS_LABELS } from '../../components/labels.ts';
import { Notice } from '../../components/notice.tsx';
import { Status } from '../../components/status.tsx';
import { Day, Time, useNow, useTimeZone } from '../../components/time.tsx';
import { Why } from '../../components/why.tsx';

/** The line of facts under the name, and a word when the account is no longer in Gainsight or filtered out. */
export function AccountFacts({ account }: { account: AccountDetail }) {
  const now = useNow();
  const timeZone = useTimeZone();
  const renewal = account.renewalDate;
  return (
    <>
      {account.presence === 'missing' && (
        <Notice tone="mid" title="This account is missing in Gainsight">
          <p>Its history is kept. When its id answers again, all of it comes back.</p>
        </Notice>
      )}
      {account.presence === 'filtered' && (
        <Notice tone="mid" title="This account is filtered out">
          <p>The saved filter does not match it any more. Coming back into the filter restores it.</p>
        </Notice>
      )}
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
            : [{ label: 'Churned on', value: <Day on={account.churnedOn} /> }]),
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
          { label: 'Imported', value: <Why noun="account" subject={account.id} about={account.name} /> },
        ]}
      />
    </>
  );
}
