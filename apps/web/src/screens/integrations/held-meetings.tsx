import type { MeetingSource } from '@handrail/contract';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { Facts } from '../../components/facts.tsx';
import { formatCount, formatCounted } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { ExactTime } from '../../components/time.tsx';
import { useMeetingSources, useRemoveGoneMeetings } from '../../queries/meeting-sources.ts';

/** What is held of a source of meetings, and what is kept out of it by which rule. */
export function HeldMeetings({ source }: { source: MeetingSource['source'] }) {
  const sources = useMeetingSources();
  return (
    <section className="panel stack" aria-labelledby="held-title">
      <h2 id="held-title">Meetings held</h2>
      <Loaded query={sources} what="the meetings held">
        {({ items }) => {
          const held = items.find((item) => item.source === source);
          return held === undefined ? null : <Held held={held} />;
        }}
      </Loaded>
    </section>
  );
}

function Held({ held }: { held: MeetingSource }) {
  const kept = held.excluded.reduce((sum, { meetings }) => sum + meetings, 0);
  return (
    <>
      <Facts
        facts={[
          { label: 'Meetings', value: formatCount(held.meetings) },
          { label: 'With transcript', value: formatCount(held.transcribed) },
          { label: 'Transcript awaited', value: formatCount(held.awaiting) },
          { label: 'Without transcript', value: formatCount(held.withoutTranscript) },
          { label: 'Kept out', value: formatCount(kept) },
          { label: 'From', value: <ExactTime at={held.oldest} /> },
          { label: 'To', value: <ExactTime at={held.newest} /> },
        ]}
      />
      {held.excluded.length > 0 && (
        <ul className="list" aria-label="Meetings kept out, by the rule">
          {held.excluded.map(({ rule, ruleInWords, meetings }) => (
            <li key={rule} className="list-row small">
              <span style={{ flex: 1 }}>By {ruleInWords}</span>
              <span className="number">{formatCount(meetings)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="small">
        <Link to="/settings/configurations/exclusions">Change which meetings are read</Link>
      </p>
      {held.gone > 0 && <GoneMeetings gone={held.gone} />}
    </>
  );
}

function GoneMeetings({ gone }: { gone: number }) {
  const [isAsking, setIsAsking] = useState(false);
  const removing = useRemoveGoneMeetings();
  const extent = formatCounted(gone, 'meeting');
  return (
    <Notice tone="mid" title={`${extent} gone at the recorder`}>
      <p>
        More are gone at once than are taken away without a person’s word: the recorder may follow a policy of
        its own. What we hold of them stays until you decide.
      </p>
      <Button variant="default" size="xs" onClick={() => setIsAsking(true)}>
        Take {extent} away…
      </Button>
      <Confirm
        isOpen={isAsking}
        title={`Take ${extent} away`}
        actionLabel={`Take ${extent} away`}
        isDangerous
        typedName={String(gone)}
        isBusy={removing.isPending}
        error={removing.error}
        onClose={() => setIsAsking(false)}
        onConfirm={() => removing.mutate(gone, { onSuccess: () => setIsAsking(false) })}
      >
        <p>Transcripts, summaries and their Timeline entries go. It cannot be undone.</p>
      </Confirm>
    </Notice>
  );
}
