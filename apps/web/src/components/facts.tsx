import type { ReactNode } from 'react';
import './facts.css';

/** A short fact with its name. */
export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Named facts: in one wrapping line under a title, or as a list of two columns. */
export function Facts({ facts, layout = 'line' }: { facts: readonly Fact[]; layout?: 'line' | 'list' }) {
  return (
    <dl className={`facts facts-${layout}`}>
      {facts.map((fact) => (
        <div key={fact.label} className="fact">
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
