import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { JWK, Provider } from 'oidc-provider';
import type { RecordStore } from '../gainsight/record-store.ts';
import { html } from '../page/html.ts';
import { listAccounts } from './accounts.ts';
import { pageHeaders, renderChooseUser, renderPlainPage } from './choose-user-page.ts';
import { identityFacts, type IdentityFacts } from './identity-facts.ts';
import { createMemoryAdapters } from './memory-adapter.ts';

/** A running OpenID provider whose accounts are the users of the world. */
export interface IdentityProvider {
  /** Its origin and issuer. */
  readonly url: string;
  facts(): IdentityFacts;
  /** Changes the named facts; throws a ZodError for one that does not exist. */
  changeFacts(changes: unknown): IdentityFacts;
  /** Signs with a new key from now on. The old ones stay published unless `keepOld` is false. */
  rotateKeys(keepOld: boolean): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the provider on a port; 0 takes any. Its library is loaded and its key made at the first request. */
export async function startIdentity(options: {
  readonly host: string;
  readonly port: number;
  readonly store: RecordStore;
}): Promise<IdentityProvider> {
  const { host, port, store } = options;
  const adapters = createMemoryAdapters();
  const cookieKeys = [randomBytes(32).toString('base64url')];
  let facts: IdentityFacts = identityFacts.parse({});
  let keys: readonly JWK[] = [];
  let made: Promise<Provider> | null = null;

  async function make(): Promise<Provider> {
    // Most sandboxes are started by tests that never sign in: they need not wait for either.
    const [{ createProvider }, { makeSigningKey }] = await Promise.all([
      import('./create-provider.ts'),
      import('./signing-keys.ts'),
    ]);
    if (keys.length === 0) keys = [await makeSigningKey()];
    const findAccount = (subject: string) =>
      listAccounts(store).find((account) => account.subject === subject);
    return createProvider({ issuer: url, facts, keys, cookieKeys, adapters, findAccount });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    made ??= make();
    const provider = await made;
    const { pathname } = new URL(request.url ?? '/', url);
    if (pathname === '/') return sendPage(response, 200, renderStart(url));
    if (pathname.startsWith('/interaction/')) return interact(provider, store, request, response);
    await provider.callback()(request, response);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      sendPage(
        response,
        400,
        renderPlainPage(
          'Sign-in failed',
          html`<h1>Sign-in failed</h1>
            <p>${reason}</p>`,
        ),
      );
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const shownHost = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const url = `http://${shownHost}:${typeof address === 'object' ? (address?.port ?? port) : port}`;

  return {
    url,
    facts: () => facts,
    changeFacts: (changes) => {
      facts = identityFacts.parse({ ...facts, ...Object(changes) });
      made = null;
      return facts;
    },
    rotateKeys: async (keepOld) => {
      const { makeSigningKey } = await import('./signing-keys.ts');
      keys = [await makeSigningKey(), ...(keepOld ? keys : [])];
      made = null;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Shows who may sign in, and hands the choice to the provider. */
async function interact(
  provider: Provider,
  store: RecordStore,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid, prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'consent' && session !== undefined) {
    const grant = new provider.Grant({ clientId: String(params['client_id']), accountId: session.accountId });
    grant.addOIDCScope(String(params['scope']));
    const consent = { grantId: await grant.save() };
    return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
  }
  const accounts = listAccounts(store);
  if (request.method !== 'POST') {
    return sendPage(response, 200, renderSignIn(uid, accounts));
  }
  const accountId = new URLSearchParams(await text(request)).get('user');
  const isKnown = accounts.some(({ subject }) => subject === accountId);
  const result =
    accountId !== null && isKnown
      ? { login: { accountId } }
      : { error: 'access_denied', error_description: 'Nobody was chosen' };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

function renderSignIn(uid: string, accounts: ReturnType<typeof listAccounts>): string {
  return renderChooseUser({
    title: 'Sign in (sandbox)',
    lead: 'Who are you?',
    action: `/interaction/${uid}`,
    hidden: {},
    choices: accounts.map(({ subject, name, email, title, isActiveUser }) => ({
      value: subject,
      name,
      detail: [email, title].filter((part) => part !== null).join(' · '),
      note: isActiveUser ? null : 'no longer active in Gainsight',
    })),
  });
}

function renderStart(url: string): string {
  return renderPlainPage(
    'Sandbox identity provider',
    html`<h1>Sandbox identity provider</h1>
      <p>
        An OpenID provider whose accounts are the users of the made-up world. Issuer
        <code>${url}</code>, <a href="/.well-known/openid-configuration">metadata</a>.
      </p>`,
  );
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, pageHeaders).end(page);
}
