import type { ReplyOf, listConfigVersions } from '@handrail/contract';
import { Button } from '@mantine/core';
import { downloadText } from '../../components/download-text.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { showDone } from '../../components/show-done.ts';
import { ExactTime } from '../../components/time.tsx';
import { ConfigChangeList } from '../../config-draft/config-change-list.tsx';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useConfigVersions, useLoadVersion } from '../../queries/config.ts';

/**
 * Every saved version with what it changed. Going back to one makes its document the draft of the card, to be previewed
 * and saved like any other; without a connection there is no draft. Each can be had as a file.
 */
export function HistoryTab({ draft }: { draft: ConfigDraft | null }) {
  const versions = useConfigVersions();
  const load = useLoadVersion();
  const restore = (version: number) =>
    load.mutate(version, {
      onSuccess: ({ document }) => {
        draft?.edit(() => document);
        showDone(`Version ${version} is your draft now; nothing is saved yet`);
      },
    });
  const read = useLoadVersion();
  const download = (version: number) =>
    read.mutate(version, {
      onSuccess: ({ document }) =>
        downloadText(`${JSON.stringify(document, null, 2)}\n`, {
          name: `handrail-version-${version}.json`,
          type: 'application/json',
        }),
    });
  return (
    <Loaded query={versions} what="the versions">
      {({ items, total }) => (
        <section className="panel panel-flush" aria-labelledby="history-title">
          <div className="stack" style={{ padding: 16 }}>
            <h2 id="history-title">{formatCounted(total, 'version')}</h2>
            <p className="small quiet">
              A saved version never changes. Restoring one makes its document your draft: preview what it
              would do, then save it as a new version. A downloaded one is what{' '}
              <code>handrail config apply</code> takes.
            </p>
            {(load.isError || read.isError) && (
              <FailedState
                title="Could not read that version; nothing was changed"
                error={load.error ?? read.error}
              />
            )}
          </div>
          {items.length === 0 ? (
            <EmptyState>Versions will stand here, newest first, once something was saved.</EmptyState>
          ) : (
            <ol className="list" aria-label="Versions">
              {items.map((item, at) => (
                <VersionRow
                  key={item.version}
                  item={item}
                  isCurrent={at === 0}
                  isRestoring={load.isPending && load.variables === item.version}
                  isReading={read.isPending && read.variables === item.version}
                  onDownload={() => download(item.version)}
                  onRestore={draft === null ? null : () => restore(item.version)}
                />
              ))}
            </ol>
          )}
        </section>
      )}
    </Loaded>
  );
}

function VersionRow({
  item,
  isCurrent,
  isRestoring,
  isReading,
  onDownload,
  onRestore,
}: {
  item: ReplyOf<typeof listConfigVersions>['items'][number];
  isCurrent: boolean;
  isRestoring: boolean;
  isReading: boolean;
  onDownload: () => void;
  /** Null where nothing can be restored. */
  onRestore: (() => void) | null;
}) {
  return (
    <li className="stack" style={{ padding: '12px 16px' }}>
      <div className="row row-between">
        <span>
          <strong>Version {item.version}</strong>{' '}
          <span className="quiet small">
            {isCurrent && 'in force · '}
            <ExactTime at={item.createdAt} /> · {item.createdBy ?? 'nobody known'}
          </span>
        </span>
        <span className="row">
          <Button
            variant="default"
            size="xs"
            loading={isReading}
            aria-label={`Download version ${item.version}`}
            onClick={onDownload}
          >
            Download
          </Button>
          {!isCurrent && onRestore !== null && (
            <Button
              variant="default"
              size="xs"
              loading={isRestoring}
              aria-label={`Restore version ${item.version}`}
              onClick={onRestore}
            >
              Restore
            </Button>
          )}
        </span>
      </div>
      <details>
        <summary className="small">{formatCounted(item.changes.length, 'change')}</summary>
        <ConfigChangeList changes={item.changes} />
      </details>
    </li>
  );
}
