import { FailedState } from '../../components/failed-state.tsx';
import { LoadingLines } from '../../components/loaded.tsx';
import { DraftPreview } from '../../config-draft/draft-preview.tsx';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { usePreviewMeetings } from '../../queries/preview.ts';
import { MeetingsEffect } from './meetings-effect.tsx';

/** The button of the draft bar, and the simulation over all history that it opens. */
export function MeetingsPreviewPanel({ draft, canSave }: { draft: ConfigDraft; canSave: boolean }) {
  const preview = usePreviewMeetings();
  const run = () => preview.mutate(draft.document);
  return (
    <DraftPreview
      draft={draft}
      title="What saving would do to meetings"
      canOpen={canSave}
      canSave={preview.data !== undefined}
      onToggle={(isOpen) => {
        if (isOpen) run();
      }}
    >
      {preview.isPending && <LoadingLines what="the preview" />}
      {preview.isError && (
        <FailedState title="Could not preview the draft" error={preview.error} onRetry={run} />
      )}
      {preview.data !== undefined && <MeetingsEffect preview={preview.data} />}
    </DraftPreview>
  );
}
