import { parseDayValue } from './calendar-day.ts';
import type { CalendarDay } from './calendar-day.ts';
import { parseDomain } from './domain.ts';
import type { FilterContext } from './filter.ts';
import { isJsonList } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { isEmptyValue, optionLabel, parseBoolean, parseNumber, splitItems } from './source-field.ts';
import type { SourceField } from './source-field.ts';
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

/** Whose value wins. `seed-once`: the source fills an empty field and then leaves it alone. */
export const FIELD_OWNERS = ['gainsight', 'handrail', 'person', 'seed-once'] as const;

/** One of {@link FIELD_OWNERS}. */
export type FieldOwner = (typeof FIELD_OWNERS)[number];

/** One row of the mapping. In the document a bare text stands for `{ source: text }`. */
export interface FieldMapping {
  /** API name of the source field. */
  readonly source: string;
  readonly owner: FieldOwner;
  /** For a multi-picklist into one value: labels in order of preference; the first that is present wins. */
  readonly prefer: readonly string[];
}

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

/** Why a mapped value cannot be taken. */
export type ConversionReason =
  | 'not-a-number'
  | 'not-a-date'
  | 'not-a-flag'
  | 'not-an-id'
  | 'several-values'
  | 'missing-name'
  | 'missing-id';

/** A source field whose value stands in the way of the whole record. */
export interface ConversionFault {
  /** The source field, by API name. */
  readonly field: string;
  readonly reason: ConversionReason;
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
  const read = <T>(row: FieldMapping | undefined, convert: Converter<T>): T | null => {
    if (row === undefined) return null;
    const value = values[row.source];
    if (value === undefined || isEmptyValue(value)) return null;
    const converted = convert(value, row, context.fields?.get(row.source), context.zone ?? 'UTC');
    if (converted.ok) return converted.value;
    faults.push({ field: row.source, reason: converted.reason });
    return null;
  };
  const { status } = statusOf(rules.status, values, context);
  const name = read(standard.name, toText);
  if (name === null) faults.push({ field: standard.name?.source ?? 'name', reason: 'missing-name' });
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

type Converted<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: ConversionReason };
type Converter<T> = (
  value: JsonValue,
  row: FieldMapping,
  field: SourceField | undefined,
  zone: string,
) => Converted<T>;

const toText: Converter<string | null> = (value, row, field) => {
  if (field?.type === 'multi-picklist' || isJsonList(value)) return pickOne(value, row, field);
  const text =
    typeof value === 'string'
      ? value.trim()
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  if (text === '') return { ok: true, value: null };
  return { ok: true, value: field?.type === 'picklist' ? optionLabel(field, text) : text };
};

/** Several items become one by the stated order; without an order only a single item can be taken. */
function pickOne(
  value: JsonValue,
  row: FieldMapping,
  field: SourceField | undefined,
): Converted<string | null> {
  const labels = splitItems(value).map((item) => optionLabel(field, item));
  const preferred = row.prefer.find((label) => labels.includes(label));
  if (preferred !== undefined) return { ok: true, value: preferred };
  if (labels.length > 1) return { ok: false, reason: 'several-values' };
  return { ok: true, value: labels[0] ?? null };
}

const toId: Converter<string | null> = (value) => {
  if (typeof value !== 'string' && typeof value !== 'number') return { ok: false, reason: 'not-an-id' };
  const text = String(value).trim();
  return { ok: true, value: text === '' ? null : text };
};

const toNumber: Converter<number> = (value) => {
  const number = parseNumber(value);
  return number === null ? { ok: false, reason: 'not-a-number' } : { ok: true, value: number };
};

/** A count of people: what a source averaged is rounded here, else it would differ from what is stored for ever. */
const toWhole: Converter<number> = (...source) => {
  const number = toNumber(...source);
  return number.ok ? { ok: true, value: Math.round(number.value) } : number;
};

const toFlag: Converter<boolean> = (value) => {
  const flag = parseBoolean(value);
  return flag === null ? { ok: false, reason: 'not-a-flag' } : { ok: true, value: flag };
};

const toDay: Converter<CalendarDay> = (value, _row, field, zone) => {
  const day = parseDayValue(value, field?.type ?? 'date', zone);
  return day === null ? { ok: false, reason: 'not-a-date' } : { ok: true, value: day };
};

/** Websites and addresses are accepted; pieces that name no domain are no fault, they only say nothing. */
const toDomains: Converter<readonly string[]> = (value) => {
  const pieces = isJsonList(value) ? value.map(String) : String(value).split(/[\s,;|]+/);
  const domains = pieces.map(parseDomain).filter((domain) => domain !== null);
  return { ok: true, value: [...new Set(domains)].toSorted() };
};

/** A custom field keeps the kind that its source has. */
const toOwnKind: Converter<JsonValue> = (value, row, field, zone) => {
  switch (field?.type) {
    case 'number':
      return toNumber(value, row, field, zone);
    case 'date':
    case 'datetime':
      return toDay(value, row, field, zone);
    case 'boolean':
      return toFlag(value, row, field, zone);
    case 'multi-picklist':
      if (row.prefer.length > 0) return pickOne(value, row, field);
      return { ok: true, value: splitItems(value).map((item) => optionLabel(field, item)) };
    case 'picklist':
    case 'text':
      return toText(value, row, field, zone);
    default:
      return { ok: true, value };
  }
};

/** Whether a value can be taken into a field of ours that holds a number or a day; an empty one leaves it empty. */
export function fitsKind(
  kind: 'number' | 'day',
  value: JsonValue,
  row: FieldMapping,
  { fields, zone = 'UTC' }: Pick<FilterContext, 'fields' | 'zone'>,
): boolean {
  if (isEmptyValue(value)) return true;
  const convert = kind === 'number' ? toNumber : toDay;
  return convert(value, row, fields?.get(row.source), zone).ok;
}

/** Whether the source has nothing in a mapped field. */
export function isMissingMapped(values: JsonObject, { source }: FieldMapping): boolean {
  return isEmptyValue(values[source]);
}

/** A mapped value as text, or in the kind that its source has. */
export function convertMapped(
  kind: 'text' | 'own',
  values: JsonObject,
  row: FieldMapping,
  context: Pick<FilterContext, 'fields' | 'zone'>,
): Converted<JsonValue> {
  const convert = kind === 'text' ? toText : toOwnKind;
  return convert(values[row.source] ?? null, row, context.fields?.get(row.source), context.zone ?? 'UTC');
}
