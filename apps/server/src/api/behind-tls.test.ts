import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApiTest } from '../testing.ts';

const api = await startApiTest(import.meta.url, {
  publicUrl: 'https://handrail.example.com',
  triesPerMinute: 9,
});
const host = 'handrail.example.com';

test('binds the cookie to host and https, and asks browsers to stay with https', async () => {
  const reply = await api.send({
    method: 'POST',
    url: '/api/v1/session',
    headers: { host, origin: 'https://handrail.example.com' },
    payload: { token: await api.createLink() },
  });
  assert.equal(reply.statusCode, 200);
  assert.match(String(reply.headers['set-cookie']), /^__Host-handrail=[\w-]{43}; Path=\/; .*Secure/);
  assert.match(String(reply.headers['strict-transport-security']), /max-age=31536000/);
});

test('refuses the plain form of its own address as a foreign origin', async () => {
  const reply = await api.send({
    method: 'POST',
    url: '/api/v1/session',
    headers: { host, origin: 'http://handrail.example.com' },
    payload: { token: await api.createLink() },
  });
  assert.equal(reply.json<{ code: string }>().code, 'origin_refused');
});

test('limits tries to sign in by the tenth within a minute, and leaves everything else alone', async () => {
  const codes: string[] = [];
  for (let number = 0; number < 12; number += 1) {
    const reply = await api.send({
      method: 'POST',
      url: '/api/v1/session',
      headers: { host },
      remoteAddress: '192.0.2.7',
      payload: { token: 'x'.repeat(43) },
    });
    codes.push(reply.json<{ code: string }>().code);
    if (reply.statusCode === 429) assert.ok(Number(reply.headers['retry-after']) > 0);
  }
  assert.deepEqual([...new Set(codes.slice(0, 9))], ['sign_in_link_invalid']);
  assert.deepEqual([...new Set(codes.slice(9))], ['too_many_tries']);
  const headers = { host, authorization: `Bearer ${api.token}` };
  assert.equal(
    (await api.send({ url: '/api/v1/session', headers, remoteAddress: '192.0.2.7' })).statusCode,
    200,
  );
});
