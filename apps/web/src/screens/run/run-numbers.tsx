import { runUnitInWords } from '@handrail/contract';
import type { Run } from '@handrail/contract';
import { formatCount } from '../../components/format-value.ts';
import { Status } from '../../components/status.tsx';

/** The identity of a run: what was seen is what was added, changed, unchanged, filtered and set aside. */
export function RunNumbers({
  run: { stream, counts },
  isFinished,
}: {
  run: Pick<Run, 'stream' | 'counts'>;
  isFinished: boolean;
}) {
  const parts = [
    ['Added', counts.added],
    ['Changed', counts.changed],
    ['Unchanged', counts.unchanged],
    ['Filtered out', counts.filtered],
    ['Set aside', counts.setAside],
  ] as const;
  const unit = runUnitInWords(stream);
  const sum = parts.reduce((total, [, count]) => total + count, 0);
  return (
    <section className="panel stack" aria-labelledby="numbers-title">
      <h2 id="numbers-title">Records</h2>
      <ul className="run-numbers">
        <Count label="Seen" value={counts.seen} sign="" />
        {parts.map(([label, value], at) => (
          <Count key={label} label={label} value={value} sign={at === 0 ? '=' : '+'} />
        ))}
        {counts.exits > 0 && <Count label="Gone" value={counts.exits} sign="" />}
      </ul>
      {unit !== null && <p className="small quiet">{unit}</p>}
      {isFinished &&
        (sum === counts.seen ? (
          <Status tone="good" label="The numbers add up" />
        ) : (
          <Status
            tone="bad"
            label={`The numbers do not add up: ${formatCount(counts.seen - sum)} unaccounted for`}
          />
        ))}
    </section>
  );
}

function Count({ label, value, sign }: { label: string; value: number; sign: string }) {
  return (
    <li className="run-number">
      {sign !== '' && <span aria-hidden>{sign}</span>}
      <span>
        <span className="small quiet">{label}</span> <strong className="number">{formatCount(value)}</strong>
      </span>
    </li>
  );
}
