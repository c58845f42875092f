import { verdictInWords } from '@handrail/core';
import type { RunOutcome } from '@handrail/core';
import {
  countRunRecords,
  findConnection,
  findPreviewTime,
  listModifiedSince,
  listRunRecords as readRunRecords,
} from '@handrail/database';
import type { RunRecordQuery, RunRecordRow, RunRow, WorkspaceTransaction } from '@handrail/database';
import { readDecidingFilter } from './explain/deciding-filter.ts';
import { COMPANY } from './inbound/account-context.ts';
import { RELATIONSHIP } from './inbound/relationship-context.ts';

/** The object whose records a stream counts, where what it left as it was can be listed. */
const OBJECTS: Readonly<Record<string, string>> = { accounts: COMPANY, relationships: RELATIONSHIP };

/** What is asked of the records of a run. */
export interface RunRecordsAsked {
  readonly outcome: RunOutcome;
  readonly search: string | null;
  readonly after: string | null;
  readonly limit: number;
}

/** A record of a run with the rule that kept it out as a sentence. */
export interface RunRecord extends RunRecordRow {
  readonly reason: string | null;
  /**
   * When the preview of the configuration was read, of the run that carried that configuration out and a record that
   * Gainsight changed or lost in between: here the run may differ from its preview. Else null.
   */
  readonly changedSincePreviewOf: Date | null;
}

/** One page of the records of a run by outcome, and how many there are; the page may hold one more than its limit asks. */
export async function listRunRecords(
  tx: WorkspaceTransaction,
  run: RunRow,
  stream: string,
  asked: RunRecordsAsked,
): Promise<{ readonly records: readonly RunRecord[]; readonly total: number }> {
  const connection = await findConnection(tx, 'gainsight');
  const object = OBJECTS[stream];
  const query: RunRecordQuery = {
    ...asked,
    runId: run.id,
    of: connection === undefined || object === undefined ? null : { connectionId: connection.id, object },
    isWhole: hasMetAll(run),
  };
  const rows = await readRunRecords(tx, query);
  const total = await countRunRecords(tx, query);
  const by =
    connection === undefined || asked.outcome !== 'filtered'
      ? null
      : await readDecidingFilter(tx, connection.id, run.config_version);
  const previewedAt = await findPreviewTime(tx, run);
  const changed =
    previewedAt === null || query.of === null
      ? new Set<string>()
      : await listModifiedSince(tx, query.of, {
          ids: rows.flatMap(({ gainsightId }) => gainsightId ?? []),
          since: previewedAt,
          until: run.finished_at,
        });
  const records = rows.map((row): RunRecord => ({
    ...row,
    reason: by === null ? row.reason : ruleInWords(row, by),
    changedSincePreviewOf: row.previewedAt ?? (changed.has(row.gainsightId ?? '') ? previewedAt : null),
  }));
  return { records, total };
}

/** Whether every record passed the run by: only then also what it left as it was is an outcome of it. */
function hasMetAll({ mode, state, failure }: RunRow): boolean {
  return (
    mode !== 'incremental' && failure === null && ['done', 'partial', 'awaiting-approval'].includes(state)
  );
}

function ruleInWords(row: RunRecordRow, by: Awaited<ReturnType<typeof readDecidingFilter>>): string | null {
  const { rule, ruleField, ruleValue } = row;
  if (rule === null) return null;
  if (ruleField === null) return 'Filtered out with its account.';
  return verdictInWords({ in: false, rule, field: ruleField, value: ruleValue }, by).answer;
}
