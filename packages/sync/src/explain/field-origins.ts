import {
  ACCOUNT_FIELD_LABELS,
  ACCOUNT_FIELDS,
  causeInWords,
  conversionInWords,
  fieldInWords,
  ownerInWords,
} from '@handrail/core';
import type { FieldKind, FieldMapping, FieldOrigin, JsonValue, SourceField, UserId } from '@handrail/core';
import {
  findRecordFacts,
  listOverrides,
  listRecordNames,
  listSourceFields,
  listUserNames,
} from '@handrail/database';
import type { AccountOverride, AccountRow, FieldChangeFacts, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from '../configuration.ts';
import { COMPANY, USER } from '../inbound/account-context.ts';
import { fromAccountRow } from '../inbound/account-row.ts';
import { toSourceField } from '../source-fields.ts';
import { keptValuesOf } from './kept-value.ts';
import { readLastChanges } from './last-changes.ts';
import { shown, shownSource } from './shown-value.ts';

/** Every mapped field of an account: value, source, conversion, whose value stands, and its last change. */
export async function readFieldOrigins(
  tx: WorkspaceTransaction,
  row: AccountRow,
): Promise<readonly FieldOrigin[]> {
  const { configuration } = await readConfiguration(tx);
  const of = { connectionId: row.connection_id, object: COMPANY };
  const described = new Map(
    (await listSourceFields(tx, row.connection_id, COMPANY)).map((field) => [
      field.name.toLowerCase(),
      field,
    ]),
  );
  const sourceField = (name: string): SourceField | undefined => {
    const found = described.get(name.toLowerCase());
    return found === undefined ? undefined : toSourceField(found, name);
  };
  const { standard, custom } = configuration.fields.account;
  const stored = await findRecordFacts(tx, of, row.gainsight_id);
  const kept = keptValuesOf(stored, {
    gainsightId: row.gainsight_id,
    nameField: standard.name?.source ?? null,
    decidedField: stored?.verdict.field ?? null,
  });
  const account = fromAccountRow(row);
  const manual = new Map((await listOverrides(tx, row.id)).map((one) => [one.field, one]));
  const members = await listUserNames(tx);
  const { fields: ownFields, ...standardValues } = account;
  const changes = await readLastChanges(tx, row.id, [
    ...Object.entries<JsonValue>(standardValues),
    ...Object.entries(ownFields).map(([name, value]) => [`fields.${name}`, value] as const),
  ]);
  const told = [...changes.values()].flatMap(({ before, after }) => [before, after]);
  const { field } = configuration.status;
  const read = [...Object.values(standard), ...Object.values(custom)].map(({ source }) => kept(source).value);
  const names = await readNames(tx, row, [...read, ...told]);
  const keptOf = (name: string, source: SourceField | undefined) => {
    const { value, isKept } = kept(name);
    return { value: shownSource(value, source, names), isKept, isDefault: false };
  };
  const originOf = (
    key: string,
    label: string,
    value: JsonValue,
    mapping: FieldMapping,
    kind: FieldKind | 'own' = kindOf(key),
  ): FieldOrigin => {
    const source = sourceField(mapping.source);
    return {
      field: key,
      label,
      value: shown(value, names),
      source: {
        object: COMPANY,
        field: mapping.source,
        label: source?.label ?? null,
        ...keptOf(mapping.source, source),
      },
      conversion: conversionInWords(kind, source, mapping),
      owner: ownerInWords(mapping.owner, manual.has(key)),
      manual: manualOf(manual.get(key), members),
      change: changeOf(changes.get(key), names),
    };
  };
  const labels = new Map<string, string>(Object.entries(ACCOUNT_FIELD_LABELS));
  const values = new Map<string, JsonValue>(Object.entries(account));
  const origins = [
    ...Object.entries(standard).map(([name, mapping]) =>
      originOf(name, labels.get(name) ?? name, values.get(name) ?? null, mapping),
    ),
    ...Object.entries(custom).map(([name, mapping]) =>
      originOf(`fields.${name}`, name, account.fields[name] ?? null, mapping),
    ),
  ];
  const statusField = field === null ? undefined : sourceField(field);
  const status: FieldOrigin = {
    field: 'status',
    label: fieldInWords('status'),
    value: account.status,
    source:
      field === null
        ? null
        : {
            object: COMPANY,
            field,
            label: statusField?.label ?? null,
            ...keptOf(field, statusField),
          },
    conversion: 'By the status mapping: Churned before Prospect; what is not mapped is Active',
    owner: ownerInWords('gainsight', false),
    manual: null,
    change: changeOf(changes.get('status'), names),
  };
  const { churnedOn } = configuration.status;
  if (churnedOn === null) return [...origins, status];
  const day: FieldMapping = { source: churnedOn, owner: 'gainsight', prefer: [] };
  return [
    ...origins,
    status,
    originOf('churnedOn', fieldInWords('churnedOn'), row.churned_on ?? row.turned_churned_on, day, 'day'),
  ];
}

function kindOf(key: string): FieldKind | 'own' {
  return Object.entries(ACCOUNT_FIELDS).find(([name]) => name === key)?.[1] ?? 'own';
}

/** Names by id of the users and the parent that an account or its source record points to. */
async function readNames(
  tx: WorkspaceTransaction,
  row: AccountRow,
  told: readonly JsonValue[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [row.owner_gainsight_id, row.csm_gainsight_id, row.parent_gainsight_id, ...told].filter(
    (id) => typeof id === 'string',
  );
  const at = { connectionId: row.connection_id };
  const users = await listRecordNames(tx, { ...at, object: USER }, ids);
  const parents = await listRecordNames(tx, { ...at, object: COMPANY }, ids);
  return new Map(
    [...users, ...parents].flatMap(([id, name]) => (name === null ? [] : [[id, name] as const])),
  );
}

function manualOf(
  override: AccountOverride | undefined,
  members: ReadonlyMap<UserId, string>,
): FieldOrigin['manual'] {
  if (override === undefined) return null;
  return { by: override.setBy === null ? null : (members.get(override.setBy) ?? null), at: override.setAt };
}

function changeOf(
  change: FieldChangeFacts | undefined,
  names: ReadonlyMap<string, string>,
): FieldOrigin['change'] {
  if (change === undefined) return null;
  const { at, before, after, run } = change;
  return { at, before: shown(before, names), after: shown(after, names), cause: causeInWords(run), run };
}
