import type { ReplyOf, listFields } from '@handrail/contract';
import { Button } from '@mantine/core';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { Notice } from '../../components/notice.tsx';
import { Time } from '../../components/time.tsx';
import { useInventory, useReadInventory } from '../../queries/preview.ts';

type Sampled = ReplyOf<typeof listFields>['sampled'];

/** What is told of fields that no run reads: a sample, how old it is, and how to read it anew. */
export function SampledFields({
  people,
  places,
  isReadOnly,
}: {
  people: Sampled;
  places: Sampled;
  isReadOnly: boolean;
}) {
  const inventory = useInventory();
  const read = useReadInventory();
  const isReading = read.isPending || inventory.data?.state === 'reading';
  const readAt = people?.readAt ?? places?.readAt ?? null;
  const calls = inventory.data?.calls ?? null;
  return (
    <>
      <div className="row row-between">
        <p className="quiet small">
          {readAt === null ? (
            'Fields that fill nothing were never read. Their samples and fill rates come with the inventory, or with the full run that follows their mapping.'
          ) : (
            <>
              Fields that fill nothing are told from the first{' '}
              {formatCounted(people?.records ?? 0, 'person', 'people')} and{' '}
              {formatCounted(places?.records ?? 0, 'place at an account', 'places at accounts')}, read{' '}
              <Time at={readAt} />.
            </>
          )}
        </p>
        {!isReadOnly && (
          <Button variant="default" size="xs" loading={isReading} onClick={() => read.mutate()}>
            {readAt === null ? 'Read samples' : 'Refresh samples'}
            {calls === null ? '' : ` (${formatCounted(calls, 'call')})`}
          </Button>
        )}
      </div>
      {inventory.data?.failure != null && (
        <Notice tone="bad" title="The samples could not be read">
          <p>{inventory.data.failure.message}</p>
          <p>{inventory.data.failure.remedy}</p>
        </Notice>
      )}
      {read.isError && <FailedState title="Could not begin to read the samples" error={read.error} />}
    </>
  );
}
