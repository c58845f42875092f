import type { Run } from './streams.ts';

/** What the runs of a stream count, of several. */
export const RUN_UNITS: Readonly<Record<Run['stream'], string>> = {
  accounts: 'accounts',
  relationships: 'relationships',
  deletions: 'deletions',
  // Each is read apart, and several make one stakeholder.
  stakeholders: 'persons and ties',
  users: 'users',
  meetings: 'meetings',
  signals: 'records',
  timeline: 'activities',
  values: 'values',
  retention: 'accounts',
  inventory: 'accounts',
};

/** What must be said beside the numbers of a run where they are not those of what it brings, else null. */
export function runUnitInWords(stream: Run['stream']): string | null {
  return stream === 'stakeholders'
    ? 'The numbers are of persons and their ties, as Gainsight has them; only who is gone is counted by stakeholders, each person once an account.'
    : null;
}
