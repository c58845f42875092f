import type { MeetingImport } from '@handrail/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCount, formatCounted } from '../../components/format-value.ts';
import { LoadingLines } from '../../components/loaded.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { showDone } from '../../components/show-done.ts';
import { ExactTime } from '../../components/time.tsx';
import { useMeetingImports, useUndoImport } from '../../queries/meeting-sources.ts';

/** Files that were imported: who, when, what came of each, and undoing it. */
export function ImportHistory() {
  const imports = useMeetingImports();
  const [undoing, setUndoing] = useState<MeetingImport | null>(null);
  const undo = useUndoImport();
  const items = imports.data?.pages.flatMap((page) => page.items) ?? [];
  const total = imports.data?.pages[0]?.total ?? 0;
  const extent = formatCounted(undoing?.added ?? 0, 'meeting');
  const close = () => {
    setUndoing(null);
    undo.reset();
  };
  return (
    <section className="panel stack" aria-labelledby="imports-title">
      <h2 id="imports-title">Imports</h2>
      {imports.isError && (
        <FailedState
          title="Could not load the imports"
          error={imports.error}
          onRetry={() => void imports.refetch()}
        />
      )}
      {imports.data === undefined ? (
        !imports.isError && <LoadingLines what="the imports" />
      ) : items.length === 0 ? (
        <EmptyState>Files that you import will stand here, each with what came of it.</EmptyState>
      ) : (
        <>
          <ul className="list" aria-label="Imports">
            {items.map((one) => (
              <ImportRow key={one.id} item={one} onUndo={() => setUndoing(one)} />
            ))}
          </ul>
          <LoadMore query={imports}>{formatCounted(total, 'import')}</LoadMore>
        </>
      )}
      <Confirm
        isOpen={undoing !== null}
        title={`Take ${extent} of this import away`}
        actionLabel={`Take ${extent} away`}
        isDangerous
        isBusy={undo.isPending}
        error={undo.error}
        onClose={close}
        onConfirm={() => {
          if (undoing === null) return;
          undo.mutate(undoing.id, {
            onSuccess: () => {
              showDone('The import was undone');
              close();
            },
          });
        }}
      >
        <p>
          Their transcripts, summaries and Timeline entries go. The same file can be imported again
          afterwards.
        </p>
      </Confirm>
    </section>
  );
}

function ImportRow({ item, onUndo }: { item: MeetingImport; onUndo: () => void }) {
  const {
    fileName,
    createdAt,
    importedBy,
    added,
    changed,
    unchanged,
    excluded,
    faultCount,
    faults,
    undoneAt,
  } = item;
  return (
    <li className="stack stack-tight" style={{ padding: '8px 0' }}>
      <div className="row row-between" style={{ flexWrap: 'wrap' }}>
        <strong dir="auto" style={{ overflowWrap: 'anywhere' }}>
          {fileName ??
            (excluded > 0 ? 'A file that a rule kept out' : 'A file of which nothing was taken in')}
        </strong>
        {undoneAt === null && added > 0 && (
          <Button
            variant="subtle"
            size="xs"
            aria-label={`Undo the import of ${fileName ?? 'the file'}`}
            onClick={onUndo}
          >
            Undo
          </Button>
        )}
      </div>
      <p className="small quiet">
        <ExactTime at={createdAt} />
        {importedBy !== null && ` · ${importedBy}`} · {formatCounted(added, 'meeting')} taken in,{' '}
        {formatCount(changed)} changed, {formatCount(unchanged)} here already, {formatCount(excluded)} kept
        out, {formatCount(faultCount)} refused
        {undoneAt !== null && (
          <>
            {' '}
            · undone <ExactTime at={undoneAt} />
          </>
        )}
      </p>
      {faults.length > 0 && (
        <details className="small">
          <summary>What was refused</summary>
          <ul>
            {faults.map(({ line, reason }) => (
              <li key={`${line} ${reason}`}>
                line {formatCount(line)}: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
