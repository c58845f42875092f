import type { Connection } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import type { LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ConnectionState } from '../../components/connection-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { SettingsNavigation } from '../../components/settings-navigation.tsx';
import { Status } from '../../components/status.tsx';
import { Time } from '../../components/time.tsx';
import { useConnections } from '../../queries/connections.ts';
import { ModelState } from '../../components/model-state.tsx';
import { useIdentityProvider } from '../../queries/identity-provider.ts';
import { useLanguageModel } from '../../queries/language-model.ts';
import { useIsAdmin } from '../../session.tsx';
import { OutboundHosts } from './outbound-hosts.tsx';
import './integrations.css';

/** Settings > Integrations: a card for each link to the outside, with its live state. */
export function IntegrationsScreen() {
  const connections = useConnections();
  const isAdmin = useIsAdmin();
  return (
    <Page title="Integrations" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <SettingsNavigation />
      <Loaded query={connections} what="the connections">
        {({ items }) => {
          const of = (vendor: Connection['vendor']) => items.find((item) => item.vendor === vendor) ?? null;
          return (
            <ul className="cards">
              <Card
                title="Gainsight"
                text="Accounts come in hourly; call summaries and health go back when you switch them on."
                link={{ to: '/settings/integrations/gainsight' }}
                state={<LiveState connection={of('gainsight')} />}
              />
              <Card
                title="Gong"
                text="Recorded calls with their transcripts come in every 15 minutes; private calls never."
                link={{ to: '/settings/integrations/gong' }}
                state={<LiveState connection={of('gong')} />}
              />
              <Card
                title="Files"
                text="Import recorded meetings from files: JSON lines, WebVTT, SRT or text with speakers."
                link={{ to: '/settings/integrations/files' }}
                state={<span className="quiet">Nothing to connect</span>}
              />
              <Card
                title="Identity provider"
                text="Members sign in where your company keeps its people, by OpenID Connect."
                link={{ to: '/settings/integrations/identity-provider' }}
                state={<ProviderState />}
              />
              <Card
                title="Language model"
                text="Meetings are summed up in this house; a model of your choice may do it instead."
                link={{ to: '/settings/integrations/language-model' }}
                state={<ModelCardState />}
              />
            </ul>
          );
        }}
      </Loaded>
      {isAdmin && <OutboundHosts />}
    </Page>
  );
}

function Card({
  title,
  text,
  link,
  state,
}: {
  title: string;
  text: string;
  link: LinkProps;
  state: ReactNode;
}) {
  return (
    <li className="panel card">
      <h2>
        <Link {...link} className="card-link">
          {title}
        </Link>
      </h2>
      <p className="quiet">{text}</p>
      <div className="card-state">{state}</div>
    </li>
  );
}

/** For admins alone: the others may not read it. */
function ProviderState() {
  const isAdmin = useIsAdmin();
  const { data } = useIdentityProvider(isAdmin);
  if (data === undefined) return <span className="quiet">{isAdmin ? '…' : 'Admins see it'}</span>;
  if (data.provider === null) return <Status tone="plain" label="Not set up" />;
  return (
    <div className="row">
      <Status tone="good" label="Set up" />
      <span className="quiet">{data.provider.name}</span>
    </div>
  );
}

/** For admins alone, like the provider. */
function ModelCardState() {
  const isAdmin = useIsAdmin();
  const { data } = useLanguageModel(isAdmin);
  if (data === undefined) return <span className="quiet">{isAdmin ? '…' : 'Admins see it'}</span>;
  if (data.model === null) return <Status tone="plain" label="Built-in" />;
  return (
    <div className="row">
      <ModelState failure={data.model.failure} />
      <span className="quiet">{data.model.model}</span>
    </div>
  );
}

function LiveState({ connection }: { connection: Connection | null }) {
  if (connection === null) return <ConnectionState state="not-connected" />;
  return (
    <div className="stack stack-tight">
      <div className="row">
        <ConnectionState state={connection.state} />
        {connection.subdomain !== null && connection.state !== 'disconnected' && (
          <span className="quiet">{connection.subdomain}</span>
        )}
      </div>
      {connection.checkedAt !== null && (
        <span className="small quiet">
          tried <Time at={connection.checkedAt} /> · {connection.writing ? 'read and write' : 'reading only'}
        </span>
      )}
      {connection.failure !== null && <span className="small">{connection.failure.message}</span>}
    </div>
  );
}
