import type { Run } from '@handrail/contract';

type StreamName = Run['stream'];

const NOUNS: Readonly<Partial<Record<StreamName, string>>> = {
  relationships: 'relationship',
  stakeholders: 'stakeholder',
  deletions: 'record',
  meetings: 'meeting',
  users: 'user',
};

/** What the guard holds back, by the stream that read it. */
export function withheldNoun(stream: StreamName): string {
  return NOUNS[stream] ?? 'account';
}

/** What would become of it. */
export function withheldVerb(stream: StreamName): string {
  if (stream === 'users') return 'would lose access or get a lesser role';
  return stream === 'accounts' ? 'would leave or turn to Churned' : 'would leave';
}
