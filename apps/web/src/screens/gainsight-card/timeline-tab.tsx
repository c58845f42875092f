import { NativeSelect } from '@mantine/core';
import { TIMELINE_TARGETS, TWIN_RULES } from '@handrail/core';
import { Link } from '@tanstack/react-router';
import { Loaded } from '../../components/loaded.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigNotes } from '../../config-draft/config-notes.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useTimeline } from '../../queries/timeline.ts';
import { AccountIdsField } from './account-ids-field.tsx';
import { ActivityTypes } from './activity-types.tsx';
import { EntryPreview } from './entry-preview.tsx';
import { RequiredFields } from './required-fields.tsx';
import { TimelineSettings } from './timeline-settings.tsx';
import { applyWriteback, readWritebackDraft } from './writeback-draft.ts';

const TARGETS: Readonly<Record<(typeof TIMELINE_TARGETS)[number], string>> = {
  company: 'The company',
  relationship: 'The relationship whose people took part, where there is exactly one; else the company',
};
const TWINS: Readonly<Record<(typeof TWIN_RULES)[number], string>> = {
  post: 'Post ours all the same',
  link: 'Post no more than headline and recording',
  skip: 'Post nothing',
};

/** Settings > Integrations > Gainsight > Timeline: what becomes an entry, how, and what waits for a person. */
export function TimelineTab({ draft, notes }: { draft: ConfigDraft; notes: ConfigNotes }) {
  const timeline = useTimeline(draft.saved.version);
  const settings = asRecord(draft.document['timeline']);
  const set = (key: string, value: unknown) =>
    draft.edit((document) => put(document, ['timeline', key], value));
  return (
    <>
      <TimelineSettings
        draft={readWritebackDraft(draft.document)}
        onEdit={(change) => draft.edit((document) => applyWriteback(document, change))}
        savedVersion={draft.saved.version}
        ofAuthor={notes.at('timeline.fallbackAuthor')}
      />
      <Loaded query={timeline} what="what waits">
        {(state) => (
          <>
            <Resting resting={state.resting} />
            <RequiredFields
              timeline={state}
              values={fieldsOf(settings['fields'])}
              onChange={(values) => set('fields', values)}
            />
          </>
        )}
      </Loaded>
      <section className="panel stack" aria-labelledby="entries-title" style={{ gap: 16 }}>
        <h2 id="entries-title">Entries</h2>
        <ActivityTypes types={textsOf(settings['types'])} onChange={(types) => set('types', types)} />
        <div className="status-fields">
          <NativeSelect
            label="An entry is about"
            data={TIMELINE_TARGETS.map((value) => ({ value, label: TARGETS[value] }))}
            value={TIMELINE_TARGETS.find((value) => value === settings['target']) ?? 'company'}
            onChange={(event) => set('target', event.currentTarget.value)}
          />
          <NativeSelect
            label="Where another entry of the same meeting stands"
            data={TWIN_RULES.map((value) => ({ value, label: TWINS[value] }))}
            value={TWIN_RULES.find((value) => value === settings['twins']) ?? 'post'}
            onChange={(event) => set('twins', event.currentTarget.value)}
          />
        </div>
        <p className="small quiet">
          Author is the organiser, if an active user of Gainsight; else the fallback author. Attendees whom
          Gainsight does not know are left out. Another entry counts as the same meeting within ten minutes,
          with the address of the recording or the title; looking for one costs a call.
        </p>
      </section>
      <section className="panel stack" aria-labelledby="which-title" style={{ gap: 16 }}>
        <h2 id="which-title">Which accounts</h2>
        <AccountIdsField
          label="Go first"
          description="Only meetings of these accounts are sent. None means: all are."
          ids={listOf(settings['canary'])}
          onChange={(ids) => set('canary', ids)}
        />
        <AccountIdsField
          label="Wait for a person"
          description="New meetings of these accounts are sent one by one, from the page of the meeting, by an admin or by who sees the account."
          ids={listOf(settings['hold'])}
          onChange={(ids) => set('hold', ids)}
        />
      </section>
      <EntryPreview />
    </>
  );
}

function Resting({ resting }: { resting: Readonly<Record<'edited-there' | 'held', number>> }) {
  const told = [
    resting['edited-there'] > 0 &&
      `${formatCounted(resting['edited-there'], 'entry was', 'entries were')} edited at Gainsight and a newer summary waits`,
    resting.held > 0 &&
      `${formatCounted(resting.held, 'entry waits', 'entries wait')} for a person to send it`,
  ].filter((text) => text !== false);
  if (told.length === 0) return null;
  return (
    <p className="small">
      {told.join('; ')}.{' '}
      <Link to="/sync/outbox" search={{ state: 'paused', kind: 'timeline-activity' }}>
        See them
      </Link>
    </p>
  );
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(asRecord(value)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function fieldsOf(value: unknown): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(Object.entries(asRecord(value)).map(([type, fields]) => [type, textsOf(fields)]));
}
