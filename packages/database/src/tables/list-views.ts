import type { UserId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { newId } from '../new-id.ts';
import type { ListViewId, ListViewsTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** How a person keeps a list under a name: filters, order, columns. */
export type ListViewRow = Selectable<ListViewsTable>;

/** Whose views, of which list. */
export type ViewsOf = Pick<ListViewRow, 'user_id' | 'list'>;

/** A person's views of a list, by name. */
export async function listViews(tx: WorkspaceTransaction, of: ViewsOf): Promise<ListViewRow[]> {
  return tx.db
    .selectFrom('list_views')
    .selectAll()
    .where('user_id', '=', of.user_id)
    .where('list', '=', of.list)
    .orderBy(sql`lower(name)`)
    .execute();
}

/** Keeps a view; one of the same name gets the new content. */
export async function saveView(
  tx: WorkspaceTransaction,
  view: ViewsOf & Pick<ListViewRow, 'name' | 'columns' | 'created_at'> & { readonly search: object },
): Promise<ListViewId> {
  const search = JSON.stringify(view.search);
  const row = await tx.db
    .insertInto('list_views')
    .values({ ...view, search, id: newId<ListViewId>(), workspace_id: tx.workspaceId })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'user_id', 'list', 'name'])
        .doUpdateSet({ search, columns: view.columns }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A view of a person, locked to the end of the transaction; nothing when they have none of that id. */
export async function findView(
  tx: WorkspaceTransaction,
  userId: UserId,
  id: string,
): Promise<ListViewRow | undefined> {
  return tx.db
    .selectFrom('list_views')
    .selectAll()
    .where('user_id', '=', userId)
    .where(sql<boolean>`id = ${id}::uuid`)
    .forUpdate()
    .executeTakeFirst();
}

/** Gives a view another name, or makes it the one that its list opens with, or no longer. */
export async function changeView(
  tx: WorkspaceTransaction,
  view: ListViewRow,
  change: Pick<ListViewRow, 'name' | 'is_default'>,
): Promise<void> {
  if (change.is_default) {
    await tx.db
      .updateTable('list_views')
      .set({ is_default: false })
      .where('user_id', '=', view.user_id)
      .where('list', '=', view.list)
      .where('id', '!=', view.id)
      .execute();
  }
  await tx.db.updateTable('list_views').set(change).where('id', '=', view.id).execute();
}

/** Forgets a view. */
export async function deleteView(tx: WorkspaceTransaction, { id }: ListViewRow): Promise<void> {
  await tx.db.deleteFrom('list_views').where('id', '=', id).execute();
}
