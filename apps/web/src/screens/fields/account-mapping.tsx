import { Notice } from '../../components/notice.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { useFieldChanges, useFields } from '../../queries/connections.ts';
import { MappingList } from './mapping-list.tsx';
import type { MappingParts } from './mapping-list.tsx';
import { NoFields } from './no-fields.tsx';
import { sourcesOf } from './source-fields.ts';

/** The account's fields, filled from those of the company. */
export function AccountMapping(parts: MappingParts) {
  const fields = useFields('company', true);
  const changes = useFieldChanges();
  const added = (changes.data?.items ?? []).filter(({ kind }) => kind === 'added');
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
            {changes.isError && (
              <FailedState
                title="Could not load what changed at Gainsight"
                error={changes.error}
                onRetry={() => void changes.refetch()}
                isRetrying={changes.isFetching}
              />
            )}
            {added.length > 0 && (
              <Notice tone="plain" title={`${formatCounted(added.length, 'new field')} at Gainsight`}>
                <p>{added.map(({ label }) => label).join(', ')}. Map what is wanted here.</p>
              </Notice>
            )}
            <MappingList
              {...parts}
              side="account"
              sources={sourcesOf(reply)}
              proposals={reply.proposals}
              changes={changes.data?.items ?? []}
            />
          </>
        )
      }
    </Loaded>
  );
}
