import { ProblemError } from '@handrail/client';
import { leavingInWords } from '@handrail/contract';
import type { Leaving } from '@handrail/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useCountLeaving } from '../../queries/preview.ts';

/** A Save that counts first whom the filter takes out, where the draft touches it, and waits for a word if they are many. */
export function useSaveAsked(draft: ConfigDraft) {
  const count = useCountLeaving();
  const [isAsking, setIsAsking] = useState(false);
  const isFilterTouched = draft.changes.some(
    ({ path }) => path === 'accounts.import' || path.startsWith('accounts.filter'),
  );
  return {
    isCounting: count.isPending,
    isAsking,
    leaving: count.data ?? null,
    failure: count.error,
    close: () => setIsAsking(false),
    save: () => {
      if (!isFilterTouched) return draft.save();
      count.mutate(draft.document, {
        onSuccess: ({ isToConfirm }) => (isToConfirm ? setIsAsking(true) : draft.save()),
        // What does not fit is told by Save itself; whatever else keeps it from being counted is asked about.
        onError: (error) =>
          error instanceof ProblemError && error.code === 'config_invalid' ? draft.save() : setIsAsking(true),
      });
    },
  };
}

/** Asks before a Save takes out many accounts: how many, where they can be seen, and the Save itself. */
export function ConfirmLeaving({
  draft,
  asked,
  onPreview,
}: {
  draft: ConfigDraft;
  asked: ReturnType<typeof useSaveAsked>;
  onPreview: () => void;
}) {
  const { leaving, failure } = asked;
  return (
    <Confirm
      isOpen={asked.isAsking}
      title="Let these accounts leave?"
      actionLabel={actionOf(leaving)}
      isDangerous
      isBusy={draft.isSaving}
      error={null}
      onConfirm={() => {
        asked.close();
        draft.save();
      }}
      onClose={asked.close}
    >
      {failure !== null && <FailedState title="Could not count who leaves" error={failure} />}
      {leaving !== null && <p>{leavingInWords(leaving)}</p>}
      <p>
        Who leaves is gone from the lists at once, with its relationships and stakeholders, and neither health
        nor Timeline go on for it. It comes back as it was once the filter lets it in, for as long as filtered
        accounts are kept.
      </p>
      <div className="row">
        <Button
          variant="default"
          onClick={() => {
            asked.close();
            onPreview();
          }}
        >
          See them in the preview
        </Button>
      </div>
    </Confirm>
  );
}

function actionOf(leaving: Leaving | null): string {
  const accounts = leaving?.accounts ?? null;
  return accounts === null
    ? 'Save without knowing'
    : `Save and let ${formatCounted(accounts, 'account')} leave`;
}
