import { isEmptyValue, optionLabel, splitItems } from '@handrail/core';
import type { JsonValue, SourceField } from '@handrail/core';
import { countInventoryFilled } from '@handrail/database';
import type { InventoryRow, WorkspaceTransaction } from '@handrail/database';
import { readInventoryRecords } from './inventory.ts';

/** What an inventory tells of a field. */
export interface FieldStatistics {
  /** How many accounts hold something there. */
  readonly filled: number;
  /** A few different values: labels of items, ids of users. */
  readonly samples: readonly string[];
}

const SAMPLES = 4;
const SAMPLE_UNITS = 60;

/** Fill counts over the whole inventory and samples of its first page: field name → statistics. */
export async function listFieldStatistics(
  tx: WorkspaceTransaction,
  inventory: InventoryRow,
  fields: readonly SourceField[],
): Promise<ReadonlyMap<string, FieldStatistics>> {
  const filled = await countInventoryFilled(tx, inventory.run_id);
  const held = new Set(inventory.fields);
  const known = fields.filter((field) => held.has(field.name));
  const records = await readInventoryRecords(
    tx,
    inventory,
    1,
    known.map((field) => field.name),
  );
  return new Map(
    known.map((field) => {
      const samples = sampleOf(
        field,
        records.map(({ values }) => values[field.name] ?? null),
      );
      return [field.name, { filled: filled.get(field.name) ?? 0, samples }];
    }),
  );
}

function sampleOf(field: SourceField, values: readonly JsonValue[]): readonly string[] {
  const found = new Set<string>();
  for (const value of values) {
    if (found.size >= SAMPLES) break;
    if (!isEmptyValue(value)) found.add(shown(field, value).slice(0, SAMPLE_UNITS));
  }
  return [...found];
}

function shown(field: SourceField, value: JsonValue): string {
  if (field.type === 'picklist') return optionLabel(field, String(value));
  if (field.type === 'multi-picklist')
    return splitItems(value)
      .map((item) => optionLabel(field, item))
      .join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
