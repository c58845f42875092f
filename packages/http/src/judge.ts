import { HttpError } from './errors.ts';
import type { HttpReply, Judge } from './request.ts';

/** The judgement without a vendor: 429 and 5xx are tried again, everything else is the caller's to read. */
export const judgeByStatus: Judge = (reply) => {
  if (reply.status === 429) return { error: limited(reply), retry: true, isLimit: true };
  if (reply.status >= 500) return { error: serverError(reply), retry: true };
  return 'ok';
};

function limited(reply: HttpReply): HttpError {
  const { status, requestId, retryAfterMs } = reply;
  return new HttpError('http_rate_limited', 'The other side refused the call for its limit.', {
    outcome: 'refused',
    status,
    requestId,
    retryAfterMs,
  });
}

function serverError(reply: HttpReply): HttpError {
  const { status, requestId, retryAfterMs } = reply;
  return new HttpError('http_server_error', `The other side failed with status ${status}.`, {
    outcome: 'unknown',
    status,
    requestId,
    retryAfterMs,
  });
}
