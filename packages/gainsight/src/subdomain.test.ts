import assert from 'node:assert/strict';
import { type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { type TestContext, test } from 'node:test';
import { HttpError } from '@handrail/http';
import { answerJson, createStubClock, startStubServer } from '@handrail/http/testing';
import { createGainsightClient } from './client.ts';
import { parseCustomDomain, parseSubdomain } from './subdomain.ts';

const TAKEN: readonly (readonly [string, string])[] = [
  ['acme', 'https://acme.gainsightcloud.com'],
  ['  acme ', 'https://acme.gainsightcloud.com'],
  ['ACME', 'https://acme.gainsightcloud.com'],
  ['a', 'https://a.gainsightcloud.com'],
  ['acme-2', 'https://acme-2.gainsightcloud.com'],
  ['3m', 'https://3m.gainsightcloud.com'],
  ['a'.repeat(63), `https://${'a'.repeat(63)}.gainsightcloud.com`],
  ['acme.gainsightcloud.com', 'https://acme.gainsightcloud.com'],
  ['Acme.GainsightCloud.com', 'https://acme.gainsightcloud.com'],
  ['acme.us2.gainsightcloud.com', 'https://acme.us2.gainsightcloud.com'],
  ['acme.eu.gainsightcloud.com', 'https://acme.eu.gainsightcloud.com'],
  ['https://acme.gainsightcloud.com', 'https://acme.gainsightcloud.com'],
  ['https://staircase.gainsightcloud.com/v1/ui/home', 'https://staircase.gainsightcloud.com'],
  ['HTTPS://acme.eu.gainsightcloud.com/v1/ui/home?tab=1%202#/x', 'https://acme.eu.gainsightcloud.com'],
];

for (const [typed, origin] of TAKEN) {
  test(`builds ${origin.slice(0, 60)} from ${JSON.stringify(typed.slice(0, 60))}`, () => {
    const answer = parseSubdomain(typed);
    assert.equal(answer.ok ? answer.origin : answer.code, origin);
  });
}

const HOST = 'acme.gainsightcloud.com';
/** Strings that have led other products to another host, an inner address or a second header. */
const HOSTILE: readonly string[] = [
  // Nothing, or not a label.
  '',
  ' ',
  '   ',
  '.',
  '..',
  '-',
  '--',
  '_',
  '-acme',
  'acme-',
  'ac_me',
  'acme.',
  '.acme',
  'acme..',
  'a.b',
  'acme.eu',
  'a'.repeat(64),
  'a'.repeat(300),
  `${'a'.repeat(64)}.gainsightcloud.com`,
  'a '.repeat(2_000),
  'ac me',
  'acme\tx',
  'acme,evil',
  'acme;evil',
  'acme|evil',
  'acme&evil',
  "acme'",
  'acme"',
  'acme`id`',
  '$(id)',
  '${jndi:ldap://x}',
  '{{7*7}}',
  'acme<',
  '<script>',
  'acme*',
  '*',
  'acme!',
  'acme=1',
  'acme+',
  'acme~',
  'acme^',
  '[acme]',
  '(acme)',
  'null\0',
  'acme\0.evil',
  // User info.
  'user@acme',
  'user:pass@acme',
  '@evil.example',
  'acme@evil.example',
  `${HOST}@evil.example`,
  `https://${HOST}@evil.example`,
  `https://user@${HOST}`,
  `https://user:pass@${HOST}/`,
  `https://evil.example@${HOST}`,
  `https://${HOST}%40evil.example`,
  `https://${HOST}:443@evil.example/`,
  `https://${HOST}/@evil.example`,
  `https://${HOST}?@evil.example`,
  `https://${HOST}#@evil.example`,
  // Fragments, queries and paths that swallow the rest of the host.
  'evil.example#',
  'evil.example?',
  'evil.example/',
  'acme#',
  'acme?',
  'acme/',
  'acme/x',
  '/acme',
  '//acme',
  '///evil.example',
  'evil.example/.gainsightcloud.com',
  'evil.example#.gainsightcloud.com',
  'evil.example?.gainsightcloud.com',
  `https://evil.example/${HOST}`,
  `https://evil.example#${HOST}`,
  `https://evil.example?${HOST}`,
  `https://evil.example;${HOST}`,
  `${HOST}/`,
  `${HOST}/v1/ui/home`,
  `//${HOST}`,
  `https:/${HOST}`,
  `https:${HOST}`,
  `https:///${HOST}`,
  'https://',
  'https:///',
  '../acme',
  '..%2facme',
  'acme/../evil',
  './acme',
  '%2e%2e%2f',
  // Backslashes.
  'acme\\',
  '\\acme',
  '\\\\evil.example',
  'acme\\@evil.example',
  `https://evil.example\\@${HOST}`,
  `https://${HOST}\\.evil.example`,
  `https:\\\\${HOST}`,
  `https://evil.example\\${HOST}`,
  'acme\\..\\evil',
  // Coded and foreign dots, slashes and letters.
  'acme%2eevil',
  'evil%2eexample',
  'acme%00',
  'acme%0d%0aHost:evil',
  'acme%20',
  'acme%23',
  'acme%2f',
  'acme%5c',
  'acme%40evil',
  '%61cme',
  'acme。evil',
  'acme．evil',
  'acme｡evil',
  'acme․evil',
  'acme／evil',
  'acme＠evil',
  'acme：443',
  'acme＃',
  'acme？',
  'ａｃｍｅ',
  'аcme',
  'acmе',
  'acmé',
  'ac\u00admе',
  'ac\u200bme',
  'ac\u200dme',
  'acme\u2028',
  '\u202eemca',
  'ﬁrm',
  'ſoft',
  '\u212a8s',
  'ⓐcme',
  '①②⑦',
  `https://acme。gainsightcloud.com`,
  `https://acme.gainsightcloud。com`,
  `https://acme.gainsightcloud.com／`,
  'ac\u0130me',
  // Punycode.
  'xn--acme',
  'xn--80ak6aa92e',
  'xn--e1afmkfd',
  'XN--ACME',
  'xn--',
  `xn--pple-43d.gainsightcloud.com`,
  'ab--cd',
  // Line breaks and second headers.
  'acme\r\n',
  'acme\n',
  '\racme',
  'acme\r\nHost: evil.example',
  'acme\nX: y',
  `https://${HOST}/\r\nX: y`,
  `${HOST}\r\n`,
  'acme\v',
  'acme\f',
  // Addresses, in every spelling a resolver reads.
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '0',
  '0.0.0.0',
  '2130706433',
  '017700000001',
  '0x7f000001',
  '0x7f.0.0.1',
  '0X7F000001',
  '0x',
  '0177.0.0.1',
  '127.0.0.1.',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '10.0.0.1',
  '192.168.1.1',
  '[::1]',
  '::1',
  '[::]',
  '[::ffff:127.0.0.1]',
  '::ffff:7f00:1',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[fe80::1%25eth0]',
  'https://127.0.0.1',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001',
  'https://017700000001/',
  'https://[::1]/',
  'https://[::ffff:7f00:1]',
  'localhost',
  'LOCALHOST',
  'localhost.localdomain',
  'https://localhost',
  '127.0.0.1.nip.io',
  'metadata.google.internal',
  // Ports.
  'acme:443',
  'acme:',
  'acme:0',
  'acme:65536',
  `${HOST}:443`,
  `${HOST}:`,
  `${HOST}:22`,
  `https://${HOST}:443`,
  `https://${HOST}:8443/v1`,
  `https://${HOST}:/`,
  // Other hosts that look near.
  'gainsightcloud.com',
  '.gainsightcloud.com',
  'https://gainsightcloud.com',
  'https://.gainsightcloud.com',
  'gainsightcloud'.concat('.com.'),
  'acme.gainsightcloud.com.',
  `https://${HOST}.`,
  `https://${HOST}./v1`,
  'acme..gainsightcloud.com',
  'acme.gainsightcloud..com',
  'acme.gainsightcloud.com.evil.example',
  'acme.gainsightcloud.co',
  'acme.gainsightcloud.community',
  'acme.evilgainsightcloud.com',
  'acmegainsightcloud.com',
  'acme-gainsightcloud.com',
  'gainsightcloud.com.acme',
  'acme.gainsight.com',
  'acme.insided.com',
  'evil.example',
  'a.b.c.gainsightcloud.com',
  'acme.xx.gainsightcloud.com',
  'acme.us2.eu.gainsightcloud.com',
  'acme.localhost.gainsightcloud.com',
  '.eu.gainsightcloud.com',
  // Other schemes.
  `http://${HOST}`,
  `ftp://${HOST}`,
  `file:///etc/passwd`,
  'javascript:alert(1)',
  'data:text/html,x',
  `gopher://${HOST}`,
  'dict://x',
  'ws://acme',
  `HTTP://${HOST}`,
  `blob:https://${HOST}`,
  `view-source:https://${HOST}`,
  `https://https://${HOST}`,
  `https://http://${HOST}`,
  'mailto:a',
  `xhttps://${HOST}`,
];

test('holds at least 150 hostile strings, each once', () => {
  assert.ok(HOSTILE.length >= 150);
  assert.equal(new Set(HOSTILE).size, HOSTILE.length);
});

for (const typed of HOSTILE) {
  test(`refuses ${JSON.stringify(typed.slice(0, 70))}`, () => {
    const answer = parseSubdomain(typed);
    assert.equal(answer.ok, false);
    assert.ok(!answer.ok && answer.text.length > 0);
  });
}

test('asks the network nothing for any of them, by no name look-up and no connection', async (t) => {
  const watch = watchNetwork(t);
  for (const typed of HOSTILE) {
    const answer = parseSubdomain(typed);
    assert.equal(answer.ok, false);
    parseCustomDomain(typed, []);
    // Whoever hands the text on unread meets the client's own check, before anything is sent.
    try {
      await createGainsightClient({ origin: typed, credential: KEY, http: HTTP, write: false }).close();
    } catch (thrown) {
      assert.ok(thrown instanceof HttpError && thrown.code === 'http_host_refused');
    }
  }
  assert.deepEqual(await watch.seen(), []);
  // The watch does see what the client asks.
  const server = await startStubServer((_, response) => answerJson(response, { result: true, data: null }));
  const { port } = new URL(server.origin);
  const origin = `http://localhost:${port}`;
  const http = { ...HTTP, allowOrigins: [origin] };
  const client = createGainsightClient({ origin, credential: KEY, http, write: false });
  t.after(async () => {
    await client.close();
    await server.close();
  });
  await client.checkCredential();
  const seen = await watch.seen();
  assert.ok(seen.includes('dns lookup') && seen.includes('net connect'));
});

const KEY = { kind: 'access-key', accessKey: 'k-1234' } as const;
const HTTP = { clock: createStubClock(), random: Math.random };

/** Notes every name look-up and every connection of this process. */
function watchNetwork(t: TestContext): { seen(): Promise<readonly string[]> } {
  const noted: string[] = [];
  const note = (entries: readonly PerformanceEntry[]): void => {
    for (const { entryType, name } of entries) noted.push(`${entryType} ${name}`);
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ entryTypes: ['dns', 'net'] });
  t.after(() => observer.disconnect());
  return {
    async seen() {
      // Entries tell of what has ended, resources of what is under way.
      const isNetwork = (kind: string): boolean => /GetAddrInfo|QueryReq|TCPConnect/.test(kind);
      noted.push(...process.getActiveResourcesInfo().filter(isNetwork));
      await new Promise((resolve) => setImmediate(resolve));
      note(observer.takeRecords());
      return noted;
    },
  };
}

