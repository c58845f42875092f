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
import type { Explanation, FieldMapping, FieldOrigin, JsonObject, JsonValue } from '@handrail/core';
import {
  findHeldExit,
  findRecordFacts,
  findSetAside,
  findStakeholderOfTie,
  listSourceFields,
} from '@handrail/database';
import type { ConnectionRow, RecordFacts, StakeholderRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from '../configuration.ts';
import { COMPANY_PERSON, PERSON, TIE } from '../inbound/stakeholder-context.ts';
import { toSourceField } from '../source-fields.ts';
import { stakeholderValues } from '../inbound/stakeholder-changes.ts';
import { readAccountStanding } from './account-standing.ts';
import { keptValuesOf } from './kept-value.ts';
import { readLastChanges } from './last-changes.ts';
import { shownSource } from './shown-value.ts';

/** No field of a person points to somebody by id. */
const NO_NAMES = new Map<string, string>();

/**
 * Why a person is a stakeholder of an account, or is not shown as one; asked for by the id of their tie to it. Of whom the
 * filter keeps out with all their accounts, only the name and the person's own id are kept, and these are asked for.
 */
export async function explainStakeholder(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  gainsightId: string,
): Promise<Explanation> {
  const ofTie = { connectionId: connection.id, object: COMPANY_PERSON };
  const tie = await findRecordFacts(tx, ofTie, gainsightId);
  const person = tie ?? (await findRecordFacts(tx, { ...ofTie, object: PERSON }, gainsightId));
  const of = tie === undefined && person !== undefined ? { ...ofTie, object: PERSON } : ofTie;
  const stored = tie ?? person;
  const company = typeof stored?.verdict.value === 'string' ? stored.verdict.value : null;
  const row = await findStakeholderOfTie(tx, connection.id, gainsightId);
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
    missing:
      stored?.isMissing === true
        ? { since: stored.missingSince ?? row?.missing_since ?? null, run: null }
        : null,
    mergedInto: null,
    proposedMerge: null,
    keptAt: null,
    setAside: (await findSetAside(tx, of, gainsightId)) ?? null,
    held: (await findHeldExit(tx, ['stakeholders'], gainsightId)) ?? null,
    account: await readAccountStanding(tx, connection, row?.company_gainsight_id ?? company),
    tie: row?.presence ?? null,
    fields: row === undefined ? [] : await readOrigins(tx, connection, row, stored),
  });
}

async function readOrigins(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  row: StakeholderRow,
  tie: RecordFacts | undefined,
): Promise<readonly FieldOrigin[]> {
  const { configuration } = await readConfiguration(tx);
  const { stakeholder: chosen } = configuration.fields;
  const { standard, custom } = completeStakeholderMapping(chosen);
  const at = { connectionId: connection.id };
  const personId = row.person_gainsight_id ?? '';
  const nameSource = standard.name?.source ?? '';
  const [personName, tieName] = nameSource.startsWith(OF_PERSON)
    ? [nameSource.replace(OF_PERSON, ''), null]
    : [null, nameSource];
  const person = await findRecordFacts(tx, { ...at, object: PERSON }, personId);
  const ofPerson = keptValuesOf(person, { gainsightId: personId, nameField: personName, decidedField: null });
  const ofTie = keptValuesOf(tie, {
    gainsightId: row.gainsight_id ?? '',
    nameField: tieName,
    decidedField: TIE.company,
  });
  const fields = new Map([
    ...(await listSourceFields(tx, connection.id, PERSON)).map(
      (field) => [`${OF_PERSON}${field.name}`.toLowerCase(), field] as const,
    ),
    ...(await listSourceFields(tx, connection.id, COMPANY_PERSON)).map(
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
        object: isOfPerson ? PERSON : COMPANY_PERSON,
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
