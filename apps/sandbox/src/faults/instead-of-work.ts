import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import type { Vendor } from '../openapi/register-openapi.ts';
import { amountOf } from './fault-kinds.ts';
import type { FaultRule } from './fault-table.ts';

const html =
  '<!doctype html><html><head><title>Please wait</title></head><body><h1>We will be back soon</h1></body></html>';
const badGateway =
  '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>';
const otherHost = 'https://elsewhere.sandbox.test/login';

/** What an update answers that matched no record (reference 5.3: `count` is the number of rows changed). */
const NOTHING_CHANGED = {
  result: true,
  errorCode: null,
  errorDesc: null,
  data: { count: 0, errors: null, records: [] },
  message: null,
};

interface Answer {
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the answers depend on beside rule and request. */
export interface Surroundings {
  readonly context: SandboxContext;
  readonly vendor: Vendor;
  /** Ends a bearer token of this vendor. */
  revokeToken(token: string): void;
}

/** Sends the reply of a fault that takes the place of the work; returns whether it did. */
export function answerInstead(
  rule: FaultRule,
  request: FastifyRequest,
  reply: FastifyReply,
  surroundings: Surroundings,
): boolean {
  const answer = answerOf(rule, request, surroundings);
  if (answer === null) return false;
  if (typeof answer.body === 'string') reply.type('text/html; charset=utf-8');
  // What the vendor's own gateway says carries the id of the call; what stands before it does not.
  else if (surroundings.vendor === 'gainsight') reply.header('x-gs-request-id', request.id);
  void reply
    .code(answer.status)
    .headers(answer.headers ?? {})
    .send(answer.body);
  return true;
}

function answerOf(
  rule: FaultRule,
  request: FastifyRequest,
  { context, vendor, revokeToken }: Surroundings,
): Answer | null {
  const body = (code: string, message: string) => errorBody(vendor, request.id, code, message);
  const tooMany = { status: 429, body: body('GU_2400', 'Too many request') };
  switch (rule.kind) {
    case 'too-many':
      return tooMany;
    case 'too-many-retry-after':
      return { ...tooMany, headers: { 'retry-after': String(amountOf(rule)) } };
    case 'too-many-retry-date': {
      const until = new Date(context.clock.now().getTime() + amountOf(rule) * 1_000);
      return { ...tooMany, headers: { 'retry-after': until.toUTCString() } };
    }
    case 'error-500':
      return { status: 500, body: body('GU_1101', 'Oops, something went wrong') };
    case 'error-502':
      return { status: 502, body: badGateway };
    case 'error-503':
      return { status: 503, body: '' };
    case 'html-503':
      return { status: 503, body: html };
    case 'html-200':
      return { status: 200, body: html };
    case 'result-false-in-200':
      return { status: 200, body: body('GS_APIG_2401', 'Unauthorized') };
    case 'redirect':
      return { status: 302, body: '', headers: { location: rule.to ?? otherHost } };
    case 'redirect-same-host':
      return { status: 307, body: '', headers: { location: redirectedOnce(request.url) } };
    case 'revoked-token':
      revokeToken(/^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '');
      return { status: 401, body: unauthorizedBody(vendor, request.id) };
    case 'wrong-key':
      return { status: 401, body: unauthorizedBody(vendor, request.id) };
    case 'missing-permission':
      return { status: 403, body: body('GSOBJ_1023', 'You do not have access to this object.') };
    case 'records-unmatched':
      return { status: 200, body: { ...NOTHING_CHANGED, requestId: request.id } };
    default:
      return null;
  }
}

/** The Timeline's reply to a call whose records all failed inside; its keys are the ExternalIds that were sent. */
export function refuseRecords(body: unknown): object {
  const sent = z.object({ records: z.array(z.object({ ExternalId: z.string() })) }).safeParse(body);
  const failure = [{ errorCode: 'GS_TL_10_0500', Message: 'Internal error' }];
  const failures = (sent.data?.records ?? []).map(({ ExternalId }) => [ExternalId, failure] as const);
  const data = { success: {}, failures: Object.fromEntries(failures) };
  return { result: true, data, message: null, additionalInfo: null };
}

function errorBody(vendor: Vendor, requestId: string, code: string, message: string): object {
  if (vendor === 'gong') return { requestId, errors: [message] };
  return { result: false, errorCode: code, errorDesc: message, requestId, data: null, message: null };
}

function unauthorizedBody(vendor: Vendor, requestId: string): object {
  if (vendor === 'gong') return { requestId, errors: ['Unauthorized'] };
  const message = 'Unauthorized';
  return { result: false, errorCode: 'GS_APIG_2401', errorDesc: message, requestId, message };
}

/** The same call, marked so that a person reading the log can tell the second from the first. */
function redirectedOnce(url: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}redirected=1`;
}
