import type { ActivityPreview } from '@handrail/contract';
import { ActivityNotes } from './activity-notes.tsx';
import { CopyableCode } from './copyable-code.tsx';
import { entryStanding } from './entry-standing.ts';
import { Time } from './time.tsx';

/** A Timeline entry to the letter: its facts, then its words. */
export function EntryText({ entry }: { entry: ActivityPreview }) {
  const attendees = [...entry.internalEmails, ...entry.externalEmails];
  const fields = Object.entries(entry.fields);
  const standing = entryStanding(entry);
  return (
    <article className="stack stack-tight" aria-label={`Entry for ${entry.accountName}`}>
      <h3 dir="auto">{entry.subject}</h3>
      <p className="small quiet">
        {entry.typeName ?? 'The type it was posted with'} · <Time at={entry.heldAt} /> · {entry.accountName}
        {entry.relationship !== null && ` · ${entry.relationship}`} · by {entry.author}
      </p>
      {standing !== null && <p className="small">{standing}</p>}
      {attendees.length > 0 && <p className="small quiet">With {attendees.join(', ')}</p>}
      {fields.length > 0 && (
        <p className="small quiet">{fields.map(([name, value]) => `${name}: ${value}`).join(' · ')}</p>
      )}
      {entry.missingFields.length > 0 && (
        <p className="small">Waits for a value of {entry.missingFields.join(', ')}.</p>
      )}
      <ActivityNotes html={entry.notes} />
      <CopyableCode code={entry.externalId} />
    </article>
  );
}
