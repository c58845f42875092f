import type { OutboxItem } from '@handrail/contract';
import { Status } from './status.tsx';

const LOOKS = {
  waiting: ['plain', 'Waiting', '◷'],
  sending: ['plain', 'Sending', '↗'],
  unknown: ['mid', 'Outcome unknown, looking it up', '?'],
  delivered: ['good', 'Delivered', '✓'],
  refused: ['bad', 'Refused', '✕'],
  paused: ['mid', 'Paused', '‖'],
  withdrawn: ['plain', 'Withdrawn', '⊘'],
} as const;

/** The state of a delivery as mark and word. */
export function DeliveryState({ state, label }: { state: OutboxItem['state']; label?: string }) {
  const [tone, word, mark] = LOOKS[state];
  return <Status tone={tone} label={label ?? word} mark={mark} />;
}
