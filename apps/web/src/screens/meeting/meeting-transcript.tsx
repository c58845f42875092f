import type { Turn } from '@handrail/contract';
import { CloseButton, TextInput } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { languageTag } from '../../components/language-tag.ts';
import { formatCounted } from '../../components/format-value.ts';
import { TranscriptTurn } from './transcript-turn.tsx';

/** A way into the transcript: the turn, the quote in it, and the element one comes back to. */
export interface Jump {
  readonly turn: number;
  readonly quote: string | null;
  readonly from: HTMLElement | null;
}

/** The words as they were said. The current turn is brought into sight, marked, and gets the focus. */
export function MeetingTranscript({
  turns,
  language,
  jump,
  onBack,
}: {
  turns: readonly Turn[];
  language: string | null;
  jump: Jump | null;
  onBack: () => void;
}) {
  const [searched, setSearched] = useState('');
  const [hitAt, setHitAt] = useState(-1);
  const list = useRef<HTMLOListElement>(null);
  // Each click on a claim makes a new jump: a second click on the same one jumps again.
  useEffect(() => {
    if (jump !== null) bringIntoSight(list.current, jump.turn)?.focus({ preventScroll: true });
  }, [jump]);
  useWindowEvent('keydown', ({ key }) => {
    if (key === 'Escape' && list.current?.contains(document.activeElement)) onBack();
  });
  const needle = searched.trim().toLowerCase();
  const hits = needle === '' ? [] : turns.filter(({ text }) => text.toLowerCase().includes(needle));
  // Enter walks through the hits; the focus stays in the field, so that Enter can be pressed again.
  const goToNextHit = () => {
    const next = hits[(hitAt + 1) % hits.length];
    if (next === undefined) return;
    setHitAt((hitAt + 1) % hits.length);
    bringIntoSight(list.current, next.turn);
  };
  return (
    <section className="panel panel-flush transcript" aria-labelledby="transcript-title">
      <div className="panel-title transcript-title">
        <h2 id="transcript-title">Transcript</h2>
        <div className="row">
          {needle !== '' && (
            <span className="small quiet" role="status">
              {hitAt === -1 ? '' : `${hitAt + 1} of `}
              {formatCounted(hits.length, 'turn')}
            </span>
          )}
          <TextInput
            type="search"
            size="xs"
            aria-label="Search in the transcript"
            placeholder="Search"
            value={searched}
            onChange={(event) => {
              setSearched(event.currentTarget.value);
              setHitAt(-1);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') goToNextHit();
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
          lang={languageTag(language)}
          tabIndex={0}
        >
          {turns.map((turn, at) => (
            <TranscriptTurn
              key={turn.turn}
              turn={turn}
              isSameSpeaker={turns[at - 1]?.speaker === turn.speaker}
              marked={turn.turn === jump?.turn ? jump.quote : null}
              isCurrent={turn.turn === jump?.turn}
              searched={needle}
              onBack={onBack}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

/** Scrolls a turn to the middle: of the list when it scrolls by itself (beside the summary), else of the page. */
function bringIntoSight(list: HTMLOListElement | null, turn: number): HTMLElement | null {
  const element = list?.querySelector<HTMLElement>(`[data-turn="${turn}"]`) ?? null;
  if (list === null || element === null) return null;
  if (list.scrollHeight > list.clientHeight + 1) {
    const middle = (list.clientHeight - element.offsetHeight) / 2;
    const offset = element.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollTop += offset - middle;
  } else {
    element.scrollIntoView({ block: 'center' });
  }
  return element;
}
