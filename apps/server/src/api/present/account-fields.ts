import { ACCOUNT_FIELD_LABELS, isJsonObject, optionLabel, splitItems } from '@handrail/core';
import type { FieldMapping, JsonValue, SourceField } from '@handrail/core';
import { findSourceRecord, listOverrides, listRecordNames, listSourceFields } from '@handrail/database';
import type { AccountRow, WorkspaceTransaction } from '@handrail/database';
import { COMPANY, readConfiguration, toSourceField } from '@handrail/sync';
import type { Account, AccountDetail } from '@handrail/contract';
import { readUserNames } from './account.ts';

type FieldRow = AccountDetail['fieldRows'][number];

/** Every mapped field of an account: our value, the source field, and what stands there. */
export async function readFieldRows(
  tx: WorkspaceTransaction,
  row: AccountRow,
  account: Account,
): Promise<FieldRow[]> {
  const { configuration } = await readConfiguration(tx);
  const catalog = new Map(
    (await listSourceFields(tx, row.connection_id, COMPANY)).map((field) => [
      field.name.toLowerCase(),
      field,
    ]),
  );
  const of = { connectionId: row.connection_id, object: COMPANY };
  const record = await findSourceRecord(tx, of, row.gainsight_id);
  const payload = asObject(record?.payload);
  const parent = await findParentName(tx, row);
  const ours: Readonly<Record<string, unknown>> = { ...account, parent: parent ?? account.parentGainsightId };
  const { standard, custom } = configuration.fields.account;
  const labels = new Map(Object.entries(ACCOUNT_FIELD_LABELS));
  const mapped: readonly (readonly [string, string, FieldMapping, unknown])[] = [
    ...Object.entries(standard).map(
      ([name, mapping]) => [name, labels.get(name) ?? name, mapping, ours[name]] as const,
    ),
    ...Object.entries(custom).map(([name, mapping]) => [name, name, mapping, account.fields[name]] as const),
  ];
  const manual = new Set((await listOverrides(tx, row.id)).map((override) => override.field));
  const rows: FieldRow[] = [];
  for (const [field, label, mapping, value] of mapped) {
    const described = catalog.get(mapping.source.toLowerCase());
    const source = described === undefined ? undefined : toSourceField(described, mapping.source);
    rows.push({
      field,
      label,
      value: value ?? null,
      sourceField: mapping.source,
      sourceLabel: source?.label ?? null,
      sourceValue: await shownSource(tx, payload?.[mapping.source] ?? null, source),
      isManual: manual.has(field in standard ? field : `fields.${field}`),
      key: field in standard ? field : `fields.${field}`,
    });
  }
  rows.push(
    statusRow(
      configuration.status.field,
      account,
      catalog.get((configuration.status.field ?? '').toLowerCase()),
      payload,
    ),
  );
  return rows;
}

function statusRow(
  source: string | null,
  account: Account,
  described: Parameters<typeof toSourceField>[0] | undefined,
  payload: Readonly<Record<string, JsonValue>> | null,
): FieldRow {
  const field = described === undefined || source === null ? undefined : toSourceField(described, source);
  const value = source === null ? null : (payload?.[source] ?? null);
  return {
    field: 'status',
    label: 'Status',
    value: account.status,
    sourceField: source,
    sourceLabel: field?.label ?? null,
    sourceValue: typeof value === 'string' ? optionLabel(field, value) : value,
    isManual: false,
    key: null,
  };
}

/** A source value as a person reads it: labels instead of ids of picklists, names instead of ids of users. */
async function shownSource(
  tx: WorkspaceTransaction,
  value: JsonValue,
  field: SourceField | undefined,
): Promise<JsonValue> {
  if (value === null || field === undefined) return value;
  if (field.type === 'picklist') return optionLabel(field, String(value));
  if (field.type === 'multi-picklist') return splitItems(value).map((item) => optionLabel(field, item));
  if (field.type === 'user' && typeof value === 'string') {
    return (await readUserNames(tx, [value])).get(value) ?? value;
  }
  return value;
}

async function findParentName(tx: WorkspaceTransaction, row: AccountRow): Promise<string | null> {
  if (row.parent_gainsight_id === null) return null;
  const of = { connectionId: row.connection_id, object: COMPANY };
  return (await listRecordNames(tx, of, [row.parent_gainsight_id])).get(row.parent_gainsight_id) ?? null;
}

function asObject(payload: unknown): Readonly<Record<string, JsonValue>> | null {
  const json = payload as JsonValue | undefined;
  return isJsonObject(json) ? json : null;
}
