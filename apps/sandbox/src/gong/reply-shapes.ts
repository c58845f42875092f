import { z } from 'zod';
import type { VendorDocument } from '../openapi/make-openapi.ts';

const requestId = z.string();
const item = z.record(z.string(), z.unknown());

/** A page of a list under its name, with the `records` block that leads to the next one. */
export function listReply(name: string) {
  const records = z.looseObject({
    totalRecords: z.int(),
    currentPageSize: z.int(),
    currentPageNumber: z.int(),
    cursor: z.string().optional(),
  });
  return z.looseObject({ requestId, records, [name]: z.array(item) });
}

/** One thing under its name. */
export function oneReply(name: string) {
  return z.looseObject({ requestId, [name]: item });
}

/** The workspaces, which come on one page. */
export const workspacesReply = z.looseObject({ requestId, workspaces: z.array(item) });

const refusal = z.looseObject({ requestId, errors: z.array(z.string()) });

/** What the OpenAPI document of the Gong stand-in says beside its routes. */
export const gongDocument: VendorDocument = {
  title: 'Gong API v2, as the sandbox speaks it',
  description:
    'Made from the routes of the sandbox, which was written from the vendor’s public documents; it is no document of the vendor. `x-confidence` says how sure a route is: documented, second-hand, client (seen in clients that talk to live tenants) or inferred.',
  securitySchemes: {
    basic: { type: 'http', scheme: 'basic' },
    token: { type: 'http', scheme: 'bearer' },
  },
  refusals: {
    '400': { description: 'The request does not fit', shape: refusal },
    '401': { description: 'No credentials, or wrong ones', shape: refusal },
    '403': { description: 'The credentials do not allow this', shape: refusal },
    '404': { description: 'Nothing found, also for an empty list', shape: refusal },
    '429': { description: 'Over a limit; Retry-After says for how long', shape: refusal },
    '500': { description: 'The vendor failed', shape: refusal },
  },
};
