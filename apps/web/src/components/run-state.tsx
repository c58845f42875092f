import type { Run } from '@handrail/contract';
import { formatCount } from './format-value.ts';
import { ProgressBar } from './progress.tsx';
import { Status } from './status.tsx';

const LOOKS = {
  queued: ['plain', 'Queued', '◷'],
  running: ['plain', 'Running', '▸'],
  done: ['good', 'Done', '✓'],
  partial: ['mid', 'Partial', '◐'],
  failed: ['bad', 'Failed', '✕'],
  cancelled: ['plain', 'Cancelled', '⊘'],
  'awaiting-approval': ['mid', 'Awaiting approval', '‖'],
} as const;

/** The state of a run as mark and word. */
export function RunState({ state }: { state: Run['state'] }) {
  const [tone, word, mark] = LOOKS[state];
  return <Status tone={tone} label={word} mark={mark} />;
}

/** What a run did, in one line: +added ~changed =unchanged, then what needs a word. */
export function RunCounts({ run }: { run: Run }) {
  const { counts } = run;
  return (
    <span className="number run-counts">
      <span title="added">
        <span aria-hidden>+</span>
        <span className="sr-only">added </span>
        {formatCount(counts.added)}
      </span>{' '}
      <span title="changed">
        <span aria-hidden>~</span>
        <span className="sr-only">changed </span>
        {formatCount(counts.changed)}
      </span>{' '}
      <span title="unchanged">
        <span aria-hidden>=</span>
        <span className="sr-only">unchanged </span>
        {formatCount(counts.unchanged)}
      </span>
      {counts.filtered > 0 && ` · filtered ${formatCount(counts.filtered)}`}
      {counts.exits > 0 && ` · gone ${formatCount(counts.exits)}`}
      {counts.setAside > 0 && ` · set aside ${formatCount(counts.setAside)}`}
    </span>
  );
}

/** Live progress of a run: the bar with records seen, pages and calls. */
export function RunProgress({ run, unit }: { run: Run; unit: string }) {
  return (
    <ProgressBar
      label={`Progress of run ${run.number}`}
      value={run.counts.seen}
      total={run.total}
      unit={unit}
    />
  );
}
