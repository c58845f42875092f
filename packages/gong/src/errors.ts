import { OutsideError, type OutsideFacts } from '@handrail/http';

/** Every code of this package. Gong gives prose and no codes, so each stands for a status (reference 2). */
export const GONG_ERROR_CODES = [
  'gong_unauthorized',
  'gong_refused',
  'gong_rate_limited',
  'gong_not_found',
  'gong_bad_request',
  'gong_cursor_expired',
  'gong_server_error',
  'gong_unexpected_reply',
  'gong_request_invalid',
] as const;

/** A code of this package. */
export type GongErrorCode = (typeof GONG_ERROR_CODES)[number];

/** Gong answered, and the answer is a failure. Its prose is never in the message. */
export class GongError extends OutsideError {
  declare readonly code: GongErrorCode;

  constructor(code: GongErrorCode, message: string, facts: OutsideFacts) {
    super(code, message, facts);
  }
}
