import type { Connection } from '@handrail/contract';
import { PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CredentialForm, ExactAddress, FixedHost } from '../../components/credential-form.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { showDone } from '../../components/show-done.ts';
import { useConnectGainsight } from '../../queries/connections.ts';
import { readSubdomain } from './read-subdomain.ts';

/** What the sandbox accepts; made up and public, printed by `npm run sandbox` too. */
const SANDBOX = { url: 'http://127.0.0.1:7410', accessKey: 'sandbox-access-key' };

/** Subdomain and credential; Connect tries them for real and stores them only when that succeeds. */
export function ConnectForm({
  isSandbox,
  former,
  onConnected,
  onCancel,
}: {
  isSandbox: boolean;
  /** The connection that stands or stood; null: there was none. */
  former: Connection | null;
  onConnected: () => void;
  /** Given where the credential alone is replaced: the tenant stands, and is not asked for. */
  onCancel?: () => void;
}) {
  const connect = useConnectGainsight();
  const isReplacing = onCancel !== undefined;
  const formerUrl = former?.subdomain === null ? former.origin : null;
  const [isExact, setIsExact] = useState(formerUrl !== null || (former === null && isSandbox));
  const [subdomain, setSubdomain] = useState(former?.subdomain ?? '');
  const [url, setUrl] = useState(formerUrl ?? (isSandbox ? SANDBOX.url : ''));
  const [kind, setKind] = useState<'access-key' | 'm2m'>(
    former?.credentialKind === 'm2m' ? 'm2m' : 'access-key',
  );
  const [accessKey, setAccessKey] = useState(isSandbox ? SANDBOX.accessKey : '');
  const [clientId, setClientId] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const reading = readSubdomain(subdomain);
  const isPlaceGiven = isExact ? url.trim() !== '' : reading?.ok === true;
  const isKeyGiven =
    kind === 'access-key' ? accessKey.trim() !== '' : clientId.trim() !== '' && clientSecret.trim() !== '';
  const host = isExact ? url.trim() : reading?.ok === true ? reading.host : '';

  const submit = () =>
    connect.mutate(
      {
        ...(isExact ? { url } : { subdomain }),
        credential:
          kind === 'access-key' ? { kind: 'access-key', accessKey } : { kind: 'm2m', clientId, clientSecret },
      },
      {
        onSuccess: (connection) => {
          const fields = connection.reached.reduce((sum, object) => sum + (object.fields ?? 0), 0);
          showDone(`Connected: ${formatCounted(fields, 'field')} found`);
          onConnected();
        },
      },
    );

  return (
    <CredentialForm
      label="Connect Gainsight"
      title={isReplacing ? 'Give a new credential' : 'Connect Gainsight'}
      isComplete={isPlaceGiven && isKeyGiven}
      isPending={connect.isPending}
      pending={`Connecting: trying ${host} and reading which objects and fields it has…`}
      error={connect.error}
      failed="Could not connect; nothing was stored"
      submitLabel="Connect"
      onSubmit={submit}
      onCancel={onCancel}
    >
      {isReplacing ? (
        <FixedHost origin={former?.origin ?? host} />
      ) : (
        <Place
          isExact={isExact}
          url={url}
          subdomain={subdomain}
          onExact={setIsExact}
          onUrl={setUrl}
          onSubdomain={setSubdomain}
        />
      )}
      <SegmentedControl
        aria-label="Kind of credential"
        value={kind}
        onChange={(next) => setKind(next === 'm2m' ? 'm2m' : 'access-key')}
        data={[
          { value: 'access-key', label: 'Access key' },
          { value: 'm2m', label: 'Machine-to-machine client' },
        ]}
      />
      {kind === 'access-key' ? (
        <PasswordInput
          label="Access key"
          description="In Gainsight: Administration > Connectors > Gainsight API, Generate REST API access key."
          value={accessKey}
          autoComplete="off"
          onChange={(event) => setAccessKey(event.currentTarget.value)}
        />
      ) : (
        <>
          <TextInput
            label="Client ID"
            value={clientId}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setClientId(event.currentTarget.value)}
          />
          <PasswordInput
            label="Client secret"
            value={clientSecret}
            autoComplete="off"
            onChange={(event) => setClientSecret(event.currentTarget.value)}
          />
        </>
      )}
      <p className="small quiet">
        Stored encrypted and never shown again. Such a credential could do more in Gainsight than Handrail
        does: reading only, until you save Timeline or writeback. Connecting reads your companies once for
        counts and samples, one call for 5,000; it imports nothing.
      </p>
    </CredentialForm>
  );
}

/** Where the tenant is: its subdomain, or an exact address. */
function Place({
  isExact,
  url,
  subdomain,
  onExact,
  onUrl,
  onSubdomain,
}: {
  isExact: boolean;
  url: string;
  subdomain: string;
  onExact: (isExact: boolean) => void;
  onUrl: (url: string) => void;
  onSubdomain: (subdomain: string) => void;
}) {
  const reading = readSubdomain(subdomain);
  return (
    <>
      {isExact ? (
        <ExactAddress value={url} onChange={onUrl} />
      ) : (
        <TextInput
          label="Subdomain"
          description="It stands in the address of your Gainsight: for https://staircase.gainsightcloud.com/v1/ui/home it is staircase. You can also paste the whole address."
          placeholder="staircase"
          value={subdomain}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={reading?.ok === false ? reading.message : undefined}
          onChange={(event) => onSubdomain(event.currentTarget.value)}
        />
      )}
      {!isExact && reading?.ok === true && (
        <p className="small" role="status">
          Leads to <code>https://{reading.host}</code>
        </p>
      )}
      <button type="button" className="link-button small credential-other" onClick={() => onExact(!isExact)}>
        {isExact ? 'Use a subdomain instead' : 'Use an exact address instead (sandbox, proxy)'}
      </button>
    </>
  );
}
