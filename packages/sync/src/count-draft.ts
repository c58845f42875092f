import {
  createFilterCounter,
  dayOf,
  filterAt,
  filterRules,
  isFilter,
  optionLabel,
  sentence,
  statusOf,
} from '@handrail/core';
import type { Configuration, FilterContext, JsonValue } from '@handrail/core';
import type { WorkspaceHandle } from '@handrail/database';
import { COMPANY, readForeseenContext } from './inbound/account-context.ts';
import { fieldDrifted } from './inbound/field-drift.ts';
import { getCurrentInventory, getGainsight, readInventoryRecords } from './inventory.ts';

/** A rule or group of the draft's filter in words, with how many accounts of the tenant it matches by itself. */
export interface CountedRule {
  /** As in a verdict; empty for the whole filter. */
  readonly path: string;
  readonly sentence: string;
  readonly matches: number;
}

/** How many accounts hold a value of the status field, and what they become. */
export interface CountedStatus {
  readonly value: JsonValue;
  readonly label: string;
  readonly accounts: number;
  readonly status: 'active' | 'churned' | 'prospect';
  /** False where no side of the mapping names it: such accounts are active. */
  readonly isMapped: boolean;
}

/** A draft counted on the inventory. */
export interface DraftCounts {
  readonly records: number;
  readonly readAt: Date;
  /** How many accounts the draft imports. */
  readonly imported: number;
  readonly rules: readonly CountedRule[];
  /** Of a filter that is a pasted list: the names or ids of no account. */
  readonly unfound: readonly string[];
  readonly statuses: readonly CountedStatus[];
}

/** Most values of the status field that are listed; a field with more is none to map by. */
const MAX_VALUES = 200;

/**
 * Counts each rule and each status of a draft. Throws not_connected, inventory_missing, inventory_too_narrow, and
 * source_field_removed where a rule or the status reads a field that is gone.
 */
export async function countDraft(
  workspace: WorkspaceHandle,
  draft: Configuration,
  now: Date,
): Promise<DraftCounts> {
  const { inventory, context, gone } = await workspace.transaction(async (tx) => {
    const connection = await getGainsight(tx);
    const found = await getCurrentInventory(tx, connection, now);
    return { inventory: found, ...(await readForeseenContext(tx, connection, draft)) };
  });
  const sources = usedSources(draft);
  const lost = gone.find((source) => sources.includes(source));
  if (lost !== undefined) throw fieldDrifted({ object: COMPANY, field: lost, kind: 'removed' });
  const { filter, fields } = context.rules;
  const judging: FilterContext = { today: dayOf(now, context.zone), fields, zone: context.zone };
  const counter = filter === null ? null : createFilterCounter(filter, judging);
  const statuses = createStatusCounts(draft, judging);
  for (let page = 1; page <= inventory.pages; page += 1) {
    const records = await workspace.transaction((tx) => readInventoryRecords(tx, inventory, page, sources));
    for (const { values } of records) {
      counter?.add(values);
      statuses.add(values);
    }
  }
  const rules = (counter?.counts() ?? []).map(({ path, matches }) => ({
    path,
    sentence: sentence(filter === null ? null : filterAt(filter, path), fields),
    matches,
  }));
  return {
    records: inventory.records,
    readAt: inventory.completed_at ?? inventory.started_at,
    imported: rules[0]?.matches ?? inventory.records,
    rules,
    unfound: counter?.unfound() ?? [],
    statuses: statuses.list(),
  };
}

/** Filter and status alone: a mapping has nothing to count. */
function usedSources({ accounts, status }: Configuration): readonly string[] {
  const sides = [status.churned, status.prospect].filter(isFilter);
  const rules = [...(accounts.import === 'matching' ? [accounts.filter] : []), ...sides].flatMap(filterRules);
  const names = [...rules.map((rule) => rule.field), ...(status.field === null ? [] : [status.field])];
  return [...new Set(names)];
}

function createStatusCounts(draft: Configuration, judging: FilterContext) {
  const counts = new Map<
    string,
    { value: JsonValue; accounts: number; status: CountedStatus['status']; isMapped: boolean }
  >();
  return {
    add(values: Parameters<typeof statusOf>[1]) {
      const { value, status, isMapped } = statusOf(draft.status, values, judging);
      const key = JSON.stringify([value, status, isMapped]);
      const known = counts.get(key);
      if (known !== undefined) known.accounts += 1;
      else if (counts.size < MAX_VALUES) counts.set(key, { value, accounts: 1, status, isMapped });
    },
    list: (): readonly CountedStatus[] => {
      const field = judging.fields?.get(draft.status.field ?? '');
      const labelOf = (value: JsonValue) =>
        value === null || value === '' ? '(empty)' : optionLabel(field, String(value));
      return [...counts.values()]
        .map((one) => ({ ...one, label: labelOf(one.value) }))
        .toSorted((left, right) => right.accounts - left.accounts);
    },
  };
}
