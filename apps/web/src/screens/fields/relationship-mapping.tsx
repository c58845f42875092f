import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useFields } from '../../queries/connections.ts';
import { MappingList } from './mapping-list.tsx';

const NONE: readonly never[] = [];

/** Custom fields of relationships, filled from those of the relationship; its standard fields are the vendor's own. */
export function RelationshipMapping(parts: { draft: ConfigDraft; search: string; isReadOnly: boolean }) {
  const fields = useFields('Relationship', true);
  return (
    <Loaded query={fields} what="the fields of relationships">
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState>
            Fields will stand here once a run has read the relationships of Gainsight. A tenant without
            relationships has none.
          </EmptyState>
        ) : (
          <>
            <p className="quiet small">
              Name, type, owner, status, stage, ARR, MRR and dates come from the standard fields by
              themselves.
            </p>
            <MappingList
              {...parts}
              side="relationship"
              sources={{ fields: items, records: null }}
              proposals={NONE}
              changes={NONE}
            />
          </>
        )
      }
    </Loaded>
  );
}
