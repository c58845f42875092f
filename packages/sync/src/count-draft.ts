import {
  createFilterCounter,
  dayOf,
  filterAt,
  filterRules,
  optionLabel,
  sentence,
  statusOf,
  statusSources,
} from '@handrail/core';
import type { Configuration, Filter, FilterContext, JsonValue } from '@handrail/core';
import type { WorkspaceHandle } from '@handrail/database';
import { readForeseenContext } from './inbound/account-context.ts';
import { getCurrentInventory, getGainsight, readInventoryRecords, withLater } from './inventory.ts';

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

/** A draft counted on the inventory, and on what runs have learnt since it was read. */
export interface DraftCounts {
  readonly records: number;
  readonly readAt: Date;
  /** The fields of filter and status that Gainsight does not have any more: what asks for them is not counted. */
  readonly gone: readonly string[];
  /** How many accounts the draft imports; null where its filter asks for a field that is gone. */
  readonly imported: number | null;
  readonly rules: readonly CountedRule[];
  /** Of a filter that is a pasted list: the names or ids of no account. */
  readonly unfound: readonly string[];
  /** Null where the status asks for a field that is gone. */
  readonly statuses: readonly CountedStatus[] | null;
}

/** Most values of the status field that are listed; a field with more is none to map by. */
const MAX_VALUES = 200;

/** Counts each rule and each status of a draft. Throws not_connected, inventory_missing, inventory_too_narrow. */
export async function countDraft(
  workspace: WorkspaceHandle,
  draft: Configuration,
  now: Date,
): Promise<DraftCounts> {
  const { inventory, later, context, ...foreseen } = await workspace.transaction(async (tx) => {
    const connection = await getGainsight(tx);
    const found = await getCurrentInventory(tx, connection, now);
    return { ...(await withLater(tx, found)), ...(await readForeseenContext(tx, connection, draft)) };
  });
  const { filter, fields } = context.rules;
  const ofStatus = statusSources(draft.status);
  const asked = [...fieldsOf(filter), ...ofStatus];
  const gone = foreseen.gone.filter((source) => asked.includes(source));
  const isCounted = (sources: readonly string[]) => !sources.some((source) => gone.includes(source));
  const sources = [...new Set(asked)].filter((source) => !gone.includes(source));
  const judging: FilterContext = { today: dayOf(now, context.zone), fields, zone: context.zone };
  const counter = filter === null ? null : createFilterCounter(filter, judging);
  const statuses = isCounted(ofStatus) ? createStatusCounts(draft, judging) : null;
  let records = 0;
  for (let page = 1; page <= inventory.pages; page += 1) {
    const latest = await workspace.transaction((tx) =>
      readInventoryRecords(tx, { inventory, later }, page, sources),
    );
    records += latest.length;
    for (const { values } of latest) {
      counter?.add(values);
      statuses?.add(values);
    }
  }
  const rules = (counter?.counts() ?? []).flatMap(({ path, matches }) => {
    const node = filter === null ? null : filterAt(filter, path);
    return isCounted(fieldsOf(node)) ? [{ path, sentence: sentence(node, fields), matches }] : [];
  });
  const isWhole = isCounted(fieldsOf(filter));
  return {
    records,
    readAt: inventory.completed_at ?? inventory.started_at,
    gone,
    imported: isWhole ? (rules[0]?.matches ?? records) : null,
    rules,
    unfound: isWhole ? (counter?.unfound() ?? []) : [],
    statuses: statuses?.list() ?? null,
  };
}

function fieldsOf(filter: Filter | null): readonly string[] {
  return filterRules(filter).map(({ field }) => field);
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
