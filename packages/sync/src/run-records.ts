import { setAsideInWords, verdictInWords } from '@handrail/core';
import type { RunListing, RunOutcome } from '@handrail/core';
import {
  countRunRecords,
  findConnection,
  findPreviewTime,
  listModifiedSince,
  listRunRecords as readRunRecords,
  readSetAsideCauses,
} from '@handrail/database';
import type {
  RecordAccount,
  RunObjects,
  RunRecordQuery,
  RunRecordRow,
  RunRow,
  WorkspaceTransaction,
} from '@handrail/database';
import { tellChange } from './change-causes.ts';
import { readDecidingFilter } from './explain/deciding-filter.ts';
import { COMPANY } from './inbound/account-context.ts';
import { RELATIONSHIP } from './inbound/relationship-context.ts';
import { PEOPLE_OBJECTS } from './inbound/stakeholder-context.ts';
import { readRecordAccounts } from './run-record-accounts.ts';
import { withheldSchema } from './withheld-run.ts';

/** What the streams read whose runs can list more than the log of changes has. */
const OBJECTS: Readonly<Record<string, Pick<RunObjects, 'object' | 'keptOut'>>> = {
  accounts: { object: COMPANY, keptOut: [COMPANY] },
  relationships: { object: RELATIONSHIP, keptOut: [RELATIONSHIP] },
  stakeholders: { object: null, keptOut: PEOPLE_OBJECTS },
};

/** What is asked of the records of a run. */
export interface RunRecordsAsked {
  readonly outcome: RunOutcome;
  readonly search: string | null;
  readonly after: string | null;
  readonly limit: number;
}

/** A record of a run with the rule that kept it out, or what explains its exit, as a sentence. */
export interface RunRecord extends RunRecordRow {
  /** Of a relationship or stakeholder; null where it is not known. */
  readonly account: RecordAccount | null;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
  /**
   * When the preview of the configuration was read, of the run that carried that configuration out and a record that
   * Gainsight changed or lost in between: here the run may differ from its preview. Else null.
   */
  readonly changedSincePreviewOf: Date | null;
}

/** A page of the records of a run, how many there are, and what that says of the run's count. */
export interface RunRecordList {
  readonly records: readonly RunRecord[];
  readonly total: number;
  readonly listing: RunListing;
}

/** One page of the records of a run by outcome, and how many there are; the page may hold one more than its limit asks. */
export async function listRunRecords(
  tx: WorkspaceTransaction,
  run: RunRow,
  stream: string,
  asked: RunRecordsAsked,
): Promise<RunRecordList> {
  const connection = await findConnection(tx, 'gainsight');
  const objects = OBJECTS[stream];
  const query: RunRecordQuery = {
    ...asked,
    runId: run.id,
    of:
      connection === undefined || objects === undefined ? null : { connectionId: connection.id, ...objects },
    isWhole: hasMetAll(run),
  };
  const rows = await readRunRecords(tx, query);
  const total = await countRunRecords(tx, query);
  const by =
    connection === undefined || asked.outcome !== 'filtered'
      ? null
      : await readDecidingFilter(tx, connection.id, run.config_version);
  const previewedAt = await findPreviewTime(tx, run);
  const of = query.of === null || query.of.object === null ? null : { ...query.of, object: query.of.object };
  const changed =
    previewedAt === null || of === null
      ? new Set<string>()
      : await listModifiedSince(tx, of, {
          ids: rows.flatMap(({ gainsightId }) => gainsightId ?? []),
          since: previewedAt,
          until: run.finished_at,
        });
  const causeOf = asked.outcome === 'set-aside' ? await readCauses(tx, run, rows) : null;
  const accountOf = await readRecordAccounts(tx, connection, rows);
  const records = rows.map((row): RunRecord => {
    const { fields, reason } = tellChange(row.fields);
    return {
      ...row,
      account: accountOf(row),
      fields,
      reason: causeOf?.(row) ?? reasonOf(row, asked.outcome, by) ?? reason,
      changedSincePreviewOf: row.previewedAt ?? (changed.has(row.gainsightId ?? '') ? previewedAt : null),
    };
  });
  const all = asked.search === null ? total : await countRunRecords(tx, { ...query, search: null });
  return { records, total, listing: listingOf(run, stream, query, all) };
}

/** Why records were set aside, and what can be done. */
async function readCauses(
  tx: WorkspaceTransaction,
  run: RunRow,
  rows: readonly RunRecordRow[],
): Promise<(row: RunRecordRow) => string | null> {
  const ids = rows.flatMap(({ gainsightId }) => gainsightId ?? []);
  const words = new Map(
    (await readSetAsideCauses(tx, run.id, ids)).map(({ object, gainsightId, ...of }) => {
      const { cause, remedy } = setAsideInWords(of);
      return [`${object} ${gainsightId}`, `${cause} ${remedy}`];
    }),
  );
  return ({ kind, gainsightId }) => words.get(`${kind} ${gainsightId ?? ''}`) ?? null;
}

/** How what is listed with an outcome relates to what the run counts with it. */
function listingOf(
  run: RunRow,
  stream: string,
  { outcome, of, isWhole }: RunRecordQuery,
  listed: number,
): RunListing {
  if (stream === 'stakeholders' && (outcome === 'added' || outcome === 'changed')) return 'joined';
  if (countOf(run, outcome) === listed) return 'whole';
  const isKept =
    outcome === 'filtered' || ((outcome === 'changed' || outcome === 'unchanged') && of?.object != null);
  const isMet = outcome === 'changed' || isWhole;
  return isKept && isMet ? 'decided-again' : 'counted';
}

function countOf(run: RunRow, outcome: RunOutcome): number {
  switch (outcome) {
    case 'gone':
      return run.exits;
    case 'set-aside':
      return run.set_aside;
    case 'held':
      return run.withheld === null ? 0 : withheldSchema.parse(run.withheld).count;
    default:
      return run[outcome];
  }
}

function reasonOf(
  row: RunRecordRow,
  outcome: RunOutcome,
  by: Awaited<ReturnType<typeof readDecidingFilter>> | null,
): string | null {
  if (outcome === 'gone') return row.event === 'filtered' ? 'Left with its account.' : row.reason;
  return by === null ? row.reason : ruleInWords(row, by);
}

/** Whether every record passed the run by: only then also what it left as it was is an outcome of it. */
function hasMetAll({ mode, state, failure }: RunRow): boolean {
  return (
    mode !== 'incremental' && failure === null && ['done', 'partial', 'awaiting-approval'].includes(state)
  );
}

function ruleInWords(row: RunRecordRow, by: Awaited<ReturnType<typeof readDecidingFilter>>): string | null {
  const { rule, ruleField, ruleValue } = row;
  if (rule === null) return row.event === 'left' ? 'Decided again by a later run.' : null;
  if (ruleField === null) return 'Filtered out with its account.';
  return verdictInWords({ in: false, rule, field: ruleField, value: ruleValue }, by).answer;
}
