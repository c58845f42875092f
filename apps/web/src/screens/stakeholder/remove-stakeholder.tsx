import type { StakeholderDetail } from '@handrail/contract';
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { stakeholderName } from '../../components/labels.ts';
import { showDone } from '../../components/show-done.ts';
import { useRemoveStakeholder } from '../../queries/stakeholders.ts';

/** Removes a stakeholder whom only we know, after a question, and goes back to the account. */
export function RemoveStakeholder({ stakeholder }: { stakeholder: StakeholderDetail }) {
  const [isOpen, setIsOpen] = useState(false);
  const navigate = useNavigate();
  const remove = useRemoveStakeholder(stakeholder.id);
  const { accountId, accountName } = stakeholder;
  const name = stakeholderName(stakeholder);
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        Remove
      </Button>
      <Confirm
        isOpen={isOpen}
        title={`Remove ${name}`}
        actionLabel="Remove the stakeholder"
        isDangerous
        isBusy={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              showDone(`${name} is removed`);
              void navigate({
                to: '/accounts/$accountId',
                params: { accountId },
                search: { tab: 'stakeholders' },
                replace: true,
              });
            },
          })
        }
        onClose={() => setIsOpen(false)}
      >
        <p>
          {name} leaves the stakeholders of {accountName}, with every value set by hand. Their meetings stay.
        </p>
      </Confirm>
    </>
  );
}
