import { accountChangeSchema } from '@handrail/contract';
import type { AccountDetail } from '@handrail/contract';
import type { ChangeRow } from '@handrail/database';
import * as sync from '@handrail/sync';

/** A change of a record, its causes told as the reason and not among its fields. */
export function presentChange(row: ChangeRow): AccountDetail['changes'][number] {
  const { fields, reason } = sync.tellChange(row.fields);
  return {
    at: row.at.toISOString(),
    event: row.event,
    runId: row.run?.id ?? null,
    runNumber: row.run?.number ?? null,
    fields: accountChangeSchema.shape.fields.catch({}).parse(fields),
    reason,
  };
}
