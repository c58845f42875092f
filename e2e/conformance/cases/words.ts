import type { Reply, Request } from '../case.ts';
import {
  anyOf,
  gsid,
  kept,
  type Matcher,
  optional,
  type Pattern,
  requestId,
  some,
  text,
} from '../pattern.ts';
import { IDS } from '../cast.ts';

/** Keys that newer replies add, always null (§4.3 [D]). */
const newerKeys = { localizedErrorDesc: optional(null), localizedMessage: optional(null) };

/** A success of the data objects (§6.1). */
export function envelope(data: Pattern): Reply {
  return {
    status: 200,
    body: {
      result: true,
      errorCode: null,
      errorDesc: null,
      requestId: requestId(),
      data,
      message: null,
      ...newerKeys,
    },
  };
}

/** A query's rows in the shape that live clients mostly meet (§4.3). */
export function records(...rows: readonly Pattern[]): Reply {
  return envelope({ records: rows });
}

/** A refusal of the data objects (§6.1); the wording varies, the code does not. */
export function refusal(
  errorCode: string | Matcher,
  {
    status = 400,
    errorDesc = text('Invalid request.'),
    data = null,
  }: {
    readonly status?: number;
    readonly errorDesc?: Pattern;
    readonly data?: Pattern;
  } = {},
): Reply {
  return {
    status,
    body: {
      result: false,
      errorCode,
      errorDesc,
      requestId: requestId(),
      data,
      message: optional(null),
      ...newerKeys,
    },
  };
}

/** A refusal of a query's grammar: its text is known, its code is not (§6.2 [G]). */
export function badQuery(errorDesc: string, pattern: RegExp): Reply {
  return refusal(anyCode, { errorDesc: text(errorDesc, pattern) });
}

/** Any code: the documents tell none. */
export const anyCode = anyOf('string', 'GSOBJ_1XXX');

/** A refusal of the gateway: no `data` (§6.1 [D, C]). */
export function gateway(status: number, errorCode: string, errorDesc: string, message: Pattern): Reply {
  return { status, body: { result: false, errorCode, errorDesc, requestId: requestId(), message } };
}

/** Nobody is let in without a good key or token (§2.1 [D]). */
export const unauthorized = gateway(401, 'GS_APIG_2401', 'Unauthorized', 'Unauthorized');

/** A refused write: the errors as an array of arrays whose outer index is the record (§5.2 [C sample]). */
export function refusedWrite(
  errorCode: string,
  fault: { readonly fieldName: string; readonly invalidValue: Pattern; readonly errorMessage?: string },
): Reply {
  const { fieldName, invalidValue, errorMessage = 'Invalid value' } = fault;
  return refusal(errorCode, {
    errorDesc: text(`${errorMessage} (${fieldName}).`),
    data: {
      count: 0,
      records: null,
      errors: [
        [
          {
            success: false,
            parsedValue: anything(invalidValue),
            errors: [{ errorMessage: text(errorMessage), errorCode, fieldName, invalidValue }],
          },
        ],
      ],
    },
  });
}

/** Whatever stands there. */
export function anything(sample: unknown): Matcher {
  return some(sample, 'anything', () => true);
}

/** Mara Ek, the CSM. */
export const mara = kept('mara', IDS.mara);
/** Lindqvist AB. */
export const lindqvist = kept('lindqvist', IDS.lindqvist);
/** Lindqvist Group, its parent. */
export const group = kept('group', IDS.group);
/** A company just made. */
export const newCompany = gsid('1P02BVHREJTPN50SVSNEWCOMPANY00000001', '1P02');

/** The query of an object. */
export function query(object: string, body: object): Request {
  return { method: 'POST', path: `/v1/data/objects/query/${object}`, body };
}

/** One condition with its expression. */
export function where(name: string, operator: string, ...value: readonly unknown[]): object {
  return { conditions: [{ name, alias: 'A', operator, value }], expression: 'A' };
}

/** Insert of records into an object. */
export function insert(object: string, ...list: readonly unknown[]): Request {
  return { method: 'POST', path: `/v1/data/objects/${object}`, body: { records: list } };
}
