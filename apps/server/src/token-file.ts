import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createApiToken, findApiToken } from '@handrail/database';
import type { Database } from '@handrail/database';
import type { Clock } from '@handrail/sync';
import { z } from 'zod';
import type { FirstWorkspace } from './first-workspace.ts';
import { createToken, hashToken } from './random-token.ts';

const fileSchema = z.object({ origin: z.string(), token: z.string().min(20) });

/**
 * Leaves `<dataDir>/token` (mode 0600): where the server is and a bearer token of the first admin, for the command
 * line on this machine. A token that the database still knows is kept.
 */
export async function writeTokenFile(
  database: Database,
  workspace: FirstWorkspace,
  place: { readonly dataDir: string; readonly origin: string; readonly clock: Clock },
): Promise<void> {
  const file = join(place.dataDir, 'token');
  const kept = await readToken(file);
  const isKnown =
    kept !== undefined &&
    (await database.platform().transaction((tx) => findApiToken(tx, hashToken(kept), place.clock.now()))) !==
      undefined;
  const token = isKnown ? kept : createToken();
  if (!isKnown) {
    await database.workspace(workspace.id).transaction((tx) =>
      createApiToken(tx, {
        userId: workspace.admin.id,
        name: 'Command line on the server',
        tokenHash: hashToken(token),
        expiresAt: null,
        scopes: null,
      }),
    );
  }
  // Renamed into place, so that a reader never sees half a file.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify({ origin: place.origin, token }, null, 2)}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, file);
}

async function readToken(file: string): Promise<string | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    // Absent or unreadable alike: a new one takes its place.
    return undefined;
  }
  try {
    return fileSchema.parse(JSON.parse(text)).token;
  } catch {
    // A torn or foreign file says nothing about a token.
    return undefined;
  }
}
