import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, SILENT_LOG, startServer } from '@handrail/server';
import type { Journeys } from './start-journeys.ts';

/** Starts an installation, takes its key away and starts it again: the page says what is missing and what to do. */
export async function missTheKey(journeys: Journeys): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'handrail keyless '));
  const key = join(dataDir, 'secret.key');
  // A database of its own: the bundled one.
  const config = readConfig({ HANDRAIL_DATA_DIR: dataDir, HANDRAIL_PORT: '0' }, dataDir);
  const start = () => startServer({ config, log: SILENT_LOG });
  try {
    await (await start()).stop();
    renameSync(key, `${key}.aside`);
    const keyless = await start();
    {
      await using visitor = await journeys.visit(keyless.origin ?? '');
      const { page } = visitor;
      await page.goto('/accounts');
      await page.getByRole('heading', { level: 1, name: 'The secret key is missing' }).waitFor();
      await page
        .getByRole('alert')
        .getByText(/Put the former key into HANDRAIL_SECRET_KEY/)
        .waitFor();
      await page.getByRole('alert').getByText('secret_key_missing').waitFor();
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('heading', { level: 1, name: 'The secret key is missing' }).waitFor();
      visitor.assertQuiet();
    }
    await keyless.stop();
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
