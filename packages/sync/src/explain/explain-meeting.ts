import { explainMeeting as answer, parseAccountId, parseMeetingId } from '@handrail/core';
import type { Configuration, ExclusionRule, Explanation } from '@handrail/core';
import {
  findMeeting,
  findOpenReview,
  listAccountsById,
  listAttributions,
  listParticipants,
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
    exclusion: row.exclusion_rule === null ? null : exclusionInWords(row.exclusion_rule, configuration),
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

/** A rule of exclusion, named by its place in the configuration, in words. */
function exclusionInWords(place: string, { meetings }: Configuration): string {
  if (place === 'private') return 'being private at the recorder';
  if (place === 'only') return 'the mode “only listed”: no rule lets it in';
  const index = /^exclude\[(\d+)\]$/.exec(place)?.[1];
  const rule = index === undefined ? undefined : meetings.exclude[Number(index)];
  return rule === undefined ? `the rule ${place}` : `the rule “${ruleInWords(rule)}”`;
}

function ruleInWords(rule: ExclusionRule): string {
  if ('domain' in rule) return `somebody of ${rule.domain}`;
  if ('person' in rule) return `with ${rule.person}`;
  if ('title' in rule) return `title like ${rule.title}`;
  return 'internal only';
}
