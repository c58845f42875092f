import assert from 'node:assert/strict';
import type { AccountProjection, SourceField } from '@handrail/core';
import { listImportedNames, readAccounts, scheduleStream } from '@handrail/database';
import type { RunRow } from '@handrail/database';
import { COMPANY } from '../inbound/account-context.ts';
import { fromAccountRow } from '../inbound/account-row.ts';
import { listStandingFields } from '../inbound/described-fields.ts';
import { getGainsight } from '../inventory.ts';
import { toSourceField } from '../source-fields.ts';
import type { SyncTest } from '../testing.ts';

/**
 * Saves a document as a person does, works what it asks for and the next increment to their ends, and answers the run that
 * the document began.
 */
export async function carryOut(of: SyncTest, document: object): Promise<RunRow> {
  await of.saveAsPerson(document);
  const isFirst = (await readCopy(of)).size === 0;
  let run = await of.queue('accounts', isFirst || (await isFullDue(of)) ? 'full' : 'incremental');
  while (run.state === 'queued' || run.state === 'running') run = await of.work(run);
  assert.ok(['done', 'partial'].includes(run.state), JSON.stringify(run));
  // The schedule, which begins runs otherwise, would have set its next one.
  const fullDueAt = new Date(of.clock.now().getTime() + 86_400_000);
  await of.transaction((tx) => scheduleStream(tx, run.stream_id, { fullDueAt }));
  await of.run('accounts');
  return run;
}

async function isFullDue(of: SyncTest): Promise<boolean> {
  return of.transaction(async (tx) => {
    const due = await tx.db
      .selectFrom('streams')
      .select('next_full_due_at')
      .where('name', '=', 'accounts')
      .executeTakeFirstOrThrow();
    return due.next_full_due_at !== null && due.next_full_due_at <= of.clock.now();
  });
}

/** Every account in the lists, by the source's id, as a person sees it. */
export async function readCopy(of: SyncTest): Promise<ReadonlyMap<string, AccountProjection>> {
  const gsids = of.source.rows('company').map((row) => String(row['Gsid']));
  return of.transaction(async (tx) => {
    const connection = await getGainsight(tx);
    const imported = await listImportedNames(tx, { connectionId: connection.id, object: COMPANY });
    const accounts = await readAccounts(tx, connection.id, gsids);
    const present = [...accounts].filter(([, row]) => row.presence === 'present');
    assert.deepEqual(present.map(([id]) => id).toSorted(), [...imported.keys()].toSorted());
    return new Map(present.map(([id, row]) => [id, fromAccountRow(row)]));
  });
}

/** The fields of the source's companies as a document may name them. */
export async function readSourceFields(of: SyncTest): Promise<readonly SourceField[]> {
  const rows = await of.transaction(async (tx) =>
    listStandingFields(tx, (await getGainsight(tx)).id, COMPANY),
  );
  return rows.map((row) => toSourceField(row));
}
