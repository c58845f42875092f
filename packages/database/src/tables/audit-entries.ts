import { createHash } from 'node:crypto';
import { canonicalJson } from '@handrail/core';
import type { UserId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { AuditEntriesTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** One line of the audit: who asked for which change, and how it ended. Ids only. */
export type AuditRow = Selectable<AuditEntriesTable>;
type AuditFacts = Omit<AuditRow, 'workspace_id' | 'number' | 'hash' | 'previous_hash'>;

/** What stands before the first entry. */
const NOTHING = Buffer.alloc(32);
const VERIFIED_AT_ONCE = 5_000;

/** Appends an entry behind the last one, bound to it by its hash, and answers its number. */
export async function appendAudit(tx: WorkspaceTransaction, facts: AuditFacts): Promise<number> {
  // One at a time: two entries behind the same one would be two chains.
  await sql`select pg_advisory_xact_lock(hashtextextended('audit ' || ${tx.workspaceId}, 0))`.execute(tx.db);
  const last = await readHead(tx);
  const row = {
    ...facts,
    workspace_id: tx.workspaceId,
    number: (last?.number ?? 0) + 1,
    previous_hash: last?.hash ?? NOTHING,
  };
  await tx.db
    .insertInto('audit_entries')
    .values({
      ...row,
      subject: JSON.stringify(row.subject),
      changes: row.changes === null ? null : JSON.stringify(row.changes),
      hash: hashOf(row),
    })
    .execute();
  return row.number;
}

/** The newest entry, or nothing. */
async function readHead(
  tx: WorkspaceTransaction,
): Promise<{ readonly number: number; readonly hash: Buffer } | undefined> {
  return tx.db
    .selectFrom('audit_entries')
    .select(['number', 'hash'])
    .where('workspace_id', '=', tx.workspaceId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Whether an entry with this hash stands in the chain. */
export async function hasAuditHash(tx: WorkspaceTransaction, hash: Buffer): Promise<boolean> {
  const row = await tx.db
    .selectFrom('audit_entries')
    .select('number')
    .where('workspace_id', '=', tx.workspaceId)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row !== undefined;
}

/** Which entries are wanted. */
export interface AuditFilter {
  readonly actorId: UserId | null;
  readonly action: string | null;
  readonly outcome: AuditRow['outcome'] | null;
}

/** Entries, newest first, below a number. */
export async function listAudit(
  tx: WorkspaceTransaction,
  wanted: AuditFilter & { readonly before: number | null; readonly limit: number },
): Promise<AuditRow[]> {
  return filtered(tx, wanted)
    .selectAll()
    .$if(wanted.before !== null, (q) => q.where('number', '<', wanted.before ?? 0))
    .orderBy('number', 'desc')
    .limit(wanted.limit)
    .execute();
}

/** How many entries there are. */
export async function countAudit(tx: WorkspaceTransaction, wanted: AuditFilter): Promise<number> {
  const row = await filtered(tx, wanted)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

function filtered(tx: WorkspaceTransaction, { actorId, action, outcome }: AuditFilter) {
  return tx.db
    .selectFrom('audit_entries')
    .where('workspace_id', '=', tx.workspaceId)
    .$if(actorId !== null, (q) => q.where('actor_id', '=', actorId))
    .$if(action !== null, (q) => q.where('action', '=', action ?? ''))
    .$if(outcome !== null, (q) => q.where('outcome', '=', outcome ?? 'done'));
}

/** Whether the chain is whole. */
export interface AuditVerdict {
  readonly entries: number;
  /** The number of the first entry that was altered, or before which one is missing; null when the chain is whole. */
  readonly brokenAt: number | null;
  readonly head: { readonly number: number; readonly hash: Buffer } | null;
}

/** Computes every hash anew. That the newest entries were cut off shows only against a head that was noted before. */
export async function verifyAudit(tx: WorkspaceTransaction): Promise<AuditVerdict> {
  let previous: { readonly number: number; readonly hash: Buffer } = { number: 0, hash: NOTHING };
  for (;;) {
    const rows = await tx.db
      .selectFrom('audit_entries')
      .selectAll()
      .where('workspace_id', '=', tx.workspaceId)
      .where('number', '>', previous.number)
      .orderBy('number')
      .limit(VERIFIED_AT_ONCE)
      .execute();
    for (const row of rows) {
      const follows = row.number === previous.number + 1 && row.previous_hash.equals(previous.hash);
      if (!follows || !hashOf(row).equals(row.hash)) {
        return { entries: previous.number, brokenAt: row.number, head: null };
      }
      previous = row;
    }
    if (rows.length < VERIFIED_AT_ONCE) {
      const { number, hash } = previous;
      return { entries: number, brokenAt: null, head: number === 0 ? null : { number, hash } };
    }
  }
}

function hashOf(row: Omit<AuditRow, 'hash'>): Buffer {
  const subject = Object.entries(row.subject).toSorted(([left], [right]) => (left < right ? -1 : 1));
  const said = [
    row.workspace_id,
    row.number,
    row.at.toISOString(),
    row.actor_id,
    row.via,
    row.action,
    subject,
    row.outcome,
    row.code,
    row.asked_number,
    row.request_id,
    // Entries from before there were any have the hash they had.
    ...(row.changes === null ? [] : [canonicalJson(Object(row.changes))]),
  ];
  return createHash('sha256').update(row.previous_hash).update(JSON.stringify(said)).digest();
}
