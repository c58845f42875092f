import type { getRelationship, Relationship, ReplyOf } from '@handrail/contract';
import { RELATIONSHIP_FIELD_LABELS } from '@handrail/core';
import { Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { Facts } from '../../components/facts.tsx';
import { formatMoney, formatValue } from '../../components/format-value.ts';
import { stakeholderName } from '../../components/labels.ts';
import { Loaded } from '../../components/loaded.tsx';
import { RecordChanges } from '../../components/record-changes.tsx';
import { Day, Time } from '../../components/time.tsx';
import { useRelationship } from '../../queries/relationships.ts';

/** The name of a relationship, which opens all that is known of it: fields, custom ones too, people and changes. */
export function RelationshipPanel({
  relationship,
  currency,
}: {
  relationship: Relationship;
  currency: string | null;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const query = useRelationship(relationship.id, isOpen);
  return (
    <>
      <button type="button" className="link-button" onClick={() => setIsOpen(true)}>
        <strong>{relationship.name}</strong>
      </button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={relationship.name}
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Loaded query={query} what="the relationship">
          {(detail) => <Content relationship={detail} currency={currency} />}
        </Loaded>
      </Modal>
    </>
  );
}

function Content({
  relationship,
  currency,
}: {
  relationship: ReplyOf<typeof getRelationship>;
  currency: string | null;
}) {
  const { type, owner, status, stage, arr, mrr, renewalDate, contractStart, stakeholders } = relationship;
  const labels = RELATIONSHIP_FIELD_LABELS;
  return (
    <div className="stack stack-wide">
      <Facts
        layout="list"
        facts={[
          { label: labels.type, value: type ?? '–' },
          { label: labels.owner, value: owner ?? '–' },
          { label: labels.status, value: status ?? '–' },
          { label: labels.stage, value: stage ?? '–' },
          { label: labels.arr, value: formatMoney(arr, currency) },
          { label: labels.mrr, value: formatMoney(mrr, currency) },
          { label: labels.renewalDate, value: <Day on={renewalDate} /> },
          { label: labels.contractStart, value: <Day on={contractStart} /> },
          ...Object.entries(relationship.fields).map(([label, value]) => ({
            label,
            value: <span dir="auto">{formatValue(value)}</span>,
          })),
          { label: 'Last sync', value: <Time at={relationship.lastSyncedAt} /> },
        ]}
      />
      <section className="stack stack-tight" aria-label="People of the relationship">
        <h3>People</h3>
        {stakeholders.length === 0 ? (
          <EmptyState>The stakeholders who belong to this relationship will stand here.</EmptyState>
        ) : (
          <ul className="list">
            {stakeholders.map((one) => (
              <li key={one.id} className="list-row row-between">
                <Link to="/stakeholders/$stakeholderId" params={{ stakeholderId: one.id }} dir="auto">
                  {stakeholderName(one)}
                </Link>
                <span className="small quiet" dir="auto">
                  {one.role}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="stack stack-tight" aria-label="Changes of the relationship">
        <h3>Changes</h3>
        <RecordChanges changes={relationship.changes} />
      </section>
    </div>
  );
}
