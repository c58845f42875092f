import type { Connection } from '@handrail/contract';
import { Status } from './status.tsx';

const LOOKS = {
  'not-connected': ['plain', 'Not connected', '○'],
  connected: ['good', 'Connected', '✓'],
  'needs-attention': ['bad', 'Needs attention', '!'],
  disconnected: ['plain', 'Disconnected', '⊘'],
} as const;

/** The state of a connection as mark and word. */
export function ConnectionState({ state }: { state: Connection['state'] }) {
  const [tone, label, mark] = LOOKS[state];
  return <Status tone={tone} label={label} mark={mark} />;
}
