import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { createHttpClient } from './client.ts';
import type { HttpClientOptions } from './request.ts';
import { answerJson, createStubClock, startStubServer } from './testing.ts';

/** Made for this test alone: a certificate for tenant.gainsightcloud.com, signed by nobody, and its key. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBpjCCAUugAwIBAgIUJ1VYr8PNZUfMU6YnKubSqZ2QsccwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJc3R1Yi50ZXN0MCAXDTI2MTEyNjIzNTEyM1oYDzIxMjYxMTAy
MjM1MTIzWjAUMRIwEAYDVQQDDAlzdHViLnRlc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAT+S+UjdqWHDWGTjXYNZltUJVh18uFV3WlfNbQk6APyga/aVWHnKBeR
rOM9NcGO3figKkL5r3c5QON6CFmtNInzo3kwdzAdBgNVHQ4EFgQUZYKsrYYLNebx
imMgOyaz5lYq2uAwHwYDVR0jBBgwFoAUZYKsrYYLNebximMgOyaz5lYq2uAwDwYD
VR0TAQH/BAUwAwEB/zAkBgNVHREEHTAbghl0ZW5hbnQuZ2FpbnNpZ2h0Y2xvdWQu
Y29tMAoGCCqGSM49BAMCA0kAMEYCIQDUTngBoI6VToGfEybzkOTKW7qPhv16Da4R
KXadutAUtgIhANeUV+9uTAJ8AbaAIrwfaxufUNiSfbfzXzj+4qlxr4JP
-----END CERTIFICATE-----
`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg8IrqW97y2nZ9qgFb
N+INptBxYLNeINuhAzw0M0LsSwKhRANCAAT+S+UjdqWHDWGTjXYNZltUJVh18uFV
3WlfNbQk6APyga/aVWHnKBeRrOM9NcGO3figKkL5r3c5QON6CFmtNInz
-----END PRIVATE KEY-----
`;

// A proxy that notes what it is asked for and leads every tunnel to one server of this test, or refuses it.
const asked: { target: string; authorization: string | undefined }[] = [];
let refuseWith: number | null = 502;
const addressOf = (server: Server) => server.address() as AddressInfo;
const outside = createTlsServer({ cert: CERTIFICATE, key: KEY }, (_, response) => {
  response.setHeader('content-type', 'application/json').end('{}');
});
await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
const folder = await mkdtemp(join(tmpdir(), 'handrail-proxy-'));
await writeFile(join(folder, 'ca.pem'), CERTIFICATE);
const proxy = createServer();
proxy.on('connect', (request, socket) => {
  asked.push({ target: request.url ?? '', authorization: request.headers['proxy-authorization'] });
  if (refuseWith !== null) {
    socket.end(`HTTP/1.1 ${refuseWith} No\r\n\r\n`);
    return;
  }
  const through = connect({ host: '127.0.0.1', port: addressOf(outside).port }, () => {
    socket.write('HTTP/1.1 200 Connected\r\n\r\n');
    through.pipe(socket).pipe(through);
  });
  // Either end may go first.
  through.on('error', () => socket.destroy());
  socket.on('error', () => through.destroy());
});
await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
const { port } = addressOf(proxy);
const inside = await startStubServer((_, response) => answerJson(response, { ok: true }));
after(async () => {
  await inside.close();
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
  outside.closeAllConnections();
  await new Promise((resolve) => outside.close(resolve));
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  asked.length = 0;
  refuseWith = 502;
});

async function call(options: Partial<HttpClientOptions>): Promise<number> {
  const client = createHttpClient({
    origin: 'https://tenant.gainsightcloud.com',
    proxy: `http://handrail:pa%20ss@127.0.0.1:${port}`,
    clock: createStubClock(),
    random: () => 0,
    retry: { maxTries: 1, baseMs: 1, capMs: 1, maxWaitMs: 1, totalMs: 1_000 },
    resolve: () => Promise.resolve([{ address: '8.8.8.8', family: 4 }]),
    ...options,
  });
  try {
    return (await client.request({ method: 'GET', path: '/x', repeatable: true })).status;
  } finally {
    await client.close();
  }
}

test('asks the proxy for a tunnel to the name, with its credentials, and nothing left when it refuses', async () => {
  await assert.rejects(call({}), (error: Error & { code?: string; outcome?: string }) => {
    assert.deepEqual([error.code, error.outcome], ['http_unreachable', 'not-sent']);
    assert.doesNotMatch(`${error.stack} ${String(error.cause)}`, /pa ss|pa%20ss/);
    return true;
  });
  const basic = `Basic ${Buffer.from('handrail:pa ss').toString('base64')}`;
  assert.deepEqual(asked, [{ target: 'tenant.gainsightcloud.com:443', authorization: basic }]);
});

test('talks to the other side through the tunnel, and only when its certificate is trusted', async () => {
  refuseWith = null;
  assert.equal(await call({ extraCaFile: join(folder, 'ca.pem') }), 200);
  await assert.rejects(call({}), { code: 'http_tls_failed', outcome: 'not-sent' });
});

test('asks the proxy for nothing when this machine knows the name under an address inside', async () => {
  const resolve = () => Promise.resolve([{ address: '10.0.0.7', family: 4 }]);
  await assert.rejects(call({ resolve }), { code: 'http_host_refused', outcome: 'not-sent' });
  assert.deepEqual(asked, []);
});

test('leaves names to the proxy where this machine cannot resolve them', async () => {
  const resolve = () => Promise.reject(new TypeError('no resolver here'));
  await assert.rejects(call({ resolve }), { code: 'http_unreachable' });
  assert.equal(asked.length, 1);
});

test('calls an origin that the operator listed directly, past the proxy', async () => {
  assert.equal(await call({ origin: inside.origin, allowOrigins: [inside.origin] }), 200);
  assert.deepEqual(asked, []);
});

test('a proxy that wants other credentials is no reply of the other side', async () => {
  refuseWith = 407;
  await assert.rejects(call({}), { code: 'http_unreachable', outcome: 'not-sent' });
});
