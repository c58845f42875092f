import { Link } from '@tanstack/react-router';
import { Choice } from '../../components/choice.tsx';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';

const FIELDS = [
  { key: 'responseTime', label: 'Hours until we answer' },
  { key: 'openTickets', label: 'Open tickets' },
] as const;

/** Which mapped fields tell what no meeting does. */
export function HealthFields({ draft }: { draft: ConfigDraft }) {
  const account = asRecord(asRecord(draft.document['fields'])['account']);
  const names = Object.keys(asRecord(account['custom'])).toSorted();
  const held = asRecord(asRecord(draft.document['health'])['fields']);
  return (
    <section className="panel stack" aria-labelledby="health-fields-title">
      <h2 id="health-fields-title">Numbers from mapped fields</h2>
      <p className="small quiet">
        What no meeting tells comes from custom account fields that hold numbers.{' '}
        <Link to="/settings/configurations/fields" search={{}}>
          {names.length === 0 ? 'Map one first' : 'Fields'}
        </Link>
      </p>
      <div className="row row-wide">
        {FIELDS.map(({ key, label }) => {
          const chosen = held[key];
          return (
            <Choice
              key={key}
              label={label}
              value={typeof chosen === 'string' ? chosen : undefined}
              options={[
                { value: '', label: 'no source' },
                ...names.map((name) => ({ value: name, label: name })),
              ]}
              onChange={(name) => draft.edit((document) => put(document, ['health', 'fields', key], name))}
            />
          );
        })}
      </div>
    </section>
  );
}
