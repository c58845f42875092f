import type { AccountId, CalendarDay, HealthRules } from '@handrail/core';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { rowsAsColumns } from '../rows-as-columns.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** The figures of one account that others are held against, named like the inputs of a score; null: nothing is known. */
export interface PeerFigures {
  readonly engagement: {
    readonly meetings: number;
    readonly externalParticipants: number;
    readonly daysSinceLastMeeting: number | null;
    readonly externalSpeakingShare: number | null;
  };
  readonly sentiment: number | null;
  readonly openItems: number | null;
  readonly responseTime: number | null;
}

/** A sample of accounts that scores are held against. */
export interface NewScorePeers {
  /** Whether it is of all accounts, or of one tier: null is that of those without one. */
  readonly ofAll: boolean;
  readonly tier: string | null;
  /** Accounts that it was drawn from. */
  readonly population: number;
  readonly members: readonly AccountId[];
  /** In the order of the members. */
  readonly figures: readonly PeerFigures[];
}

/** A sample as it is stored. */
export interface ScorePeers extends NewScorePeers {
  readonly id: string;
  /** Accounts that changed since it was drawn. */
  readonly changed: number;
  readonly drawnAt: Date;
}

/** The day of a draw, and the settings that figures were measured by. */
export interface ScoreDraw {
  readonly day: CalendarDay;
  readonly settings: string;
  /** What the scores held against it are made by. */
  readonly rules: HealthRules;
}

/** The samples of the last draw; none when that was of another day or by other settings. */
export async function listScorePeers(
  tx: WorkspaceTransaction,
  { day, settings }: Pick<ScoreDraw, 'day' | 'settings'>,
): Promise<ScorePeers[]> {
  const result = await sql<ScorePeers>`
    select id, of_all as "ofAll", tier, population, changed, members, figures,
      created_at as "drawnAt"
    from score_peers
    where workspace_id = ${tx.workspaceId} and is_last and drawn_on = ${day} and settings = ${settings}
  `.execute(tx.db);
  return result.rows;
}

/** Stores the samples of one draw, and answers them with their ids. */
export async function saveScorePeers(
  tx: WorkspaceTransaction,
  { day, settings, rules }: ScoreDraw,
  samples: readonly NewScorePeers[],
  now: Date,
): Promise<ScorePeers[]> {
  await sql`
    update score_peers set is_last = false where workspace_id = ${tx.workspaceId} and is_last
  `.execute(tx.db);
  const rows = samples.map((sample) => ({ ...sample, id: v7(), changed: 0, drawnAt: now }));
  await sql`
    insert into score_peers (workspace_id, id, drawn_on, of_all, tier, settings, population, members, figures, rules,
      is_last, created_at)
    select ${tx.workspaceId}, id, ${day}, "ofAll" = 1, tier, ${settings}, population, members, figures,
      ${JSON.stringify(rules)}::jsonb, true, ${now}
    from ${rowsAsColumns(
      'given',
      rows.map(({ id, ofAll, tier, population, members, figures }) => ({
        id,
        ofAll: ofAll ? 1 : 0,
        tier,
        population,
        members,
        figures,
      })),
      {
        id: 'uuid',
        ofAll: 'integer',
        tier: 'text',
        population: 'integer',
        members: 'jsonb',
        figures: 'jsonb',
      },
    )}
  `.execute(tx.db);
  return rows;
}

/** Counts accounts that changed since samples were drawn. */
export async function noteChangedPeers(
  tx: WorkspaceTransaction,
  samples: readonly ScorePeers[],
  accounts: number,
): Promise<void> {
  await sql`
    update score_peers set changed = changed + ${accounts}
    where workspace_id = ${tx.workspaceId} and id = any(${samples.map(({ id }) => id)})
  `.execute(tx.db);
}

/** What the scores held against a sample share. */
export interface StoredDraw extends Pick<NewScorePeers, 'ofAll' | 'tier'> {
  readonly figures: readonly PeerFigures[];
  /** Null: each score holds them itself, as scores did at first. */
  readonly rules: HealthRules | null;
}

/** The figures and rules of a sample; no figures when there is no such sample. */
export async function findDraw(tx: WorkspaceTransaction, id: string): Promise<StoredDraw> {
  const result = await sql<StoredDraw>`
    select figures, rules, of_all as "ofAll", tier from score_peers where workspace_id = ${tx.workspaceId} and id = ${id}
  `.execute(tx.db);
  return result.rows[0] ?? { figures: [], rules: null, ofAll: true, tier: null };
}

/** Takes out which accounts changed since they were scored; in the transaction that scores them. */
export async function takeAccountsToScore(tx: WorkspaceTransaction): Promise<ReadonlySet<AccountId>> {
  const result = await sql<{ accountId: AccountId }>`
    delete from accounts_to_score where workspace_id = ${tx.workspaceId} returning account_id as "accountId"
  `.execute(tx.db);
  return new Set(result.rows.map(({ accountId }) => accountId));
}

/** Accounts whose own row changed since a time: where a custom field bears on scores, nobody notes its change. */
export async function listAccountsChangedSince(tx: WorkspaceTransaction, since: Date): Promise<AccountId[]> {
  const rows = await tx.db.selectFrom('accounts').select('id').where('updated_at', '>=', since).execute();
  return rows.map(({ id }) => id);
}
