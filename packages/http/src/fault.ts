import { HttpError, type Outcome } from './errors.ts';

/** What is known about the try that failed. */
export interface FaultPlace {
  readonly origin: string;
  readonly outcome: Outcome;
  /** Status of a reply that had begun, else null. */
  readonly status: number | null;
}

const TLS_CODES =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_OSSL_)|EPROTO$/;

/** Turns what the HTTP library or a socket threw into an HttpError, by its code, never by its text. */
export function faultOf(error: unknown, place: FaultPlace): HttpError {
  if (error instanceof HttpError) return error;
  const code = codeOf(error);
  const { origin, outcome, status } = place;
  const known = { outcome, status, cause: error, facts: { origin, reason: code } };
  if (TLS_CODES.test(code)) {
    const text = `No trusted connection to ${origin}: its certificate was not accepted.`;
    return new HttpError('http_tls_failed', text, known);
  }
  if (code === 'UND_ERR_INVALID_ARG') {
    return new HttpError(
      'http_request_invalid',
      'The request has a forbidden character in its path or headers.',
      known,
    );
  }
  if (outcome === 'not-sent') {
    return new HttpError('http_unreachable', `No connection to ${origin} (${code}).`, known);
  }
  if (status !== null) return new HttpError('http_cut_body', `The reply of ${origin} broke off.`, known);
  return new HttpError('http_connection_lost', `The connection to ${origin} broke before a reply.`, known);
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return 'unknown';
}
