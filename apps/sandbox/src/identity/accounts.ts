import { createHash } from 'node:crypto';
import { gsidOf } from '../gainsight/gsid.ts';
import type { RecordStore } from '../gainsight/record-store.ts';
import type { Row } from '../world.ts';

/** Somebody who can sign in: a user of the world with an e-mail address. */
export interface IdentityAccount {
  /** Stable, and no GSID: an identity provider knows nothing of those. */
  readonly subject: string;
  readonly email: string;
  readonly name: string;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly title: string | null;
  /** Whether Gainsight still lets them in; the identity provider does so in any case. */
  readonly isActiveUser: boolean;
}

/** Lists the accounts as the world's users stand now. */
export function listAccounts(store: RecordStore): readonly IdentityAccount[] {
  return (store.find('gsuser')?.object.rows ?? []).flatMap((row) => accountOf(row) ?? []);
}

function accountOf(row: Row): IdentityAccount | null {
  const email = textOrNull(row['Email']);
  if (email === null) return null;
  return {
    subject: createHash('sha256').update(gsidOf(row)).digest('hex').slice(0, 24),
    email,
    name: textOrNull(row['Name']) ?? email,
    givenName: textOrNull(row['FirstName']),
    familyName: textOrNull(row['LastName']),
    title: textOrNull(row['Title']),
    isActiveUser: row['IsActiveUser'] === true,
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
