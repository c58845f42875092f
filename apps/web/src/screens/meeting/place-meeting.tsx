import { Button } from '@mantine/core';
import { MAX_ATTRIBUTED_ACCOUNTS } from '@handrail/contract';
import type { MeetingDetail } from '@handrail/contract';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { AccountsField } from '../../components/accounts-field.tsx';
import type { Named } from '../../components/named-field.tsx';
import { useAttributeMeeting } from '../../queries/meetings.ts';

/** A button that asks at which accounts a meeting belongs, and says what follows before it happens. */
export function PlaceMeeting({
  meeting,
  label,
  onPlaced,
}: {
  meeting: { readonly id: string; readonly title: string; readonly accounts: readonly Named[] };
  label: string;
  onPlaced?: (accounts: readonly Named[], placed: MeetingDetail) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly Named[]>([]);
  const placing = useAttributeMeeting(({ accounts }, placed) => {
    setIsOpen(false);
    onPlaced?.(accounts ?? [], placed);
  });
  const open = () => {
    setChosen([]);
    placing.reset();
    setIsOpen(true);
  };
  const place = (accounts: readonly Named[]) => placing.mutate({ meetingId: meeting.id, accounts });
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        {label}
      </Button>
      <Confirm
        isOpen={isOpen}
        title={`Account of “${meeting.title}”`}
        actionLabel="Place it there"
        isReady={chosen.length > 0}
        isBusy={placing.isPending}
        error={placing.error}
        onConfirm={() => place(chosen)}
        onClose={() => setIsOpen(false)}
      >
        <AccountsField
          label="Accounts"
          description={`Type a part of the name. ${whatFollows(meeting.accounts)}`}
          max={MAX_ATTRIBUTED_ACCOUNTS}
          chosen={chosen}
          onChange={setChosen}
        />
        <p className="small quiet">
          Your word binds: no rule moves the meeting again. With the next pass its entries leave the Timelines
          of other accounts and stand in those of these, if summaries are pushed; scores are computed anew.
        </p>
        <div>
          <Button variant="subtle" size="xs" disabled={placing.isPending} onClick={() => place([])}>
            Leave without an account
          </Button>
        </div>
      </Confirm>
    </>
  );
}

/** What choosing does to where the meeting belongs at present. */
function whatFollows(present: readonly Named[]): string {
  if (present.length === 0) return 'Choose several where it belongs to several.';
  const names = present.map(({ name }) => name).join(', ');
  return `What you choose takes the place of ${names}; to keep it beside another, choose both.`;
}
