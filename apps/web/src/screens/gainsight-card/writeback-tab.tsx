import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { applyWriteback, readWritebackDraft } from './writeback-draft.ts';
import type { WritebackDraft } from './writeback-draft.ts';
import { TimelineSettings } from './timeline-settings.tsx';
import { WritebackSettings } from './writeback-settings.tsx';

/** What goes back to Gainsight: call summaries to the Timeline, metrics and health into fields. */
export function WritebackTab({ draft }: { draft: ConfigDraft }) {
  const settings = readWritebackDraft(draft.document);
  const edit = (change: Partial<WritebackDraft>) =>
    draft.edit((document) => applyWriteback(document, change));
  return (
    <>
      <TimelineSettings draft={settings} onEdit={edit} savedVersion={draft.saved.version} />
      <WritebackSettings draft={settings} onEdit={edit} />
    </>
  );
}
