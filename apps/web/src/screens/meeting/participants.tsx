import type { MeetingDetail } from '@handrail/contract';
import { SIDE_LABELS } from '../../components/labels.ts';

/** Who took part, as the recorder says. */
export function Participants({ meeting: { participants, state } }: { meeting: MeetingDetail }) {
  return (
    <section className="panel stack" aria-labelledby="participants-title">
      <h2 id="participants-title">Participants</h2>
      {participants.length === 0 ? (
        <p className="quiet">
          {state === 'excluded' ? 'Not kept: the meeting is excluded.' : 'The source names none.'}
        </p>
      ) : (
        <ul className="participants">
          {participants.map((person, at) => (
            <li key={`${at} ${person.email ?? person.name ?? ''}`}>
              <span dir="auto">{person.name ?? person.email ?? 'Unknown'}</span>
              <span className="quiet small">
                {[
                  person.title,
                  SIDE_LABELS[person.side] ?? 'side not known',
                  person.name === null ? null : person.email,
                ]
                  .filter((part) => part !== null && part !== '')
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
