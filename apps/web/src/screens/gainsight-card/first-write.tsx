import { Button } from '@mantine/core';
import { useState } from 'react';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted, formatValue } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { showDone } from '../../components/show-done.ts';
import { useConfirmWriteback, useWriteback, useWritebackPlan } from '../../queries/outbox.ts';
import '../../components/plain-table.css';
import '../../components/plan-list.css';

const SHOWN = 50;

/** Rows whose first write nobody looked at yet: what it would change, and the word that lets it go. */
export function FirstWrite({ configVersion }: { configVersion: number }) {
  const writeback = useWriteback(configVersion);
  const [isShown, setIsShown] = useState(false);
  const open = (writeback.data?.rows ?? []).filter(({ isConfirmed }) => !isConfirmed);
  if (writeback.isError) {
    return <FailedState title="Could not ask what waits for a confirmation" error={writeback.error} />;
  }
  if (open.length === 0 || writeback.data?.enabled === false) return null;
  return (
    <Notice
      tone="mid"
      title={`The first write of ${formatCounted(open.length, 'field')} waits for you`}
      actions={
        !isShown && (
          <Button variant="default" onClick={() => setIsShown(true)}>
            Look at what it changes
          </Button>
        )
      }
    >
      <p>
        {open.map(({ object, fieldLabel }) => `${fieldLabel} (${object.toLowerCase()})`).join(', ')}: nothing
        is written there before you have seen the difference and confirmed it.
      </p>
      {isShown && <Difference />}
    </Notice>
  );
}

function Difference() {
  const plan = useWritebackPlan(true);
  const confirm = useConfirmWriteback();
  return (
    <Loaded query={plan} what="the difference">
      {({ values, unconfirmed }) => {
        const waiting = values.filter(({ awaitsConfirmation }) => awaitsConfirmation);
        const overwritten = waiting.filter(({ before }) => before !== null && before !== '').length;
        return (
          <div className="stack">
            <p>
              <strong>{formatCounted(waiting.length, 'value')}</strong> would be written,{' '}
              <strong>{overwritten}</strong> over one that stands there.
            </p>
            {waiting.length > 0 && (
              <div className="plan-list">
                <table className="plain-table" aria-label="What the first write changes">
                  <thead>
                    <tr>
                      <th scope="col">Company</th>
                      <th scope="col">Written to</th>
                      <th scope="col">Field</th>
                      <th scope="col">There now</th>
                      <th scope="col">Then</th>
                    </tr>
                  </thead>
                  <tbody>
                    {waiting.slice(0, SHOWN).map((value) => (
                      <tr key={`${value.gainsightId} ${value.field}`}>
                        <td data-label="Company" dir="auto">
                          {value.accountName}
                        </td>
                        <td data-label="Written to" dir="auto">
                          {value.object === 'Company' ? 'The company' : `Relationship ${value.recordName}`}
                        </td>
                        <td data-label="Field">{value.fieldLabel}</td>
                        <td data-label="There now">{value.beforeLabel ?? formatValue(value.before)}</td>
                        <td data-label="Then">{value.afterLabel ?? formatValue(value.after)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            {waiting.length > SHOWN && (
              <p className="small quiet">
                The first {SHOWN} of {waiting.length}; all stand in the dry run of the outbox.
              </p>
            )}
            {confirm.isError && <FailedState title="It was not confirmed" error={confirm.error} />}
            <div>
              <Button
                loading={confirm.isPending}
                disabled={unconfirmed.length === 0}
                onClick={() =>
                  confirm.mutate(unconfirmed, {
                    onSuccess: () => showDone('The first write goes out now'),
                  })
                }
              >
                Write {formatCounted(waiting.length, 'value')}
              </Button>
            </div>
          </div>
        );
      }}
    </Loaded>
  );
}
