import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { TierAccounts } from './tier-accounts.tsx';

/** One tier with how many accounts have it, and its place in the order. */
export function TierRow({
  name,
  accounts,
  onUp,
  onDown,
  onRemove,
}: {
  name: string;
  accounts: number;
  /** Null for the first one. */
  onUp: (() => void) | null;
  /** Null for the last one. */
  onDown: (() => void) | null;
  onRemove: () => void;
}) {
  return (
    <li className="row row-between" style={{ padding: '6px 0' }} aria-label={name}>
      <span>
        <bdi>{name}</bdi> <TierAccounts name={name} accounts={accounts} />
      </span>
      <span className="row">
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`Move ${name} up`}
          disabled={onUp === null}
          onClick={() => onUp?.()}
        >
          <IconArrowUp size={14} aria-hidden />
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`Move ${name} down`}
          disabled={onDown === null}
          onClick={() => onDown?.()}
        >
          <IconArrowDown size={14} aria-hidden />
        </Button>
        <Button
          variant="subtle"
          color="danger"
          size="compact-sm"
          aria-label={`Remove ${name}`}
          onClick={onRemove}
        >
          Remove
        </Button>
      </span>
    </li>
  );
}
