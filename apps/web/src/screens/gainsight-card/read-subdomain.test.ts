import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSubdomain } from './read-subdomain.ts';

test('reads the subdomain out of a pasted address', () => {
  for (const typed of [
    'staircase',
    ' Staircase ',
    'staircase.gainsightcloud.com',
    'https://staircase.gainsightcloud.com/v1/ui/home',
    'https://staircase.gainsightcloud.com?x=1#y',
  ]) {
    assert.deepEqual(readSubdomain(typed), {
      ok: true,
      subdomain: 'staircase',
      host: 'staircase.gainsightcloud.com',
    });
  }
});

test('keeps the region of a regional address', () => {
  assert.deepEqual(readSubdomain('https://acme.eu.gainsightcloud.com/v1/ui/home'), {
    ok: true,
    subdomain: 'acme.eu',
    host: 'acme.eu.gainsightcloud.com',
  });
});

test('takes an empty field for unfinished, not for wrong', () => {
  assert.equal(readSubdomain('  '), null);
});

test('says what is wrong with a bad subdomain', () => {
  for (const typed of [
    'http://acme.gainsightcloud.com',
    'acme corp',
    'me@acme',
    'acme.example.com',
    'gainsightcloud.com',
    'https://www.gainsightcloud.com',
    '-acme',
    'acme_corp',
    'acme:8443',
    'evil.example/acme.gainsightcloud.com',
    'a'.repeat(64),
  ]) {
    const reading = readSubdomain(typed);
    assert.ok(reading !== null && !reading.ok, typed);
    assert.ok(reading.message.length > 20);
  }
});
