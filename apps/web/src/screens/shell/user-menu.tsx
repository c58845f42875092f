import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { explainError } from '../../components/explain-error.ts';
import { useSession, useSessionKeeper } from '../../session.tsx';

const ROLES = { admin: 'Admin', manager: 'Manager', user: 'User' } as const;
const SCHEMES = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** Who is signed in, light or dark, and the way out. */
export function UserMenu() {
  const { user } = useSession();
  const keeper = useSessionKeeper();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [failure, setFailure] = useState<string | null>(null);
  return (
    <Menu position="top-start" width={220} withinPortal>
      <Menu.Target>
        <button type="button" className="shell-user">
          <IconUserCircle size={20} stroke={1.6} aria-hidden />
          <span className="sr-only">Your menu: </span>
          <span className="shell-user-name">
            <span className="cut" dir="auto">
              {user.name}
            </span>{' '}
            <span className="small quiet">{ROLES[user.role]}</span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.email}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme.value}
            role="menuitemradio"
            aria-checked={colorScheme === scheme.value}
            leftSection={<span aria-hidden>{colorScheme === scheme.value ? '●' : '○'}</span>}
            onClick={() => setColorScheme(scheme.value)}
          >
            {scheme.label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          closeMenuOnClick={false}
          onClick={() => {
            keeper.leave().catch((error: unknown) => setFailure(explainError(error).cause));
          }}
        >
          Sign out
        </Menu.Item>
        {failure !== null && <Menu.Label role="alert">Could not sign out: {failure}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}
