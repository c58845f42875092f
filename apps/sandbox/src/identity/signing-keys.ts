import { generateKeyPair, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import type { JWK } from 'oidc-provider';

const makeKeyPair = promisify(generateKeyPair);

/** Makes a key to sign ID tokens with (RS256, which every client must understand). */
export async function makeSigningKey(): Promise<JWK> {
  const { privateKey } = await makeKeyPair('rsa', { modulusLength: 2048 });
  const { n, e, d, p, q, dp, dq, qi } = privateKey.export({ format: 'jwk' });
  const parts = Object.fromEntries(
    Object.entries({ n, e, d, p, q, dp, dq, qi }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  return { kty: 'RSA', kid: randomUUID(), use: 'sig', alg: 'RS256', ...parts };
}
