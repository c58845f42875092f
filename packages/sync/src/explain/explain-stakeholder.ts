import {
  causeInWords,
  completeStakeholderMapping,
  conversionInWords,
  explainRecord,
  isJsonObject,
  OF_PERSON,
  ownerInWords,
  STAKEHOLDER_FIELD_LABELS,
} from '@handrail/core';
import type {
  Explanation,
  FieldMapping,
  FieldOrigin,
  JsonObject,
  JsonValue,
  RecordFacts as FactsToTell,
} from '@handrail/core';
import {
  findHeldExit,
  findKeptExit,
  findLastMissing,
  findRecordFacts,
  findSetAside,
  findStakeholderOfTie,
  listSourceFields,
} from '@handrail/database';
import type {
  ConnectionRow,
  RecordFacts,
  SourceObject,
  StakeholderRow,
  WorkspaceTransaction,
} from '@handrail/database';
import { readConfiguration } from '../configuration.ts';
import { COMPANY_PERSON, PERSON, RELATIONSHIP_PERSON, TIE } from '../inbound/stakeholder-context.ts';
import { toSourceField } from '../source-fields.ts';
import { stakeholderValues } from '../inbound/stakeholder-changes.ts';
import { readAccountStanding } from './account-standing.ts';
import { keptValuesOf } from './kept-value.ts';
import { readLastChanges } from './last-changes.ts';
import { shownSource } from './shown-value.ts';

/** No field of a person points to somebody by id. */
const NO_NAMES = new Map<string, string>();

/** The objects that a stakeholder is asked for by, ties first. */
const ASKED_OBJECTS = [COMPANY_PERSON, RELATIONSHIP_PERSON, PERSON];
/** Streams whose runs may hold an exit of a stakeholder. */
const STREAMS = ['stakeholders', 'deletions'];

/** A record that is asked about, with what stands of it. */
interface Asked {
  readonly of: SourceObject;
  /** Undefined where nothing of it was ever stored. */
  readonly stored: RecordFacts | undefined;
}

/**
 * Why a person is a stakeholder of an account, or is not shown as one; asked for by the id of their tie to it or to one of
 * its relationships. Of whom the filter keeps out with all their accounts, only the name and the person's own id are kept,
 * and these are asked for.
 */
export async function explainStakeholder(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  gainsightId: string,
): Promise<Explanation> {
  const asked = await findAsked(tx, connection, gainsightId);
  const { of, stored } = asked;
  const company = typeof stored?.verdict.value === 'string' ? stored.verdict.value : null;
  const row = await findStakeholderOfTie(tx, connection.id, gainsightId);
  const personId = row?.person_gainsight_id ?? '';
  const ofPerson = { ...of, object: PERSON };
  const person = await findRecordFacts(tx, ofPerson, personId);
  return explainRecord({
    noun: 'stakeholder',
    id: row?.id ?? null,
    sourceId: gainsightId,
    object: of.object,
    name: row?.name ?? row?.email ?? stored?.name ?? null,
    stored:
      stored === undefined
        ? null
        : {
            ...stored,
            by: { filter: null, fields: new Map(), configVersion: stored.run?.configVersion ?? 0 },
            shownValue: null,
          },
    missing: await readMissing(tx, asked, row, person),
    mergedInto: null,
    proposedMerge: null,
    keptAt: null,
    setAside:
      (await findSetAside(tx, of, gainsightId)) ?? (await findSetAside(tx, ofPerson, personId)) ?? null,
    held:
      (await findHeldExit(tx, STREAMS, gainsightId)) ?? (await findHeldExit(tx, STREAMS, personId)) ?? null,
    keptExit: (await findKeptExit(tx, gainsightId)) ?? (await findKeptExit(tx, personId)) ?? null,
    account: await readAccountStanding(tx, connection, row?.company_gainsight_id ?? company),
    tie:
      row === undefined
        ? null
        : { to: of.object === RELATIONSHIP_PERSON ? 'relationship' : 'company', presence: row.presence },
    fields: row === undefined ? [] : await readOrigins(tx, row, asked, person),
  });
}

