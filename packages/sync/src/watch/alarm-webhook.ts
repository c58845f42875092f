import { createHmac, randomBytes } from 'node:crypto';
import type { AlarmKind, UserId } from '@handrail/core';
import { createSecret, findAlarmWebhook, getSecret, saveAlarmWebhook } from '@handrail/database';
import type { SecretKey, WorkspaceTransaction } from '@handrail/database';
import { checkOrigin } from '@handrail/http';
import { z } from 'zod';
import { SyncError } from '../errors.ts';

/** Purpose under which address and signing key are sealed. */
const PURPOSE = 'alarm-webhook';
const sealedSchema = z.object({ url: z.string(), signingKey: z.string() });

/** Where notices go, opened. */
export interface AlarmWebhook {
  readonly origin: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly signingKey: string;
}

/**
 * Keeps the address of the webhook and makes its signing key, which is answered this once. Throws
 * webhook_address_invalid for an address that may not be called.
 */
export async function setAlarmWebhook(
  tx: WorkspaceTransaction,
  wanted: {
    readonly url: string;
    readonly kinds: readonly AlarmKind[];
    readonly by: UserId;
    readonly now: Date;
  },
  place: { readonly secretKey: SecretKey; readonly allowOrigins: readonly string[] },
): Promise<{ readonly signingKey: string }> {
  const { origin } = readAddress(wanted.url, place.allowOrigins);
  const signingKey = randomBytes(32).toString('base64url');
  const text = JSON.stringify({ url: wanted.url, signingKey });
  const secretId = await createSecret(tx, place.secretKey, { purpose: PURPOSE, text });
  await saveAlarmWebhook(tx, { secretId, origin, kinds: wanted.kinds, now: wanted.now, by: wanted.by });
  return { signingKey };
}

/** Opens the webhook of the workspace; nothing where none is set. Throws secret_unreadable, webhook_address_invalid. */
export async function openAlarmWebhook(
  tx: WorkspaceTransaction,
  place: { readonly secretKey: SecretKey; readonly allowOrigins: readonly string[] },
): Promise<AlarmWebhook | undefined> {
  const row = await findAlarmWebhook(tx);
  if (row === undefined) return undefined;
  const text = await getSecret(tx, place.secretKey, { id: row.secret_id, purpose: PURPOSE });
  const { url, signingKey } = sealedSchema.parse(JSON.parse(text));
  return { ...readAddress(url, place.allowOrigins), signingKey };
}

/** The address in the parts that a call is made of; it obeys the same rules as every other outgoing call. */
function readAddress(typed: string, allowOrigins: readonly string[]): Omit<AlarmWebhook, 'signingKey'> {
  const url = URL.parse(typed);
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') {
    throw invalid('Give the whole address, beginning with https://, without a user name or #.');
  }
  const check = checkOrigin(url.origin, allowOrigins);
  if (!check.ok) throw invalid(check.text);
  const query = new Map(url.searchParams);
  if (query.size !== url.searchParams.size) throw invalid('The address names a parameter twice.');
  return { origin: check.origin, path: url.pathname, query: Object.fromEntries(query) };
}

function invalid(why: string): SyncError {
  return new SyncError({
    code: 'webhook_address_invalid',
    message: `Notices cannot be sent to this address. ${why}`,
    remedy:
      'Give a public https address; the operator lists any other origin in HANDRAIL_ALLOW_ORIGINS first.',
  });
}

/**
 * The signature of a notice: `t=<epoch seconds>,v1=<hex>`, where the hex is the HMAC-SHA-256 of `<epoch seconds>.<body>`
 * under the signing key. The receiver makes the same and refuses what is older than five minutes.
 */
export function signNotice(body: string, signingKey: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const mac = createHmac('sha256', signingKey).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}
