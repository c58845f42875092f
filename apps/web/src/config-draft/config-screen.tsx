import type { ConfigVersion } from '@handrail/contract';
import type { ReactNode } from 'react';
import { NotAllowed } from '../components/failed-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Page } from '../components/page.tsx';
import { SettingsNavigation } from '../components/settings-navigation.tsx';
import { useConfig } from '../queries/config.ts';
import { useIsAdmin } from '../session.tsx';

/** A screen of Settings > Configurations: everybody may look where `isPublic`, else admins alone; only they may change. */
export function ConfigScreen({
  title,
  isPublic = false,
  children,
}: {
  title: string;
  isPublic?: boolean;
  /** The editor of what is saved. */
  children: (saved: ConfigVersion, isReadOnly: boolean) => ReactNode;
}) {
  const isAdmin = useIsAdmin();
  return (
    <Page title={title} crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <SettingsNavigation />
      {isAdmin || isPublic ? (
        <Saved>{(saved) => children(saved, !isAdmin)}</Saved>
      ) : (
        <NotAllowed>Your role may not see these settings.</NotAllowed>
      )}
    </Page>
  );
}

function Saved({ children }: { children: (saved: ConfigVersion) => ReactNode }) {
  return (
    <Loaded query={useConfig()} what="the configuration">
      {children}
    </Loaded>
  );
}
