import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createClient, type HandrailClient } from '@handrail/client';
import { z } from 'zod';

/** The server with its worker in one process of their own, as `npm start` runs them, without the sandboxes. */
export interface ServerProcess {
  readonly client: HandrailClient;
  stop(): Promise<void>;
}

const tokenSchema = z.object({ origin: z.string(), token: z.string() });

/** Starts it on a migrated database, with these origins allowed. */
export async function startServerProcess(
  url: string,
  allowOrigins: readonly string[],
): Promise<ServerProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'handrail-bench-server-'));
  const main = fileURLToPath(new URL('main.ts', import.meta.resolve('@handrail/server')));
  const child = spawn(process.execPath, [...process.execArgv, main], {
    env: {
      ...process.env,
      DATABASE_URL: url,
      HANDRAIL_DATA_DIR: dataDir,
      HANDRAIL_PORT: '0',
      HANDRAIL_LOG_LEVEL: 'error',
      HANDRAIL_ALLOW_ORIGINS: allowOrigins.join(','),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith('Handrail is ready')) break;
  child.stdout.resume();
  return {
    client: createClient(tokenSchema.parse(JSON.parse(await readFile(join(dataDir, 'token'), 'utf8')))),
    async stop() {
      child.kill('SIGTERM');
      await exited;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
