import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeBrowser } from './describe-browser.ts';

test('names browser and system, and what it does not know as it is', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';
  assert.equal(describeBrowser(chrome), 'Chrome on Linux');
  assert.equal(describeBrowser(`${chrome} Edg/140.0`), 'Edge on Linux');
  assert.equal(
    describeBrowser('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1'),
    'Safari on iPhone',
  );
  assert.equal(describeBrowser('curl/8.9'), 'curl/8.9');
  assert.equal(describeBrowser(null), 'Unknown browser');
});
