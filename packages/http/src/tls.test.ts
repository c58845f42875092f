import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createHttpClient } from './client.ts';
import { createStubClock } from './testing.ts';

/** Made for this test alone: a certificate for the name localhost, signed by nobody, and its key. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBljCCATugAwIBAgIURjDLxj7daBpFP/l0V+WToz/PI9owCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJc3R1Yi50ZXN0MCAXDTI2MTEyNDAzMzQzMFoYDzIxMjYxMDMx
MDMzNDMwWjAUMRIwEAYDVQQDDAlzdHViLnRlc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASO6bHHmCJn2bma8f1Wh1fijAezf/cTa1x1Kh9BMJX4X1PPVLWF8wl9
l58tbH5hQ1joip1s3O/FP8r/skotapIzo2kwZzAdBgNVHQ4EFgQUJo5eOfRTjg2K
uGg/ZTmv1RJA1dYwHwYDVR0jBBgwFoAUJo5eOfRTjg2KuGg/ZTmv1RJA1dYwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SQAwRgIhANrPPTkOaqKPdE+EU3aY288KnHI6SXl10RbXqOzWQ5n/AiEA/fUczdUQ
k26lcoEZouPkHZXQr6gx7YN8DNbPJeqBPdM=
-----END CERTIFICATE-----
`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgNFEZJyceQYXRXmGX
r7j9ud/CrOLrb6bqEi6v7ynXGEOhRANCAASO6bHHmCJn2bma8f1Wh1fijAezf/cT
a1x1Kh9BMJX4X1PPVLWF8wl9l58tbH5hQ1joip1s3O/FP8r/skotapIz
-----END PRIVATE KEY-----
`;

const server = createServer({ cert: CERTIFICATE, key: KEY }, (_, response) => {
  seen += 1;
  response.setHeader('content-type', 'application/json').end('{}');
});
let seen = 0;
let port = 0;
let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handrail-tls-'));
  await writeFile(join(folder, 'ca.pem'), CERTIFICATE);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
});
after(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

test('sends nothing to a host whose certificate nobody trusts', async () => {
  await assert.rejects(call('localhost'), { code: 'http_tls_failed', outcome: 'not-sent' });
  assert.equal(seen, 0);
});

test('sends nothing when the trusted certificate is for another name', async () => {
  await assert.rejects(call('127.0.0.1', 'ca.pem'), { code: 'http_tls_failed', outcome: 'not-sent' });
  assert.equal(seen, 0);
});

test('trusts the authorities of the extra file', async () => {
  assert.equal((await call('localhost', 'ca.pem')).status, 200);
  assert.equal(seen, 1);
});

test('names an extra file that cannot be read', async () => {
  await assert.rejects(call('localhost', 'absent.pem'), { code: 'http_tls_failed' });
});

async function call(host: string, caFile?: string) {
  const origin = `https://${host}:${port}`;
  const client = createHttpClient({
    origin,
    allowOrigins: [origin],
    clock: createStubClock(),
    random: Math.random,
    ...(caFile === undefined ? {} : { extraCaFile: join(folder, caFile) }),
  });
  try {
    return await client.request({ method: 'GET', path: '/', headers: { accesskey: 'k' }, repeatable: false });
  } finally {
    await client.close();
  }
}
