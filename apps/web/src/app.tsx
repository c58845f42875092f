import { ProblemError, UnreachableError } from '@handrail/client';
import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { TimeZoneProvider } from './components/time.tsx';
import { createAppRouter } from './router.tsx';
import { SignInAgain } from './screens/sign-in/sign-in-again.tsx';
import { SignInScreen } from './screens/sign-in/sign-in-screen.tsx';
import { SessionProvider, useSessionState } from './session.tsx';
import type { SessionKeeper } from './session.tsx';
import { styleNonce } from './style-nonce.ts';
import { theme } from './theme.ts';

// Apart, because nothing is said in the corner before somebody has done something.
const Notifications = lazy(async () => ({
  default: (await import('@mantine/notifications')).Notifications,
}));

/** The whole product in the browser: theme, session, cache, and the routes for who is signed in. */
export function App({ keeper }: { keeper: SessionKeeper }) {
  const [queryClient] = useState(() => createQueryClient(keeper));
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <Suspense>
        <Notifications position="bottom-right" />
      </Suspense>
      <SessionProvider keeper={keeper}>
        <QueryClientProvider client={queryClient}>
          <Gate />
        </QueryClientProvider>
      </SessionProvider>
    </MantineProvider>
  );
}

function Gate() {
  const state = useSessionState();
  const [router] = useState(createAppRouter);
  if (state.state !== 'signed-in') return <SignInScreen state={state} />;
  return (
    <TimeZoneProvider timeZone={state.session.workspace.timeZone}>
      <RouterProvider router={router} />
      <SignInAgain />
    </TimeZoneProvider>
  );
}

function createQueryClient(keeper: SessionKeeper): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof ProblemError && error.code === 'not_signed_in') keeper.markEnded();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // 'always': the server is often this very machine, reachable without any network.
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        retryDelay: 1_000,
        retry: (failures, error) => error instanceof UnreachableError && failures < 1,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
