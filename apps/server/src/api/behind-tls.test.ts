import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApiTest } from '../testing.ts';

const api = await startApiTest(import.meta.url, { publicUrl: 'https://handrail.example.com' });
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
