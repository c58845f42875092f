import type { Inventory } from '@handrail/contract';
import { Button, Loader } from '@mantine/core';
import { FailedState } from '../components/failed-state.tsx';
import { formatCount, formatCounted } from '../components/format-value.ts';
import { Notice } from '../components/notice.tsx';
import { Time } from '../components/time.tsx';
import { useReadInventory } from '../queries/preview.ts';

/** What counts and preview are told from, and how to read it anew, its cost said beforehand. */
export function InventoryPanel({ inventory }: { inventory: Inventory }) {
  const read = useReadInventory();
  const cost =
    inventory.calls === null ? 'one call for 5,000 accounts' : formatCounted(inventory.calls, 'call');
  return (
    <section className="panel stack" aria-labelledby="inventory-title">
      <div className="row row-between">
        <h2 id="inventory-title">Inventory</h2>
        <Button
          variant="default"
          size="xs"
          loading={read.isPending}
          disabled={inventory.state === 'reading'}
          onClick={() => read.mutate()}
        >
          {inventory.state === 'ready' ? 'Read again' : 'Read the inventory'} ({cost})
        </Button>
      </div>
      {inventory.state === 'reading' && (
        <p role="status" className="row">
          <Loader size="xs" /> Reading: {formatCount(inventory.records)} accounts so far…
        </p>
      )}
      {inventory.state === 'none' && (
        <p className="small quiet">
          Counts and preview are told from an inventory: every company of Gainsight, read at once and kept for
          24 hours. It imports nothing.
        </p>
      )}
      {inventory.state === 'ready' && (
        <p className="small quiet">
          Counts are of {formatCounted(inventory.records, 'account')} in Gainsight, read{' '}
          <Time at={inventory.readAt} />.
        </p>
      )}
      {inventory.failure !== null && (
        <Notice tone="bad" title="The inventory could not be read">
          <p>{inventory.failure.message}</p>
          <p>{inventory.failure.remedy}</p>
        </Notice>
      )}
      {read.isError && <FailedState title="Could not begin to read the inventory" error={read.error} />}
    </section>
  );
}
