import { Loaded } from '../../components/loaded.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { useFields } from '../../queries/connections.ts';
import { ChangedFields } from './changed-fields.tsx';
import { MappingList } from './mapping-list.tsx';
import type { MappingParts } from './mapping-list.tsx';
import { NoFields } from './no-fields.tsx';
import { sourcesOf } from './source-fields.ts';

/** The account's fields, filled from those of the company. */
export function AccountMapping(parts: MappingParts) {
  const fields = useFields('company', true);
  return (
    <Loaded query={fields} what="the fields of the company">
      {(reply) =>
        reply.items.length === 0 ? (
          <NoFields />
        ) : (
          <>
            <p className="quiet small">
              {reply.records === null
                ? 'Samples and fill rates stand here once the inventory has been read.'
                : `Samples and fill rates are of ${formatCounted(reply.records, 'account')}.`}{' '}
              A field that was read before is mapped again without a call to Gainsight; one that was not takes
              a full run.
            </p>
            <ChangedFields objects={['Company']} />
            <MappingList {...parts} side="account" sources={sourcesOf(reply)} proposals={reply.proposals} />
          </>
        )
      }
    </Loaded>
  );
}
