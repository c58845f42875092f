import { parseDayValue } from './calendar-day.ts';
import type { CalendarDay } from './calendar-day.ts';
import type { RelationshipMapping } from './config.ts';
import { sameJson } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { convertMapped, isMissingMapped } from './field-mapping.ts';
import type { ConversionReason } from './field-mapping.ts';
import type { Changes } from './reconcile.ts';
import { isEmptyValue, optionLabel, parseNumber } from './source-field.ts';
import type { FieldCatalog, SourceField } from './source-field.ts';

/** Our fields of a relationship, which all stand for one field of the source. */
export const RELATIONSHIP_FIELDS = [
  'name',
  'company',
  'type',
  'owner',
  'status',
  'stage',
  'arr',
  'mrr',
  'renewalDate',
  'contractStart',
] as const;

/** One of {@link RELATIONSHIP_FIELDS}. */
export type RelationshipFieldName = (typeof RELATIONSHIP_FIELDS)[number];

/** Which source field fills which of ours; one that the tenant lacks is absent and stays empty. */
export type RelationshipSources = Readonly<Partial<Record<RelationshipFieldName, SourceField>>>;

/** A relationship as the source says it. Company, type and owner are the vendor's ids. */
export interface RelationshipProjection {
  readonly name: string;
  readonly company: string | null;
  readonly type: string | null;
  readonly owner: string | null;
  readonly status: string | null;
  readonly stage: string | null;
  readonly arr: number | null;
  readonly mrr: number | null;
  readonly renewalDate: CalendarDay | null;
  readonly contractStart: CalendarDay | null;
  /** Our custom fields by our names. */
  readonly fields: JsonObject;
}

/** A relationship in our fields, or the source field that keeps it from being one. */
export type RelationshipResult =
  | { readonly ok: true; readonly projection: RelationshipProjection }
  | { readonly ok: false; readonly field: string; readonly reason: ConversionReason };

/** The custom fields of ours, and the described fields that fill them. */
export interface RelationshipCustomFields {
  readonly mapping: RelationshipMapping['custom'];
  readonly fields: FieldCatalog;
}

/** Projects one record. Picklist items become their labels; an instant falls on its day in `zone`. */
export function projectRelationship(
  values: JsonObject,
  sources: RelationshipSources,
  zone: string,
  custom: RelationshipCustomFields,
): RelationshipResult {
  const faults: { readonly field: string; readonly reason: ConversionReason }[] = [];
  const valueOf = (name: RelationshipFieldName): JsonValue => values[sources[name]?.name ?? ''] ?? null;
  const refuse = (name: RelationshipFieldName, reason: ConversionReason) =>
    faults.push({ field: sources[name]?.name ?? name, reason });
  const text = (name: RelationshipFieldName) => {
    const value = valueOf(name);
    if (isEmptyValue(value) || typeof value === 'object') return null;
    return optionLabel(sources[name], String(value)).trim();
  };
  const day = (name: RelationshipFieldName) => {
    const value = valueOf(name);
    if (isEmptyValue(value)) return null;
    const found = parseDayValue(value, sources[name]?.type ?? 'date', zone);
    if (found === null) refuse(name, 'not-a-date');
    return found;
  };
  const amount = (name: RelationshipFieldName) => {
    const value = valueOf(name);
    if (isEmptyValue(value)) return null;
    const found = parseNumber(value);
    if (found === null) refuse(name, 'not-a-number');
    return found;
  };
  const fields: Record<string, JsonValue> = {};
  for (const name of Object.keys(custom.mapping).toSorted()) {
    const row = custom.mapping[name];
    if (row === undefined || isMissingMapped(values, row)) fields[name] = null;
    else {
      const converted = convertMapped('own', values, row, { fields: custom.fields, zone });
      if (converted.ok) fields[name] = converted.value;
      else faults.push({ field: row.source, reason: converted.reason });
    }
  }
  const projection: RelationshipProjection = {
    name: text('name') ?? '',
    company: text('company'),
    type: text('type'),
    owner: text('owner'),
    status: text('status'),
    stage: text('stage'),
    arr: amount('arr'),
    mrr: amount('mrr'),
    renewalDate: day('renewalDate'),
    contractStart: day('contractStart'),
    fields,
  };
  if (projection.name === '') refuse('name', 'missing-name');
  // Without an id it would be read as belonging to no account.
  if (projection.company === null && !isEmptyValue(valueOf('company'))) refuse('company', 'missing-id');
  const [fault] = faults;
  return fault === undefined ? { ok: true, projection } : { ok: false, ...fault };
}

/** What differs between two states of a relationship. */
export function relationshipChanges(before: RelationshipProjection, after: RelationshipProjection): Changes {
  const standard = RELATIONSHIP_FIELDS.filter((name) => before[name] !== after[name]).map(
    (name) => [name, [before[name], after[name]] as const] as const,
  );
  const names = [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])].toSorted();
  const custom = names
    .map((name) => [name, before.fields[name] ?? null, after.fields[name] ?? null] as const)
    .filter(([, was, is]) => !sameJson(was, is))
    .map(([name, was, is]) => [`fields.${name}`, [was, is] as const] as const);
  return Object.fromEntries([...standard, ...custom]);
}
