import type { CalendarDay } from './calendar-day.ts';
import {
  toDay,
  toDomains,
  toId,
  toNumber,
  toOwnKind,
  toText,
  toWhole,
  valueReader,
} from './field-mapping.ts';
import type { ConversionFault, FieldMapping } from './field-mapping.ts';
import type { FilterContext } from './filter.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { statusOf } from './status.ts';
import type { AccountStatus, StatusRules } from './status.ts';

/** What our field holds, which decides how a source value is converted. */
export type FieldKind = 'text' | 'number' | 'day' | 'gainsight-id' | 'domains';

/** Our standard account fields that a source field fills, with their kinds. `status` has its own mapping. */
export const ACCOUNT_FIELDS = {
  name: 'text',
  owner: 'gainsight-id',
  csm: 'gainsight-id',
  tier: 'text',
  parent: 'gainsight-id',
  arr: 'number',
  mrr: 'number',
  currency: 'text',
  renewalDate: 'day',
  contractStart: 'day',
  lifecycleStage: 'text',
  industry: 'text',
  region: 'text',
  domains: 'domains',
  employees: 'number',
  crmId: 'text',
} as const satisfies Readonly<Record<string, FieldKind>>;

/** The name of one of our mapped account fields. */
export type AccountFieldName = keyof typeof ACCOUNT_FIELDS;

/** Which source field fills which of ours. What is missing stays empty. */
export interface AccountMapping {
  readonly standard: Readonly<Partial<Record<AccountFieldName, FieldMapping>>>;
  /** Our custom names and their rows. */
  readonly custom: Readonly<Record<string, FieldMapping>>;
}

/** An account as the source says it, in our fields. People, parents and companies are the vendor's ids here. */
export interface AccountProjection {
  readonly name: string;
  readonly status: AccountStatus;
  /** The mapped day of the churn; null when not churned, or when no date is mapped. */
  readonly churnedOn: CalendarDay | null;
  readonly owner: string | null;
  readonly csm: string | null;
  readonly tier: string | null;
  readonly parent: string | null;
  /** In `currency`. */
  readonly arr: number | null;
  /** In `currency`. */
  readonly mrr: number | null;
  readonly currency: string | null;
  readonly renewalDate: CalendarDay | null;
  readonly contractStart: CalendarDay | null;
  readonly lifecycleStage: string | null;
  readonly industry: string | null;
  readonly region: string | null;
  /** Bare domains, lower case, in code-unit order, each once. */
  readonly domains: readonly string[];
  readonly employees: number | null;
  readonly crmId: string | null;
  /** Our custom fields by our names. */
  readonly fields: JsonObject;
}

/** The projection, or every fault. */
export type ProjectionResult =
  | { readonly ok: true; readonly projection: AccountProjection }
  | { readonly ok: false; readonly faults: readonly ConversionFault[] };

/**
 * How records are projected. A release that projects them otherwise raises it, so that those that stand unchanged are
 * decided anew.
 */
export const PROJECTION_REVISION: number = 3;

/**
 * Projects a record's values into our fields. Empty in any form becomes null; a picklist's id becomes its
 * label; a value that does not fit its field is a fault, never a silent null.
 */
export function projectAccount(
  values: JsonObject,
  rules: { readonly mapping: AccountMapping; readonly status: StatusRules },
  context: FilterContext,
): ProjectionResult {
  const faults: ConversionFault[] = [];
  const { standard, custom } = rules.mapping;
  const read = valueReader(values, context, faults);
  const { status } = statusOf(rules.status, values, context);
  const name = read(standard.name, toText);
  if (name === null && faults.length === 0)
    faults.push({ field: standard.name?.source ?? 'name', reason: 'missing-name' });
  const fields: Record<string, JsonValue> = {};
  for (const key of namesOf(custom)) fields[key] = read(custom[key], toOwnKind);
  const projection: AccountProjection = {
    name: name ?? '',
    status,
    churnedOn: status === 'churned' ? read(churnRow(rules.status), toDay) : null,
    owner: read(standard.owner, toId),
    csm: read(standard.csm, toId),
    tier: read(standard.tier, toText),
    parent: read(standard.parent, toId),
    arr: read(standard.arr, toNumber),
    mrr: read(standard.mrr, toNumber),
    currency: read(standard.currency, toText),
    renewalDate: read(standard.renewalDate, toDay),
    contractStart: read(standard.contractStart, toDay),
    lifecycleStage: read(standard.lifecycleStage, toText),
    industry: read(standard.industry, toText),
    region: read(standard.region, toText),
    domains: read(standard.domains, toDomains) ?? [],
    employees: read(standard.employees, toWhole),
    crmId: read(standard.crmId, toText),
    fields,
  };
  return faults.length === 0 ? { ok: true, projection } : { ok: false, faults };
}

/** The row of the churn's day; asked for nobody who is not churned. */
function churnRow({ churnedOn }: StatusRules): FieldMapping | undefined {
  return churnedOn === null ? undefined : { source: churnedOn, owner: 'gainsight', prefer: [] };
}

/** The custom names in code-unit order. */
function namesOf(custom: AccountMapping['custom']): readonly string[] {
  const kept = customNames.get(custom);
  if (kept !== undefined) return kept;
  const names = Object.keys(custom).toSorted();
  customNames.set(custom, names);
  return names;
}

/** Asked for every record of a run, and the same for all. */
const customNames = new WeakMap<AccountMapping['custom'], readonly string[]>();

/** The source fields that a mapping reads, each once, in code-unit order. */
export function mappedSources(mapping: AccountMapping): readonly string[] {
  const rows = [...Object.values(mapping.standard), ...Object.values(mapping.custom)];
  return [...new Set(rows.map((row) => row.source))].toSorted();
}
