import type { ConfigVersion } from '@handrail/contract';
import { DEFAULT_CADENCE_MINUTES } from '@handrail/core';
import type { CadenceName } from '@handrail/core';
import { CadenceOutcome } from '../../config-draft/cadence-outcome.tsx';
import { ConfigDraftBar } from '../../config-draft/config-draft-bar.tsx';
import { ConfigScreen } from '../../config-draft/config-screen.tsx';
import { DraftPreview } from '../../config-draft/draft-preview.tsx';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import { useConfigDraft } from '../../config-draft/use-config-draft.ts';
import { CadenceRow } from './cadence-row.tsx';

/** Settings > Configurations > Cadence: how often each kind of data is read, and what goes out is sent. */
export function CadenceScreen() {
  return <ConfigScreen title="Cadence">{(saved) => <Editor saved={saved} />}</ConfigScreen>;
}

/** What each cadence is for, in the order of Data sync. */
const ROWS: readonly (readonly [CadenceName, string, string])[] = [
  [
    'accounts',
    'Account & company data',
    'What changed since the last run. Everything is read once a day besides.',
  ],
  ['relationships', 'Relationships', 'What changed since the last run, and everything once a day.'],
  ['stakeholders', 'Stakeholders', 'People at companies and relationships; everything once a day.'],
  [
    'deletions',
    'Deleted records',
    'The list of what was deleted, just before accounts. It goes back 15 days.',
  ],
  ['users', 'Users', 'Who may sign in here and as what, once Gainsight governs.'],
  ['meetings', 'Recorded meetings', 'Calls and transcripts of the recorder.'],
  ['writeback', 'What goes to Gainsight', 'Summaries to the Timeline, metrics and health to fields.'],
];

function Editor({ saved }: { saved: ConfigVersion }) {
  const draft = useConfigDraft(saved);
  const held = asRecord(draft.document['cadence']);
  return (
    <>
      <section className="panel stack" aria-labelledby="cadence-title">
        <h2 id="cadence-title">How often</h2>
        <p className="small quiet">
          Starts are spread over the interval, so that not everything begins at once. A missed start is caught
          up once.
        </p>
        <ul className="list" aria-label="Cadences">
          {ROWS.map(([name, label, hint]) => (
            <CadenceRow
              key={name}
              label={label}
              hint={hint}
              usual={DEFAULT_CADENCE_MINUTES[name]}
              minutes={held[name]}
              onChange={(minutes) => draft.edit((document) => put(document, ['cadence', name], minutes))}
            />
          ))}
        </ul>
      </section>
      <ConfigDraftBar
        draft={draft}
        actions={
          <DraftPreview draft={draft} title="What saving would do" size="lg">
            <CadenceOutcome document={draft.document} />
          </DraftPreview>
        }
      />
    </>
  );
}
