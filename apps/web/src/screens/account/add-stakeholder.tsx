import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { showDone } from '../../components/show-done.ts';
import { useAddStakeholder } from '../../queries/stakeholders.ts';

const FIELDS = [
  { name: 'name', label: 'Name', hint: undefined },
  { name: 'email', label: 'E-mail', hint: 'Meetings are counted as touches by it.' },
  { name: 'title', label: 'Title', hint: undefined },
  { name: 'role', label: 'Role', hint: undefined },
  { name: 'phone', label: 'Phone', hint: undefined },
  {
    name: 'touchFrequency',
    label: 'Touch frequency',
    hint: 'Such as monthly, every 2 weeks or 45 days. Left empty, the role, the tier or the default tells it.',
  },
] as const;
type Values = Partial<Record<(typeof FIELDS)[number]['name'], string>>;

/** A button that asks for a person whom Gainsight does not know, and adds them to the account. */
export function AddStakeholder({ accountId }: { accountId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const [values, setValues] = useState<Values>({});
  const [isDecisionMaker, setIsDecisionMaker] = useState(false);
  const add = useAddStakeholder(accountId);
  const open = () => {
    setValues({});
    setIsDecisionMaker(false);
    add.reset();
    setIsOpen(true);
  };
  const submit = () => {
    const given = FIELDS.map(({ name }) => [name, values[name]?.trim() ?? ''] as const);
    const body = Object.fromEntries(given.filter(([, value]) => value !== ''));
    add.mutate(
      { ...body, fromMeetings: false, ...(isDecisionMaker ? { decisionMaker: true } : {}) },
      {
        onSuccess: () => {
          setIsOpen(false);
          showDone('The stakeholder is added');
        },
      },
    );
  };
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        Add a stakeholder
      </Button>
      <Confirm
        isOpen={isOpen}
        title="Add a stakeholder"
        actionLabel="Add"
        isBusy={add.isPending}
        error={add.error}
        onConfirm={submit}
        onClose={() => setIsOpen(false)}
      >
        <p className="small quiet">
          A name or an e-mail address is needed. What stands here stays through every sync; once Gainsight
          knows a person of this address, it stands on theirs.
        </p>
        {FIELDS.map(({ name, label, hint }, at) => (
          <TextInput
            key={name}
            label={label}
            description={hint}
            type={name === 'email' ? 'email' : 'text'}
            maxLength={name === 'email' ? 320 : 500}
            autoComplete="off"
            data-autofocus={at === 0 ? true : undefined}
            value={values[name] ?? ''}
            onChange={({ currentTarget: { value } }) => setValues((held) => ({ ...held, [name]: value }))}
          />
        ))}
        <Checkbox
          label="Decision maker"
          checked={isDecisionMaker}
          onChange={({ currentTarget: { checked } }) => setIsDecisionMaker(checked)}
        />
      </Confirm>
    </>
  );
}
