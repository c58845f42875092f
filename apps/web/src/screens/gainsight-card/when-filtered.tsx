import { DEFAULT_CONFIGURATION } from '@handrail/core';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { KeepChoice } from './keep-choice.tsx';

/** How long the history of an account stays that the filter keeps out by now. */
export function WhenFiltered({ draft }: { draft: ConfigDraft }) {
  const rule = asRecord(asRecord(draft.document['accounts'])['whenFiltered']);
  const kept = rule['keep'] ?? rule['keepDays'] ?? DEFAULT_CONFIGURATION.accounts.whenFiltered.keepDays;
  return (
    <section className="panel stack" aria-labelledby="filtered-title">
      <h2 id="filtered-title">When an account is filtered out</h2>
      <p className="small quiet">
        It leaves the lists at once. Its history is kept, and an account that comes back gets it back.
      </p>
      <KeepChoice
        label="How long its history is kept"
        value={typeof kept === 'number' ? kept : 'forever'}
        usualDays={90}
        onChange={(next) =>
          draft.edit((document) =>
            put(
              document,
              ['accounts', 'whenFiltered'],
              next === 'forever' ? { keep: 'forever' } : { keepDays: next },
            ),
          )
        }
      />
    </section>
  );
}
