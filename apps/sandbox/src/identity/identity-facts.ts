import { z } from 'zod';

/** Schema of what may be changed about the identity provider while it runs. */
export const identityFacts = z.strictObject({
  /** Addresses that it has not verified: `email_verified` is false for them. */
  unverifiedEmails: z.array(z.string()).default([]),
  /** Whether it tells `email_verified` at all; some providers do not. */
  emailVerifiedClaim: z.boolean().default(true),
  /** Whether it offers RP-initiated logout. */
  rpInitiatedLogout: z.boolean().default(true),
});

/** What may be changed about the identity provider while it runs. */
export type IdentityFacts = Readonly<z.output<typeof identityFacts>>;
