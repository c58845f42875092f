import type { Explanation, RunRecord } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { FieldChanges } from '../../components/field-changes.tsx';
import { Time } from '../../components/time.tsx';
import { Why } from '../../components/why.tsx';

const EVENTS: Readonly<Record<string, string>> = {
  added: 'Added',
  changed: 'Changed',
  returned: 'Returned',
  missing: 'Gone',
  removed: 'Removed',
  filtered: 'Filtered out',
  left: 'Left by the filter',
  churned: 'Would churn',
  'no-access': 'Would lose access',
  lowered: 'Would get a lesser role',
  decided: 'Decided anew',
  unchanged: 'Unchanged',
  'set-aside': 'Set aside',
};
/** What a held exit would do: nothing has happened yet. */
const HELD_EVENTS: Readonly<Record<string, string>> = {
  missing: 'Would go: no longer in Gainsight',
  removed: 'Would be removed',
  filtered: 'Would be filtered out',
};

/** What a record is of, by its kind or the source's object. */
const NOUNS: Readonly<Record<string, Explanation['noun']>> = {
  account: 'account',
  accounts: 'account',
  deletions: 'account',
  Company: 'account',
  relationship: 'relationship',
  relationships: 'relationship',
  Relationship: 'relationship',
  stakeholder: 'stakeholder',
  stakeholders: 'stakeholder',
  company_person: 'stakeholder',
};

/** One record of a run: what happened, to whom, what changed or why it is out. */
export function RecordRow({ record, isHeld }: { record: RunRecord; isHeld: boolean }) {
  const { kind, recordId, gainsightId, name, account, event, fields, reason, changedSincePreviewOf } = record;
  const noun = NOUNS[kind];
  const subject = recordId ?? gainsightId;
  const shown = name ?? gainsightId ?? 'Without a name';
  return (
    <li className="run-record">
      <span className="small quiet">
        {(isHeld ? HELD_EVENTS[event] : undefined) ?? EVENTS[event] ?? event}
      </span>
      <div className="stack stack-tight">
        <span>
          <Name record={record} shown={shown} />{' '}
          {account !== null && (
            <>
              <span className="small quiet">
                at <RecordAccount account={account} />
              </span>{' '}
            </>
          )}
          {noun !== undefined && subject !== null && <Why noun={noun} subject={subject} about={shown} />}
        </span>
        {reason !== null && reason !== '' && <span className="small">{reason}</span>}
        <FieldChanges fields={fields} />
        {changedSincePreviewOf !== null && (
          <span className="small quiet">
            {event === 'missing' ? 'Gone from' : 'Changed in'} Gainsight since the preview of{' '}
            <Time at={changedSincePreviewOf} />
          </span>
        )}
      </div>
    </li>
  );
}

/** The name, leading to the page of the record where it has one of its own. */
function Name({ record: { kind, recordId }, shown }: { record: RunRecord; shown: string }) {
  if (recordId !== null && NOUNS[kind] === 'account')
    return (
      <Link to="/accounts/$accountId" params={{ accountId: recordId }} dir="auto">
        {shown}
      </Link>
    );
  if (recordId !== null && NOUNS[kind] === 'stakeholder')
    return (
      <Link to="/stakeholders/$stakeholderId" params={{ stakeholderId: recordId }} dir="auto">
        {shown}
      </Link>
    );
  return <bdi>{shown}</bdi>;
}

function RecordAccount({
  account: { id, gainsightId, name },
}: {
  account: NonNullable<RunRecord['account']>;
}) {
  if (id === null) return <bdi>{name ?? gainsightId}</bdi>;
  return (
    <Link to="/accounts/$accountId" params={{ accountId: id }} dir="auto">
      {name ?? gainsightId}
    </Link>
  );
}
