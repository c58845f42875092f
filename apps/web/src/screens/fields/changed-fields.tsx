import { FailedState } from '../../components/failed-state.tsx';
import { FieldChangeList } from '../../components/field-change-list.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { Notice } from '../../components/notice.tsx';
import { useFieldChanges } from '../../queries/connections.ts';

/** What changed in the fields of some objects and has no row below: new fields, and standard ones that nobody maps. */
export function ChangedFields({ objects }: { objects: readonly string[] }) {
  const changes = useFieldChanges();
  const ofThese = (changes.data?.items ?? []).filter(({ object }) => objects.includes(object));
  const added = ofThese.filter(({ kind }) => kind === 'added');
  const fixed = ofThese.filter(({ kind, isFixed }) => isFixed && kind !== 'added');
  return (
    <>
      {changes.isError && (
        <FailedState
          title="Could not load what changed at Gainsight"
          error={changes.error}
          onRetry={() => void changes.refetch()}
          isRetrying={changes.isFetching}
        />
      )}
      {fixed.length > 0 && (
        <Notice tone="mid" title={`${formatCounted(fixed.length, 'standard field')} changed at Gainsight`}>
          <FieldChangeList changes={fixed} />
        </Notice>
      )}
      {added.length > 0 && (
        <Notice tone="plain" title={`${formatCounted(added.length, 'new field')} at Gainsight`}>
          <p>{added.map(({ label }) => label).join(', ')}. Map what is wanted here.</p>
        </Notice>
      )}
    </>
  );
}
