import type { IdentityProvider } from '@handrail/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Facts } from '../../components/facts.tsx';
import { FailedState, NotAllowed } from '../../components/failed-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { RemoveButton } from '../../components/remove-button.tsx';
import { ExactTime } from '../../components/time.tsx';
import {
  useIdentityProvider,
  useRemoveIdentityProvider,
  useTryIdentityProvider,
} from '../../queries/identity-provider.ts';
import { useIsAdmin } from '../../session.tsx';
import { ProviderForm } from './provider-form.tsx';
import { TriedPerson } from './tried-person.tsx';

/** Settings > Integrations > Identity provider: where members prove who they are. */
export function IdentityProviderScreen() {
  return (
    <Page
      title="Identity provider"
      crumbs={[
        { label: 'Settings', to: '/settings' },
        { label: 'Integrations', to: '/settings/integrations' },
      ]}
    >
      {useIsAdmin() ? <Content /> : <NotAllowed>Your role may not see the identity provider.</NotAllowed>}
    </Page>
  );
}

function Content() {
  const query = useIdentityProvider();
  const [isChanging, setIsChanging] = useState(false);
  return (
    <Loaded query={query} what="the identity provider">
      {({ provider, redirectUri }) => (
        <>
          <TriedPerson />
          {provider !== null && !isChanging ? (
            <Stored provider={provider} redirectUri={redirectUri} onChange={() => setIsChanging(true)} />
          ) : (
            <ProviderForm
              stored={provider}
              redirectUri={redirectUri}
              onStored={() => setIsChanging(false)}
              {...(provider === null ? {} : { onCancel: () => setIsChanging(false) })}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

function Stored({
  provider,
  redirectUri,
  onChange,
}: {
  provider: IdentityProvider;
  redirectUri: string;
  onChange: () => void;
}) {
  const removal = useRemoveIdentityProvider();
  const attempt = useTryIdentityProvider();
  return (
    <section className="panel stack" aria-labelledby="provider-facts">
      <h2 id="provider-facts">{provider.name}</h2>
      <Facts
        layout="list"
        facts={[
          { label: 'Issuer', value: <code>{provider.issuer}</code> },
          { label: 'Client id', value: <code>{provider.clientId}</code> },
          {
            label: 'Client secret',
            value: provider.hasSecret ? 'stored, never shown' : 'none (public client)',
          },
          { label: 'Domains it owns', value: provider.ownedDomains.join(', ') || '–' },
          { label: 'Callback', value: <code>{redirectUri}</code> },
          { label: 'Looked up', value: <ExactTime at={provider.checkedAt} /> },
        ]}
      />
      <p className="small quiet">
        The first time, a member is found by a verified address, or by one of a domain that the issuer owns.
        From then on only issuer and subject count, whatever the address becomes.
      </p>
      {attempt.isError && <FailedState title="The try could not begin" error={attempt.error} />}
      <div className="row">
        <Button loading={attempt.isPending || attempt.isSuccess} onClick={() => attempt.mutate()}>
          Try it
        </Button>
        <Button variant="default" onClick={onChange}>
          Change
        </Button>
        <RemoveButton name={provider.name} removal={removal}>
          <p>
            Members sign in by link again. Sessions that are open stay, and who belongs to whom is remembered.
          </p>
        </RemoveButton>
      </div>
    </section>
  );
}
