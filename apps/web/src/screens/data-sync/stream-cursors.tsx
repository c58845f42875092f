import type { Cursor, Stream } from '@handrail/contract';
import { ExactTime } from '../../components/time.tsx';

/** What each object holds; a log of deletions has the object behind it. */
const OBJECTS: Readonly<Record<string, string>> = {
  Company: 'Companies',
  Relationship: 'Relationships',
  company_person: 'People at companies',
  person: 'People',
  relationship_person: 'People at relationships',
  gsuser: 'Users',
  company_team: 'Company teams',
  record_delete_log: 'Companies',
  calls: 'Meetings',
};

/** Where the next run of a stream begins to read, by object; nothing for a stream that has read nothing yet. */
export function StreamCursors({
  stream: { name, label },
  cursors,
}: {
  stream: Stream;
  cursors: readonly Cursor[];
}) {
  const own = cursors.filter(({ stream }) => stream === name);
  if (own.length === 0) return null;
  return (
    <details className="small">
      <summary aria-label={`Where the next run begins: ${label}`}>Where the next run begins</summary>
      <ul className="stream-cursors" aria-label={`Cursors of ${label}`}>
        {own.map(({ object, cursor, reached }) => (
          <li key={object}>
            {nameOf(object)} {verbOf(name)} since <ExactTime at={cursor} />
            {cursor !== reached && (
              <span className="quiet">
                {' '}
                · read up to <ExactTime at={reached} /> already
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className="quiet">
        To keep, compare or move them: <code>handrail cursors export</code>, <code>diff</code> and{' '}
        <code>apply</code>.
      </p>
    </details>
  );
}

function nameOf(object: string): string {
  const [log = object, logged] = object.split('/');
  return OBJECTS[logged ?? log] ?? object;
}

function verbOf(stream: Stream['name']): string {
  if (stream === 'deletions') return 'deleted';
  return stream === 'meetings' ? 'held' : 'modified';
}
