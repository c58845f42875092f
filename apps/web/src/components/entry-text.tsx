import type { ActivityPreview } from '@handrail/contract';
import { deliveryReasonInWords } from '@handrail/core';
import { ActivityNotes } from './activity-notes.tsx';
import { CopyableCode } from './copyable-code.tsx';
import { Time } from './time.tsx';

/** A Timeline entry to the letter: its facts, then its words. */
export function EntryText({ entry }: { entry: ActivityPreview }) {
  const attendees = [...entry.internalEmails, ...entry.externalEmails];
  const fields = Object.entries(entry.fields);
  return (
    <article className="stack stack-tight" aria-label={`Entry for ${entry.accountName}`}>
      <h3 dir="auto">{entry.subject}</h3>
      <p className="small quiet">
        {entry.typeName ?? 'Type as posted'} · <Time at={entry.heldAt} /> · {entry.accountName}
        {entry.relationship !== null && ` · ${entry.relationship}`} · by {entry.author}
      </p>
      {entry.does !== 'post' && <p className="small">{standingOf(entry)}</p>}
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

/** What becomes of an entry that is not simply posted. */
function standingOf({ does, reason, typeName }: ActivityPreview): string {
  if (does === 'change') return 'Stands at Gainsight, and is changed to this.';
  const why = reason === null ? null : deliveryReasonInWords(reason);
  // What stands has no type to choose any more.
  if (typeName === null)
    return why === null ? 'Stands at Gainsight as it is.' : `Stands at Gainsight: ${why}.`;
  return why === null
    ? 'Not sent yet: what became of the last try is looked up first.'
    : `Not sent: ${why}. A person may send it all the same.`;
}
