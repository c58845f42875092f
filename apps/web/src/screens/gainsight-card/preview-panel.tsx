import type { Preview, PreviewRow } from '@handrail/contract';
import type { PreviewKind } from '@handrail/core';
import { PREVIEW_KINDS } from '@handrail/core';
import { Button } from '@mantine/core';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted, formatCount, formatValue } from '../../components/format-value.ts';
import { Loaded, LoadingLines } from '../../components/loaded.tsx';
import { Time } from '../../components/time.tsx';
import { CadenceOutcome } from '../../config-draft/cadence-outcome.tsx';
import { DraftPreview } from '../../config-draft/draft-preview.tsx';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useInventory, usePreview } from '../../queries/preview.ts';
import { InventoryPanel } from './inventory-panel.tsx';

const TITLES: Readonly<Record<PreviewKind, string>> = {
  entering: 'Entering',
  leaving: 'Leaving',
  'almost-in': 'Almost in',
  status: 'Status changes',
  people: 'Owner or CSM changes',
  fields: 'Field changes',
  'set-aside': 'Set aside',
  missing: 'No longer in Gainsight',
};

/** The button of the draft bar, and the panel with what Save would do, to the record. */
export function PreviewPanel({ draft, canSave }: { draft: ConfigDraft; canSave: boolean }) {
  const preview = usePreview();
  const inventory = useInventory();
  const isReady = inventory.data?.state === 'ready';
  const run = () => preview.mutate(draft.document);
  return (
    <DraftPreview
      draft={draft}
      title="What saving would do"
      canOpen={canSave}
      canSave={preview.data !== undefined}
      onToggle={(isOpen) => {
        preview.reset();
        if (isOpen && isReady) run();
      }}
      actions={
        preview.data === undefined && (
          <Button variant="default" disabled={!isReady || preview.isPending} onClick={run}>
            Preview now
          </Button>
        )
      }
    >
      {preview.data === undefined && (
        <Loaded query={inventory} what="the inventory">
          {(found) => <InventoryPanel inventory={found} />}
        </Loaded>
      )}
      {preview.isPending && <LoadingLines what="the preview" />}
      {preview.isError && <FailedState title="Could not preview the draft" error={preview.error} />}
      {preview.data !== undefined && <Outcome preview={preview.data} />}
      {draft.changes.some(({ path }) => path.startsWith('cadence')) && (
        <CadenceOutcome document={draft.document} />
      )}
    </DraftPreview>
  );
}

function Outcome({ preview }: { preview: Preview }) {
  const { cost, inventory, totals, unchanged } = preview;
  const kinds = PREVIEW_KINDS.filter((kind) => totals[kind] > 0);
  return (
    <>
      <p role="status">
        {cost.isFull
          ? `A full run: at most ${formatCounted(cost.calls, 'call')}, about ${minutes(cost.seconds)}.`
          : 'No call to Gainsight: stored records are decided again.'}{' '}
        {formatCounted(unchanged, 'account')} unchanged.
      </p>
      <p className="small quiet">
        Told from {formatCounted(inventory.records, 'account')} read <Time at={inventory.readAt} />; days are
        counted from {preview.today}.
      </p>
      {kinds.length === 0 && <p>No account would change.</p>}
      {kinds.map((kind) => (
        <details key={kind} open={kind === 'entering' || kind === 'leaving'}>
          <summary>
            <strong>{TITLES[kind]}</strong> <span className="number">{formatCount(totals[kind])}</span>
          </summary>
          <ul className="list preview-rows" aria-label={TITLES[kind]}>
            {preview.rows[kind].map((row) => (
              <Row key={row.gainsightId} kind={kind} row={row} />
            ))}
          </ul>
          {totals[kind] > preview.rows[kind].length && (
            <p className="small quiet">
              The first {formatCount(preview.rows[kind].length)} of {formatCount(totals[kind])}.
            </p>
          )}
        </details>
      ))}
    </>
  );
}

function Row({ kind, row }: { kind: PreviewKind; row: PreviewRow }) {
  const changes =
    kind === 'status' || kind === 'people' || kind === 'fields' ? Object.entries(row.changes) : [];
  return (
    <li className="small">
      <strong>{row.name ?? row.gainsightId}</strong>
      {changes.map(([name, [before, after]]) => (
        <span key={name}>
          {' '}
          · {name}: {formatValue(before)} → {formatValue(after)}
        </span>
      ))}
      {changes.length === 0 && row.rule !== null && (
        <span className="quiet">
          {' '}
          · {kind === 'almost-in' && 'fails only: '}
          {row.rule}
          {row.field !== null && ` (is ${formatValue(row.value)})`}
        </span>
      )}
    </li>
  );
}

function minutes(seconds: number): string {
  return seconds < 60 ? formatCounted(seconds, 'second') : formatCounted(Math.ceil(seconds / 60), 'minute');
}
