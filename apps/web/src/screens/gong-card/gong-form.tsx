import { PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CredentialForm, ExactAddress, FixedHost } from '../../components/credential-form.tsx';
import { showDone } from '../../components/show-done.ts';
import { useConnectGong } from '../../queries/connections.ts';

/** What the sandbox accepts; made up and public, printed by `npm run sandbox` too. */
const SANDBOX = {
  url: 'http://127.0.0.1:7411',
  accessKey: 'sandbox-gong-key',
  secret: 'sandbox-gong-secret',
};

/** Where Gong is unless an exact address is given. */
const USUAL_ORIGIN = 'https://api.gong.io';

/** Access key and secret; Connect tries them for real and stores them only when that succeeds. */
export function GongForm({
  isSandbox,
  formerOrigin,
  onConnected,
  onCancel,
}: {
  isSandbox: boolean;
  /** Address of the connection that stands or stood; null: there was none. */
  formerOrigin: string | null;
  onConnected: () => void;
  /** Given where the credential alone is replaced: the address stands, and is not asked for. */
  onCancel?: () => void;
}) {
  const connect = useConnectGong();
  const isReplacing = onCancel !== undefined;
  const formerUrl = formerOrigin === USUAL_ORIGIN ? null : formerOrigin;
  const [isExact, setIsExact] = useState(formerUrl !== null || (formerOrigin === null && isSandbox));
  const [url, setUrl] = useState(formerUrl ?? (isSandbox ? SANDBOX.url : ''));
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
    <CredentialForm
      label="Connect Gong"
      title={isReplacing ? 'Give a new credential' : 'Connect Gong'}
      isComplete={isComplete}
      isPending={connect.isPending}
      pending="Connecting: trying the key…"
      error={connect.error}
      failed="Could not connect; nothing was stored"
      submitLabel="Connect"
      onSubmit={submit}
      onCancel={onCancel}
    >
      {isReplacing && <FixedHost origin={formerOrigin ?? USUAL_ORIGIN} />}
      {isExact && !isReplacing && <ExactAddress value={url} onChange={setUrl} />}
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
      {!isReplacing && (
        <button
          type="button"
          className="link-button small credential-other"
          onClick={() => setIsExact(!isExact)}
        >
          {isExact ? 'Use Gong’s own address instead' : 'Use an exact address instead (sandbox, proxy)'}
        </button>
      )}
      <p className="small quiet">Stored encrypted and never shown again. Gong is only read, never written.</p>
    </CredentialForm>
  );
}
