import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { ExclusionRules } from './exclusion-rules.tsx';
import { TriedMeetings } from './tried-meetings.tsx';
import { useTrying } from './use-trying.ts';

/** Which meetings are read at all: the mode, the rules, and trying them on the last 30 days. */
export function ExclusionSettings({
  draft,
  issues,
}: {
  draft: ConfigDraft;
  issues: ReadonlyMap<string, string>;
}) {
  const trying = useTrying(draft.document);
  const meetings = asRecord(draft.document['meetings']);
  const isOnlyListed = meetings['mode'] === 'only-listed';
  const from = typeof meetings['from'] === 'string' ? meetings['from'] : '';
  const set = (key: string, value: unknown) =>
    draft.edit((document) => put(document, ['meetings', key], value));
  const privates = trying.matchesOf('private');
  return (
    <section className="panel stack" aria-labelledby="exclusion-title">
      <div className="row row-between">
        <h2 id="exclusion-title">Which meetings are read</h2>
        <Button
          variant="default"
          size="xs"
          loading={trying.isPending}
          disabled={issues.size > 0}
          onClick={trying.tryAll}
        >
          Try on the last 30 days
        </Button>
      </div>
      <p className="small quiet" style={{ maxWidth: 720 }}>
        Judged on title and people, before anything that was said is asked for. Of a meeting that is kept out
        stay its time and the rule, nothing else.
      </p>
      {trying.error !== null && <FailedState title="Could not try the rules" error={trying.error} />}
      <SegmentedControl
        aria-label="Mode"
        data={[
          { value: 'all-but-excluded', label: 'All but excluded' },
          { value: 'only-listed', label: 'Only listed' },
        ]}
        value={isOnlyListed ? 'only-listed' : 'all-but-excluded'}
        style={{ alignSelf: 'flex-start' }}
        onChange={(mode) => set('mode', mode === 'only-listed' ? mode : undefined)}
      />
      {isOnlyListed && (
        <>
          <h3>Let in</h3>
          <ExclusionRules draft={draft} list="only" issues={issues} trying={trying} />
        </>
      )}
      <h3>Keep out</h3>
      <p className="small">
        Private at the recorder: always kept out; who took part is not even asked.{' '}
        {privates !== null && <span className="number">{formatCounted(privates, 'meeting')}</span>}
      </p>
      <ExclusionRules draft={draft} list="exclude" issues={issues} trying={trying} />
      <TextInput
        type="date"
        label="Meetings from"
        description="Without a day: 90 days before the first reading. An earlier day is read with the next run."
        value={from}
        style={{ maxWidth: 320 }}
        onChange={(event) =>
          set('from', event.currentTarget.value === '' ? undefined : event.currentTarget.value)
        }
      />
      <TriedMeetings trying={trying} />
    </section>
  );
}
