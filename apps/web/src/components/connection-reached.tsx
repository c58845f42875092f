import './facts.css';
import type { Connection, Reached } from '@handrail/contract';
import { formatCount } from './format-value.ts';
import { Status } from './status.tsx';

const OUTCOMES: Record<Reached['outcome'], readonly ['good' | 'mid' | 'bad', string]> = {
  described: ['good', 'Described'],
  'row-read': ['good', 'One row read'],
  empty: ['mid', 'Described, no rows'],
  refused: ['bad', 'Refused'],
};

/** What the try of a connection reached, object by object, and what the vendor turned out to be able to do. */
export function ConnectionReached({ connection }: { connection: Connection }) {
  const capabilities = Object.entries(connection.capabilities);
  return (
    <div className="columns columns-main">
      <section className="panel panel-flush" aria-labelledby="reached-title">
        <div className="panel-title">
          <h2 id="reached-title">What was reached</h2>
        </div>
        {connection.reached.length === 0 ? (
          <p className="quiet" style={{ padding: 16 }}>
            Nothing was tried yet.
          </p>
        ) : (
          <ul className="list" aria-label="Objects tried">
            {connection.reached.map((object) => {
              const [tone, word] = OUTCOMES[object.outcome];
              return (
                <li key={`${object.object} ${object.outcome}`} className="list-row reached-row">
                  <span>
                    {object.label}{' '}
                    {object.label !== object.object && <code className="quiet">{object.object}</code>}
                  </span>
                  <span>
                    <Status tone={tone} label={word} />
                    {object.code !== null && <code className="small quiet"> {object.code}</code>}
                  </span>
                  <span className="small quiet number">
                    {object.fields === null ? '' : `${formatCount(object.fields)} fields found`}
                  </span>
                </li>
              );
            })}
          </ul>
        )}
      </section>
      {capabilities.length > 0 && (
        <section className="panel stack" aria-labelledby="capabilities-title">
          <h2 id="capabilities-title">What it can do</h2>
          <ul className="stack stack-tight">
            {capabilities.map(([name, value]) => (
              <li key={name} className="row row-between">
                <span>{CAPABILITIES[name] ?? wordsOf(name)}</span>
                {value === null ? (
                  <Status tone="plain" label="Not tried" />
                ) : value ? (
                  <Status tone="good" label="Yes" />
                ) : (
                  <Status tone="mid" label="No" mark="–" />
                )}
              </li>
            ))}
          </ul>
          {connection.capabilities['pagesByGsid'] === false && (
            <p className="small quiet">
              This tenant refuses pages by id. Companies are read by offset until two readings agree, and a
              deleted one is noticed only by the delete log: nobody is marked missing by a full run.
            </p>
          )}
        </section>
      )}
    </div>
  );
}

/** What a vendor turned out to be able to do, in words. */
const CAPABILITIES: Readonly<Record<string, string>> = {
  pagesByGsid: 'Pages by record id',
  readsFilterDatesAsUtc: 'Reads dates in filters as UTC',
};

/** Of a capability that has no words yet: "filterByGsid" or "filter-by-gsid" as "Filter by gsid". */
function wordsOf(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_.]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
