import type { ConfigChange, ConfigVersion } from '@handrail/contract';
import { ProblemError } from '@handrail/client';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { showDone } from '../components/show-done.ts';
import { useSaveConfig } from '../queries/config.ts';
import { keys } from '../queries/keys.ts';
import { differ, mergeDocuments } from './merge-documents.ts';
import type { ConfigDocument } from './merge-documents.ts';

/** A draft of the whole configuration document, shared by every part of a screen that edits some of it. */
export interface ConfigDraft {
  readonly saved: ConfigVersion;
  /** What Save would make the configuration. */
  readonly document: ConfigDocument;
  /** Where the draft differs from what is saved; none: there is nothing to save. */
  readonly changes: readonly ConfigChange[];
  /** What somebody else saved since the draft was begun; the draft already stands on top of it. Null: nothing. */
  readonly meanwhile: { readonly from: number; readonly changes: readonly ConfigChange[] } | null;
  readonly isSaving: boolean;
  /** Why the last Save failed; a newer version is no failure but `meanwhile`. */
  readonly failure: Error | null;
  edit(change: (document: ConfigDocument) => ConfigDocument): void;
  discard(): void;
  save(): void;
}

interface Edited {
  /** What the draft was begun from, to tell what others saved since. */
  readonly begun: ConfigVersion;
  /** What `document` was last edited on. */
  readonly base: ConfigVersion;
  readonly document: ConfigDocument;
}

/**
 * Keeps a draft against what somebody else saved meanwhile: as soon as a newer version is known, by a refused Save
 * or otherwise, the draft stands on top of it, and the next Save builds on that.
 */
export function useConfigDraft(saved: ConfigVersion): ConfigDraft {
  const cache = useQueryClient();
  const save = useSaveConfig();
  const [edited, setEdited] = useState<Edited | null>(null);
  const document = useMemo(() => documentOf(edited, saved), [edited, saved]);
  const changes = useMemo(() => differ(saved.document, document), [saved, document]);
  const meanwhile = useMemo(
    () =>
      edited === null || edited.begun.version === saved.version
        ? null
        : { from: edited.begun.version, changes: differ(edited.begun.document, saved.document) },
    [edited, saved],
  );
  const discard = () => {
    setEdited(null);
    save.reset();
  };
  const failure = isConflict(save.error) ? null : save.error;
  return {
    saved,
    document,
    changes,
    meanwhile,
    isSaving: save.isPending,
    failure,
    edit: (change) =>
      setEdited((held) => ({
        begun: held?.begun ?? saved,
        base: saved,
        document: change(documentOf(held, saved)),
      })),
    discard,
    save: () =>
      save.mutate(
        { basedOn: saved.version, document: { version: 1, ...document } },
        {
          onSuccess: ({ version }) => {
            discard();
            showDone(`Saved as version ${version}`);
          },
          onError: (error) => {
            if (isConflict(error)) void cache.invalidateQueries({ queryKey: keys.config });
          },
        },
      ),
  };
}

function documentOf(edited: Edited | null, saved: ConfigVersion): ConfigDocument {
  if (edited === null) return saved.document;
  if (edited.base.version === saved.version) return edited.document;
  return mergeDocuments(edited.base.document, edited.document, saved.document);
}

function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 409;
}
