import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { explainError } from '../../components/explain-error.ts';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingLines } from '../../components/loaded.tsx';
import { useSignInAgainAddress, useSignInWays } from '../../queries/identity-provider.ts';
import { useMailOwnSignInLink } from '../../queries/sessions.ts';
import { useAwaitedSignIn, useSession } from '../../session.tsx';
import type { AwaitedSignIn } from '../../session.tsx';

/**
 * Asks who it is before something that reaches far, when the last sign-in was a while ago: at the identity provider in
 * another tab, or by a new link. What stands on the screen stays, and what was asked for is done afterwards.
 */
export function SignInAgain() {
  const awaited = useAwaitedSignIn();
  return (
    <Modal
      opened={awaited !== null}
      onClose={() => awaited?.close()}
      title="Confirm that it is you"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {awaited !== null && <Content awaited={awaited} />}
    </Modal>
  );
}

function Content({ awaited }: { awaited: AwaitedSignIn }) {
  const look = useMutation({ mutationFn: awaited.lookAgain });
  const lookAgain = look.mutate;
  useEffect(() => {
    // Back from the other tab, it goes on by itself.
    const onFocus = () => lookAgain();
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, [lookAgain]);
  return (
    <div className="stack">
      <p>
        You signed in a while ago, and this reaches far. Sign in once more; what you have begun here stays and
        goes on afterwards.
      </p>
      <Provider />
      <ByLink awaited={awaited} />
      {look.isError && <FailedState title="Could not look who is signed in" error={look.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={awaited.close}>
          Cancel
        </Button>
        <Button variant="default" loading={look.isPending} onClick={() => lookAgain()}>
          I have signed in in another tab
        </Button>
      </div>
    </div>
  );
}

/** The way by the identity provider; nothing when the workspace has none. */
function Provider() {
  const { workspace } = useSession();
  const ways = useSignInWays();
  const way = ways.data?.items.find(({ workspaceId }) => workspaceId === workspace.id);
  const address = useSignInAgainAddress(workspace.id, way !== undefined);
  if (ways.isPending) return <LoadingLines what="the ways to sign in" lines={1} />;
  if (way === undefined) return null;
  if (address.isError) {
    return (
      <FailedState
        title={`${way.name} does not answer`}
        error={address.error}
        onRetry={() => void address.refetch()}
        isRetrying={address.isFetching}
      />
    );
  }
  return (
    <Button
      component="a"
      href={address.data?.url}
      target="_blank"
      rel="noopener noreferrer"
      fullWidth
      c="white"
      loading={address.isPending}
    >
      Sign in again with {way.name}
    </Button>
  );
}

function ByLink({ awaited }: { awaited: AwaitedSignIn }) {
  const { user } = useSession();
  const [link, setLink] = useState('');
  const enter = useMutation({ mutationFn: awaited.enter });
  const token = link.trim().split('#enter=').at(-1) ?? '';
  return (
    <form
      className="stack"
      aria-label="By a sign-in link"
      onSubmit={(event) => {
        event.preventDefault();
        if (token !== '') enter.mutate(token);
      }}
    >
      {awaited.canMail ? (
        <MailLink />
      ) : (
        <p className="small quiet">
          On the machine of the server, <code>npm run -s handrail -- users link {user.email}</code> prints a
          link; another admin can make you one, too.
        </p>
      )}
      <TextInput
        label="Sign-in link"
        type="password"
        autoComplete="off"
        value={link}
        error={enter.isError ? explainError(enter.error).cause : undefined}
        onChange={(event) => setLink(event.currentTarget.value)}
      />
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button type="submit" disabled={token === ''} loading={enter.isPending}>
          Go on
        </Button>
      </div>
    </form>
  );
}

const MAIL = {
  sent: 'It is on its way. Open it in this browser, or paste it here.',
  failed: 'The mail server did not take it. Ask another admin for a link.',
  off: 'No mail server is set. Ask another admin for a link.',
} as const;

function MailLink() {
  const { user } = useSession();
  const mail = useMailOwnSignInLink();
  return (
    <>
      <div>
        <Button variant="default" loading={mail.isPending} onClick={() => mail.mutate()}>
          Mail a link to {user.email}
        </Button>
      </div>
      {mail.isError && <FailedState title="No link was mailed" error={mail.error} />}
      {mail.data !== undefined && (
        <p role="status" className="small">
          {MAIL[mail.data.mail]}
        </p>
      )}
    </>
  );
}
