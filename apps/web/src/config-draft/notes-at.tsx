import { IconAlertTriangle } from '@tabler/icons-react';
import type { ConfigNote } from './config-notes.ts';
import './notes-at.css';

/** What stands against the place of the control above. */
export function NotesAt({ notes }: { notes: readonly ConfigNote[] }) {
  return notes.map(({ path, message, isIssue }) => (
    <p
      key={`${path} ${message}`}
      className={`small config-note ${isIssue ? 'config-note-issue' : 'config-note-warning'}`}
      role="status"
    >
      <IconAlertTriangle size={14} aria-hidden />
      <span>
        {startUpper(message)}.{!isIssue && ' Save takes it as it is.'}
      </span>
    </p>
  ));
}

/** What Save is refused for at a control, to stand as its error; null where it is not. */
export function errorOf(notes: readonly ConfigNote[]): string | null {
  const issues = notes.filter(({ isIssue }) => isIssue).map(({ message }) => `${startUpper(message)}.`);
  return issues.length === 0 ? null : issues.join(' ');
}

/** What stands against a control and keeps nothing from being saved. */
export function warningsOf(notes: readonly ConfigNote[]): readonly ConfigNote[] {
  return notes.filter(({ isIssue }) => !isIssue);
}

function startUpper(message: string): string {
  return message.replace(/^./u, (first) => first.toUpperCase());
}
