import { Switch, TextInput } from '@mantine/core';
import type { WritebackDraft } from './writeback-draft.ts';

/** Whether call summaries go to the Timeline, and who stands as author when the organiser cannot. */
export function TimelineSettings({
  draft,
  onEdit,
}: {
  draft: WritebackDraft;
  onEdit: (change: Partial<WritebackDraft>) => void;
}) {
  return (
    <section className="panel stack" aria-labelledby="timeline-title" style={{ gap: 16 }}>
      <h2 id="timeline-title">Timeline</h2>
      <Switch
        label="Push call summaries to Gainsight as a timeline entry"
        description="One entry per meeting and account, hourly, for every meeting that Handrail has read: also those of the last 90 days. A newer summary updates its entry in place."
        checked={draft.timelineEnabled}
        onChange={(event) => onEdit({ timelineEnabled: event.currentTarget.checked })}
      />
      <TextInput
        label="Fallback author"
        description="E-mail of an active Gainsight user, who stands as author when the organiser is not one."
        placeholder="ops@acme.example"
        inputMode="email"
        autoComplete="off"
        value={draft.fallbackAuthor}
        required={draft.timelineEnabled}
        style={{ maxWidth: 480 }}
        onChange={(event) => onEdit({ fallbackAuthor: event.currentTarget.value })}
      />
    </section>
  );
}
