import type { AccountDetail } from '@handrail/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { Loaded } from '../../components/loaded.tsx';
import type { Named } from '../../components/named-field.tsx';
import { showDone } from '../../components/show-done.ts';
import { Status } from '../../components/status.tsx';
import { useRestriction, useSetRestriction } from '../../queries/people.ts';
import { PeopleField } from '../users/people-field.tsx';

const MOST_NAMED = 200;

/** Who sees an account: everybody whose scope holds it, or its own people and those named alone. */
export function AccountRestriction({ account }: { account: AccountDetail }) {
  const restriction = useRestriction(account.id);
  const change = useSetRestriction(account.id);
  const [act, setAct] = useState<'keep' | 'lift' | null>(null);
  const [chosen, setChosen] = useState<readonly Named[]>([]);
  const open = (next: 'keep' | 'lift', allowed: readonly Named[]) => {
    change.reset();
    setChosen(allowed);
    setAct(next);
  };
  return (
    <section className="panel stack" aria-label="Who sees this account">
      <h2>Who sees it</h2>
      <Loaded query={restriction} what="who sees this account">
        {({ restricted, allowed }) => (
          <>
            <p>
              {restricted ? (
                <>
                  <Status tone="mid" label="Kept to its own people" /> CSM, owner, account team and admins
                  {allowed.length > 0 && (
                    <>
                      , and <span dir="auto">{allowed.map(({ name }) => name).join(', ')}</span>
                    </>
                  )}
                  . Managers of these people do not see it unless they are named.
                </>
              ) : (
                'CSM, owner, account team, the managers of these, and admins.'
              )}
            </p>
            <div className="row">
              <Button variant="default" size="xs" onClick={() => open('keep', allowed)}>
                {restricted ? 'Change who is named…' : 'Keep to its own people…'}
              </Button>
              {restricted && (
                <Button variant="default" size="xs" onClick={() => open('lift', [])}>
                  Lift…
                </Button>
              )}
            </div>
          </>
        )}
      </Loaded>
      <Confirm
        isOpen={act !== null}
        title={act === 'lift' ? 'Show it to managers again' : `Keep ${account.name} to its own people`}
        actionLabel={act === 'lift' ? 'Show it again' : 'Keep it to them'}
        isBusy={change.isPending}
        error={change.error}
        onConfirm={() =>
          change.mutate(act === 'lift' ? null : chosen.map(({ id }) => id), {
            onSuccess: () => {
              setAct(null);
              showDone(act === 'lift' ? 'Shown again' : 'Kept to its own people');
            },
          })
        }
        onClose={() => setAct(null)}
      >
        {act === 'keep' && (
          <PeopleField
            label="Others who see it"
            description="Beside its CSM, owner and account team. Type a part of the name or address."
            max={MOST_NAMED}
            chosen={chosen}
            onChange={setChosen}
          />
        )}
        <p className="small quiet">
          It binds at the next request, for its meetings and everything else of it.
        </p>
      </Confirm>
    </section>
  );
}
