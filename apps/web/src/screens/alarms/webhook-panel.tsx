import type { AlarmWebhook } from '@handrail/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { CopyableCode } from '../../components/copyable-code.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { showDone } from '../../components/show-done.ts';
import { ExactTime } from '../../components/time.tsx';
import { useRemoveAlarmWebhook, useSetAlarmKinds, useTestAlarmWebhook } from '../../queries/alarms.ts';
import { AlarmKinds } from './alarm-kinds.tsx';

/** A webhook that is set: where to, of which kinds, a test, another address, and its end. */
export function WebhookPanel({
  webhook,
  origin,
  onReplace,
}: {
  webhook: AlarmWebhook;
  origin: string;
  onReplace: () => void;
}) {
  const test = useTestAlarmWebhook();
  const setKinds = useSetAlarmKinds();
  const remove = useRemoveAlarmWebhook();
  const [isRemoving, setIsRemoving] = useState(false);
  const [kinds, setDraft] = useState(webhook.kinds);
  const isChanged = kinds.join(' ') !== webhook.kinds.join(' ');
  const close = () => {
    setIsRemoving(false);
    remove.reset();
  };
  return (
    <section className="panel stack" aria-labelledby="webhook-title" style={{ maxWidth: 640, gap: 16 }}>
      <h2 id="webhook-title">Webhook</h2>
      <p>
        Notices go to <strong style={{ overflowWrap: 'anywhere' }}>{origin}</strong>, set{' '}
        <ExactTime at={webhook.setAt} />.
      </p>
      <div className="row">
        <Button loading={test.isPending} onClick={() => test.mutate()}>
          Send test
        </Button>
        <Button variant="default" onClick={onReplace}>
          Another address…
        </Button>
        <Button variant="default" onClick={() => setIsRemoving(true)}>
          Remove…
        </Button>
      </div>
      {test.data !== undefined &&
        (test.data.state === 'delivered' ? (
          <Notice tone="good" title={`The test was taken with status ${test.data.status ?? ''}`} />
        ) : (
          <Notice tone="bad" title="The test was not taken" isUrgent>
            {test.data.status !== null && <span>Status {test.data.status} </span>}
            {test.data.code !== null && <CopyableCode code={test.data.code} />}
          </Notice>
        ))}
      {test.isError && <FailedState title="The test could not be sent" error={test.error} />}
      <AlarmKinds value={kinds} onChange={setDraft} />
      {setKinds.isError && <FailedState title="The choice was not saved" error={setKinds.error} />}
      <div>
        <Button
          variant="default"
          disabled={!isChanged || kinds.length === 0}
          loading={setKinds.isPending}
          onClick={() => setKinds.mutate(kinds, { onSuccess: () => showDone('Saved') })}
        >
          Save the choice
        </Button>
      </div>
      <Confirm
        isOpen={isRemoving}
        title="Remove the webhook"
        actionLabel="Remove"
        isDangerous
        isBusy={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => remove.mutate(undefined, { onSuccess: close })}
      >
        <p>Alarms then stand on Data sync alone. Address and signing key are forgotten.</p>
      </Confirm>
    </section>
  );
}
