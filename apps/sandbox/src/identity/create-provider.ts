import {
  Provider,
  type AccountClaims,
  type AdapterFactory,
  type ClientMetadata,
  type JWK,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { html, type Html } from '../page/html.ts';
import type { IdentityAccount } from './accounts.ts';
import { pageHeaders, renderPlainPage } from './choose-user-page.ts';
import type { IdentityFacts } from './identity-facts.ts';

const minute = 60;
const hour = 60 * minute;
const grantedScopes = 'openid email profile offline_access';

/** Secret of the built-in clients that have one; made up, and no secret. */
const clientSecret = 'sandbox-oidc-secret';
/** The built-in clients differ in how they prove themselves at the token endpoint; others may register themselves. */
const clients: ClientMetadata[] = [
  client('sandbox-oidc', 'client_secret_basic'),
  client('sandbox-oidc-post', 'client_secret_post'),
  client('sandbox-oidc-public', 'none'),
];

/** What a provider is made from. */
export interface ProviderParts {
  readonly issuer: string;
  readonly facts: IdentityFacts;
  /** The first one signs, all are published. */
  readonly keys: readonly JWK[];
  readonly cookieKeys: readonly string[];
  readonly adapters: AdapterFactory;
  findAccount(subject: string): IdentityAccount | undefined;
}

/** Makes the OpenID provider; people are asked at `/interaction/{uid}`. */
export function createProvider(parts: ProviderParts): Provider {
  const { issuer, facts, keys, cookieKeys, adapters, findAccount } = parts;
  const provider = new Provider(issuer, {
    adapter: adapters,
    clients,
    jwks: { keys: [...keys] },
    cookies: { keys: [...cookieKeys] },
    findAccount: (_context, subject) => {
      const account = findAccount(subject);
      return account === undefined
        ? undefined
        : { accountId: subject, claims: () => claimsOf(account, facts) };
    },
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'given_name', 'family_name'],
    },
    // Clients expect the address in the ID token, too.
    conformIdTokenClaims: false,
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    loadExistingGrant,
    // Browser clients may come from anywhere.
    clientBasedCORS: () => true,
    renderError: (context, { error, error_description: description }) => {
      showPage(
        context,
        'Sign-in failed',
        html`<h1>Sign-in failed</h1>
          <p>${error}: ${description ?? ''}</p>`,
      );
    },
    features: {
      devInteractions: { enabled: false },
      registration: { enabled: true },
      rpInitiatedLogout: {
        enabled: facts.rpInitiatedLogout,
        logoutSource: (context, form) => {
          showPage(context, 'Sign out', renderSignOut(form));
        },
        postLogoutSuccessSource: (context) => {
          showPage(context, 'Signed out', html`<h1>Signed out</h1>`);
        },
      },
    },
    ttl: {
      AccessToken: hour,
      AuthorizationCode: minute,
      IdToken: hour,
      Interaction: hour,
      RefreshToken: 14 * 24 * hour,
      Session: 14 * 24 * hour,
      Grant: 14 * 24 * hour,
    },
  });
  allowLoopback(provider);
  return provider;
}

function client(id: string, method: 'client_secret_basic' | 'client_secret_post' | 'none'): ClientMetadata {
  return {
    client_id: id,
    ...(method === 'none' ? {} : { client_secret: clientSecret }),
    token_endpoint_auth_method: method,
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: ['http://127.0.0.1/callback'],
    post_logout_redirect_uris: ['http://127.0.0.1/'],
  };
}

function claimsOf(account: IdentityAccount, facts: IdentityFacts): AccountClaims {
  const { subject, email, name, givenName, familyName } = account;
  const isUnverified = facts.unverifiedEmails.some((one) => one.toLowerCase() === email.toLowerCase());
  return {
    sub: subject,
    email,
    ...(facts.emailVerifiedClaim ? { email_verified: !isUnverified } : {}),
    name,
    ...(givenName === null ? {} : { given_name: givenName }),
    ...(familyName === null ? {} : { family_name: familyName }),
  };
}

/** Everybody consents to everything here: the page asks who signs in, and nothing else. */
async function loadExistingGrant({ oidc }: KoaContextWithOIDC) {
  const { provider, client: asking, session } = oidc;
  if (asking === undefined || session?.accountId === undefined) return undefined;
  const known = session.grantIdFor(asking.clientId);
  if (known !== undefined) return provider.Grant.find(known);
  const grant = new provider.Grant({ clientId: asking.clientId, accountId: session.accountId });
  grant.addOIDCScope(grantedScopes);
  await grant.save();
  return grant;
}

/** Any callback on a loopback address is a registered one: a sandbox has no administrator to ask. */
function allowLoopback({ Client }: Provider): void {
  const { redirectUriAllowed, postLogoutRedirectUriAllowed } = Client.prototype;
  Client.prototype.redirectUriAllowed = function allows(uri) {
    return isLoopback(uri) || redirectUriAllowed.call(this, uri);
  };
  Client.prototype.postLogoutRedirectUriAllowed = function allows(uri) {
    return isLoopback(uri) || postLogoutRedirectUriAllowed.call(this, uri);
  };
}

function isLoopback(uri: string): boolean {
  return URL.canParse(uri) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(uri).hostname);
}

function renderSignOut(form: string): Html {
  return html`<h1>Sign out of the sandbox?</h1>
    ${{ markup: form }}
    <button form="op.logoutForm" name="logout" value="yes">Sign out</button>
    <button form="op.logoutForm">Stay signed in</button>`;
}

function showPage(context: KoaContextWithOIDC, title: string, body: Html): void {
  context.set({ ...pageHeaders });
  context.body = renderPlainPage(title, body);
}
