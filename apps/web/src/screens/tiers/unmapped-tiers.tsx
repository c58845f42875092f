import { Button } from '@mantine/core';
import { TierAccounts } from './tier-accounts.tsx';
import { formatCounted } from '../../components/format-value.ts';

/** The values that accounts hold and that are no tier, each with how many. */
export function UnmappedTiers({
  unmapped,
  without,
  onAdd,
}: {
  unmapped: readonly (readonly [name: string, accounts: number])[];
  /** Accounts without any value. */
  without: number;
  onAdd: (name: string) => void;
}) {
  const sum = unmapped.reduce((total, [, accounts]) => total + accounts, 0);
  return (
    <section className="panel stack" aria-labelledby="unmapped-title">
      <h2 id="unmapped-title">Values that are no tier</h2>
      <p role="status">
        {formatCounted(sum, 'account')} with a value that is no tier, {formatCounted(without, 'account')}{' '}
        without any value.
      </p>
      <ul className="list" aria-label="Values that are no tier">
        {unmapped.map(([name, accounts]) => (
          <li key={name} className="row row-between" style={{ padding: '6px 0' }}>
            <span>
              <bdi>{name}</bdi> <TierAccounts name={name} accounts={accounts} />
            </span>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`Make it a tier: ${name}`}
              onClick={() => onAdd(name)}
            >
              Make it a tier
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
