import type { SignInRefusal } from '@handrail/core';
import { ServerError } from '../errors.ts';
import type { Person } from './provider.ts';

type Refusal = SignInRefusal | 'not-invited' | 'refused-before';

const REFUSALS: Readonly<
  Record<
    Refusal,
    { code: 'sign_in_unknown' | 'sign_in_closed' | 'sign_in_undecided'; message: string; ask: string }
  >
> = {
  unknown: {
    code: 'sign_in_unknown',
    message: 'Nobody here has this address.',
    ask: 'to invite you, or to give you a licence in Gainsight',
  },
  'not-invited': {
    code: 'sign_in_unknown',
    message: 'You are known from Gainsight, and nobody has admitted you here yet.',
    ask: 'to admit you',
  },
  'no-access': {
    code: 'sign_in_closed',
    message: 'You are known here, and may not enter: without a licence, or no longer active.',
    ask: 'to give you access',
  },
  'email-not-verified': {
    code: 'sign_in_undecided',
    message: 'The identity provider does not vouch for this address, so it cannot say who you are.',
    ask: 'to decide who you are; your sign-in waits for them',
  },
  'tied-to-another': {
    code: 'sign_in_undecided',
    message: 'This address belongs to a member who signs in as somebody else.',
    ask: 'to decide who you are; your sign-in waits for them',
  },
  'refused-before': {
    code: 'sign_in_closed',
    message: 'An administrator has refused this sign-in.',
    ask: 'to accept it, if you belong here',
  },
  ambiguous: {
    code: 'sign_in_undecided',
    message: 'Several members have this address.',
    ask: 'to decide who you are; your sign-in waits for them',
  },
};

/** Why somebody is not let in, and whom to ask: names of admins, or null where they are not told. */
export function refused(reason: Refusal, person: Person, whom: string | null): ServerError {
  const { code, message, ask } = REFUSALS[reason];
  return new ServerError({
    code,
    message: person.email === null ? message : `${message} You signed in as ${person.email}.`,
    remedy: `Ask ${whom ?? 'an administrator of your workspace'} ${ask}.`,
    facts: { reason },
  });
}