/** The record of an id, which is that of a tie or, where all ties are out, of the person. */
async function findAsked(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  gainsightId: string,
): Promise<Asked> {
  const asked = { connectionId: connection.id, object: COMPANY_PERSON };
  for (const object of ASKED_OBJECTS) {
    const of = { ...asked, object };
    const stored = await findRecordFacts(tx, of, gainsightId);
    if (stored !== undefined) return { of, stored };
  }
  return { of: asked, stored: undefined };
}

/** Since when the tie or the person is gone and by which run; null while both are there. */
async function readMissing(
  tx: WorkspaceTransaction,
  { stored }: Asked,
  row: StakeholderRow | undefined,
  person: RecordFacts | undefined,
): Promise<FactsToTell['missing']> {
  const isTieMissing = stored?.isMissing === true;
  const isPersonMissing = person?.isMissing === true;
  if (!isTieMissing && !isPersonMissing && row?.presence !== 'missing') return null;
  const exit = row === undefined ? undefined : await findLastMissing(tx, row.id);
  return {
    since: row?.missing_since ?? stored?.missingSince ?? person?.missingSince ?? null,
    run: exit?.run ?? null,
    person: isPersonMissing && !isTieMissing ? (row?.person_gainsight_id ?? null) : null,
  };
}

async function readOrigins(
  tx: WorkspaceTransaction,
  row: StakeholderRow,
  { of, stored: tie }: Asked,
  person: RecordFacts | undefined,
): Promise<readonly FieldOrigin[]> {
  const { configuration } = await readConfiguration(tx);
  const { stakeholder: chosen } = configuration.fields;
  const { standard, custom } = completeStakeholderMapping(chosen);
  const nameSource = standard.name?.source ?? '';
  const [personName, tieName] = nameSource.startsWith(OF_PERSON)
    ? [nameSource.replace(OF_PERSON, ''), null]
    : [null, nameSource];
  const ofPerson = keptValuesOf(person, {
    gainsightId: row.person_gainsight_id ?? '',
    nameField: personName,
    decidedField: null,
  });
  const ofTie = keptValuesOf(tie, {
    gainsightId: row.gainsight_id ?? '',
    nameField: tieName,
    decidedField: TIE.company,
  });
  const fields = new Map([
    ...(await listSourceFields(tx, of.connectionId, PERSON)).map(
      (field) => [`${OF_PERSON}${field.name}`.toLowerCase(), field] as const,
    ),
    ...(await listSourceFields(tx, of.connectionId, of.object)).map(
      (field) => [field.name.toLowerCase(), field] as const,
    ),
  ]);
  const values = stakeholderValues(row);
  const changes = await readLastChanges(tx, row.id, values);
  const originOf = (field: string, label: string, value: JsonValue, mapping: FieldMapping): FieldOrigin => {
    const described = fields.get(mapping.source.toLowerCase());
    const source = described === undefined ? undefined : toSourceField(described, mapping.source);
    const change = changes.get(field);
    const isOfPerson = mapping.source.startsWith(OF_PERSON);
    const sourceField = mapping.source.replace(OF_PERSON, '');
    const { value: read, isKept } = (isOfPerson ? ofPerson : ofTie)(sourceField);
    return {
      field,
      label,
      value,
      source: {
        object: isOfPerson ? PERSON : of.object,
        field: sourceField,
        label: source?.label ?? null,
        value: shownSource(read, source, NO_NAMES),
        isKept,
        // A custom field stands here only where somebody made it.
        isDefault: !field.startsWith('fields.') && !(field in chosen.standard),
      },
      conversion: conversionInWords('text', source, mapping),
      owner: ownerInWords(mapping.owner, field in asObject(row.manual)),
      manual: null,
      change: change === undefined ? null : { ...change, cause: causeInWords(change.run) },
    };
  };
  const labels = new Map<string, string>(Object.entries(STAKEHOLDER_FIELD_LABELS));
  return [
    ...Object.entries(standard).map(([name, mapping]) =>
      originOf(name, labels.get(name) ?? name, values.get(name) ?? null, mapping),
    ),
    ...Object.entries(custom).map(([name, mapping]) =>
      originOf(`fields.${name}`, name, values.get(`fields.${name}`) ?? null, mapping),
    ),
  ];
}

function asObject(stored: unknown): JsonObject {
  const json = stored as JsonValue | undefined;
  return isJsonObject(json) ? json : {};
}
