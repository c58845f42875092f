// For tests: a local issuer whose every answer is the test's, so that it can lie.
import { createHmac, createSign, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const RSA = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Everything that an ID token and its delivery are made of; a forgery changes one part. */
export interface Forgery {
  readonly header?: object;
  readonly claims?: object;
  /** Signs what is before the last dot; left out: RS256 by the published key. */
  readonly sign?: (signed: string) => string;
  /** The whole token as sent, instead of the one made. */
  readonly rewrite?: (token: string) => unknown;
  /** The reply of the token endpoint. */
  readonly reply?: (token: string) => { readonly status?: number; readonly body: unknown };
  readonly keys?: () => readonly object[];
  /** Changes the query that the browser comes back with. */
  readonly query?: (query: URLSearchParams) => void;
}

/** A running issuer. */
export interface LyingIssuer extends AsyncDisposable {
  readonly issuer: string;
  readonly published: KeyObject;
  readonly publicPem: string;
  readonly publicJwk: object;
  /** A key that is published nowhere. */
  readonly foreign: KeyObject;
  readonly foreignJwk: object;
  /** Paths asked for that no honest client asks. */
  readonly strayed: readonly string[];
  /** Sets what the next sign-in gets. */
  tell(
    forgery: Forgery,
    usual: { readonly clientId: string; readonly nonce: string; readonly now: Date },
  ): void;
}

/** RS256 by a key. */
export function signWith(key: KeyObject): (signed: string) => string {
  return (signed) => createSign('sha256').update(signed).sign(key).toString('base64url');
}

/** HS256 by a shared text. */
export function macWith(secret: string, hash = 'sha256'): (signed: string) => string {
  return (signed) => createHmac(hash, secret).update(signed).digest('base64url');
}

/** ES256 in the form that JOSE wants. */
export function signWithCurve(key: KeyObject): (signed: string) => string {
  return (signed) =>
    sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}

/** Starts an issuer on a free port of the loopback. */
export async function startLyingIssuer(): Promise<LyingIssuer> {
  const [own, other] = [RSA(), RSA()];
  const publicJwk = { ...own.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' };
  const strayed: string[] = [];
  let forgery: Forgery = {};
  let token = '';
  const server = createServer((request, response) => {
    const answer = (body: unknown, status = 200): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    request.resume();
    switch (request.url) {
      case '/.well-known/openid-configuration':
        return answer({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256', 'ES256', 'HS256', 'none'],
          authorization_response_iss_parameter_supported: true,
        });
      case '/keys':
        return answer({ keys: forgery.keys?.() ?? [publicJwk] });
      case '/token': {
        const reply = forgery.reply?.(token);
        if (reply !== undefined) return answer(reply.body, reply.status);
        const sent = forgery.rewrite === undefined ? token : forgery.rewrite(token);
        return answer({
          access_token: 'a',
          token_type: 'Bearer',
          ...(sent === undefined ? {} : { id_token: sent }),
        });
      }
      default:
        strayed.push(request.url ?? '');
        return answer({}, 404);
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  return {
    issuer,
    published: own.privateKey,
    publicPem: own.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    publicJwk,
    foreign: other.privateKey,
    foreignJwk: { ...other.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' },
    strayed,
    tell(next, { clientId, nonce, now }) {
      forgery = next;
      const seconds = Math.floor(now.getTime() / 1000);
      const header = { alg: 'RS256', kid: 'k1', typ: 'JWT', ...next.header };
      const claims = {
        iss: issuer,
        aud: clientId,
        sub: 'somebody',
        email: 'ana@acme.example',
        email_verified: true,
        nonce,
        iat: seconds,
        exp: seconds + 300,
        ...next.claims,
      };
      const signed = `${encode(header)}.${encode(claims)}`;
      token = `${signed}.${(next.sign ?? signWith(own.privateKey))(signed)}`;
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
