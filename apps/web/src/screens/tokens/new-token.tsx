import { MAX_TOKEN_DAYS, TOKEN_SCOPES } from '@handrail/contract';
import type { TokenScope } from '@handrail/contract';
import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CopyableCode } from '../../components/copyable-code.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useCreateToken } from '../../queries/tokens.ts';

const SCOPE_LABELS: Readonly<Record<TokenScope, string>> = {
  read: 'Read accounts, meetings, runs and the outbox',
  'read-settings': 'Read the configuration',
  'change-settings': 'Change the configuration',
  connect: 'Connect and disconnect vendors',
  sync: 'Start, stop, approve and reject runs',
  send: 'Send, retry and pause what goes out',
  'import-meetings': 'Import meetings',
  'send-meetings': 'Hold and send single meetings',
  'attribute-meetings': 'Place meetings at accounts',
  'edit-stakeholders': 'Add, edit and remove stakeholders',
  'correct-summaries': 'Correct summaries',
  'manage-tokens': 'Make and revoke tokens that may do no more than it',
  'manage-sessions': 'See who is signed in, and sign members out',
  'read-audit': 'Read the audit',
  'read-users': 'See users, roles and who waits to be let in',
  'manage-users': 'Give roles and take access away, to and from anybody',
  'view-as': 'Look at the product as somebody else',
};
const DEFAULT_DAYS = 90;

/** Makes a token, and shows it this once. */
export function NewToken() {
  const create = useCreateToken();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly TokenScope[]>(['read']);
  const [days, setDays] = useState(DEFAULT_DAYS);
  const submit = () => {
    create.mutate(
      { name: name.trim(), scopes: [...scopes], expiresInDays: days },
      {
        onSuccess: () => {
          setName('');
          setScopes(['read']);
        },
      },
    );
  };
  return (
    <>
      {create.data !== undefined && (
        <Notice
          tone="good"
          title={`Token “${create.data.item.name}”: copy it now, it is not shown again`}
          actions={
            <Button variant="default" size="xs" onClick={create.reset}>
              I have it
            </Button>
          }
        >
          <CopyableCode code={create.data.token} />
        </Notice>
      )}
      <form
        className="panel stack"
        aria-label="New token"
        style={{ maxWidth: 640, gap: 16 }}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2>New token</h2>
        <TextInput
          label="Name"
          description="What it is for; it stands in the audit."
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox.Group
          label="It may"
          value={[...scopes]}
          onChange={(chosen) => setScopes(TOKEN_SCOPES.filter((scope) => chosen.includes(scope)))}
        >
          <div className="stack stack-tight">
            {TOKEN_SCOPES.map((scope) => (
              <Checkbox key={scope} value={scope} label={SCOPE_LABELS[scope]} />
            ))}
          </div>
        </Checkbox.Group>
        <NumberInput
          label="Ends after days"
          min={1}
          max={MAX_TOKEN_DAYS}
          allowDecimal={false}
          value={days}
          onChange={(value) => setDays(Number(value))}
        />
        {create.isError && <FailedState title="No token was made" error={create.error} />}
        <div>
          <Button
            type="submit"
            disabled={name.trim() === '' || scopes.length === 0 || days < 1 || days > MAX_TOKEN_DAYS}
            loading={create.isPending}
          >
            Make the token
          </Button>
        </div>
      </form>
    </>
  );
}
