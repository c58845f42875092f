import { DELIVERY_STATES } from '@handrail/core';
import type { Delivery } from '@handrail/core';
import { z } from 'zod';

const instant = z.iso.datetime().transform((text) => new Date(text));

/** Where a sending stands, as the outbox row keeps it. */
const deliverySchema = z.object({
  state: z.enum(DELIVERY_STATES),
  isWanted: z.boolean(),
  meeting: z.string(),
  targetGsid: z.string(),
  externalId: z.string(),
  remoteId: z.string().nullable(),
  uncertainSince: instant,
  absentAt: instant.nullable(),
  notBefore: instant,
  wasAdopted: z.boolean(),
  isConfirmed: z.boolean(),
  isIdTaken: z.boolean(),
  wantedHash: z.string(),
  sentHash: z.string().nullable(),
  // Not kept of deliveries that were made before these were.
  written: z.array(z.string()).default([]),
  seenAt: instant.nullable().default(null),
  mayOverwrite: z.boolean().default(false),
  twin: z.string().nullable().default(null),
  surplus: z.array(z.string()),
  retired: z.array(z.string()),
  reason: z.string().nullable(),
});

/** Reads a delivery back. Throws a ZodError for a row that this version cannot read. */
export function parseDelivery(stored: unknown): Delivery {
  return deliverySchema.parse(stored);
}
