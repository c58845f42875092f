import type { MeetingDetail } from '@handrail/contract';
import { parseAccountId } from '@handrail/core';
import { listAccountsById } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';

type ReviewReason = NonNullable<MeetingDetail['review']>;

const candidatesSchema = z.array(
  z.object({ accountId: z.string(), reason: z.string(), confidence: z.number().nullable().default(null) }),
);

/** Why meetings wait, their candidates by name; a candidate that is no account any more is left out. */
export async function presentReviewReasons(
  tx: WorkspaceTransaction,
  reviews: readonly { readonly reason: string; readonly candidates: unknown }[],
): Promise<readonly ReviewReason[]> {
  const read = reviews.map(({ reason, candidates }) => ({
    reason,
    candidates: candidatesSchema.catch([]).parse(candidates),
  }));
  const ids = new Set(read.flatMap(({ candidates }) => candidates.map(({ accountId }) => accountId)));
  const accounts = await listAccountsById(tx, [...ids].map(parseAccountId));
  const names = new Map(accounts.map(({ id, name }) => [String(id), name]));
  return read.map(({ reason, candidates }) => ({
    reason,
    candidates: candidates.flatMap((candidate) => {
      const name = names.get(candidate.accountId);
      return name === undefined ? [] : [{ ...candidate, name }];
    }),
  }));
}
