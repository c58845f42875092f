import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useWorkspace } from '../../queries/workspace.ts';
import { useIsAdmin } from '../../session.tsx';
import { Checklist } from './checklist.tsx';
import './first-run.css';

/** The first screen of an empty workspace: two doors, and a checklist that follows the real state. */
export function FirstRunScreen() {
  const workspace = useWorkspace();
  const isAdmin = useIsAdmin();
  const navigate = useNavigate();
  const isConnected =
    workspace.data?.checklist.some(({ step, done }) => step === 'gainsight' && done) ?? false;
  return (
    <Page title="Welcome to Handrail">
      <p className="first-run-lead">
        Handrail stands beside Gainsight CS, in step with it both ways: accounts come in, what was said in
        meetings and a health value go back. Nothing leaves this machine but what you switch on.
      </p>
      {isAdmin && !isConnected && (
        <div className="columns">
          <section className="panel stack" aria-labelledby="door-own">
            <h2 id="door-own">Connect your Gainsight</h2>
            <p className="quiet">
              You need the subdomain of your tenant and an access key or a machine-to-machine client. It is
              tried before anything is stored; reading only until you switch on more.
            </p>
            <div className="first-run-door">
              <Button onClick={() => void navigate({ to: '/settings/integrations/gainsight' })}>
                Connect your Gainsight
              </Button>
            </div>
          </section>
          <section className="panel stack" aria-labelledby="door-sandbox">
            <h2 id="door-sandbox">Explore with the sandbox</h2>
            <p className="quiet">
              A made-up Gainsight and Gong on this machine, with 500 fictional companies and recorded calls.
              Nothing real is touched; <code>npm start</code> runs it.
            </p>
            <div className="first-run-door">
              <Button
                variant="default"
                onClick={() =>
                  void navigate({ to: '/settings/integrations/gainsight', search: { sandbox: true } })
                }
              >
                Explore with the sandbox
              </Button>
            </div>
          </section>
        </div>
      )}
      <section className="panel panel-flush" aria-labelledby="checklist-title">
        <h2 id="checklist-title" className="first-run-list-title">
          From here to the whole loop
        </h2>
        <Loaded query={workspace} what="the checklist">
          {(found) => <Checklist workspace={found} />}
        </Loaded>
      </section>
      <p>
        {isConnected ? (
          <Link to="/">Go to Home</Link>
        ) : (
          <Link to="/accounts">Look around without connecting anything</Link>
        )}
      </p>
    </Page>
  );
}
