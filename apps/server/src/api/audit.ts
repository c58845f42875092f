import type { Endpoint } from '@handrail/contract';
import { HandrailError } from '@handrail/core';
import { appendAudit } from '@handrail/database';
import type { WorkspaceHandle } from '@handrail/database';
import type { Clock } from '@handrail/sync';
import type { Caller } from './session.ts';

/** A change as it was asked for. */
export interface AuditedRequest {
  readonly endpoint: Endpoint;
  readonly caller: Pick<Caller, 'userId' | 'session'>;
  /** Ids and names in the address. */
  readonly subject: object;
  readonly requestId: string;
}

/** Where the audit is kept. */
export interface AuditPlace {
  readonly workspace: WorkspaceHandle;
  readonly clock: Clock;
}

/**
 * Carries a change out between two entries of the audit: that it was asked for, stored before anything happens, and how it
 * ended. A process that dies in between leaves the first one behind: nothing changes without a line.
 */
export async function audited<T>(
  place: AuditPlace,
  request: AuditedRequest,
  act: () => Promise<T>,
): Promise<T> {
  const asked = await append(place, request, { outcome: 'asked', code: null, askedNumber: null });
  try {
    const reply = await act();
    await append(place, request, { outcome: 'done', code: null, askedNumber: asked });
    return reply;
  } catch (thrown) {
    await append(place, request, { outcome: 'refused', code: codeOf(thrown), askedNumber: asked });
    throw thrown;
  }
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
  },
): Promise<number> {
  return workspace.transaction((tx) =>
    appendAudit(tx, {
      at: clock.now(),
      actor_id: caller.userId,
      via: caller.session === null ? 'token' : 'session',
      action: endpoint.name,
      subject,
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
