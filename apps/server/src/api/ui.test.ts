import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import fastify from 'fastify';
import { registerSecurityHeaders } from './security-headers.ts';
import { registerUi } from './ui.ts';

const dir = mkdtempSync(join(tmpdir(), 'handrail-ui-'));
const SCRIPT = 'export const a = 1;'.repeat(50);
mkdirSync(join(dir, 'assets'));
writeFileSync(join(dir, 'index.html'), '<!doctype html><head><title>Handrail</title>');
writeFileSync(join(dir, 'assets/index-1.js'), SCRIPT);
writeFileSync(join(dir, 'assets/index-1.js.br'), brotliCompressSync(SCRIPT));
writeFileSync(join(dir, 'assets/index-1.js.gz'), gzipSync(SCRIPT));
writeFileSync(join(dir, 'assets/inter-1.woff2'), 'font');
const app = fastify();
await registerSecurityHeaders(app, false);
await registerUi(app, dir);
after(async () => {
  await app.close();
  rmSync(dir, { recursive: true });
});
const get = (url: string, accepted: string) =>
  app.inject({ url, headers: accepted === '' ? {} : { 'accept-encoding': accepted } });

test('hands a script out packed as the browser takes it, for a year, and apart in every cache between', async () => {
  for (const [accepted, coding, unpack] of [
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['', undefined, (bytes: Buffer) => bytes],
  ] as const) {
    const { headers, rawPayload } = await get('/assets/index-1.js', accepted);
    assert.equal(headers['content-encoding'], coding);
    assert.equal(unpack(rawPayload).toString(), SCRIPT);
    assert.match(String(headers['content-type']), /javascript/);
    assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.match(String(headers['vary']), /accept-encoding/i);
  }
});

test('hands out what has no packed copy as it is, no packed copy by its own name, and the page anew', async () => {
  const font = await get('/assets/inter-1.woff2', 'br');
  assert.deepEqual([font.statusCode, font.headers['content-encoding'], font.body], [200, undefined, 'font']);
  assert.equal((await get('/assets/index-1.js.br', 'br')).statusCode, 404);
  const page = await get('/accounts', 'br');
  assert.deepEqual([page.statusCode, page.headers['cache-control']], [200, 'no-store']);
});

test('lets the page make style sheets by a word that no other reply has, and nothing else make any', async () => {
  const words = [];
  for (const url of ['/accounts', '/']) {
    const { body, headers } = await get(url, '');
    const [, word = ''] = /<head><meta name="style-nonce" nonce="([\w-]{43})" \/>/.exec(body) ?? [];
    assert.match(String(headers['content-security-policy']), new RegExp(`style-src 'self' 'nonce-${word}';`));
    words.push(word);
  }
  assert.equal(new Set(words).size, 2);
  const script = await get('/assets/index-1.js', '');
  assert.match(String(script.headers['content-security-policy']), /style-src 'self';/);
  assert.equal((await get('/index.html', '')).statusCode, 404, 'the page without a word would have no looks');
});
