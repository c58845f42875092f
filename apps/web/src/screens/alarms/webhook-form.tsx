import type { AlarmWebhook } from '@handrail/contract';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CopyableCode } from '../../components/copyable-code.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSetAlarmWebhook } from '../../queries/alarms.ts';
import { AlarmKinds } from './alarm-kinds.tsx';

/** Sets the address in place of a former one, and shows its signing key this once. */
export function WebhookForm({
  webhook,
  onBegin,
  onDone,
}: {
  webhook: AlarmWebhook;
  onBegin: () => void;
  onDone: () => void;
}) {
  const set = useSetAlarmWebhook();
  const [url, setUrl] = useState('');
  const [kinds, setKinds] = useState(webhook.kinds);
  if (set.data !== undefined) {
    return (
      <Notice
        tone="good"
        title="Signing key of the webhook: copy it now, it is not shown again"
        actions={
          <Button variant="default" size="xs" onClick={onDone}>
            I have it
          </Button>
        }
      >
        <CopyableCode code={set.data.signingKey} />
        <p className="small">
          Each notice carries <code>handrail-signature: t=…,v1=…</code>: v1 is the HMAC-SHA-256 of t, a dot
          and the body under this key.
        </p>
      </Notice>
    );
  }
  return (
    <form
      className="panel stack"
      aria-label="Webhook"
      style={{ maxWidth: 640, gap: 16 }}
      onSubmit={(event) => {
        event.preventDefault();
        onBegin();
        set.mutate({ url: url.trim(), kinds });
      }}
    >
      <h2>{webhook.origin === null ? 'New webhook' : 'Another address'}</h2>
      <TextInput
        label="Address"
        description="https, and reachable from this server. It is kept like a key and not shown again."
        type="url"
        required
        maxLength={2_000}
        autoComplete="off"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <AlarmKinds value={kinds} onChange={setKinds} />
      {set.isError && <FailedState title="The webhook was not set" error={set.error} />}
      <div className="row">
        <Button type="submit" disabled={url.trim() === '' || kinds.length === 0} loading={set.isPending}>
          Set the webhook
        </Button>
        {webhook.origin !== null && (
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
}
