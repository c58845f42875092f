import type { CalendarDay } from './calendar-day.ts';
import type { RelationshipMapping } from './config.ts';
import { toDay, toId, toNeededId, toNumber, toOwnKind, toText, valueReader } from './field-mapping.ts';
import type { ConversionFault, ConversionReason, Converter } from './field-mapping.ts';
import { sameJson } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { Changes } from './reconcile.ts';
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

/** The standard field of the source that fills each of ours (reference 18.2); no configuration maps them otherwise. */
export const RELATIONSHIP_SOURCES: Readonly<Record<RelationshipFieldName, string>> = {
  name: 'Name',
  company: 'CompanyId',
  type: 'TypeId',
  owner: 'Csm',
  status: 'Status',
  stage: 'Stage',
  arr: 'Arr',
  mrr: 'Mrr',
  renewalDate: 'RenewalDate',
  contractStart: 'OriginalContractDate',
};

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

/** What relationships are projected by. */
export interface RelationshipRules {
  readonly sources: RelationshipSources;
  readonly custom: RelationshipMapping['custom'];
  /** The described fields of both. */
  readonly fields: FieldCatalog;
  /** IANA zone of the workspace. */
  readonly zone: string;
}

/** Projects one record. Picklist items become their labels; an instant falls on its day in the zone of the workspace. */
export function projectRelationship(
  values: JsonObject,
  { sources, custom, ...context }: RelationshipRules,
): RelationshipResult {
  const faults: ConversionFault[] = [];
  const readMapped = valueReader(values, context, faults);
  const read = <T>(name: RelationshipFieldName, convert: Converter<T>): T | null => {
    const source = sources[name];
    return source === undefined
      ? null
      : readMapped({ source: source.name, owner: 'gainsight', prefer: [] }, convert);
  };
  const name = read('name', toText);
  if (name === null && faults.length === 0)
    faults.push({ field: sources.name?.name ?? 'name', reason: 'missing-name' });
  const fields: Record<string, JsonValue> = {};
  for (const key of Object.keys(custom).toSorted()) fields[key] = readMapped(custom[key], toOwnKind);
  const projection: RelationshipProjection = {
    name: name ?? '',
    // Without an id it would be read as belonging to no account.
    company: read('company', toNeededId),
    type: read('type', toId),
    owner: read('owner', toId),
    status: read('status', toText),
    stage: read('stage', toText),
    arr: read('arr', toNumber),
    mrr: read('mrr', toNumber),
    renewalDate: read('renewalDate', toDay),
    contractStart: read('contractStart', toDay),
    fields,
  };
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
