import type { UserId } from './ids.ts';
import type { NoAccess } from './role-map.ts';

/** Who signed in, as the identity provider says. */
export interface SignInIdentity {
  /** The provider, and its lasting name of the person. */
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  /** The claim `email_verified`, or that an admin marked the issuer as owning the address's domain. */
  readonly isEmailVouched: boolean;
}

/** A member who could be meant: tied to the identity, or having its address. */
export interface SignInCandidate {
  readonly id: UserId;
  readonly issuer: string | null;
  readonly subject: string | null;
  /** Null while they may enter. */
  readonly noAccess: NoAccess | null;
}

/** Why nobody was let in. */
export type SignInRefusal =
  /** Nobody has that address. */
  | 'unknown'
  /** The person is known and may not enter. */
  | 'no-access'
  /** Nobody vouches for the address; an admin decides. */
  | 'email-not-verified'
  /** The address belongs to a person who is tied to another identity; an admin decides. */
  | 'tied-to-another'
  /** Several persons have the address; an admin decides. */
  | 'ambiguous';

/** Who is meant; `isNew`: by the address, so the tie is to be kept. */
export type SignInVerdict =
  | { readonly kind: 'known'; readonly userId: UserId; readonly isNew: boolean }
  | { readonly kind: 'refused'; readonly reason: SignInRefusal; readonly noAccess: NoAccess | null };

/**
 * Says whose sign-in it is. Issuer and subject decide; the address does only the first time, only when it is vouched for,
 * and only for one person who is not tied yet: nobody gets the rights of who had the address before.
 */
export function judgeSignIn(identity: SignInIdentity, candidates: readonly SignInCandidate[]): SignInVerdict {
  const refuse = (reason: SignInRefusal, noAccess: NoAccess | null = null): SignInVerdict => ({
    kind: 'refused',
    reason,
    noAccess,
  });
  const tied = candidates.find((one) => one.issuer === identity.issuer && one.subject === identity.subject);
  if (tied !== undefined) {
    if (tied.noAccess !== null) return refuse('no-access', tied.noAccess);
    return { kind: 'known', userId: tied.id, isNew: false };
  }
  const active = candidates.filter((one) => one.noAccess === null);
  const [first, ...others] = active;
  if (first === undefined) {
    const known = candidates[0];
    return known === undefined ? refuse('unknown') : refuse('no-access', known.noAccess);
  }
  if (others.length > 0) return refuse('ambiguous');
  if (first.subject !== null) return refuse('tied-to-another');
  if (!identity.isEmailVouched) return refuse('email-not-verified');
  return { kind: 'known', userId: first.id, isNew: true };
}
