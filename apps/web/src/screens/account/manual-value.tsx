import type { AccountDetail } from '@handrail/contract';
import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { FailedState } from '../../components/failed-state.tsx';
import { showDone } from '../../components/show-done.ts';
import { useManualValue } from '../../queries/accounts.ts';
import { ManualValueForm } from './manual-value-form.tsx';

/** Sets a field by hand, which then stays whatever the source says, or gives it back to its source. */
export function ManualValue({
  accountId,
  row,
}: {
  accountId: string;
  row: AccountDetail['fieldRows'][number];
}) {
  const [isOpen, setIsOpen] = useState(false);
  const manual = useManualValue();
  const { key, label } = row;
  if (key === null) return null;
  const close = () => {
    setIsOpen(false);
    manual.reset();
  };
  return (
    <div className="row" style={{ flexWrap: 'nowrap' }}>
      <Popover
        opened={isOpen}
        onChange={(opened) => (opened ? setIsOpen(true) : close())}
        width={320}
        position="bottom-end"
        shadow="md"
        withArrow
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Button
            variant="default"
            size="compact-xs"
            aria-label={`Set ${label} by hand`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {row.isManual ? 'Change' : 'Set'}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <ManualValueForm
            row={row}
            isSaving={manual.isPending}
            failure={
              manual.isError && <FailedState title="Not set; nothing was changed" error={manual.error} />
            }
            onSet={(value) =>
              manual.mutate(
                { accountId, field: key, value },
                {
                  onSuccess: () => {
                    close();
                    showDone(`${label} is set by hand`);
                  },
                },
              )
            }
          />
        </Popover.Dropdown>
      </Popover>
      {row.isManual && (
        <Button
          variant="default"
          size="compact-xs"
          loading={manual.isPending && !isOpen}
          aria-label={`Remove the value of ${label} set by hand`}
          onClick={() =>
            manual.mutate(
              { accountId, field: key, value: undefined },
              { onSuccess: () => showDone(`${label} follows Gainsight again`) },
            )
          }
        >
          Remove
        </Button>
      )}
      {manual.isError && !isOpen && (
        <span role="alert" className="small">
          {manual.error.message}
        </span>
      )}
    </div>
  );
}
