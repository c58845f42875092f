import {
  contentHash,
  countPage,
  dayOf,
  findUnstorable,
  projectRelationship,
  relationshipChanges,
} from '@handrail/core';
import type {
  Changes,
  Outcome,
  RelationshipId,
  RelationshipProjection,
  SourceRecord,
  Verdict,
} from '@handrail/core';
import {
  addChanges,
  markRelationships,
  newId,
  NO_COUNTS,
  readRelationships,
  readStoredRecords,
  resolveSetAside,
  setAsideRecords,
  upsertRelationships,
  upsertSourceRecords,
} from '@handrail/database';
import type {
  ConnectionRow,
  NewChange,
  RelationshipRow,
  RunRow,
  StoredRecord,
  WorkspaceTransaction,
} from '@handrail/database';
import { COMPANY } from './account-context.ts';
import type { PageCounts } from './apply-page.ts';
import { refuseEmptied } from './field-drift.ts';
import { RELATIONSHIP, WITH_ITS_ACCOUNT } from './relationship-context.ts';
import type { RelationshipContext } from './relationship-context.ts';
import { fromRelationshipRow, toRelationshipRow } from './relationship-row.ts';

/** What one page of relationships is applied with. */
export interface RelationshipPage {
  readonly run: RunRow;
  readonly connection: ConnectionRow;
  readonly context: RelationshipContext;
  readonly records: readonly SourceRecord[];
  readonly now: Date;
}

/** A relationship with what is to become of it. */
interface Decided {
  readonly record: SourceRecord;
  readonly hash: string;
  readonly outcome: Outcome;
  readonly id: RelationshipId;
  readonly verdict: Verdict;
  readonly projection: RelationshipProjection | null;
  readonly name: string | null;
  readonly changes: Changes;
  readonly wasHere: boolean;
  readonly fault: { readonly field: string; readonly reason: string } | null;
}

const IS_IN: Verdict = { in: true, rule: 'all', field: null, value: null };

/**
 * Applies a page of relationships in the transaction given, with a fixed number of statements. A relationship whose
 * account the filter keeps out is kept by id and name alone; one whose account has not arrived waits for it. What is
 * unchanged is not written.
 */
export async function applyRelationshipPage(
  tx: WorkspaceTransaction,
  page: RelationshipPage,
): Promise<PageCounts> {
  const { connection, records, now } = page;
  const decided = await decide(tx, page);
  await refuseEmptied(tx, { ...page, object: RELATIONSHIP, fields: page.context.sources }, decided.length);
  const exits = await write(tx, page, decided);
  const aside = decided.flatMap(({ record, fault }) =>
    fault === null ? [] : [{ gainsightId: record.gainsightId, ...fault }],
  );
  const of = { connectionId: connection.id, object: RELATIONSHIP, now };
  await setAsideRecords(tx, { ...of, runId: page.run.id }, aside);
  const isAside = new Set(aside.map(({ gainsightId }) => gainsightId));
  const fine = records.map(({ gainsightId }) => gainsightId).filter((id) => !isAside.has(id));
  await resolveSetAside(tx, of, fine);
  const standing = Array.from({ length: records.length - decided.length }, () => 'unchanged' as const);
  const outcomes = [...standing, ...decided.map(countedAs)];
  return { ...NO_COUNTS, ...countPage(records.length, outcomes), pages: 1, held: 0, exits };
}

/** Those that do not stand as they are, with what becomes of each. */
async function decide(
  tx: WorkspaceTransaction,
  { connection, context, records }: RelationshipPage,
): Promise<readonly Decided[]> {
  const stored = await readStoredRecords(
    tx,
    { connectionId: connection.id, object: RELATIONSHIP },
    records.map(({ gainsightId }) => gainsightId),
  );
  const companyOf = ({ values }: SourceRecord) => values[context.rules.sources.company?.name ?? ''];
  const companies = await readStoredRecords(
    tx,
    { connectionId: connection.id, object: COMPANY },
    records.map(companyOf).filter((id) => typeof id === 'string'),
  );
  const verdictOf = (record: SourceRecord): Verdict => {
    const company = companyOf(record);
    const isOut = typeof company === 'string' && companies.get(company)?.verdict.in === false;
    return isOut ? { in: false, rule: WITH_ITS_ACCOUNT, field: null, value: company } : IS_IN;
  };
  const open = records.flatMap((record) => {
    const hash = contentHash(record.values);
    const verdict = verdictOf(record);
    const known = stored.get(record.gainsightId);
    return isStanding(known, hash, verdict, context) ? [] : [{ record, hash, verdict, known }];
  });
  const rows = await readRelationships(
    tx,
    connection.id,
    open.map(({ record }) => record.gainsightId),
  );
  return open.map(({ record, hash, verdict, known }) =>
    decideOne({ record, hash, verdict, known, row: rows.get(record.gainsightId), context }),
  );
}

