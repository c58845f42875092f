import { exclusionInWords, explainMeeting as answer, parseAccountId, parseMeetingId } from '@handrail/core';
import type { Explanation } from '@handrail/core';
import {
  findMeeting,
  findOpenReview,
  listAccountsById,
  listAttributions,
  listParticipants,
  listUnseenAccounts,
} from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';
import { readConfiguration } from '../configuration.ts';

const candidatesSchema = z.array(z.object({ accountId: z.string(), reason: z.string() }));

/** Why a meeting is at its account, waits for a person, is kept out, or is nowhere; nothing for an unknown id. */
export async function explainMeeting(tx: WorkspaceTransaction, id: string): Promise<Explanation | undefined> {
  const row = await findMeeting(tx, parseMeetingId(id));
  if (row === undefined) return undefined;
  const { configuration } = await readConfiguration(tx);
  const review = await findOpenReview(tx, row.id);
  const candidates = candidatesSchema.catch([]).parse(review?.candidates ?? []);
  const named = await listAccountsById(
    tx,
    candidates.map(({ accountId }) => parseAccountId(accountId)),
  );
  const names = new Map(named.map((account) => [String(account.id), account.name]));
  const people = await listParticipants(tx, [row.id]);
  return answer({
    id: row.id,
    sourceId: row.source_meeting_id,
    source: row.source,
    name: row.title,
    heldAt: row.started_at,
    state: row.state,
    exclusion:
      row.exclusion_rule === null
        ? null
        : {
            rule: row.exclusion_rule,
            words: exclusionInWords(row.exclusion_rule, configuration.meetings.exclude),
          },
    attribution: row.attribution,
    decidedBy: row.attribution_decided_by,
    accounts: (await listAttributions(tx, [row.id])).map((one) => ({
      accountId: one.account_id,
      accountName: one.account_name,
      step: one.step,
      confidence: one.confidence,
      reason: one.reason,
      at: one.created_at,
    })),
    unseenAccounts: (await listUnseenAccounts(tx, [row.id])).length,
    review:
      review === undefined
        ? null
        : {
            reason: review.reason,
            candidates: candidates.flatMap((candidate) => {
              const name = names.get(candidate.accountId);
              return name === undefined ? [] : [{ ...candidate, name }];
            }),
          },
    crmId: row.crm_account_id,
    outside: people.flatMap(({ side, email }) => (side === 'ours' || email === null ? [] : [email])),
  });
}
