import type { listRelationships, ReplyOf } from '@handrail/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatMoney } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Day } from '../../components/time.tsx';
import { Why } from '../../components/why.tsx';
import { NoRelationshipPerson } from './no-relationship-person.tsx';
import { RelationshipPanel } from './relationship-panel.tsx';
import '../../components/plain-table.css';

/** The account's relationships with type, owner, stage, ARR and renewal. */
export function AccountRelationships({
  relationships,
  currency,
}: {
  relationships: UseQueryResult<ReplyOf<typeof listRelationships>, Error>;
  currency: string | null;
}) {
  return (
    <Loaded query={relationships} what="the relationships of this account">
      {({ items, total }) =>
        items.length === 0 ? (
          <EmptyState>In Gainsight this account has no relationships.</EmptyState>
        ) : (
          <>
            <NoRelationshipPerson />
            <div className="panel panel-flush">
              <table className="plain-table" aria-label="Relationships">
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col">Type</th>
                    <th scope="col">Owner</th>
                    <th scope="col">Stage</th>
                    <th scope="col" className="number">
                      ARR
                    </th>
                    <th scope="col">Renewal</th>
                    <th scope="col">
                      <span className="sr-only">Why</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <tr key={one.id}>
                      <td data-label="Name" dir="auto">
                        <span>
                          <RelationshipPanel relationship={one} currency={currency} />
                        </span>
                      </td>
                      <td data-label="Type" dir="auto">
                        {one.type ?? '–'}
                      </td>
                      <td data-label="Owner" dir="auto">
                        {one.owner ?? '–'}
                      </td>
                      <td data-label="Stage" dir="auto">
                        {one.stage ?? '–'}
                      </td>
                      <td data-label="ARR" className="number">
                        {formatMoney(one.arr, currency)}
                      </td>
                      <td data-label="Renewal">
                        <Day on={one.renewalDate} />
                      </td>
                      <td data-label="Why">
                        <span>
                          <Why noun="relationship" subject={one.id} about={one.name} />
                        </span>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {total > items.length && (
                <p className="small quiet">
                  {items.length} of {total} relationships
                </p>
              )}
            </div>
          </>
        )
      }
    </Loaded>
  );
}
