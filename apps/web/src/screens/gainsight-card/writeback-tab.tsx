import type { ConfigNotes } from '../../config-draft/config-notes.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { FirstWrite } from './first-write.tsx';
import { applyWriteback, fieldReader, readWritebackDraft } from './writeback-draft.ts';
import type { WritebackDraft } from './writeback-draft.ts';
import { WritebackSettings } from './writeback-settings.tsx';

/** Settings > Integrations > Gainsight > Writeback: metrics and health into fields, and what waits for a person's look. */
export function WritebackTab({ draft, notes }: { draft: ConfigDraft; notes: ConfigNotes }) {
  const edit = (change: Partial<WritebackDraft>) =>
    draft.edit((document) => applyWriteback(document, change));
  return (
    <>
      {/* Another version has another difference: it is looked at anew. */}
      <FirstWrite key={draft.saved.version} configVersion={draft.saved.version} />
      <WritebackSettings
        draft={readWritebackDraft(draft.document)}
        savedVersion={draft.saved.version}
        readerOf={fieldReader(draft.document)}
        notesAt={(at) => notes.at(`writeback.values[${at}]`)}
        onEdit={edit}
      />
    </>
  );
}
