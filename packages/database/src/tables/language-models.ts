import type { CalendarDay } from '@handrail/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { LanguageModelsTable, LanguageModelUsesTable } from '../schema.ts';
import { deleteSecret } from '../secrets.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** The language model of a workspace; its key is a secret. */
export type LanguageModelRow = Selectable<LanguageModelsTable>;
/** What a day cost. */
export type LanguageModelUse = Pick<
  Selectable<LanguageModelUsesTable>,
  'used_on' | 'calls' | 'tokens' | 'fallbacks'
>;

/** The language model of the workspace, or nothing. */
export async function findLanguageModel(tx: WorkspaceTransaction): Promise<LanguageModelRow | undefined> {
  return tx.db.selectFrom('language_models').selectAll().executeTakeFirst();
}

/** Stores the model in place of a former one, whose secret is forgotten unless it is the same. */
export async function saveLanguageModel(
  tx: WorkspaceTransaction,
  model: Omit<LanguageModelRow, 'workspace_id'>,
): Promise<void> {
  const former = await findLanguageModel(tx);
  await tx.db
    .insertInto('language_models')
    .values({ workspace_id: tx.workspaceId, ...model })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(model))
    .execute();
  if (former?.secret_id != null && former.secret_id !== model.secret_id) {
    await deleteSecret(tx, former.secret_id);
  }
}

/** Forgets the model and its secret; summaries that it wrote stay. */
export async function deleteLanguageModel(tx: WorkspaceTransaction): Promise<void> {
  const gone = await tx.db.deleteFrom('language_models').returning('secret_id').executeTakeFirst();
  if (gone?.secret_id != null) await deleteSecret(tx, gone.secret_id);
}

/** Notes how the last call ended; `awayUntil` leaves the model alone until then. */
export async function noteLanguageModel(
  tx: WorkspaceTransaction,
  ended: {
    readonly at: Date;
    readonly failure: { readonly code: string; readonly message: string } | null;
    readonly awayUntil: Date | null;
  },
): Promise<void> {
  await tx.db
    .updateTable('language_models')
    .set({
      tried_at: ended.at,
      failure_code: ended.failure?.code ?? null,
      failure_message: ended.failure?.message ?? null,
      away_until: ended.awayUntil,
    })
    .where('workspace_id', '=', tx.workspaceId)
    .execute();
}

/**
 * Takes one call of about so many tokens out of the day's caps; false, and nothing taken, when either would be passed.
 * The row is locked while it is looked at, so the caps hold over any number of workers.
 */
export async function takeModelCall(
  tx: WorkspaceTransaction,
  call: { readonly on: CalendarDay; readonly tokens: number },
): Promise<boolean> {
  const result = await sql<{ ok: boolean }>`
    insert into language_model_uses as used (workspace_id, used_on, calls, tokens)
    select ${tx.workspaceId}, ${call.on}, 1, ${call.tokens} from language_models m
    where m.workspace_id = ${tx.workspaceId} and ${call.tokens}::int <= m.tokens_per_day
    on conflict (workspace_id, used_on) do update
      set calls = used.calls + 1, tokens = used.tokens + excluded.tokens
      where exists (select 1 from language_models m where m.workspace_id = used.workspace_id
        and used.calls < m.calls_per_day and used.tokens + excluded.tokens <= m.tokens_per_day)
    returning true as ok
  `.execute(tx.db);
  return result.rows[0]?.ok ?? false;
}

/** Puts what a call did cost in place of what was taken for it. */
export async function settleModelCall(
  tx: WorkspaceTransaction,
  call: { readonly on: CalendarDay; readonly taken: number; readonly tokens: number },
): Promise<void> {
  await tx.db
    .updateTable('language_model_uses')
    .set((eb) => ({ tokens: eb('tokens', '+', call.tokens - call.taken) }))
    .where('used_on', '=', call.on)
    .execute();
}

/** Counts a summary that the built-in method made because the model did not. */
export async function countModelFallback(tx: WorkspaceTransaction, on: CalendarDay): Promise<void> {
  await tx.db
    .insertInto('language_model_uses')
    .values({ workspace_id: tx.workspaceId, used_on: on, fallbacks: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'used_on'])
        .doUpdateSet((eb) => ({ fallbacks: eb('language_model_uses.fallbacks', '+', 1) })),
    )
    .execute();
}

/** What a day has cost so far; zeros when nothing did. */
export async function readModelUse(tx: WorkspaceTransaction, on: CalendarDay): Promise<LanguageModelUse> {
  const row = await tx.db
    .selectFrom('language_model_uses')
    .select(['used_on', 'calls', 'tokens', 'fallbacks'])
    .where('used_on', '=', on)
    .executeTakeFirst();
  return row ?? { used_on: on, calls: 0, tokens: 0, fallbacks: 0 };
}
