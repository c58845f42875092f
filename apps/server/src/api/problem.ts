import { HandrailError } from '@handrail/core';
import type { FailureKind } from '@handrail/core';
import type { Problem } from '@handrail/contract';
import { OutsideError } from '@handrail/http';
import { FAILURES, failureOf } from '@handrail/sync';
import { z } from 'zod';
import { RequestError } from '../errors.ts';
import type { ServerErrorCode } from '../errors.ts';

/** Status of each code that the server itself answers. */
const OWN_STATUS: Readonly<
  Record<Exclude<ServerErrorCode, 'settings_invalid' | 'port_taken' | 'handler_missing'>, number>
> = {
  request_invalid: 400,
  cursor_invalid: 400,
  not_signed_in: 401,
  sign_in_link_invalid: 401,
  sign_in_expired: 401,
  sign_in_failed: 401,
  sign_in_unknown: 403,
  sign_in_closed: 403,
  sign_in_undecided: 403,
  sign_in_again: 403,
  identity_provider_invalid: 422,
  csrf_refused: 403,
  origin_refused: 403,
  host_refused: 403,
  not_allowed: 403,
  users_governed: 403,
  governance_not_ready: 409,
  last_admin: 409,
  too_many_views: 409,
  member_exists: 409,
  not_found: 404,
  config_conflict: 409,
  cursors_refused: 422,
  cursors_busy: 409,
  retention_count_changed: 409,
  retention_unpreviewed: 409,
  stream_idle: 409,
  delivery_not_retryable: 409,
  writeback_changed: 409,
  meeting_excluded: 409,
  meeting_not_yours: 403,
  meeting_out_of_sight: 409,
  gone_meetings_changed: 409,
  earlier_meetings_changed: 409,
  idempotency_in_progress: 409,
  body_too_large: 413,
  media_type_refused: 415,
  idempotency_conflict: 422,
  too_many_tries: 429,
};

/** Codes of other packages whose status their kind does not tell. */
const STATUS: Readonly<Record<string, number>> = {
  ...OWN_STATUS,
  config_invalid: 400,
  core_invalid_id: 400,
  import_invalid: 400,
  stream_unknown: 404,
  not_connected: 409,
  timeline_off: 409,
  no_edit_waits: 409,
  connection_needs_attention: 409,
  tenant_changed: 409,
  run_not_waiting: 409,
  scope_unfit: 422,
  webhook_missing: 409,
  model_missing: 409,
  model_address_invalid: 422,
  retention_blocked: 409,
  account_not_gone: 409,
  account_filtered: 409,
  merge_not_proposed: 409,
  secret_unreadable: 409,
  secret_key_from_setting: 409,
  secret_key_missing: 503,
  database_unreachable: 503,
  database_conflict: 503,
};

/** What an outside call met, as the answer to the person who asked for it. */
const STATUS_BY_KIND: Readonly<Record<FailureKind, number>> = {
  configuration: 422,
  limit: 503,
  transient: 502,
  conflict: 409,
  defect: 502,
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request has faults',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not possible here',
  409: 'Not possible in the present state',
  413: 'Too large',
  415: 'Not JSON',
  422: 'It did not work',
  429: 'Too many tries',
  500: 'A fault of ours',
  502: 'The other side did not answer as it should',
  503: 'Not now',
};

/** An answer to a failed request, with the wait in seconds where one was asked for. */
export interface ProblemReply {
  readonly problem: Problem;
  readonly retryAfterSeconds: number | null;
}

/**
 * Turns anything thrown into a problem (RFC 9457) with code and remedy; the only place that knows statuses. What is
 * not one of our errors says nothing of its inside.
 */
export function toProblem(thrown: unknown, requestId: string): ProblemReply {
  if (thrown instanceof OutsideError) return outsideProblem(thrown, requestId);
  if (thrown instanceof HandrailError) return ownProblem(thrown, requestId);
  const ofServer = frameworkFault(thrown);
  if (ofServer !== undefined) return { problem: { ...ofServer, requestId }, retryAfterSeconds: null };
  const failure = failureOf(thrown);
  const status = STATUS[failure.code] ?? 500;
  const remedy = remedyFor(failure.code, failure.remedy);
  return {
    problem: problem(status, failure.code, failure.message, remedy, requestId),
    retryAfterSeconds: null,
  };
}

/** Whoever asked waits for the answer: what a run would do by itself, they do. */
function remedyFor(code: string, remedy: string): string {
  return FAILURES[code]?.remedyAsked ?? remedy;
}

function ownProblem(error: HandrailError, requestId: string): ProblemReply {
  const { code, message, remedy, facts } = error;
  const kind = FAILURES[code]?.kind;
  const status = STATUS[code] ?? (kind === undefined ? 500 : STATUS_BY_KIND[kind]);
  const retryAfterMs = facts['retryAfterMs'];
  return {
    problem: {
      ...problem(status, code, message, remedyFor(code, remedy), requestId),
      ...(error instanceof RequestError ? { issues: [...error.issues] } : {}),
      ...(Object.keys(facts).length === 0 ? {} : { facts: { ...facts } }),
    },
    retryAfterSeconds: typeof retryAfterMs === 'number' ? Math.ceil(retryAfterMs / 1000) : null,
  };
}

/** The vendor's own request id is a fact; the problem's id stays ours, so that the log can be searched by it. */
function outsideProblem(error: OutsideError, requestId: string): ProblemReply {
  const failure = failureOf(error);
  const remedy = remedyFor(failure.code, failure.remedy);
  return {
    problem: {
      ...problem(STATUS_BY_KIND[failure.kind], failure.code, failure.message, remedy, requestId),
      facts: { vendorRequestId: failure.requestId, vendorStatus: error.status },
    },
    retryAfterSeconds: failure.retryAfterMs === null ? null : Math.ceil(failure.retryAfterMs / 1000),
  };
}

const frameworkErrorSchema = z.object({ code: z.string(), statusCode: z.number() });

/** Faults that the HTTP framework finds before any route is asked. */
function frameworkFault(thrown: unknown): Omit<Problem, 'requestId'> | undefined {
  const parsed = frameworkErrorSchema.safeParse(thrown);
  if (!parsed.success || !(thrown instanceof Error) || !parsed.data.code.startsWith('FST_')) return undefined;
  switch (parsed.data.statusCode) {
    case 413:
      return problem(
        413,
        'body_too_large',
        'The request is larger than this endpoint takes.',
        'Send less at once.',
      );
    case 415:
      return problem(
        415,
        'media_type_refused',
        'Only JSON is taken here.',
        'Send the body with Content-Type: application/json.',
      );
    case 400:
      return problem(400, 'request_invalid', 'The request cannot be read.', 'Send well-formed JSON.');
    default:
      return undefined;
  }
}

function problem(status: number, code: string, detail: string, remedy: string, requestId?: string): Problem {
  return {
    type: 'about:blank',
    title: TITLES[status] ?? 'Refused',
    status,
    detail,
    code,
    remedy,
    ...(requestId === undefined ? {} : { requestId }),
  };
}
