import type { ReplyOf, listConfigVersions } from '@handrail/contract';
import { Button } from '@mantine/core';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState, NotAllowed } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { showDone } from '../../components/show-done.ts';
import { ExactTime } from '../../components/time.tsx';
import { ConfigChangeList } from '../../config-draft/config-change-list.tsx';
import { useConfigVersions, useRestoreConfig } from '../../queries/config.ts';
import { useIsAdmin } from '../../session.tsx';

/** Every saved version with what it changed, and how to go back to one. */
export function HistoryTab() {
  const isAdmin = useIsAdmin();
  return isAdmin ? (
    <Versions />
  ) : (
    <NotAllowed>Your role may not see the history of the configuration.</NotAllowed>
  );
}

function Versions() {
  const versions = useConfigVersions();
  const restore = useRestoreConfig();
  return (
    <Loaded query={versions} what="the versions">
      {({ items, total }) => (
        <section className="panel panel-flush" aria-labelledby="history-title">
          <div className="stack" style={{ padding: 16 }}>
            <h2 id="history-title">{formatCounted(total, 'version')}</h2>
            <p className="small quiet">
              A saved version never changes. Restoring one saves its document as a new version, which takes
              effect at once.
            </p>
            {restore.isError && (
              <FailedState title="Could not restore; nothing was changed" error={restore.error} />
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
                  isRestoring={restore.isPending}
                  onRestore={() =>
                    restore.mutate(
                      { version: item.version, basedOn: total },
                      { onSuccess: ({ version }) => showDone(`Restored as version ${version}`) },
                    )
                  }
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
  onRestore,
}: {
  item: ReplyOf<typeof listConfigVersions>['items'][number];
  isCurrent: boolean;
  isRestoring: boolean;
  onRestore: () => void;
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
        {!isCurrent && (
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
      </div>
      <details>
        <summary className="small">{formatCounted(item.changes.length, 'change')}</summary>
        <ConfigChangeList changes={item.changes} />
      </details>
    </li>
  );
}
