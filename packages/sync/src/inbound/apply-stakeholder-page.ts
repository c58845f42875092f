import {
  asPersonValues,
  contentHash,
  countPage,
  findUnstorable,
  isEmptyValue,
  projectStakeholder,
} from '@handrail/core';
import type { JsonValue, Outcome, SourceRecord, Verdict } from '@handrail/core';
import {
  deleteRelationshipPeople,
  listCompaniesIn,
  listPersonsIn,
  listTiesOfPersons,
  NO_COUNTS,
  readStoredRecords,
  resolveSetAside,
  setAsideRecords,
  upsertSourceRecords,
} from '@handrail/database';
import type { RunRow, SetAsideRecord, StoredRecord, WorkspaceTransaction } from '@handrail/database';
import type { PageCounts } from './apply-page.ts';
import { refuseEmptied } from './field-drift.ts';
import { leaveWithAccount } from './leave-with-account.ts';
import { storeRelationshipPeople } from './project-relationship-people.ts';
import { ofPerson, projectStakeholders } from './project-stakeholders.ts';
import type { StakeholderProjecting } from './project-stakeholders.ts';
import {
  PERSON,
  RELATIONSHIP_PERSON,
  RELATIONSHIP_TIE,
  stakeholderObjects,
  TIE,
} from './stakeholder-context.ts';
import type { PeopleObject } from './stakeholder-context.ts';

/** A page of one of the objects that make stakeholders. */
export interface StakeholderPage extends StakeholderProjecting {
  readonly run: RunRow;
  readonly object: PeopleObject;
  readonly records: readonly SourceRecord[];
}

/** A record with the verdict on it. */
interface Judged {
  readonly record: SourceRecord;
  readonly hash: string;
  readonly verdict: Verdict;
  readonly known: StoredRecord | undefined;
  /** What keeps it from being stored, though it is in. */
  readonly fault: Fault | null;
}

type Fault = Omit<SetAsideRecord, 'gainsightId'>;

/**
 * Stores a page of persons or of their ties, and projects the stakeholders again that rest on what changed. A tie is in
 * with its account, and a person with one of their ties; of all others nothing is kept but id, name and why. What stands
 * with the same content, projected by the same mapping, is not written; of what cannot be read the last good values stay.
 */
export async function applyStakeholderPage(
  tx: WorkspaceTransaction,
  page: StakeholderPage,
): Promise<PageCounts> {
  const { run, connection, context, object, records, now } = page;
  const of = { connectionId: connection.id, object, now };
  const all = await judge(tx, page, records);
  const judged = all.filter(({ fault }) => fault === null);
  const moved = judged.filter((one) => !isStanding(one, context.version));
  await refuseEmptied(tx, { ...page, fields: context.reading[object].sources }, moved.length);
  await upsertSourceRecords(
    tx,
    of,
    { rulesVersion: context.version, on: context.today(now), runId: run.id, now },
    moved.map(({ record, hash, verdict }) => ({
      gainsightId: record.gainsightId,
      name: nameOf(record),
      payload: verdict.in ? record.values : null,
      contentHash: hash,
      modifiedAt: record.modifiedAt,
      verdict,
    })),
  );
  const aside = all.flatMap(({ record: { gainsightId }, fault }): SetAsideRecord[] =>
    fault === null ? [] : [{ gainsightId, ...fault }],
  );
  await setAsideRecords(tx, { ...of, runId: run.id }, aside);
  await resolveSetAside(tx, of, idsOf(judged));
  const changed = moved.filter(({ verdict }) => verdict.in);
  const out = idsOf(moved.filter(({ verdict }) => !verdict.in));
  const exits = object === PERSON ? 0 : await leaveWithAccount(tx, page, out);
  if (object === RELATIONSHIP_PERSON) {
    await deleteRelationshipPeople(tx, connection.id, out);
    await storeRelationshipPeople(
      tx,
      page,
      changed.map(({ record }) => record),
    );
  } else {
    const ids = idsOf(changed);
    const ties = object === PERSON ? await listTiesOfPersons(tx, connection.id, ids) : ids;
    await projectStakeholders(tx, page, ties);
  }
  const outcomes: Outcome[] = [...aside.map(() => 'set-aside' as const), ...judged.map(outcomeOf)];
  return { ...NO_COUNTS, ...countPage(records.length, outcomes), pages: 1, held: 0, exits };

  function outcomeOf(one: Judged): Outcome {
    if (!one.verdict.in) return 'filtered';
    if (isStanding(one, context.version)) return 'unchanged';
    return one.known === undefined || one.known.presence === 'filtered' ? 'added' : 'changed';
  }
}

