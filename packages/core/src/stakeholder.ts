import type { StakeholderMapping } from './config.ts';
import { toLabelledFlag, toOwnKind, toText, valueReader } from './field-mapping.ts';
import type { ConversionFault, FieldMapping } from './field-mapping.ts';
import type { FilterContext } from './filter.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** How the document names a field of the person, beside those of the person at the company. */
export const OF_PERSON = 'Person.';

/** A stakeholder as the source says it, in our fields. All of it is data from outside. */
export interface StakeholderProjection {
  readonly name: string | null;
  readonly email: string | null;
  readonly title: string | null;
  readonly role: string | null;
  readonly phone: string | null;
  readonly decisionMaker: boolean | null;
  readonly touchFrequency: string | null;
  /** Our custom fields by our names. */
  readonly fields: JsonObject;
}

const row = (source: string): FieldMapping => ({ source, owner: 'gainsight', prefer: [] });

/** What fills a field that the document does not map: fields that every tenant has (reference 8.1). */
export const STAKEHOLDER_DEFAULTS: StakeholderMapping['standard'] = {
  name: row('Person.Name'),
  email: row('Person.Email'),
  title: row('Title'),
  role: row('Role'),
};

/** The mapping with its defaults filled in. */
export function completeStakeholderMapping(mapping: StakeholderMapping): StakeholderMapping {
  return { ...mapping, standard: { ...STAKEHOLDER_DEFAULTS, ...mapping.standard } };
}

/** The source fields that a mapping reads, by their names on each of the two objects, in code-unit order. */
export function stakeholderSources(mapping: StakeholderMapping): {
  readonly person: readonly string[];
  readonly companyPerson: readonly string[];
} {
  const rows = [...Object.values(mapping.standard), ...Object.values(mapping.custom)];
  const names = [...new Set(rows.map(({ source }) => source))].toSorted();
  const isOfPerson = (name: string) => name.startsWith(OF_PERSON);
  return {
    person: names.filter(isOfPerson).map((name) => name.slice(OF_PERSON.length)),
    companyPerson: names.filter((name) => !isOfPerson(name)),
  };
}

/** The values of a person under the names that the document has for them. */
export function asPersonValues(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${OF_PERSON}${name}`, value]));
}

/** The projection, or every fault. */
export type StakeholderResult =
  | { readonly ok: true; readonly projection: StakeholderProjection }
  | { readonly ok: false; readonly faults: readonly [ConversionFault, ...ConversionFault[]] };

/** Projects the joined values of a person and their tie into our fields. Empty in any form becomes null. */
export function projectStakeholder(
  values: JsonObject,
  { standard, custom }: StakeholderMapping,
  context: Pick<FilterContext, 'fields' | 'zone'>,
): StakeholderResult {
  const faults: ConversionFault[] = [];
  const read = valueReader(values, context, faults);
  const fields: Record<string, JsonValue> = {};
  for (const key of Object.keys(custom).toSorted()) fields[key] = read(custom[key], toOwnKind);
  const projection: StakeholderProjection = {
    name: read(standard.name, toText),
    email: read(standard.email, toText),
    title: read(standard.title, toText),
    role: read(standard.role, toText),
    phone: read(standard.phone, toText),
    decisionMaker: read(standard.decisionMaker, toLabelledFlag),
    touchFrequency: read(standard.touchFrequency, toText),
    fields,
  };
  const [first, ...others] = faults;
  return first === undefined ? { ok: true, projection } : { ok: false, faults: [first, ...others] };
}
