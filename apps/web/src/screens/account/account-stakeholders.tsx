import type { Stakeholder } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { stakeholderName } from '../../components/labels.ts';
import { Loaded } from '../../components/loaded.tsx';
import { ExactTime } from '../../components/time.tsx';
import { TouchGap } from '../../components/touch-gap.tsx';
import { Why } from '../../components/why.tsx';
import { useStakeholders } from '../../queries/stakeholders.ts';
import { useIsAdmin } from '../../session.tsx';
import { AddStakeholder } from './add-stakeholder.tsx';
import { ProposedStakeholders } from './proposed-stakeholders.tsx';
import '../../components/plain-table.css';
import './account.css';

/**
 * The account's active stakeholders by name with their touches; an admin adds some, and takes over who is proposed. They
 * leave the lists with an account that is not here, and nobody comes to it then.
 */
export function AccountStakeholders({ accountId, isHere }: { accountId: string; isHere: boolean }) {
  const stakeholders = useStakeholders(accountId);
  const isAdmin = useIsAdmin();
  return (
    <>
      {isHere && <ProposedStakeholders accountId={accountId} />}
      <section className="panel panel-flush" aria-labelledby="account-stakeholders">
        <div className="panel-title">
          <h2 id="account-stakeholders">Stakeholders</h2>
          {isAdmin && isHere && <AddStakeholder accountId={accountId} />}
        </div>
        <Loaded query={stakeholders} what="the stakeholders of this account">
          {({ items, total }) =>
            items.length === 0 ? (
              <EmptyState>
                {isHere
                  ? 'The people whom Gainsight knows at this account will stand here.'
                  : 'The people of this account left the lists with it, and come back with it.'}
              </EmptyState>
            ) : (
              <>
                <ul className="list" aria-labelledby="account-stakeholders">
                  {items.map((one) => (
                    <li key={one.id} className="meeting-row">
                      <Row stakeholder={one} />
                    </li>
                  ))}
                </ul>
                {total > items.length && (
                  <p className="small quiet" style={{ padding: '8px 16px' }}>
                    {items.length} of {formatCounted(total, 'stakeholder')} ·{' '}
                    <Link to="/stakeholders" search={{ accountId }}>
                      Show all
                    </Link>
                  </p>
                )}
              </>
            )
          }
        </Loaded>
      </section>
    </>
  );
}

function Row({ stakeholder }: { stakeholder: Stakeholder }) {
  const { id, title, role, email, phone, lastTouchAt, touchDueAt } = stakeholder;
  const name = stakeholderName(stakeholder);
  const isOurs = stakeholder.gainsightId === null;
  return (
    <>
      <span className="meeting-row-title">
        <Link to="/stakeholders/$stakeholderId" params={{ stakeholderId: id }}>
          <bdi>{name}</bdi>
        </Link>
      </span>
      <span className="small quiet">
        {lastTouchAt === null ? 'No meeting yet' : <ExactTime at={lastTouchAt} />}
      </span>
      <span className="row small quiet meeting-row-wide">
        <bdi>{[title, role, email, phone].filter((text) => text !== null).join(' · ')}</bdi>
        {isOurs && <span className="manual-mark">not in Gainsight</span>}
        {touchDueAt !== null && <TouchGap {...stakeholder} />}
        <Why noun="stakeholder" subject={id} about={name} />
      </span>
    </>
  );
}
