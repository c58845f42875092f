import { Button, Loader, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FailedState } from '../../components/failed-state.tsx';
import { showDone } from '../../components/show-done.ts';
import { useConnectGong } from '../../queries/connections.ts';
import '../gainsight-card/gainsight-card.css';

/** What the sandbox accepts; made up and public, printed by `npm run sandbox` too. */
const SANDBOX = {
  url: 'http://127.0.0.1:7411',
  accessKey: 'sandbox-gong-key',
  secret: 'sandbox-gong-secret',
};

/** Access key and secret; Connect tries them for real and stores them only when that succeeds. */
export function GongForm({
  isSandbox,
  onConnected,
  onCancel,
}: {
  isSandbox: boolean;
  onConnected: () => void;
  onCancel?: () => void;
}) {
  const connect = useConnectGong();
  const [isExact, setIsExact] = useState(isSandbox);
  const [url, setUrl] = useState(isSandbox ? SANDBOX.url : '');
  const [accessKey, setAccessKey] = useState(isSandbox ? SANDBOX.accessKey : '');
  const [secret, setSecret] = useState(isSandbox ? SANDBOX.secret : '');
  const isComplete = accessKey.trim() !== '' && secret.trim() !== '' && (!isExact || url.trim() !== '');
  const submit = () =>
    connect.mutate(
      { accessKey, accessKeySecret: secret, ...(isExact ? { url } : {}) },
      {
        onSuccess: () => {
          showDone('Gong is connected');
          onConnected();
        },
      },
    );
  return (
    <form
      className="panel stack connect-form"
      aria-label="Connect Gong"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete && !connect.isPending) submit();
      }}
    >
      <h2>Connect Gong</h2>
      {isExact && (
        <TextInput
          label="Exact address"
          description="For the sandbox or a proxy. Only an address that stands in HANDRAIL_ALLOW_ORIGINS is accepted."
          value={url}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
      )}
      <TextInput
        label="Access key"
        description="In Gong: Company settings > Ecosystem > API, by a technical administrator."
        value={accessKey}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setAccessKey(event.currentTarget.value)}
      />
      <PasswordInput
        label="Access key secret"
        value={secret}
        autoComplete="off"
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      <button type="button" className="link-button small connect-other" onClick={() => setIsExact(!isExact)}>
        {isExact ? 'Use Gong’s own address instead' : 'Use an exact address instead (sandbox, proxy)'}
      </button>
      <p className="small quiet">Stored encrypted and never shown again. Gong is only read, never written.</p>
      {connect.isPending && (
        <p role="status" className="row">
          <Loader size="xs" /> Connecting: trying the key…
        </p>
      )}
      {connect.isError && <FailedState title="Could not connect; nothing was stored" error={connect.error} />}
      <div className="row">
        <Button type="submit" loading={connect.isPending} disabled={!isComplete}>
          Connect
        </Button>
        {onCancel !== undefined && (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
}
