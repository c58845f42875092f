import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Navigation } from './navigation.tsx';
import { OutgoingPausedBanner } from './outgoing-paused-banner.tsx';
import { ViewAsBanner } from './view-as-banner.tsx';
import './shell.css';

/** The frame around every screen: navigation, the page, and what must be known on all of them. */
export function Shell() {
  const main = useRef<HTMLElement>(null);
  useFocusOnNewPage(main);
  return (
    <div className="shell">
      <a href="#main" className="shell-skip">
        Skip to content
      </a>
      <Navigation />
      <main ref={main} id="main" className="shell-main" tabIndex={-1}>
        <ViewAsBanner />
        <OutgoingPausedBanner />
        <Outlet />
      </main>
    </div>
  );
}

/** On another page the focus goes to its title, so that who listens or tabs begins there. */
function useFocusOnNewPage(main: React.RefObject<HTMLElement | null>) {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const former = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (path !== undefined && former.current !== undefined && path !== former.current) {
      main.current?.querySelector('h1')?.focus();
    }
    if (path !== undefined) former.current = path;
  }, [path, main]);
}
