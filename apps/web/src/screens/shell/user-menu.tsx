import { useMantineColorScheme } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { explainError } from '../../components/explain-error.ts';
import { useSession, useSessionKeeper } from '../../session.tsx';

const ROLES = { admin: 'Admin', manager: 'Manager', user: 'User' } as const;
const SCHEMES = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** Who is signed in, light or dark, and the way out; the browser's own popover, closed by Escape or a click beside it. */
export function UserMenu() {
  const { user } = useSession();
  const keeper = useSessionKeeper();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [failure, setFailure] = useState<string | null>(null);
  return (
    <>
      <button type="button" className="shell-user" popoverTarget="user-menu">
        <IconUserCircle size={20} stroke={1.6} aria-hidden />
        <span className="sr-only">Your menu: </span>
        <span className="shell-user-name">
          <span className="cut" dir="auto">
            {user.name}
          </span>{' '}
          <span className="small quiet">{ROLES[user.role]}</span>
        </span>
      </button>
      <div id="user-menu" popover="auto" className="user-menu" role="dialog" aria-label="Your menu">
        <p className="small quiet">{user.email}</p>
        <fieldset className="plain-fieldset stack stack-tight">
          <legend className="small quiet">Appearance</legend>
          {SCHEMES.map((scheme) => (
            <label key={scheme.value} className="row user-menu-choice">
              <input
                type="radio"
                name="appearance"
                value={scheme.value}
                checked={colorScheme === scheme.value}
                onChange={() => setColorScheme(scheme.value)}
              />
              {scheme.label}
            </label>
          ))}
        </fieldset>
        <Link to="/settings/sessions" className="small">
          Where you are signed in
        </Link>
        <button
          type="button"
          className="link-button"
          onClick={() => {
            keeper.leave().catch((error: unknown) => setFailure(explainError(error).cause));
          }}
        >
          Sign out
        </button>
        {failure !== null && (
          <p role="alert" className="small">
            Could not sign out: {failure}
          </p>
        )}
      </div>
    </>
  );
}
