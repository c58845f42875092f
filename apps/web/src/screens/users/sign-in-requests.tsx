import type { SignInRequest } from '@handrail/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import type { Named } from '../../components/named-field.tsx';
import { NamedPerson } from '../../components/named-person.tsx';
import { showDone } from '../../components/show-done.ts';
import { Status } from '../../components/status.tsx';
import { Time } from '../../components/time.tsx';
import { useDecideSignIn, useSignInRequests } from '../../queries/sign-in-requests.ts';
import { PeopleField } from './people-field.tsx';
import '../../components/plain-table.css';

const REASONS = {
  'email-not-verified': 'The identity provider does not vouch for the address.',
  'tied-to-another': 'The address belongs to a member who signs in as somebody else.',
  ambiguous: 'Several members have the address.',
} as const;

/** Sign-ins of which an admin says who it is; nothing while there are none. */
export function SignInRequests() {
  const requests = useSignInRequests();
  const decide = useDecideSignIn();
  const [accepting, setAccepting] = useState<SignInRequest | null>(null);
  const [chosen, setChosen] = useState<readonly Named[]>([]);
  const [person] = chosen;
  const close = () => {
    setAccepting(null);
    setChosen([]);
    decide.reset();
  };
  if (requests.isError && requests.data === undefined) {
    return (
      <FailedState
        title="Could not load the sign-ins that wait"
        error={requests.error}
        onRetry={() => void requests.refetch()}
        isRetrying={requests.isFetching}
      />
    );
  }
  const items = requests.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="stack" aria-label="Sign-ins that wait">
      <h2>Sign-ins that wait</h2>
      <p className="small quiet">
        It is not certain who they are. Ask them another way than by this address before you accept.
      </p>
      {decide.isError && accepting === null && (
        <FailedState title="It was not refused" error={decide.error} />
      )}
      <div className="panel panel-flush">
        <table className="plain-table" aria-label="Sign-ins that wait">
          <thead>
            <tr>
              <th scope="col">Signed in as</th>
              <th scope="col">Why it waits</th>
              <th scope="col">Last try</th>
              <th scope="col">State</th>
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((request) => (
              <tr key={request.id}>
                <td data-label="Signed in as">
                  <NamedPerson name={request.name ?? request.subject} email={request.email} />
                </td>
                <td data-label="Why it waits" className="small">
                  {REASONS[request.reason]}
                </td>
                <td data-label="Last try">
                  <Time at={request.requestedAt} />
                </td>
                <td data-label="State">
                  {request.refusedAt === null ? (
                    <Status tone="mid" label="Waits" />
                  ) : (
                    <Status tone="plain" label="Refused" />
                  )}
                </td>
                <td>
                  <div className="row">
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Accept ${nameOf(request)}`}
                      onClick={() => {
                        decide.reset();
                        setAccepting(request);
                      }}
                    >
                      Accept…
                    </Button>
                    {request.refusedAt === null && (
                      <Button
                        variant="default"
                        size="xs"
                        aria-label={`Refuse ${nameOf(request)}`}
                        loading={decide.isPending && decide.variables.id === request.id}
                        onClick={() =>
                          decide.mutate(
                            { id: request.id, userId: null },
                            { onSuccess: () => showDone('Refused') },
                          )
                        }
                      >
                        Refuse
                      </Button>
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Confirm
        isOpen={accepting !== null}
        title={`Who is ${accepting === null ? '' : nameOf(accepting)}?`}
        actionLabel={person === undefined ? 'Choose a person' : 'It is them'}
        isBusy={decide.isPending}
        error={decide.error}
        onConfirm={() => {
          if (accepting === null || person === undefined) return;
          decide.mutate(
            { id: accepting.id, userId: person.id },
            {
              onSuccess: () => {
                close();
                showDone('Accepted');
              },
            },
          );
        }}
        onClose={close}
      >
        <p className="small">
          {accepting?.issuer} knows them as <code>{accepting?.subject}</code>. From then on whoever signs in
          there so is this person here; another way in of theirs ends with its sessions.
        </p>
        <PeopleField
          label="Person"
          description="Type a part of the name or address."
          max={1}
          chosen={chosen}
          onChange={setChosen}
        />
      </Confirm>
    </section>
  );
}

function nameOf({ name, email, subject }: SignInRequest): string {
  return name ?? email ?? subject;
}
