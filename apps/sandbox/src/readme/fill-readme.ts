import { readFileSync, writeFileSync } from 'node:fs';
import { SandboxError } from '../errors.ts';
import { startSandbox } from '../start-sandbox.ts';
import { makeTables } from './tables.ts';

/** The README of the sandbox. */
export const readmeFile = new URL('../../README.md', import.meta.url);

/** Writes the tables into the README anew. */
export async function writeReadme(): Promise<void> {
  const sandbox = await startSandbox({ port: 0, companies: 20 });
  try {
    writeFileSync(readmeFile, fillReadme(readFileSync(readmeFile, 'utf8'), makeTables(sandbox)));
  } finally {
    await sandbox.stop();
  }
}

/**
 * Puts each table between `<!-- table: NAME -->` and `<!-- end of table -->`. Throws `sandbox_bad_option` for a table
 * that the text has no place for.
 */
export function fillReadme(text: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((filled, [name, table]) => {
    const place = new RegExp(`(<!-- table: ${name} -->\\n).*?(<!-- end of table -->)`, 's');
    if (!place.test(filled)) throw new SandboxError('sandbox_bad_option', `The README has no table ${name}`);
    return filled.replace(place, (_, before: string, after: string) => `${before}\n${table}\n\n${after}`);
  }, text);
}
