import type { HttpReply, Objection, Verdict } from '@handrail/http';
import { codeOf, type Envelope, namesFailures, readEnvelope } from './envelope.ts';
import { GainsightError, type GainsightErrorCode, GainsightWriteRefused } from './errors.ts';
import { namedFields } from './named-fields.ts';
import { readRefusedRows } from './refused-rows.ts';
import { isRow, type Row } from './row.ts';

/** What a call is for: the same reply means different things to a read and to a write. */
export type Purpose =
  | { readonly kind: 'query'; readonly object: string; readonly fields: readonly string[] }
  /** A describe names its object, or several; the lists name none. */
  | { readonly kind: 'metadata'; readonly object: string | null }
  | { readonly kind: 'write'; readonly object: string; readonly records: readonly Row[] }
  | { readonly kind: 'timeline' };

/** What the judgement needs besides the reply. */
export interface JudgeContext {
  readonly purpose: Purpose;
  /** Length of the fixed window of the call's family, in milliseconds (reference 14). */
  readonly windowMs: number;
  readonly now: Date;
  /** Called when the credential was refused; true when a fresh one may be tried. */
  readonly onUnauthorized: () => boolean;
}

const LIMIT_CODES: readonly string[] = ['GU_2400', 'GS_APIG_2404'];
const UNAUTHORIZED_CODES: readonly string[] = ['GS_APIG_2401', 'GSOBJ_1024'];
const SERVER_CODES: readonly string[] = ['GU_1101', 'GSOBJ_1003'];
/** Statuses by which the Timeline turns away what a call asks for, rather than the caller or the moment. */
const CONTENT_STATUSES: readonly number[] = [400, 404, 409, 413, 422];

/** Reads a reply's meaning by status and code (reference 2.1, 4.5, 6, 11.5, 14), never by prose alone. */
export function judgeReply(reply: HttpReply, context: JudgeContext): Verdict {
  const envelope = reply.body === 'json' ? readEnvelope(reply.json) : null;
  const code = envelope === null ? null : codeOf(envelope);
  const isFine = reply.status < 300 && envelope?.result === true;
  if (isFine) return 'ok';
  // The HTTP layer names what it is.
  if (isOfSomebodyBetween(reply, context)) return 'ok';
  return (
    gatewayVerdict(reply, code, context) ??
    (envelope === null ? bareVerdict(reply) : familyVerdict(reply, envelope, context))
  );
}

/**
 * Whether a write was turned away by a page. Gainsight answers in JSON, and the calls before it found it at this address:
 * what the status means to a proxy says nothing of the credential, the address or the records.
 */
function isOfSomebodyBetween({ status, body }: HttpReply, { purpose }: JudgeContext): boolean {
  const isWrite = purpose.kind === 'write' || purpose.kind === 'timeline';
  return isWrite && body === 'html' && status >= 400 && status < 500 && status !== 429;
}

/** Codes that name a fault of their own, whatever the words beside them say (reference 6.2). */
const FAULT_CODE = /^(?!GSOBJ_)|^GSOBJ_(?:100[1-8]|1012|102[34])$/;

/**
 * Whether a failed query only says that nothing matches: forms two and three of reference 4.5 [D]. The page prints the
 * code of its sample as GSOBJ_1XXX, which may stand for any, so the sample's sentence decides where the code does not.
 */
function isNothingFound({ result, data, errorCode, errorDesc }: Envelope): boolean {
  if (result || !isWithoutRows(data)) return false;
  if (errorCode === 'GSOBJ_1011') return true;
  return (errorCode == null || !FAULT_CODE.test(errorCode)) && /^No data found/i.test(errorDesc ?? '');
}

function isWithoutRows(data: unknown): boolean {
  const list = (isRow(data) ? data['records'] : data) ?? [];
  return Array.isArray(list) && list.length === 0;
}

function gatewayVerdict(reply: HttpReply, code: string | null, context: JudgeContext): Objection | null {
  const { status } = reply;
  if (status === 429 || is(LIMIT_CODES, code)) return limited(reply, code, context);
  if (is(UNAUTHORIZED_CODES, code) || (status === 401 && code !== 'GS_APIG_2402')) {
    const retry = context.onUnauthorized();
    return objection(
      'gainsight_unauthorized',
      'Gainsight refused the credential. Give a current one.',
      reply,
      code,
      { retry },
    );
  }
  if (code === 'GS_APIG_2402') {
    const text =
      'Gainsight refuses calls from this address. Add it to the allow-list of the API connection there.';
    return objection('gainsight_ip_refused', text, reply, code);
  }
  if (code === 'GS_APIG_1000') {
    return objection(
      'gainsight_not_found',
      'This host knows no such Gainsight call. Check the address.',
      reply,
      code,
    );
  }
  if (status >= 500 || is(SERVER_CODES, code)) {
    const text = `Gainsight failed on its side (status ${status}).`;
    return objection('gainsight_server_error', text, reply, code, { retry: true, outcome: 'unknown' });
  }
  return null;
}

