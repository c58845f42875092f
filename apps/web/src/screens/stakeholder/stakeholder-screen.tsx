import type { StakeholderDetail } from '@handrail/contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { Facts } from '../../components/facts.tsx';
import { STAKEHOLDER_SOURCE_LABELS, stakeholderName } from '../../components/labels.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { RecordChanges } from '../../components/record-changes.tsx';
import { ExactTime, Time } from '../../components/time.tsx';
import { TouchGap } from '../../components/touch-gap.tsx';
import { Why } from '../../components/why.tsx';
import { useStakeholder } from '../../queries/stakeholders.ts';
import { useIsAdmin } from '../../session.tsx';
import { RemoveStakeholder } from './remove-stakeholder.tsx';
import { StakeholderFields } from './stakeholder-fields.tsx';

const route = getRouteApi('/stakeholders/$stakeholderId');
const CRUMBS = [{ label: 'Stakeholders', to: '/stakeholders' }];

/** One stakeholder: where we know them from, fields with what is set by hand, touches, relationships, changes. */
export function StakeholderScreen() {
  const { stakeholderId } = route.useParams();
  const stakeholder = useStakeholder(stakeholderId);
  const isAdmin = useIsAdmin();
  const { data } = stakeholder;
  // Whom Gainsight knows leaves when Gainsight says so.
  const isRemovable = isAdmin && data !== undefined && data.gainsightId === null;
  return (
    <Page
      title={data === undefined ? 'Stakeholder' : stakeholderName(data)}
      crumbs={CRUMBS}
      actions={isRemovable && <RemoveStakeholder stakeholder={data} />}
    >
      <Loaded query={stakeholder} what="the stakeholder">
        {(detail) => (
          <>
            <StakeholderFacts stakeholder={detail} />
            <StakeholderFields stakeholder={detail} />
            <div className="columns">
              <Meetings meetings={detail.meetings} />
              <Relationships stakeholder={detail} />
            </div>
            <section className="stack" aria-labelledby="stakeholder-changes">
              <h2 id="stakeholder-changes">Changes</h2>
              <RecordChanges changes={detail.changes} />
            </section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function StakeholderFacts({ stakeholder }: { stakeholder: StakeholderDetail }) {
  const { id, accountId, accountName, source, lastTouchAt } = stakeholder;
  return (
    <Facts
      facts={[
        {
          label: 'Account',
          value: (
            <Link
              to="/accounts/$accountId"
              params={{ accountId }}
              search={{ tab: 'stakeholders' }}
              dir="auto"
            >
              {accountName}
            </Link>
          ),
        },
        { label: 'Known from', value: STAKEHOLDER_SOURCE_LABELS[source] },
        { label: 'Last touch', value: <Time at={lastTouchAt} empty="No meeting yet" /> },
        { label: 'Next touch', value: <TouchGap {...stakeholder} /> },
        {
          label: 'Here',
          value: <Why noun="stakeholder" subject={id} about={stakeholderName(stakeholder)} />,
        },
      ]}
    />
  );
}

function Meetings({ meetings }: { meetings: StakeholderDetail['meetings'] }) {
  return (
    <section className="panel panel-flush" aria-labelledby="stakeholder-meetings">
      <div className="panel-title">
        <h2 id="stakeholder-meetings">Touches</h2>
      </div>
      {meetings.length === 0 ? (
        <EmptyState>Meetings of the account in which they took part will stand here.</EmptyState>
      ) : (
        <ul className="list">
          {meetings.map(({ id, title, startedAt }) => (
            <li key={id}>
              <Link to="/meetings/$meetingId" params={{ meetingId: id }} className="list-row row-between">
                <span dir="auto">{title}</span>
                <span className="small quiet">
                  <ExactTime at={startedAt} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Relationships({ stakeholder: { accountId, relationships } }: { stakeholder: StakeholderDetail }) {
  return (
    <section className="panel panel-flush" aria-labelledby="stakeholder-relationships">
      <div className="panel-title">
        <h2 id="stakeholder-relationships">Relationships</h2>
      </div>
      {relationships.length === 0 ? (
        <EmptyState>They belong to no relationship of the account.</EmptyState>
      ) : (
        <ul className="list">
          {relationships.map(({ id, name, role }) => (
            <li key={id}>
              <Link
                to="/accounts/$accountId"
                params={{ accountId }}
                search={{ tab: 'relationships' }}
                className="list-row row-between"
              >
                <span dir="auto">{name}</span>
                <span className="small quiet" dir="auto">
                  {role}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
