import type { Endpoint } from '@handrail/contract';
import { HandrailError } from '@handrail/core';
import type { JsonObject, JsonValue } from '@handrail/core';
import { appendAudit } from '@handrail/database';
import type { SecretKey, WorkspaceHandle } from '@handrail/database';
import type { Clock } from '@handrail/sync';
import { AUDIT_SNAPSHOTS, differenceOf } from './audit-snapshots.ts';
import type { Caller } from './session.ts';

/** A change as it was asked for. */
export interface AuditedRequest {
  readonly endpoint: Endpoint;
  readonly caller: Pick<Caller, 'userId' | 'session'>;
  /** Ids and names in the address. */
  readonly subject: Readonly<Record<string, unknown>>;
  readonly requestId: string;
}

/** Where the audit is kept. */
export interface AuditPlace {
  readonly workspace: WorkspaceHandle;
  readonly clock: Clock;
  readonly secretKey: SecretKey;
}

/**
 * Carries a change out between two entries of the audit: that it was asked for, stored before anything happens, and how it
 * ended. A process that dies in between leaves the first one behind: nothing changes without a line.
 */
export async function audited(
  place: AuditPlace,
  request: AuditedRequest,
  act: () => Promise<object>,
): Promise<object> {
  const asked = await append(place, request, { outcome: 'asked', code: null, askedNumber: null });
  const before = await snapshot(place, request, undefined);
  try {
    const reply = await act();
    const changes = differenceOf(before, await snapshot(place, request, reply));
    await append(place, request, { outcome: 'done', code: null, askedNumber: asked, changes });
    return reply;
  } catch (thrown) {
    await append(place, request, { outcome: 'refused', code: codeOf(thrown), askedNumber: asked });
    throw thrown;
  }
}

async function snapshot(
  { workspace, secretKey }: AuditPlace,
  { endpoint, subject }: AuditedRequest,
  reply: object | undefined,
): Promise<JsonObject> {
  const take = AUDIT_SNAPSHOTS.get(endpoint.name);
  if (take === undefined) return {};
  // An address that names nothing is refused by the change itself.
  const json: JsonValue | undefined = reply === undefined ? undefined : JSON.parse(JSON.stringify(reply));
  return workspace
    .transaction((tx) => take(tx, { params: subject, reply: json, secretKey }))
    .catch((thrown: unknown) => {
      if (thrown instanceof HandrailError) return {};
      throw thrown;
    });
}

/** Keeps that somebody asked for what their rights do not include. */
export async function auditRefusal(place: AuditPlace, request: AuditedRequest): Promise<void> {
  await append(place, request, { outcome: 'refused', code: 'not_allowed', askedNumber: null });
}

async function append(
  { workspace, clock }: AuditPlace,
  { endpoint, caller, subject, requestId }: AuditedRequest,
  end: {
    readonly outcome: 'asked' | 'done' | 'refused';
    readonly code: string | null;
    readonly askedNumber: number | null;
    readonly changes?: JsonObject | null;
  },
): Promise<number> {
  return workspace.transaction((tx) =>
    appendAudit(tx, {
      at: clock.now(),
      actor_id: caller.userId,
      via: caller.session === null ? 'token' : 'session',
      action: endpoint.name,
      subject,
      changes: end.changes ?? null,
      outcome: end.outcome,
      code: end.code,
      asked_number: end.askedNumber,
      request_id: requestId,
    }),
  );
}

function codeOf(thrown: unknown): string {
  return thrown instanceof HandrailError ? String(thrown.code) : 'unexpected';
}
