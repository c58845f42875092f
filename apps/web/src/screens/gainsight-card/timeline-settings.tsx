import { Switch, TextInput } from '@mantine/core';
import type { ConfigNote } from '../../config-draft/config-notes.ts';
import { errorOf, NotesAt, warningsOf } from '../../config-draft/notes-at.tsx';
import { EarlierMeetings } from './earlier-meetings.tsx';
import type { WritebackDraft } from './writeback-draft.ts';

/** Whether call summaries go to the Timeline, and who stands as author when the organiser cannot. */
export function TimelineSettings({
  draft,
  onEdit,
  savedVersion,
  ofAuthor,
}: {
  draft: WritebackDraft;
  savedVersion: number;
  /** What stands against the fallback author. */
  ofAuthor: readonly ConfigNote[];
  onEdit: (change: Partial<WritebackDraft>) => void;
}) {
  return (
    <section className="panel stack" aria-labelledby="timeline-title" style={{ gap: 16 }}>
      <h2 id="timeline-title">Timeline</h2>
      <Switch
        label="Push call summaries to Gainsight as a timeline entry"
        description="One entry per meeting and account, hourly, for meetings held since it was switched on. Earlier ones are sent only when asked for, below. A newer summary updates its entry in place. While it is off nothing is posted or changed; what is excluded, moved or withdrawn is taken back all the same."
        checked={draft.timelineEnabled}
        onChange={(event) => onEdit({ timelineEnabled: event.currentTarget.checked })}
      />
      <EarlierMeetings configVersion={savedVersion} />
      <div>
        <TextInput
          label="Fallback author"
          description="E-mail of an active Gainsight user, who stands as author when the organiser is not one."
          placeholder="ops@acme.example"
          inputMode="email"
          autoComplete="off"
          value={draft.fallbackAuthor}
          error={errorOf(ofAuthor)}
          required={draft.timelineEnabled}
          style={{ maxWidth: 480 }}
          onChange={(event) => onEdit({ fallbackAuthor: event.currentTarget.value })}
        />
        <NotesAt notes={warningsOf(ofAuthor)} />
      </div>
    </section>
  );
}