/** A reply without an envelope: pages and broken JSON are left to the HTTP layer, which names them better. */
function bareVerdict(reply: HttpReply): Verdict {
  if (reply.status === 404) {
    return objection(
      'gainsight_not_found',
      'This host knows no such Gainsight call. Check the address.',
      reply,
      null,
    );
  }
  if (reply.body !== 'json' && reply.body !== 'empty') return 'ok';
  const text = `The reply (status ${reply.status}) does not have the shape of a Gainsight reply.`;
  // Of another shape it would be again; a reply without any body was lost on the way.
  const retry = reply.body === 'empty';
  return objection('gainsight_unexpected_reply', text, reply, null, { outcome: 'unknown', retry });
}

function familyVerdict(reply: HttpReply, envelope: Envelope, context: JudgeContext): Verdict {
  const { purpose } = context;
  const code = codeOf(envelope);
  if (purpose.kind === 'query' && isNothingFound(envelope)) return 'ok';
  const what = purpose.kind === 'timeline' ? 'the Timeline' : (purpose.object ?? 'lists of metadata');
  if (isAbsent(reply, code, purpose)) {
    return objection('gainsight_object_not_found', `Gainsight has no object ${what}.`, reply, code);
  }
  if (reply.status === 403) {
    return objection('gainsight_object_refused', `The credential has no right to ${what}.`, reply, code);
  }
  switch (purpose.kind) {
    case 'query': {
      const fields = namedFields(envelope.errorDesc ?? '', purpose.fields);
      const named = fields.length === 0 ? '' : ` It names ${fields.join(', ')}.`;
      const text = `Gainsight refused the query of ${purpose.object} (${code ?? 'no code'}).${named}`;
      return objection('gainsight_bad_query', text, reply, code, {
        facts: { object: purpose.object, fields },
      });
    }
    case 'write': {
      const rows = readRefusedRows(envelope.data, purpose.records);
      const text = `Gainsight refused to write ${purpose.object} (${code ?? 'no code'}); nothing of the call is stored.`;
      const facts = { object: purpose.object, rows: rows.length };
      return {
        error: new GainsightWriteRefused(text, rows, { ...told(reply, code), outcome: 'refused', facts }),
        retry: false,
      };
    }
    case 'timeline':
    case 'metadata': {
      // What became of each activity is told by the reply itself, or is the same for all of them (reference 6.1, 10.2).
      if (purpose.kind === 'timeline' && tellsOfActivities(reply, envelope)) return 'ok';
      const text = `Gainsight answered with a failure (${code ?? 'no code'}).`;
      const outcome = reply.status >= 400 ? 'refused' : 'unknown';
      return objection('gainsight_unexpected_reply', text, reply, code, { outcome });
    }
  }
}

/**
 * Whether the object is not there. The title says so; and what is refused of a describe is the object that it names, with
 * whatever status and words (reference 11.5).
 */
function isAbsent({ status }: HttpReply, code: string | null, purpose: Purpose): boolean {
  if (purpose.kind === 'timeline') return false;
  if (code === 'OBJECT_NOT_FOUND') return true;
  return purpose.kind === 'metadata' && purpose.object !== null && (status === 400 || status === 404);
}

function tellsOfActivities({ status }: HttpReply, envelope: Envelope): boolean {
  const isOfGateway = codeOf(envelope)?.startsWith('GS_APIG_') ?? false;
  return namesFailures(envelope) || (CONTENT_STATUSES.includes(status) && !isOfGateway);
}

function limited(reply: HttpReply, code: string | null, context: JudgeContext): Objection {
  const at = (reply.date ?? context.now).getTime();
  // Windows are fixed clock minutes or hours [D] and no reply promises a Retry-After.
  const retryAfterMs = reply.retryAfterMs ?? context.windowMs - (at % context.windowMs);
  const error = new GainsightError(
    'gainsight_rate_limited',
    'The call limit of the Gainsight tenant is used up.',
    {
      ...told(reply, code),
      outcome: 'refused',
      retryAfterMs,
    },
  );
  return { error, retry: true, isLimit: true };
}

function objection(
  code: GainsightErrorCode,
  text: string,
  reply: HttpReply,
  errorCode: string | null,
  more: {
    readonly retry?: boolean;
    readonly outcome?: 'refused' | 'unknown';
    readonly facts?: Readonly<Record<string, string | readonly string[]>>;
  } = {},
): Objection {
  const facts = {
    ...told(reply, errorCode),
    outcome: more.outcome ?? 'refused',
    ...(more.facts && { facts: more.facts }),
  };
  return { error: new GainsightError(code, text, facts), retry: more.retry ?? false };
}

function told(reply: HttpReply, errorCode: string | null) {
  const requestId =
    reply.requestId ?? (reply.body === 'json' ? readEnvelope(reply.json)?.requestId : null) ?? null;
  return { status: reply.status, requestId, retryAfterMs: reply.retryAfterMs, errorCode };
}

function is(codes: readonly string[], code: string | null): boolean {
  return code !== null && codes.includes(code);
}
