import { HandrailError } from '@handrail/core';

/** Codes thrown by this package. Cause and remedy of each stand in docs/errors.md. */
export const SIGNALS_ERROR_CODES = [
  'model_address_invalid',
  'model_unauthorized',
  'model_not_found',
  'model_request_refused',
  'model_reply_unexpected',
  'model_answer_refused',
  'model_answer_cut',
  'model_answer_invalid',
  'model_answer_unfounded',
  'model_answer_language',
  'model_meeting_too_long',
  'model_cap_reached',
  'model_away',
  'model_paused',
  'model_missing',
] as const;

/** One of {@link SIGNALS_ERROR_CODES}. */
export type SignalsErrorCode = (typeof SIGNALS_ERROR_CODES)[number];

/** What this package throws of its own. */
export class SignalsError extends HandrailError<SignalsErrorCode> {}

/** An answer of the model that must not be used; it is kept for review as it came. */
export class BadAnswerError extends SignalsError {
  readonly answer: string;

  constructor(
    code: Extract<SignalsErrorCode, `model_answer_${string}`>,
    message: string,
    answer: string,
    cause?: unknown,
  ) {
    super({
      code,
      message,
      remedy: 'The built-in method made the summary. Look at the answer; another model may do better.',
      ...(cause === undefined ? {} : { cause }),
    });
    this.answer = answer;
  }
}
