import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readSandboxOrigins } from './sandbox-origins.ts';

test('allows a further worker the loopback origins of the file, and nothing else', async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'handrail-origins-'));
  t.after(() => rmSync(dataDir, { recursive: true }));
  assert.deepEqual(await readSandboxOrigins(dataDir), []);
  const lines = ['http://127.0.0.1:7410', 'http://169.254.169.254', 'https://10.0.0.1', 'file:///etc', ''];
  writeFileSync(join(dataDir, 'sandbox-origins'), lines.join('\n'));
  assert.deepEqual(await readSandboxOrigins(dataDir), ['http://127.0.0.1:7410']);
});
