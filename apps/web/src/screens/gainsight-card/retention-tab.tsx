import type { RetentionPlan } from '@handrail/contract';
import { DEFAULT_CONFIGURATION, GRACE_DAYS, parseConfig } from '@handrail/core';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatCount, formatCounted } from '../../components/format-value.ts';
import { GONE_LABELS } from '../../components/labels.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { showDone } from '../../components/show-done.ts';
import { ExactTime, Time } from '../../components/time.tsx';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useRetentionPlan, useRunRetention } from '../../queries/retention.ts';
import { useStreams } from '../../queries/streams.ts';
import { KeepChoice } from './keep-choice.tsx';
import { WhenFiltered } from './when-filtered.tsx';
import '../../components/plain-table.css';

/** How long accounts that left are kept, and what the next pass would remove. */
export function RetentionTab({ draft }: { draft: ConfigDraft }) {
  const isWhole = parseConfig({ version: 1, ...draft.document }).ok;
  const plan = useRetentionPlan(draft.document, isWhole);
  return (
    <>
      <AccountsGone draft={draft} />
      <WhenFiltered draft={draft} />
      <Loaded query={plan} what="what would be removed">
        {(found) => <Plan plan={found} isDraft={draft.changes.length > 0} />}
      </Loaded>
    </>
  );
}

function AccountsGone({ draft }: { draft: ConfigDraft }) {
  const kept =
    asRecord(draft.document['retention'])['accountsGone'] ?? DEFAULT_CONFIGURATION.retention.accountsGone;
  return (
    <section className="panel stack" aria-labelledby="gone-title">
      <h2 id="gone-title">When an account is gone from Gainsight</h2>
      <p className="small quiet">
        Deleted and merged ones leave the lists at once and stay here for at least {GRACE_DAYS} days; until
        they are removed they can be put back.
      </p>
      <KeepChoice
        label="How long accounts are kept that are gone from Gainsight"
        value={typeof kept === 'number' ? kept : 'forever'}
        usualDays={90}
        onChange={(next) => draft.edit((document) => put(document, ['retention', 'accountsGone'], next))}
      />
    </section>
  );
}

function Plan({ plan, isDraft }: { plan: RetentionPlan; isDraft: boolean }) {
  const [isAsking, setIsAsking] = useState(false);
  const run = useRunRetention();
  const nextAt = useStreams().data?.items.find(({ name }) => name === 'retention')?.nextFullDueAt ?? null;
  const extent = formatCounted(plan.due, 'account');
  return (
    <section className="panel panel-flush" aria-labelledby="plan-title">
      <div className="stack" style={{ padding: 16 }}>
        <div className="row row-between">
          <h2 id="plan-title">Removed by the next daily pass</h2>
          {plan.due > 0 && !isDraft && plan.blockedByRun === null && (
            <Button variant="default" size="xs" onClick={() => setIsAsking(true)}>
              Remove {extent} now
            </Button>
          )}
        </div>
        <p role="status">
          {plan.due === 0 ? (
            `${isDraft ? 'By this draft' : 'Today'} no account would be removed.`
          ) : (
            <>
              {isDraft ? 'By this draft' : 'Today'} <strong>{extent}</strong> would be removed, the oldest
              gone since <ExactTime at={plan.oldestLeftAt} />.
            </>
          )}{' '}
          <span className="quiet">
            {formatCount(plan.waiting)} out or gone and not due yet
            {plan.held > 0 && `, ${formatCount(plan.held)} kept by a legal hold`}.
            {nextAt !== null && (
              <>
                {' '}
                The pass comes <Time at={nextAt} isAhead />.
              </>
            )}
          </span>
        </p>
        {plan.blockedByRun !== null && (
          <Notice tone="mid" title={`Run ${plan.blockedByRun} waits for a decision`}>
            <p>
              Nothing is removed before. <Link to="/sync/runs">See the runs</Link>
            </p>
          </Notice>
        )}
      </div>
      {plan.due === 0 ? (
        <EmptyState>Accounts whose days are over will stand here before they are removed.</EmptyState>
      ) : (
        <DueAccounts plan={plan} />
      )}
      <Confirm
        isOpen={isAsking}
        title={`Remove ${extent} for good`}
        actionLabel={`Remove ${extent}`}
        isDangerous
        typedName={String(plan.due)}
        isBusy={run.isPending}
        error={run.error}
        onClose={() => {
          setIsAsking(false);
          run.reset();
        }}
        onConfirm={() =>
          run.mutate(plan.due, {
            onSuccess: () => {
              showDone('Retention runs; its run tells what was removed');
              setIsAsking(false);
            },
          })
        }
      >
        <p>
          Scores, metrics, manual values and the words of meetings that belong to no other account go with
          them. This cannot be undone.
        </p>
      </Confirm>
    </section>
  );
}

function DueAccounts({ plan }: { plan: RetentionPlan }) {
  return (
    <>
      <table className="plain-table" aria-label="Accounts to be removed">
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">How</th>
            <th scope="col">Gone since</th>
          </tr>
        </thead>
        <tbody>
          {plan.accounts.map(({ id, name, kind, leftAt }) => (
            <tr key={id}>
              <td data-label="Account">
                <Link to="/accounts/$accountId" params={{ accountId: id }} dir="auto">
                  {name}
                </Link>
              </td>
              <td data-label="How">{GONE_LABELS[kind]}</td>
              <td data-label="Gone since">
                <Time at={leftAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {plan.due > plan.accounts.length && (
        <p className="small quiet" style={{ padding: '8px 16px' }}>
          and {formatCount(plan.due - plan.accounts.length)} more
        </p>
      )}
    </>
  );
}
