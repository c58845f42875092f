import type { UserId } from '@handrail/core';
import { createSignInLink } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { createToken, hashToken } from './random-token.ts';

const LINK_MS = 15 * 60_000;

/** Makes a link that signs its user in once, within 15 minutes. The token stands in the fragment, which no server sees. */
export async function makeSignInLink(
  tx: WorkspaceTransaction,
  userId: UserId,
  origin: string,
  now: Date,
): Promise<{ readonly url: string; readonly expiresAt: Date }> {
  const token = createToken();
  const expiresAt = new Date(now.getTime() + LINK_MS);
  await createSignInLink(tx, { tokenHash: hashToken(token), userId, expiresAt });
  return { url: `${origin}/#enter=${token}`, expiresAt };
}
