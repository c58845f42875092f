import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Origins of the sandboxes that `npm start` runs beside this data directory, left there for further workers of the
 * same machine, which would otherwise refuse to call them. Only loopback ones count, whatever the file says.
 */
export async function readSandboxOrigins(dataDir: string): Promise<readonly string[]> {
  let text: string;
  try {
    text = await readFile(join(dataDir, 'sandbox-origins'), 'utf8');
  } catch {
    // No sandboxes, the usual case.
    return [];
  }
  return text
    .split('\n')
    .map((line) => URL.parse(line.trim()))
    .filter((url) => url !== null)
    .filter((url) => url.protocol === 'http:' && url.hostname === '127.0.0.1')
    .map((url) => url.origin);
}
