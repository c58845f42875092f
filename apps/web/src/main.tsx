// The screens of Handrail: one page, served by the server, speaking only to its API.
// Here things are put together; what is drawn lives in screens/ and components/.
import './no-eval.ts';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@fontsource-variable/inter/wght.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { takeCallback } from './provider-round-trip.ts';
import { createSessionKeeper, takeEnterToken } from './session.tsx';

const keeper = createSessionKeeper();
const cameBack = takeCallback(window.location, window.history);
if (cameBack === null) void keeper.start(takeEnterToken(window.location, window.history));
else void keeper.comeBack(cameBack);
// A sign-in link pasted into an open tab changes only the fragment: no reload happens.
window.addEventListener('hashchange', () => {
  const token = takeEnterToken(window.location, window.history);
  if (token !== null) void keeper.start(token);
});

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App keeper={keeper} />
    </StrictMode>,
  );
}