function isStanding(
  known: StoredRecord | undefined,
  hash: string,
  verdict: Verdict,
  { version }: RelationshipContext,
): boolean {
  return (
    verdict.in &&
    known?.presence === 'present' &&
    known.contentHash === hash &&
    known.rulesVersion === version
  );
}

function decideOne(input: {
  readonly record: SourceRecord;
  readonly hash: string;
  readonly verdict: Verdict;
  readonly known: StoredRecord | undefined;
  readonly row: RelationshipRow | undefined;
  readonly context: RelationshipContext;
}): Decided {
  const { record, hash, verdict, row, context } = input;
  const wasHere = row?.presence === 'present';
  const decided = { record, hash, verdict, wasHere, id: row?.id ?? newId<RelationshipId>() };
  const nothing = { projection: null, name: null, changes: {}, fault: null };
  const unstorable = findUnstorable(record.values);
  const result = projectRelationship(record.values, context.rules);
  if (!verdict.in) {
    const name = result.ok && unstorable === null ? result.projection.name : null;
    return { ...decided, ...nothing, outcome: 'filtered', name };
  }
  const fault = unstorable ?? (result.ok ? null : { field: result.field, reason: result.reason });
  if (fault !== null || !result.ok) return { ...decided, ...nothing, outcome: 'set-aside', fault };
  const { projection } = result;
  const changes = row === undefined ? {} : relationshipChanges(fromRelationshipRow(row), projection);
  const outcome = row === undefined ? 'added' : 'changed';
  return { ...decided, outcome, projection, name: projection.name, changes, fault: null };
}

/** Answers how many left the lists. */
async function write(
  tx: WorkspaceTransaction,
  { run, connection, context, now }: RelationshipPage,
  decided: readonly Decided[],
): Promise<number> {
  const kept = decided.filter(({ fault }) => fault === null);
  if (kept.length === 0) return 0;
  await upsertSourceRecords(
    tx,
    { connectionId: connection.id, object: RELATIONSHIP },
    { rulesVersion: context.version, on: dayOf(now, context.zone), runId: run.id, now },
    kept.map((one) => ({
      gainsightId: one.record.gainsightId,
      name: one.name,
      payload: one.verdict.in ? one.record.values : null,
      contentHash: one.hash,
      modifiedAt: one.record.modifiedAt,
      verdict: one.verdict,
      isChanged: countedAs(one) === 'changed',
    })),
  );
  const written = kept.flatMap(({ id, record, projection }) =>
    projection === null ? [] : [toRelationshipRow(id, record.gainsightId, projection)],
  );
  await upsertRelationships(tx, connection.id, written, now);
  const out = kept.filter(({ outcome }) => outcome === 'filtered').map(({ record }) => record.gainsightId);
  const left = await markRelationships(tx, connection.id, out, { presence: 'filtered', now });
  await addChanges(tx, { recordKind: 'relationship', runId: run.id, now }, [
    ...kept.flatMap(toChange),
    ...left.map((recordId): NewChange => ({ recordId, event: 'filtered', fields: {} })),
  ]);
  return left.length;
}

/** The outcome that a run counts: what only the source shows otherwise, in a field that we do not show, is as it was. */
function countedAs({ outcome, wasHere, changes }: Decided): Outcome {
  return outcome === 'changed' && wasHere && Object.keys(changes).length === 0 ? 'unchanged' : outcome;
}

function toChange(one: Decided): NewChange[] {
  const { id, outcome, changes, wasHere } = one;
  if (outcome === 'added') return [{ recordId: id, event: 'added', fields: {} }];
  if (outcome !== 'changed') return [];
  if (!wasHere) return [{ recordId: id, event: 'returned', fields: changes }];
  return countedAs(one) === 'unchanged' ? [] : [{ recordId: id, event: 'changed', fields: changes }];
}
