import { createHmac } from 'node:crypto';
import { claimIdempotencyKey, releaseIdempotencyKey, saveIdempotentReply } from '@handrail/database';
import type { SecretKey, WorkspaceHandle } from '@handrail/database';
import type { Clock } from '@handrail/sync';
import { ServerError } from '../errors.ts';

/** A mutation that may come twice. */
export interface RepeatableRequest {
  /** As the caller named it. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly userId: string;
  readonly body: unknown;
}

/**
 * Carries a mutation out once for its key: the same request again gets the same reply. A request that failed gives its
 * key back. Throws idempotency_conflict for another request under the key, idempotency_in_progress while it runs.
 */
export async function answerOnce(
  parts: { readonly workspace: WorkspaceHandle; readonly secretKey: SecretKey; readonly clock: Clock },
  request: RepeatableRequest,
  act: () => Promise<object>,
): Promise<unknown> {
  const { workspace, secretKey, clock } = parts;
  const { key, method, path, userId, body } = request;
  // Keyed, because a body may hold a credential, and a bare hash of it could be tried out.
  const requestHash = createHmac('sha256', secretKey.bytes)
    .update(JSON.stringify([method, path, userId, body ?? null]))
    .digest('base64url');
  const claim = await workspace.transaction((tx) =>
    claimIdempotencyKey(tx, { key, requestHash, now: clock.now() }),
  );
  switch (claim.kind) {
    case 'replayed':
      return claim.reply;
    case 'other-request':
      throw new ServerError({
        code: 'idempotency_conflict',
        message: 'This Idempotency-Key was used with another request.',
        remedy: 'Give every request a key of its own.',
      });
    case 'in-progress':
      throw new ServerError({
        code: 'idempotency_in_progress',
        message: 'The same request is being carried out.',
        remedy: 'Wait for its answer, or send it again in a while.',
      });
    case 'new':
      break;
  }
  try {
    const reply = await act();
    await workspace.transaction((tx) => saveIdempotentReply(tx, key, reply));
    return reply;
  } catch (thrown) {
    await workspace.transaction((tx) => releaseIdempotencyKey(tx, key));
    throw thrown;
  }
}
