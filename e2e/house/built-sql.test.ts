import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './lint-fixtures.ts';

/** What puts text into a statement: everything else goes as a parameter, or as a name that Kysely quotes. */
const BUILDERS = [
  /\bsql\.(raw|lit)\(/g,
  /\.query(<[^(`]*>)?\(\s*`[^`]*\$\{/g,
  /\.query(<[^(`]*>)?\([^;`]*?['"`] \+/g,
];

/** Who may, each with what it puts there. None of it comes from outside. */
const ALLOWED: Readonly<Record<string, string>> = {
  'packages/database/src/rows-as-columns.ts': 'types of a closed list',
  'packages/database/src/roles.ts': 'words of its own',
  'packages/database/src/install-jobs.ts': 'names of a role and a schema that are constants',
  'packages/database/src/embedded/cluster-roles.ts':
    'names that are constants, and a password that the driver quotes',
  'packages/database/src/job-listener.ts': 'a channel that the job engine names, quoted by the driver',
  'packages/database/src/tables/budgets.ts': 'a column of a closed list',
  'packages/database/src/tables/scores.ts':
    'a number of rows that is a constant, where no parameter may stand',
  'packages/database/src/tables/stakeholders.ts': 'columns that are constants',
};

test('statements are built from parameters and quoted names; who puts text into one is written here', async () => {
  const found = new Set<string>();
  const files = glob(['packages/*/src/**/*.ts', 'apps/{server,cli}/src/**/*.ts'], { cwd: ROOT });
  for await (const file of files) {
    const path = file.replaceAll('\\', '/');
    if (/\.test\.ts$|\/testing/.test(path)) continue;
    const text = await readFile(join(ROOT, file), 'utf8');
    if (BUILDERS.some((builder) => text.search(builder) >= 0)) found.add(path);
  }
  assert.deepEqual([...found].toSorted(), Object.keys(ALLOWED).toSorted());
});
