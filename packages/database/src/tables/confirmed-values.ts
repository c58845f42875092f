import type { UserId, WritebackValue } from '@handrail/core';
import type { WorkspaceTransaction } from '../transaction.ts';

/** The rows of the writeback contract whose first difference a person confirmed, as they stood then. */
export async function listConfirmedValues(tx: WorkspaceTransaction): Promise<WritebackValue[]> {
  const rows = await tx.db.selectFrom('confirmed_values').selectAll().orderBy('field').execute();
  return rows.map(({ metric, object, field, conversion, when_undefined: whenUndefined, owner }) => ({
    metric,
    object,
    field,
    conversion,
    whenUndefined,
    owner,
  }));
}

/** Confirms rows of the contract; what was confirmed of the same fields before counts no longer. */
export async function confirmValues(
  tx: WorkspaceTransaction,
  values: readonly WritebackValue[],
  by: UserId | null,
  now: Date,
): Promise<void> {
  for (const { metric, object, field, conversion, whenUndefined, owner } of values) {
    const row = {
      metric,
      conversion: conversion === null ? null : JSON.stringify(conversion),
      when_undefined: whenUndefined,
      owner,
      confirmed_at: now,
      confirmed_by: by,
    };
    await tx.db
      .insertInto('confirmed_values')
      .values({ workspace_id: tx.workspaceId, object, field, ...row })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'object', 'field']).doUpdateSet(row))
      .execute();
  }
}
