import type { HttpReply, Objection, Verdict } from '@handrail/http';
import { z } from 'zod';
import { GongError, type GongErrorCode } from './errors.ts';

/** Whether 404 means "nothing matches" (lists) or "no such thing" (reference 2). */
export type NotFoundMeans = 'empty' | 'missing';

const bodySchema = z.object({ requestId: z.string().nullish().catch(null) });
/** The body of every error of Gong; a 404 without it comes from something else at this address. */
const errorSchema = z.object({ errors: z.array(z.unknown()) });

/**
 * Reads a reply by its status alone, as Gong's error texts are prose (reference 2). With `hasCursor` a request that
 * was fine before is refused only for its cursor; that list has items, so 404 is not "nothing matches" there either.
 */
export function judgeReply(reply: HttpReply, notFoundMeans: NotFoundMeans, hasCursor = false): Verdict {
  const { status } = reply;
  if (status === 429)
    return objection('gong_rate_limited', 'The call limit of the Gong company is used up.', reply, true);
  if (status >= 500)
    return objection('gong_server_error', `Gong failed on its side (status ${status}).`, reply, true);
  if (status === 401) {
    return objection(
      'gong_unauthorized',
      'Gong refused the access key or its secret. Give a current pair.',
      reply,
    );
  }
  // Anything else may be a page of something in between, which the HTTP layer names better.
  if (reply.body !== 'json' && reply.body !== 'empty') return 'ok';
  if (status === 403) {
    const text =
      'Gong denied access: the key lacks a right, or this address is not on its list of allowed ones.';
    return objection('gong_refused', text, reply);
  }
  if (status >= 400 && hasCursor) {
    const text = `Gong no longer takes the cursor of a list (status ${status}).`;
    return objection('gong_cursor_expired', text, reply);
  }
  if (status === 404) {
    if (notFoundMeans === 'empty' && errorSchema.safeParse(reply.json).success) return 'ok';
    return objection('gong_not_found', 'Gong knows nothing under this address.', reply);
  }
  if (status >= 400)
    return objection('gong_bad_request', `Gong did not accept the request (status ${status}).`, reply);
  if (reply.body === 'empty')
    return objection('gong_unexpected_reply', 'The reply of Gong is empty.', reply, true);
  return 'ok';
}

function objection(code: GongErrorCode, text: string, reply: HttpReply, retry = false): Objection {
  const { status, retryAfterMs } = reply;
  const parsed = bodySchema.safeParse(reply.json);
  const requestId = (parsed.success ? parsed.data.requestId : null) ?? reply.requestId;
  const outcome = status >= 500 ? 'unknown' : 'refused';
  const error = new GongError(code, text, { outcome, status, requestId, retryAfterMs });
  return { error, retry, isLimit: code === 'gong_rate_limited' };
}
