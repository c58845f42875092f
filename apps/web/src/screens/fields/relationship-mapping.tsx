import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useFields } from '../../queries/connections.ts';
import { ChangedFields } from './changed-fields.tsx';
import { MappingList } from './mapping-list.tsx';
import type { MappingParts } from './mapping-list.tsx';
import { describeLooked, sourcesOf } from './source-fields.ts';

const NONE: readonly never[] = [];

/** Custom fields of relationships, filled from those of the relationship; its standard fields are the vendor's own. */
export function RelationshipMapping(parts: MappingParts) {
  const fields = useFields('Relationship', true);
  return (
    <Loaded query={fields} what="the fields of relationships">
      {(reply) =>
        reply.items.length === 0 ? (
          <EmptyState>
            Fields will stand here once a run has read the relationships of Gainsight. A tenant without
            relationships has none.
          </EmptyState>
        ) : (
          <>
            <p className="quiet small">
              Name, type, owner, status, stage, ARR, MRR and dates come from the standard fields by
              themselves.{' '}
              {reply.records === null
                ? 'Samples and fill rates stand here once a run has read relationships.'
                : `Samples and fill rates are of ${describeLooked(reply, 'relationship', 'relationships')}.`}
            </p>
            <ChangedFields objects={['Relationship']} />
            <MappingList {...parts} side="relationship" sources={sourcesOf(reply)} proposals={NONE} />
          </>
        )
      }
    </Loaded>
  );
}
