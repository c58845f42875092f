import type { Turn } from '@handrail/contract';
import { CloseButton, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { TranscriptTurn } from './transcript-turn.tsx';

/** The words as they were said. The current turn is brought into sight, marked, and gets the focus. */
export function MeetingTranscript({
  turns,
  language,
  current,
  quote,
  jumpCount,
  onBack,
}: {
  turns: readonly Turn[];
  language: string | null;
  current: number | undefined;
  quote: string | null;
  /** Grows with each click on a claim, so that a second click on the same one jumps again. */
  jumpCount: number;
  onBack: () => void;
}) {
  const [searched, setSearched] = useState('');
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (current === undefined) return;
    const turn = list.current?.querySelector<HTMLElement>(`[data-turn="${current}"]`);
    turn?.focus({ preventScroll: true });
    turn?.scrollIntoView({ block: 'center' });
  }, [current, jumpCount]);
  const needle = searched.trim().toLowerCase();
  const hits = needle === '' ? [] : turns.filter(({ text }) => text.toLowerCase().includes(needle));
  const goToHit = () => {
    const active = Number(list.current?.querySelector('[data-turn]:focus')?.getAttribute('data-turn') ?? -1);
    const next = hits.find(({ turn }) => turn > active) ?? hits[0];
    const element = list.current?.querySelector<HTMLElement>(`[data-turn="${next?.turn}"]`);
    element?.scrollIntoView({ block: 'center' });
  };
  return (
    <section className="panel panel-flush transcript" aria-labelledby="transcript-title">
      <div className="panel-title transcript-title">
        <h2 id="transcript-title">Transcript</h2>
        <div className="row">
          {needle !== '' && (
            <span className="small quiet" role="status">
              in {formatCounted(hits.length, 'turn')}
            </span>
          )}
          <TextInput
            type="search"
            size="xs"
            aria-label="Search in the transcript"
            placeholder="Search"
            value={searched}
            onChange={(event) => setSearched(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') goToHit();
            }}
            rightSection={
              searched === '' ? null : (
                <CloseButton size="xs" aria-label="Clear search" onClick={() => setSearched('')} />
              )
            }
          />
        </div>
      </div>
      {turns.length === 0 ? (
        <EmptyState>The transcript is not kept, or not there yet.</EmptyState>
      ) : (
        <ol
          ref={list}
          className="transcript-turns"
          aria-label="Turns"
          lang={language ?? undefined}
          tabIndex={0}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onBack();
          }}
        >
          {turns.map((turn, at) => (
            <TranscriptTurn
              key={turn.turn}
              turn={turn}
              isSameSpeaker={turns[at - 1]?.speaker === turn.speaker}
              marked={turn.turn === current ? quote : null}
              isCurrent={turn.turn === current}
              searched={needle}
              onBack={onBack}
            />
          ))}
        </ol>
      )}
    </section>
  );
}
