import type { ConfigVersion } from '@handrail/contract';
import { ProblemError } from '@handrail/client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DraftBar } from '../../components/draft-bar.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { showDone } from '../../components/show-done.ts';
import { useConfig, useSaveConfig } from '../../queries/config.ts';
import { keys } from '../../queries/keys.ts';
import { useIsAdmin } from '../../session.tsx';
import { applyWritebackDraft, listDraftChanges, readWritebackDraft } from './writeback-draft.ts';
import type { WritebackDraft } from './writeback-draft.ts';
import { TimelineSettings } from './timeline-settings.tsx';
import { WritebackFacts } from './writeback-facts.tsx';
import { WritebackSettings } from './writeback-settings.tsx';

/** What goes back to Gainsight: call summaries to the Timeline, metrics and health into fields. */
export function WritebackTab({ isConnected }: { isConnected: boolean }) {
  const config = useConfig();
  const isAdmin = useIsAdmin();
  if (!isConnected) {
    return (
      <EmptyState>
        What goes back to Gainsight is set here, once the connection on the first tab has succeeded.
      </EmptyState>
    );
  }
  return (
    <Loaded query={config} what="the configuration">
      {(version) =>
        isAdmin ? (
          <Editor saved={version} />
        ) : (
          <WritebackFacts settings={readWritebackDraft(version.document)} />
        )
      }
    </Loaded>
  );
}

function Editor({ saved }: { saved: ConfigVersion }) {
  const cache = useQueryClient();
  const save = useSaveConfig();
  const [edited, setEdited] = useState<WritebackDraft | null>(null);
  const [newerThan, setNewerThan] = useState<number | null>(null);
  const base = readWritebackDraft(saved.document);
  const draft = edited ?? base;
  const changes = listDraftChanges(base, draft);
  const missing = whatIsMissing(draft);
  const edit = (change: Partial<WritebackDraft>) => setEdited({ ...draft, ...change });
  const discard = () => {
    setEdited(null);
    setNewerThan(null);
    save.reset();
  };
  const submit = () =>
    save.mutate(
      { basedOn: saved.version, document: applyWritebackDraft(saved.document, draft) },
      {
        onSuccess: ({ version }) => {
          discard();
          showDone(`Saved as version ${version}`);
        },
        onError: (error) => {
          if (!isConflict(error)) return;
          // The draft stays; it is shown against the newer version, and Save then builds on that.
          setNewerThan(saved.version);
          save.reset();
          void cache.invalidateQueries({ queryKey: keys.config });
        },
      },
    );
  return (
    <>
      {newerThan !== null && saved.version !== newerThan && (
        <Notice tone="mid" isUrgent title="Somebody else saved meanwhile">
          <p>
            Version {saved.version} was saved while you edited version {newerThan}. Nothing of it is lost:
            your changes now stand on top of it. Look at them below, then save again or discard them.
          </p>
        </Notice>
      )}
      {save.isError && !isConflict(save.error) && (
        <FailedState title="Could not save; nothing was changed" error={save.error} />
      )}
      <TimelineSettings draft={draft} onEdit={edit} savedVersion={saved.version} />
      <WritebackSettings draft={draft} onEdit={edit} />
      <DraftBar
        changes={changes}
        isSaving={save.isPending}
        canSave={missing === null}
        hint={missing !== null && <span className="small">{missing}</span>}
        onDiscard={discard}
        onSave={submit}
      />
      <p className="small quiet">Configuration version {saved.version}</p>
    </>
  );
}

function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 409;
}

/** Why a draft cannot be saved yet; null when it can. */
function whatIsMissing(draft: WritebackDraft): string | null {
  if (draft.timelineEnabled && draft.fallbackAuthor.trim() === '') {
    return 'A fallback author is needed before the Timeline can be switched on.';
  }
  const at = draft.values.findIndex(({ metric, field }) => metric.trim() === '' || field.trim() === '');
  return at === -1 ? null : `Row ${at + 1} needs a metric and a field.`;
}
