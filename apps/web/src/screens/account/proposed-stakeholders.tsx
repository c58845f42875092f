import type { listProposedStakeholders, ReplyOf } from '@handrail/contract';
import { Button } from '@mantine/core';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { showDone } from '../../components/show-done.ts';
import { Time } from '../../components/time.tsx';
import {
  useAddStakeholder,
  useDismissProposal,
  useProposedStakeholders,
} from '../../queries/stakeholders.ts';
import { useIsAdmin } from '../../session.tsx';

type Proposal = ReplyOf<typeof listProposedStakeholders>['items'][number];

/** Who was met and is no stakeholder yet, each to be added or dismissed; nothing while there is nobody. */
export function ProposedStakeholders({ accountId }: { accountId: string }) {
  const proposed = useProposedStakeholders(accountId);
  const isAdmin = useIsAdmin();
  if (proposed.isError) {
    return (
      <FailedState
        title="Could not load the people proposed from meetings"
        error={proposed.error}
        onRetry={() => void proposed.refetch()}
        isRetrying={proposed.isFetching}
      />
    );
  }
  const items = proposed.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="panel panel-flush" aria-labelledby="proposed-stakeholders">
      <div className="panel-title">
        <h2 id="proposed-stakeholders">Proposed from meetings</h2>
        {!isAdmin && <span className="small quiet">An admin adds or dismisses them.</span>}
      </div>
      <ul className="list" aria-labelledby="proposed-stakeholders">
        {items.map((one) => (
          <li key={one.email} className="list-row row-between" style={{ flexWrap: 'wrap' }}>
            <Person proposal={one} />
            {isAdmin && <Decide accountId={accountId} proposal={one} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Person({ proposal: { name, email, meetings, lastMetAt } }: { proposal: Proposal }) {
  return (
    <span className="stack stack-tight" style={{ overflowWrap: 'anywhere' }}>
      <span dir="auto">{name ?? email}</span>
      <span className="small quiet">
        {name !== null && `${email} · `}
        {formatCounted(meetings, 'meeting')}
        {lastMetAt !== null && (
          <>
            , the last <Time at={lastMetAt} />
          </>
        )}
      </span>
    </span>
  );
}

function Decide({ accountId, proposal: { name, email } }: { accountId: string; proposal: Proposal }) {
  const add = useAddStakeholder(accountId);
  const dismiss = useDismissProposal(accountId);
  const who = name ?? email;
  const error = add.error ?? dismiss.error;
  return (
    <span className="row">
      {error !== null && (
        <span role="alert" className="small">
          {error.message}
        </span>
      )}
      <Button
        variant="default"
        size="compact-xs"
        aria-label={`Add ${who}`}
        loading={add.isPending}
        onClick={() =>
          add.mutate(
            { email, name, fromMeetings: true },
            { onSuccess: () => showDone(`${who} is a stakeholder now`) },
          )
        }
      >
        Add
      </Button>
      <Button
        variant="subtle"
        size="compact-xs"
        aria-label={`Dismiss ${who}`}
        loading={dismiss.isPending}
        onClick={() =>
          dismiss.mutate(email, { onSuccess: () => showDone(`${who} is not proposed any more`) })
        }
      >
        Dismiss
      </Button>
    </span>
  );
}