async function judge(
  tx: WorkspaceTransaction,
  { connection, object, context }: StakeholderPage,
  records: readonly SourceRecord[],
): Promise<readonly Judged[]> {
  const ids = records.map((record) => record.gainsightId);
  const stored = await readStoredRecords(tx, { connectionId: connection.id, object }, ids);
  const verdictOf = await readVerdicts(tx, { connection, object }, records);
  return records.map((record) => {
    const hash = contentHash(record.values);
    const verdict = verdictOf(record);
    const known = stored.get(record.gainsightId);
    const seen = { record, hash, verdict, known };
    const isFine = isStanding({ ...seen, fault: null }, context.version);
    return { ...seen, fault: isFine ? null : findFault(object, record, verdict, context) };
  });
}

/** What keeps a record from being read. Of one that is out nothing is read but its name. */
function findFault(
  object: string,
  record: SourceRecord,
  verdict: Verdict,
  { mapping, projection }: StakeholderPage['context'],
): Fault | null {
  const { values } = record;
  if (!verdict.in) return null;
  const unstorable = findUnstorable(values);
  if (unstorable !== null) return unstorable;
  const needed =
    object === PERSON
      ? []
      : object === RELATIONSHIP_PERSON
        ? [RELATIONSHIP_TIE.person, RELATIONSHIP_TIE.relationship]
        : [TIE.person, TIE.company];
  const missing = needed.find((field) => typeof values[field] !== 'string' || values[field] === '');
  if (missing !== undefined) return { field: missing, reason: 'missing-id' };
  if (object === RELATIONSHIP_PERSON) {
    const role = values[RELATIONSHIP_TIE.role];
    const isText = isEmptyValue(role) || typeof role === 'string';
    return isText ? null : { field: RELATIONSHIP_TIE.role, reason: 'not-a-text' };
  }
  const own = object === PERSON ? asPersonValues(values) : values;
  const result = projectStakeholder(own, mapping, projection);
  if (result.ok) return null;
  const [fault = null] = result.faults;
  return fault !== null && object === PERSON ? ofPerson(fault) : fault;
}

async function readVerdicts(
  tx: WorkspaceTransaction,
  { connection, object }: Pick<StakeholderPage, 'connection' | 'object'>,
  records: readonly SourceRecord[],
): Promise<(record: SourceRecord) => Verdict> {
  const of = stakeholderObjects(connection);
  const decidedBy = { rule: of.rule, field: null };
  if (object === PERSON) {
    const ids = records.map((record) => record.gainsightId);
    const persons = await listPersonsIn(tx, connection.id, ids);
    return ({ gainsightId }) => ({ ...decidedBy, in: persons.has(gainsightId), value: null });
  }
  const companyOf = ({ values }: SourceRecord) => values[TIE.company] ?? null;
  const isId = (id: JsonValue): id is string =>
    typeof id === 'string' && id !== '' && findUnstorable({ [TIE.company]: id }) === null;
  const named = records.map(companyOf).filter(isId);
  const companies = await listCompaniesIn(tx, of, named);
  return (record) => {
    const value = companyOf(record);
    // A tie that names no company at all is set aside, which says so.
    const isIn = !isId(value) || companies.has(value);
    return { ...decidedBy, in: isIn, value };
  };
}

function isStanding({ hash, verdict, known }: Judged, version: string): boolean {
  return (
    known !== undefined &&
    known.presence === (verdict.in ? 'present' : 'filtered') &&
    known.rulesVersion === version &&
    known.contentHash === hash
  );
}

function idsOf(judged: readonly Judged[]): readonly string[] {
  return judged.map(({ record }) => record.gainsightId);
}

function nameOf({ values }: SourceRecord): string | null {
  const name = values['Name'];
  // Shown only, so one that cannot be stored is left out where the record itself is.
  return typeof name === 'string' && findUnstorable({ name }) === null ? name : null;
}
