import type { UserId } from '@handrail/core';
import { createSignInLink } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import type { Mail } from './mailer.ts';
import { createToken, hashToken } from './random-token.ts';

const LINK_MS = 15 * 60_000;
/** A letter is read later than it is sent. */
const MAILED_LINK_MS = 24 * 60 * 60_000;

/** Makes a link that signs its user in once, within 15 minutes or, when it goes by mail, a day. The token stands in the fragment, which no server sees. */
export async function makeSignInLink(
  tx: WorkspaceTransaction,
  userId: UserId,
  origin: string,
  now: Date,
  isMailed = false,
): Promise<{ readonly url: string; readonly expiresAt: Date }> {
  const token = createToken();
  const expiresAt = new Date(now.getTime() + (isMailed ? MAILED_LINK_MS : LINK_MS));
  await createSignInLink(tx, { tokenHash: hashToken(token), userId, expiresAt });
  return { url: `${origin}/#enter=${token}`, expiresAt };
}

/** The letter that takes a link to its member. */
export function letterOf(
  email: string,
  workspaceName: string,
  link: { readonly url: string; readonly expiresAt: Date },
): Mail {
  return {
    to: email,
    subject: `Sign in to ${workspaceName}`,
    text: [
      'Hello,',
      '',
      `this link signs you in to ${workspaceName} once, until ${link.expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC:`,
      '',
      link.url,
      '',
      'Do not pass it on: it signs in whoever opens it. If you did not expect it, delete it and tell your administrator.',
      '',
    ].join('\n'),
  };
}
