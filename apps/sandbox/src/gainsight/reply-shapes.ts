import { z } from 'zod';
import type { VendorDocument } from '../openapi/make-openapi.ts';

/** A row of a data object: what was selected, under the spelling of the request. */
export const shapeOfRow = z.record(z.string(), z.unknown());

/** The envelope of data objects, people and users (reference section 6.1) around a kind of `data`. */
export function objectReply<T extends z.ZodType>(data: T) {
  return z.looseObject({
    result: z.boolean(),
    errorCode: z.string().nullable(),
    errorDesc: z.string().nullable(),
    requestId: z.string(),
    data: data.nullable(),
    message: z.string().nullable(),
  });
}

/** Rows as a list, or below `records` (reference section 4.3). */
export const rowsReply = objectReply(
  z.union([z.array(shapeOfRow), z.looseObject({ records: z.array(shapeOfRow).nullable() })]),
);

/** What a write of data objects answers (reference sections 5.1 and 5.3). */
export const writeReply = objectReply(
  z.looseObject({ count: z.int(), errors: z.unknown(), records: z.array(shapeOfRow).nullable() }),
);

/** The metadata envelope (reference section 6.1) around a kind of `data`. */
export function metadataReply<T extends z.ZodType>(data: T) {
  return z.looseObject({ requestId: z.string(), result: z.literal(true), data });
}

/** Which records of a Timeline call were stored and which not, by ExternalId (reference section 10.2). */
export const timelineOutcome = z.looseObject({
  success: z.record(z.string(), z.array(z.looseObject({ activityId: z.string() }))),
  failures: z.record(z.string(), z.array(z.looseObject({ errorCode: z.string(), Message: z.string() }))),
});

/** The Timeline envelope around a kind of `data`. */
export function timelineReply<T extends z.ZodType>(data: T) {
  return z.looseObject({
    result: z.literal(true),
    data,
    message: z.null(),
    additionalInfo: z.null().optional(),
  });
}

const gatewayRefusal = z.looseObject({
  result: z.literal(false),
  errorCode: z.string(),
  errorDesc: z.string(),
  requestId: z.string(),
  message: z.string(),
});
const objectRefusal = z.looseObject({
  result: z.literal(false),
  errorCode: z.string(),
  errorDesc: z.string(),
  requestId: z.string(),
  data: z.unknown(),
});
const metadataRefusal = z.looseObject({
  result: z.literal(false),
  requestId: z.string(),
  instance: z.string(),
  title: z.string(),
  detail: z.string(),
  errorDesc: z.string(),
});

/** What the OpenAPI document of the Gainsight stand-in says beside its routes. */
export const gainsightDocument: VendorDocument = {
  title: 'Gainsight CS REST API, as the sandbox speaks it',
  description:
    'Made from the routes of the sandbox, which was written from the vendor’s public documents; it is no document of the vendor. `x-confidence` says how sure a route is: documented, second-hand, client (seen in clients that talk to live tenants) or inferred.',
  securitySchemes: {
    accessKey: { type: 'apiKey', in: 'header', name: 'accesskey' },
    bearer: { type: 'http', scheme: 'bearer' },
  },
  refusals: {
    '400': { description: 'The request does not fit', shape: z.union([objectRefusal, metadataRefusal]) },
    '401': { description: 'No credential, a wrong one or an expired one', shape: gatewayRefusal },
    '403': {
      description: 'The credential does not allow this, or not from this address',
      shape: z.union([objectRefusal, gatewayRefusal]),
    },
    '429': { description: 'Over a limit', shape: z.union([objectRefusal, gatewayRefusal]) },
    '500': { description: 'The vendor failed', shape: objectRefusal },
  },
};
