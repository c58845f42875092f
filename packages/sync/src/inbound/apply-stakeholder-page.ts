import { contentHash, countPage, findUnstorable } from '@handrail/core';
import type { Outcome, SourceRecord } from '@handrail/core';
import {
  listTiesOfPersons,
  NO_COUNTS,
  readStoredRecords,
  resolveSetAside,
  setAsideRecords,
  upsertSourceRecords,
} from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import type { PageCounts } from './apply-page.ts';
import { projectStakeholders } from './project-stakeholders.ts';
import type { StakeholderProjecting } from './project-stakeholders.ts';
import { PERSON } from './stakeholder-context.ts';

/** Everyone is in: which persons are shown follows from their accounts. */
const IN = { in: true, rule: 'all', field: null, value: null } as const;

/**
 * Stores a page of persons or of their ties, and projects the stakeholders again that rest on what changed. What stands
 * with the same content, projected by the same mapping, is not written.
 */
export async function applyStakeholderPage(
  tx: WorkspaceTransaction,
  page: StakeholderProjecting & { readonly object: string; readonly records: readonly SourceRecord[] },
): Promise<PageCounts> {
  const { run, connection, context, object, records, now } = page;
  const of = { connectionId: connection.id, object };
  const ids = records.map((record) => record.gainsightId);
  const stored = await readStoredRecords(tx, of, ids);
  const bad = records.filter((record) => findUnstorable(record.values) !== null);
  const fine = records.filter((record) => findUnstorable(record.values) === null);
  const hashed = fine.map((record) => ({ record, hash: contentHash(record.values) }));
  const changed = hashed.filter(({ record, hash }) => {
    const known = stored.get(record.gainsightId);
    const isStanding = known?.presence === 'present' && known.rulesVersion === context.version;
    return !isStanding || known.contentHash !== hash;
  });
  await upsertSourceRecords(
    tx,
    of,
    { rulesVersion: context.version, on: context.today(now), runId: run.id, now },
    changed.map(({ record, hash }) => ({
      gainsightId: record.gainsightId,
      name: nameOf(record),
      payload: record.values,
      contentHash: hash,
      modifiedAt: record.modifiedAt,
      verdict: IN,
    })),
  );
  await setAsideRecords(
    tx,
    { ...of, runId: run.id, now },
    bad.map((record) => ({
      gainsightId: record.gainsightId,
      field: findUnstorable(record.values)?.field ?? null,
      reason: 'cannot-be-stored',
    })),
  );
  await resolveSetAside(
    tx,
    { ...of, now },
    fine.map((record) => record.gainsightId),
  );
  const changedIds = changed.map(({ record }) => record.gainsightId);
  const ties = object === PERSON ? await listTiesOfPersons(tx, connection.id, changedIds) : changedIds;
  await projectStakeholders(tx, page, ties);
  const outcomes: Outcome[] = [
    ...bad.map(() => 'set-aside' as const),
    ...changed.map(({ record }) =>
      stored.has(record.gainsightId) ? ('changed' as const) : ('added' as const),
    ),
  ];
  outcomes.push(...Array.from({ length: records.length - outcomes.length }, () => 'unchanged' as const));
  return { ...NO_COUNTS, ...countPage(records.length, outcomes), pages: 1, held: 0 };
}

function nameOf({ values }: SourceRecord): string | null {
  return typeof values['Name'] === 'string' ? values['Name'] : null;
}
