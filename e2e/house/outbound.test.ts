import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './lint-fixtures.ts';

/** What can open a connection. */
const OPENERS =
  /from '(undici|nodemailer|pg|node:(?:http|https|http2|net|tls|dgram|dns|dns\/promises|inspector))'|(?<![.\w]|async )(fetch|WebSocket|EventSource)\(/g;

/** Who may, each with what it opens. A new line here is a decision, and one in the table of docs/security.md. */
const ALLOWED: Readonly<Record<string, string>> = {
  'packages/http/src/': 'the one way out: vendors, identity provider, webhook, language model',
  'packages/database/src/': 'PostgreSQL',
  'packages/client/src/client.ts': 'our own API',
  'apps/cli/src/command-context.ts': 'our own API',
  'apps/server/src/mailer.ts': 'the mail server of the operator',
  // Only whether a text is an address.
  'apps/server/src/config.ts': 'nothing',
};

test('only the one way out, the database and the mailer open connections', async () => {
  const found: string[] = [];
  for await (const file of glob(['packages/*/src/**/*.{ts,tsx}', 'apps/{server,cli,web}/src/**/*.{ts,tsx}'], {
    cwd: ROOT,
  })) {
    const path = file.replaceAll('\\', '/');
    if (/\.test\.tsx?$|\/testing/.test(path)) continue;
    if (Object.keys(ALLOWED).some((allowed) => path.startsWith(allowed))) continue;
    const text = await readFile(join(ROOT, file), 'utf8');
    for (const [opener] of text.matchAll(OPENERS)) found.push(`${path}: ${opener}`);
  }
  assert.deepEqual(found, []);
});
