import type { IdentityProvider } from '@handrail/contract';
import { PasswordInput, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CopyableCode } from '../../components/copyable-code.tsx';
import { CredentialForm } from '../../components/credential-form.tsx';
import { showDone } from '../../components/show-done.ts';
import { useSetIdentityProvider } from '../../queries/identity-provider.ts';

/** Issuer, client and owned domains; Save looks the provider up and stores it only when that succeeds. */
export function ProviderForm({
  stored,
  redirectUri,
  onStored,
  onCancel,
}: {
  stored: IdentityProvider | null;
  redirectUri: string;
  onStored: () => void;
  onCancel?: () => void;
}) {
  const save = useSetIdentityProvider();
  const [name, setName] = useState(stored?.name ?? '');
  const [issuer, setIssuer] = useState(stored?.issuer ?? '');
  const [clientId, setClientId] = useState(stored?.clientId ?? '');
  const [secret, setSecret] = useState('');
  const [ownedDomains, setOwnedDomains] = useState<readonly string[]>(stored?.ownedDomains ?? []);
  const isSameClient = stored?.hasSecret === true && stored.issuer === issuer && stored.clientId === clientId;
  const isComplete = [name, issuer, clientId].every((text) => text.trim() !== '');
  const submit = () =>
    save.mutate(
      {
        name,
        issuer,
        clientId,
        ownedDomains: [...ownedDomains],
        ...(secret === '' ? (isSameClient ? {} : { clientSecret: null }) : { clientSecret: secret }),
      },
      {
        onSuccess: () => {
          showDone('The identity provider is set up');
          onStored();
        },
      },
    );
  return (
    <CredentialForm
      label="Identity provider"
      title={stored === null ? 'Set up sign-in' : 'Change sign-in'}
      isComplete={isComplete}
      isPending={save.isPending}
      pending="Looking the provider up…"
      error={save.error}
      failed="Could not set it up; nothing was stored"
      submitLabel="Save"
      onSubmit={submit}
      onCancel={onCancel}
    >
      <div className="stack stack-tight">
        <p>Register Handrail at your provider as a web application with this callback:</p>
        <CopyableCode code={redirectUri} />
      </div>
      <TextInput
        label="Name"
        description="Stands on the button of the sign-in page."
        placeholder="Acme"
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="Issuer"
        description="As the provider names it, without /.well-known. Private addresses only when the operator lists them."
        placeholder="https://login.acme.example"
        value={issuer}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setIssuer(event.currentTarget.value)}
      />
      <TextInput
        label="Client id"
        value={clientId}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setClientId(event.currentTarget.value)}
      />
      <PasswordInput
        label="Client secret"
        description={
          isSameClient
            ? 'Leave it empty to keep the stored one.'
            : 'Stored encrypted and never shown again. Empty for a public client.'
        }
        value={secret}
        autoComplete="off"
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      <TagsInput
        label="Domains that the issuer owns"
        description="Addresses under them are believed even when the provider does not say that they are verified. Only for domains whose addresses this issuer alone gives out."
        placeholder="acme.example, then Enter"
        value={[...ownedDomains]}
        splitChars={[',', ' ', ';']}
        onChange={setOwnedDomains}
      />
    </CredentialForm>
  );
}
