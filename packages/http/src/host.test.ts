import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { test } from 'node:test';
import { checkOrigin, createPinnedLookup, type Resolve } from './host.ts';

const REFUSED = [
  ['', 'not-an-origin'],
  ['acme.example', 'not-an-origin'],
  ['https://', 'not-an-origin'],
  ['https://user@acme.example', 'not-an-origin'],
  ['https://user:pass@acme.example', 'not-an-origin'],
  ['https://acme.example/path', 'not-an-origin'],
  ['https://acme.example?x', 'not-an-origin'],
  ['https://acme.example#x', 'not-an-origin'],
  ['https://acme.example\\@evil.example', 'not-an-origin'],
  ['https://acme.example\r\nx: y', 'not-an-origin'],
  ['https://acme%2eexample', 'not-an-origin'],
  ['https://acme。example', 'not-an-origin'],
  ['ftp://acme.example', 'not-an-origin'],
  ['file:///etc/passwd', 'not-an-origin'],
  ['http://acme.example', 'plain-http'],
  ['https://acme.example:8443', 'port'],
  ['https://127.0.0.1', 'address'],
  ['https://0x7f.1', 'address'],
  ['https://2130706433', 'address'],
  ['https://017700000001', 'address'],
  ['https://[::1]', 'address'],
  ['https://[::ffff:7f00:1]', 'address'],
  ['https://localhost', 'name'],
  ['https://acme', 'name'],
  ['https://acme.example.', 'name'],
  ['https://acme..example', 'name'],
  ['https://-acme.example', 'name'],
  [`https://${'a'.repeat(64)}.example`, 'name'],
] as const;

for (const [typed, reason] of REFUSED) {
  test(`refuses the origin ${JSON.stringify(typed)} as ${reason}`, () => {
    const check = checkOrigin(typed);
    assert.equal(check.ok ? 'taken' : check.reason, reason);
  });
}

test('takes an https origin and gives it in its plain form', () => {
  const check = checkOrigin('HTTPS://CS.Acme.Example:443/');
  assert.deepEqual(check, {
    ok: true,
    origin: 'https://cs.acme.example',
    host: 'cs.acme.example',
    isListed: false,
  });
});

test('takes plain http, ports and addresses for listed origins only, and for exactly those', () => {
  const listed = ['http://127.0.0.1:7410'];
  assert.equal(checkOrigin('http://127.0.0.1:7410/', listed).ok, true);
  assert.equal(checkOrigin('http://127.0.0.1:7411', listed).ok, false);
  assert.equal(checkOrigin('https://127.0.0.1:7410', listed).ok, false);
  assert.equal(checkOrigin('http://localhost:7410', listed).ok, false);
});

test('refuses a name as soon as one of its addresses is not public', async () => {
  const both = [
    { address: '8.8.8.8', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ];
  await assert.rejects(
    lookUp(async () => both),
    { code: 'http_host_refused', outcome: 'not-sent' },
  );
});

test('checks a name anew for each connection and hands on the addresses it checked', async () => {
  const answers = [[{ address: '8.8.8.8', family: 4 }], [{ address: '127.0.0.1', family: 4 }]];
  const resolve: Resolve = async () => answers.shift() ?? [];
  assert.deepEqual(await lookUp(resolve), [{ address: '8.8.8.8', family: 4 }]);
  await assert.rejects(lookUp(resolve), { code: 'http_host_refused' });
  await assert.rejects(lookUp(resolve), { code: 'http_unreachable' });
});

test('lets a listed origin lead to a private address', async () => {
  const addresses = [{ address: '127.0.0.1', family: 4 }];
  assert.deepEqual(await lookUp(async () => addresses, true), addresses);
});

function lookUp(resolve: Resolve, isListed = false): Promise<LookupAddress[]> {
  const lookup = createPinnedLookup(resolve, isListed);
  return new Promise((done, fail) => {
    lookup('acme.example', { all: true }, (error, addresses) => {
      if (error) fail(error);
      else done(Array.isArray(addresses) ? addresses : []);
    });
  });
}
