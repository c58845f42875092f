import { Button, Loader } from '@mantine/core';
import { useEffect } from 'react';
import { CopyableCode } from '../../components/copyable-code.tsx';
import { explainError } from '../../components/explain-error.ts';
import { FailedState } from '../../components/failed-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useBeginSignIn, useSignInWays } from '../../queries/identity-provider.ts';
import { useSessionKeeper } from '../../session.tsx';
import type { SessionState } from '../../session.tsx';
import './sign-in.css';

/** Before anybody is signed in: being let in, how to get a link, a link that no longer works, no server. */
export function SignInScreen({ state }: { state: Exclude<SessionState, { state: 'signed-in' }> }) {
  useEffect(() => {
    document.title = 'Sign in · Handrail';
  }, []);
  return (
    <main className="sign-in">
      <div className="sign-in-card stack" style={{ gap: 16 }}>
        <div className="row">
          <img src="/icon.svg" alt="" width={28} height={28} />
          <h1>{isKeyMissing(state) ? 'The secret key is missing' : 'Sign in to Handrail'}</h1>
        </div>
        <Content state={state} />
      </div>
    </main>
  );
}

function Content({ state }: { state: Exclude<SessionState, { state: 'signed-in' }> }) {
  const keeper = useSessionKeeper();
  switch (state.state) {
    case 'loading':
      return (
        <p role="status" className="row">
          <Loader size="xs" />
          {state.isEntering ? 'Signing you in with your link…' : 'Looking who is signed in…'}
        </p>
      );
    case 'failed':
      if (isKeyMissing(state)) return <KeyMissing error={state.error} />;
      return (
        <FailedState
          title="Handrail does not answer"
          error={state.error}
          onRetry={() => void keeper.start(null)}
        />
      );
    case 'signed-out':
      return (
        <>
          <Cause state={state} />
          <Ways />
          <HowToGetALink />
          <div>
            <Button variant="default" onClick={() => void keeper.start(null)}>
              I have signed in elsewhere: look again
            </Button>
          </div>
        </>
      );
  }
}

function isKeyMissing(state: SessionState): boolean {
  return state.state === 'failed' && explainError(state.error).code === 'secret_key_missing';
}

/** The server has its database, and not the key that opens the credentials in it: nothing runs, nobody can sign in. */
function KeyMissing({ error }: { error: unknown }) {
  const keeper = useSessionKeeper();
  const { cause, remedy, code } = explainError(error);
  return (
    <>
      <Notice
        tone="bad"
        isUrgent
        title="Handrail waits for its key"
        actions={
          <Button variant="default" size="xs" onClick={() => void keeper.start(null)}>
            Try again
          </Button>
        }
      >
        <p>{cause}</p>
        {remedy !== null && <p>{remedy}</p>}
        <CopyableCode code={code} />
      </Notice>
      <section className="stack" aria-label="What this means">
        <h2>What this means</h2>
        <ul className="sign-in-ways">
          <li>
            <strong>Nothing is lost:</strong> accounts, meetings and settings are in the database as they
            were.
          </li>
          <li>
            <strong>Nothing is read or sent</strong> until the key is back; the credentials of your vendors
            cannot be opened without it.
          </li>
          <li>
            <strong>Where it is:</strong> beside your backups, or in the data directory that Handrail ran with
            before. No backup of the database holds it.
          </li>
        </ul>
      </section>
    </>
  );
}

function Cause({ state }: { state: Extract<SessionState, { state: 'signed-out' }> }) {
  switch (state.cause) {
    case 'link-refused': {
      const refusal = explainError(state.error);
      return (
        <Notice tone="bad" title="This sign-in link does not work any more" isUrgent>
          <p>{refusal.cause}</p>
          <p>{refusal.remedy ?? 'A link works once and for a short time. Make a new one as below.'}</p>
          <CopyableCode code={refusal.code} />
        </Notice>
      );
    }
    case 'session-ended':
      return (
        <Notice tone="mid" title="Your session has ended" isUrgent>
          <p>Sessions end by themselves after a while. Sign in again to go on where you were.</p>
        </Notice>
      );
    case 'provider-refused':
      return <ProviderRefusal error={state.error} />;
    case 'left':
      return (
        <Notice tone="good" title="You are signed out">
          {state.providerSignOutUrl !== null && (
            <p>
              Your identity provider still knows you.{' '}
              <a href={state.providerSignOutUrl} rel="noreferrer">
                Sign out there, too
              </a>
            </p>
          )}
        </Notice>
      );
    case 'no-session':
      return <p>There are no passwords here.</p>;
  }
}

const REFUSAL_TITLES: Readonly<Record<string, string>> = {
  sign_in_unknown: 'You have no access here yet',
  sign_in_closed: 'You have no access here any more',
  sign_in_undecided: 'An admin must say who you are',
  sign_in_expired: 'This sign-in is too old',
};

function ProviderRefusal({ error }: { error: unknown }) {
  const refusal = explainError(error);
  return (
    <Notice tone="bad" title={REFUSAL_TITLES[refusal.code] ?? 'The sign-in did not succeed'} isUrgent>
      <p dir="auto">{refusal.cause}</p>
      {refusal.remedy !== null && <p dir="auto">{refusal.remedy}</p>}
      <CopyableCode code={refusal.code} />
    </Notice>
  );
}

/** A button for each identity provider; nothing when there is none. */
function Ways() {
  const ways = useSignInWays();
  const begin = useBeginSignIn();
  const items = ways.data?.items ?? [];
  return (
    <>
      {ways.isError && (
        <FailedState
          title="Could not load the ways to sign in"
          error={ways.error}
          onRetry={() => void ways.refetch()}
          isRetrying={ways.isFetching}
        />
      )}
      {begin.isError && <FailedState title="The sign-in could not begin" error={begin.error} />}
      {items.map(({ workspaceId, name }) => (
        <Button
          key={workspaceId}
          fullWidth
          loading={(begin.isPending || begin.isSuccess) && begin.variables === workspaceId}
          onClick={() => begin.mutate(workspaceId)}
        >
          Sign in with {name}
        </Button>
      ))}
    </>
  );
}

function HowToGetALink() {
  return (
    <section className="stack" aria-label="How to get a sign-in link">
      <h2>How to get a link</h2>
      <p className="quiet small">A link works once and for a short time.</p>
      <ul className="sign-in-ways">
        <li>
          <strong>You started Handrail:</strong> the link stands at the end of what <code>npm start</code>{' '}
          printed.
        </li>
        <li>
          <strong>It is gone or used up:</strong> start Handrail again; each start prints a new one and keeps
          everything.
        </li>
        <li>
          <strong>Anybody else:</strong> ask an admin of your workspace for a link.
        </li>
      </ul>
    </section>
  );
}
