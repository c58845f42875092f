import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Choice } from '../../components/choice.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FieldChanges } from '../../components/field-changes.tsx';
import { formatCounted } from '../../components/format-value.ts';
import type { RunDetail } from '../../queries/streams.ts';

type Outcome = RunDetail['records'][number]['outcome'];
const OUTCOMES: Record<Outcome, string> = {
  added: 'Added',
  changed: 'Changed',
  missing: 'Missing',
  returned: 'Returned',
  filtered: 'Filtered out',
  removed: 'Removed',
  'set-aside': 'Set aside',
};

/** The first records of a run by outcome, each with what changed or why it was left out. */
export function RunRecords({ run }: { run: RunDetail }) {
  const [outcome, setOutcome] = useState<Outcome | undefined>(undefined);
  const present = new Set(run.records.map((record) => record.outcome));
  const shown = run.records.filter((record) => outcome === undefined || record.outcome === outcome);
  return (
    <section className="panel panel-flush" aria-labelledby="records-title">
      <div className="panel-title">
        <h2 id="records-title">Records by outcome</h2>
        {present.size > 1 && (
          <Choice
            label="Outcome"
            value={outcome}
            options={[
              { value: '' as const, label: 'All' },
              ...[...present].map((value) => ({ value, label: OUTCOMES[value] })),
            ]}
            onChange={setOutcome}
          />
        )}
      </div>
      {shown.length === 0 ? (
        <EmptyState>Records that this run added, changed, filtered or set aside will stand here.</EmptyState>
      ) : (
        <ul className="list">
          {shown.map((record, at) => (
            <li key={`${record.gainsightId ?? record.recordId ?? ''} ${at}`} className="run-record">
              <span className="small quiet">{OUTCOMES[record.outcome]}</span>
              <div className="stack stack-tight">
                <span dir="auto">
                  {record.recordId !== null && record.kind === 'account' ? (
                    <Link to="/accounts/$accountId" params={{ accountId: record.recordId }}>
                      {record.name ?? record.gainsightId}
                    </Link>
                  ) : record.recordId !== null && record.kind === 'meeting' ? (
                    <Link to="/meetings/$meetingId" params={{ meetingId: record.recordId }}>
                      {record.name ?? record.recordId}
                    </Link>
                  ) : (
                    (record.name ?? record.gainsightId ?? 'Without a name')
                  )}
                </span>
                {record.reason !== null && <span className="small">{record.reason}</span>}
                <FieldChanges fields={record.fields} />
              </div>
            </li>
          ))}
        </ul>
      )}
      <p className="small quiet run-records-foot">
        {formatCounted(shown.length, 'record')} shown; a long run shows its first.
      </p>
    </section>
  );
}
