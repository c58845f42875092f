import type { Token } from '@handrail/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { NotAllowed } from '../../components/failed-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { SettingsNavigation } from '../../components/settings-navigation.tsx';
import { showDone } from '../../components/show-done.ts';
import { Status } from '../../components/status.tsx';
import { ExactTime, Time } from '../../components/time.tsx';
import { useRevokeToken, useTokens } from '../../queries/tokens.ts';
import { useIsAdmin } from '../../session.tsx';
import { NewToken } from './new-token.tsx';
import '../../components/plain-table.css';

const STATES = {
  active: { tone: 'good', label: 'Active' },
  expired: { tone: 'plain', label: 'Expired' },
  revoked: { tone: 'plain', label: 'Revoked' },
} as const;

/** Settings > Tokens: bearer tokens for programs, each with what it may do, its end and its last use. */
export function TokensScreen() {
  return (
    <Page title="Tokens" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <SettingsNavigation />
      {useIsAdmin() ? <Content /> : <NotAllowed>Your role may not see tokens.</NotAllowed>}
    </Page>
  );
}

function Content() {
  const tokens = useTokens();
  const revoke = useRevokeToken();
  const [ending, setEnding] = useState<Token | null>(null);
  const close = () => {
    setEnding(null);
    revoke.reset();
  };
  return (
    <>
      <NewToken />
      <Loaded query={tokens} what="the tokens">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState>Tokens that you make will stand here with their last use.</EmptyState>
          ) : (
            <TokenTable tokens={items} onRevoke={setEnding} />
          )
        }
      </Loaded>
      <Confirm
        isOpen={ending !== null}
        title={`Revoke “${ending?.name ?? ''}”`}
        actionLabel="Revoke"
        isDangerous
        isBusy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => {
          if (ending === null) return;
          revoke.mutate(ending.id, {
            onSuccess: () => {
              close();
              showDone('Revoked');
            },
          });
        }}
        onClose={close}
      >
        <p>
          The next request that carries it is refused. This cannot be undone: whatever uses it needs a new
          token.
        </p>
      </Confirm>
    </>
  );
}

function TokenTable({ tokens, onRevoke }: { tokens: readonly Token[]; onRevoke: (token: Token) => void }) {
  return (
    <div className="panel panel-flush">
      <table className="plain-table" aria-label="Tokens">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">May do</th>
            <th scope="col">State</th>
            <th scope="col">Ends</th>
            <th scope="col">Last use</th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <td data-label="Name">
                <div>
                  <span dir="auto">{token.name}</span>{' '}
                  <span className="small quiet" dir="auto">
                    {token.ownerName}
                  </span>
                </div>
              </td>
              <td data-label="May do" className="small">
                {token.scopes?.join(', ') ?? 'all that its owner may'}
              </td>
              <td data-label="State">
                <Status {...STATES[token.state]} />
              </td>
              <td data-label="Ends">
                {token.expiresAt === null ? 'never' : <ExactTime at={token.expiresAt} />}
              </td>
              <td data-label="Last use">
                <Time at={token.lastUsedAt} />
              </td>
              <td>
                {token.state === 'active' && (
                  <Button
                    variant="default"
                    size="xs"
                    aria-label={`Revoke ${token.name}`}
                    onClick={() => onRevoke(token)}
                  >
                    Revoke…
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
