import { HandrailError } from '@handrail/core';

/** Codes that the server itself answers or ends with; those of other packages pass through. */
export const SERVER_ERROR_CODES = [
  'settings_invalid',
  'port_taken',
  'handler_missing',
  'request_invalid',
  'cursor_invalid',
  'not_signed_in',
  'sign_in_link_invalid',
  'sign_in_expired',
  'sign_in_failed',
  'sign_in_unknown',
  'sign_in_closed',
  'sign_in_undecided',
  'sign_in_again',
  'identity_provider_invalid',
  'csrf_refused',
  'origin_refused',
  'host_refused',
  'not_allowed',
  'users_governed',
  'governance_not_ready',
  'last_admin',
  'member_exists',
  'not_found',
  'too_many_views',
  'body_too_large',
  'media_type_refused',
  'too_many_tries',
  'config_conflict',
  'cursors_refused',
  'cursors_busy',
  'retention_count_changed',
  'retention_unpreviewed',
  'stream_idle',
  'delivery_not_retryable',
  'writeback_changed',
  'meeting_excluded',
  'meeting_not_yours',
  'meeting_out_of_sight',
  'gone_meetings_changed',
  'earlier_meetings_changed',
  'idempotency_conflict',
  'idempotency_in_progress',
] as const;

/** One of {@link SERVER_ERROR_CODES}. */
export type ServerErrorCode = (typeof SERVER_ERROR_CODES)[number];

/** What the server throws of its own. */
export class ServerError extends HandrailError<ServerErrorCode> {}

type RequestFault = 'request_invalid' | 'config_invalid' | 'cursors_refused';

/** A request with every place in it that is wrong. */
export class RequestError extends HandrailError<RequestFault> {
  readonly issues: readonly RequestIssue[];

  constructor(code: RequestFault, issues: readonly RequestIssue[], message = 'The request has faults.') {
    super({
      code,
      message,
      remedy: 'Mend the named places and send it again.',
    });
    this.issues = issues;
  }
}

/** A configuration whose faults keep it from what was asked for: "was not saved". */
export function configInvalid(
  issues: readonly RequestIssue[],
  outcome: 'was not saved' | 'cannot be previewed' | 'cannot be compared',
): RequestError {
  return new RequestError('config_invalid', issues, `The configuration ${outcome}: it has faults.`);
}

/** One wrong place of a request. */
export interface RequestIssue {
  readonly path: string;
  readonly message: string;
}

/** Nothing of that kind has this id. */
export function notFound(noun: string): ServerError {
  return new ServerError({
    code: 'not_found',
    message: `There is no ${noun} with this id.`,
    remedy: 'Go back to the list; it may be gone since.',
  });
}
