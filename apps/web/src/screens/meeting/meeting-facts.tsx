import type { MeetingDetail } from '@handrail/contract';
import { formatDuration } from '../../components/format-time.ts';
import { languageTag } from '../../components/language-tag.ts';
import { ExactTime } from '../../components/time.tsx';

const SOURCES = { gong: 'Gong', file: 'Imported file' } as const;

/** When, how long, where from, in which language. */
export function MeetingFacts({ meeting }: { meeting: MeetingDetail }) {
  const source = SOURCES[meeting.source];
  return (
    <p className="row meeting-facts">
      <ExactTime at={meeting.startedAt} />
      {meeting.durationSeconds !== null && <span>{formatDuration(meeting.durationSeconds)}</span>}
      {meeting.url !== null && /^https?:\/\//.test(meeting.url) ? (
        <a href={meeting.url} target="_blank" rel="noreferrer">
          {source} <span aria-hidden>↗</span>
          <span className="sr-only">(opens in a new tab)</span>
        </a>
      ) : (
        <span>{source}</span>
      )}
      {meeting.language !== null && <span>{languageName(meeting.language)}</span>}
      {meeting.sourceReference !== null && (
        <span className="quiet small">
          Reference <code>{meeting.sourceReference}</code>
        </span>
      )}
    </p>
  );
}

function languageName(given: string): string {
  const tag = languageTag(given);
  return tag === undefined ? given : (new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? given);
}