test('says what is wrong with what was typed', () => {
  const codes = [
    ['', 'empty'],
    ['http://acme.gainsightcloud.com', 'not-https'],
    ['user@acme', 'user-info'],
    ['acme:443', 'port'],
    ['2130706433', 'address'],
    ['127.0.0.1', 'address'],
    ['xn--acme', 'punycode'],
    ['cs.acme.example', 'not-gainsight'],
    ['acme.ap.gainsightcloud.com', 'region'],
    ['-acme', 'label'],
    ['acme.gainsightcloud.com/v1/ui/home', 'path'],
    ['acmé', 'characters'],
  ] as const;
  for (const [typed, code] of codes) {
    const answer = parseSubdomain(typed);
    assert.equal(answer.ok ? 'taken' : answer.code, code, typed);
  }
});

test('takes a custom domain by https, and a listed origin as it is', () => {
  assert.deepEqual(parseCustomDomain(' https://cs.acme.example/ ', []), {
    ok: true,
    origin: 'https://cs.acme.example',
    isListed: false,
  });
  assert.equal(parseCustomDomain('http://127.0.0.1:7410', ['http://127.0.0.1:7410']).ok, true);
  const refused = parseCustomDomain('http://127.0.0.1:7410', []);
  assert.equal(refused.ok ? 'taken' : refused.code, 'plain-http');
});
