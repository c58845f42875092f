import {
  causeInWords,
  conversionInWords,
  explainRecord,
  optionLabel,
  ownerInWords,
  RELATIONSHIP_FIELD_LABELS,
  RELATIONSHIP_FIELDS,
} from '@handrail/core';
import type {
  Explanation,
  FieldKind,
  FieldOrigin,
  JsonValue,
  RelationshipFieldName,
  SourceField,
} from '@handrail/core';
import {
  findHeldExit,
  findKeptExit,
  findLastMissing,
  findRecordFacts,
  findRelationship,
  findSetAside,
  listRecordNames,
  readRelationships,
} from '@handrail/database';
import type {
  ConnectionRow,
  ListedRelationship,
  RecordFacts,
  WorkspaceTransaction,
} from '@handrail/database';
import { COMPANY, USER } from '../inbound/account-context.ts';
import { readRelationshipSources, RELATIONSHIP } from '../inbound/relationship-context.ts';
import { fromRelationshipRow } from '../inbound/relationship-row.ts';
import { readAccountStanding } from './account-standing.ts';
import { keptValuesOf } from './kept-value.ts';
import { readLastChanges } from './last-changes.ts';

const KINDS: Readonly<Record<RelationshipFieldName, FieldKind>> = {
  name: 'text',
  company: 'gainsight-id',
  type: 'gainsight-id',
  owner: 'gainsight-id',
  status: 'text',
  stage: 'text',
  arr: 'number',
  mrr: 'number',
  renewalDate: 'day',
  contractStart: 'day',
};
/** Streams whose runs may hold an exit of a relationship. */
const STREAMS = ['relationships', 'deletions'];
const FROM_SOURCE = { owner: 'gainsight', prefer: [] } as const;

/** Why a relationship of the source is here, or is not. */
export async function explainRelationship(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  gainsightId: string,
): Promise<Explanation> {
  const of = { connectionId: connection.id, object: RELATIONSHIP };
  const stored = await findRecordFacts(tx, of, gainsightId);
  const known = (await readRelationships(tx, connection.id, [gainsightId])).get(gainsightId);
  const row = known === undefined ? undefined : await findRelationship(tx, known.id);
  const missing = row === undefined ? undefined : await findLastMissing(tx, row.id);
  const kept = stored?.verdict.value;
  const company = row?.company_gainsight_id ?? (typeof kept === 'string' ? kept : null);
  return explainRecord({
    noun: 'relationship',
    id: row?.id ?? null,
    sourceId: gainsightId,
    object: RELATIONSHIP,
    name: row?.name ?? stored?.name ?? null,
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
        ? { since: stored.missingSince, run: missing?.run ?? null, person: null }
        : null,
    mergedInto: null,
    proposedMerge: null,
    keptAt: null,
    setAside: (await findSetAside(tx, of, gainsightId)) ?? null,
    held: (await findHeldExit(tx, STREAMS, gainsightId)) ?? null,
    keptExit: (await findKeptExit(tx, gainsightId)) ?? null,
    account: await readAccountStanding(tx, connection, company),
    tie: null,
    fields: row === undefined ? [] : await readOrigins(tx, connection, row, stored),
  });
}

async function readOrigins(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  row: ListedRelationship,
  stored: RecordFacts | undefined,
): Promise<readonly FieldOrigin[]> {
  const { sources } = await readRelationshipSources(tx, connection);
  const changes = await readLastChanges(tx, row.id, Object.entries(fromRelationshipRow(row)));
  const kept = keptValuesOf(stored, {
    gainsightId: row.gainsight_id,
    nameField: sources.name?.name ?? null,
    decidedField: sources.company?.name ?? null,
  });
  const told = [...changes.values()].flatMap(({ before, after }) => [before, after]);
  const names = await readNames(tx, connection, row, told);
  const shown = (value: JsonValue) => (typeof value === 'string' ? (names.get(value) ?? value) : value);
  const values = fromRelationshipRow(row);
  const keptOf = (source: SourceField) => {
    const { value, isKept } = kept(source.name);
    const here = typeof value === 'string' ? shown(optionLabel(source, value)) : value;
    return { value: here, isKept, isDefault: false };
  };
  return RELATIONSHIP_FIELDS.map((field): FieldOrigin => {
    const source = sources[field];
    const change = changes.get(field);
    return {
      field,
      label: RELATIONSHIP_FIELD_LABELS[field],
      value: shown(values[field]),
      source:
        source === undefined
          ? null
          : {
              object: RELATIONSHIP,
              field: source.name,
              label: source.label,
              ...keptOf(source),
            },
      conversion: conversionInWords(KINDS[field], source, FROM_SOURCE),
      owner: ownerInWords(FROM_SOURCE.owner, false),
      manual: null,
      change:
        change === undefined
          ? null
          : {
              ...change,
              before: shown(change.before),
              after: shown(change.after),
              cause: causeInWords(change.run),
            },
    };
  });
}

/** Names by id of what a relationship points to, and pointed to before. */
async function readNames(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  row: ListedRelationship,
  told: readonly JsonValue[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [row.owner_gainsight_id, ...told].filter((id) => typeof id === 'string');
  const at = { connectionId: connection.id };
  const pairs = [
    ...(await listRecordNames(tx, { ...at, object: USER }, ids)),
    ...(await listRecordNames(tx, { ...at, object: COMPANY }, ids)),
    [row.company_gainsight_id, row.account_name] as const,
    [row.type_gainsight_id, row.type_name] as const,
  ];
  return new Map(pairs.flatMap(([id, name]) => (id === null || name === null ? [] : [[id, name] as const])));
}
