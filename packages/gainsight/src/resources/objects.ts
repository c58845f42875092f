import { z } from 'zod';
import { GainsightError } from '../errors.ts';
import { flag, number, text } from '../told.ts';
import type { CallOptions, Transport } from '../transport.ts';
import { parseMetadata, readMetadata } from './read-metadata.ts';

/** An item of a picklist (reference 11.2 [C]); inactive ones are included. */
export interface PicklistOption {
  /** GSID, as replies carry it. */
  readonly value: string;
  readonly label: string;
  readonly systemName: string | null;
  readonly isActive: boolean;
}

/** A field as describe tells it (reference 11.2 [D]). A flag the reply leaves out is null. */
export interface FieldDescription {
  readonly fieldName: string;
  readonly label: string;
  /** `STRING`, `PICKLIST`, `LOOKUP` … (reference 3.4); an unknown one, or none (`''`), may hold any JSON value. */
  readonly dataType: string;
  readonly isCustom: boolean;
  readonly isCreateable: boolean | null;
  readonly isUpdateable: boolean | null;
  readonly isRequired: boolean | null;
  readonly isNillable: boolean | null;
  readonly isReadOnly: boolean | null;
  readonly isHidden: boolean | null;
  readonly isFilterable: boolean | null;
  readonly isSortable: boolean | null;
  readonly isFormula: boolean | null;
  readonly isRichText: boolean | null;
  /** Characters; null for types without one. */
  readonly length: number | null;
  readonly decimalPlaces: number | null;
  /** How to follow a lookup (`Csm__gr`) and what it leads to; null for other fields. */
  readonly lookup: { readonly name: string; readonly objects: readonly string[] } | null;
  readonly options: readonly PicklistOption[];
  /** For `GET …/dropdowns/{id}` when `options` is empty though the field is a picklist. */
  readonly picklistCategoryId: string | null;
}

/** An object in the list (reference 11.1 [D]). */
export interface ObjectSummary {
  /** Lower case, as listed. */
  readonly objectName: string;
  readonly label: string;
  /** `STANDARD`, `CUSTOM` or `SYSTEM`. */
  readonly objectType: string | null;
  readonly keyPrefix: string | null;
  readonly isReadable: boolean | null;
}

/** An object with its fields (reference 11.2 [D]). */
export interface ObjectDescription {
  readonly objectName: string;
  readonly label: string;
  readonly objectType: string | null;
  readonly fields: readonly FieldDescription[];
}

/** What of the objects the filtered list gives (reference 11.1 [C]). */
export interface ObjectsFilter {
  /** Only what is meant for use from outside. Default true. */
  readonly externalUse?: boolean;
  /** Default false: the order is the vendor's. */
  readonly sortByLabel?: boolean;
}

/** What a tenant has. Every call is charged to `sync` and throws GainsightError or HttpError. */
export interface Objects {
  /** Every object: `GET /v1/meta/services/objects/list` (reference 11.1 [D]). One call. */
  list(options?: CallOptions): Promise<readonly ObjectSummary[]>;
  /** The objects by a filter ("Post Lite"): `POST /v1/meta/services/objects` (reference 11.1 [D, body C]). One call. */
  listLite(filter?: ObjectsFilter, options?: CallOptions): Promise<readonly ObjectSummary[]>;
  /**
   * One object with its fields and picklist items: `GET …/objects/{object}/describe`, or the describe of several where
   * the host has no such call (reference 11.2). Throws `gainsight_object_not_found`.
   */
  describe(objectName: string, options?: CallOptions): Promise<ObjectDescription>;
  /**
   * Those of several objects that the tenant has, in the order asked: `POST …/objects/describe`, 25 names a call
   * (reference 11.2 [D, batches C]). A refused batch is asked for name by name, as one unknown name may refuse all.
   */
  describeMany(objectNames: readonly string[], options?: CallOptions): Promise<readonly ObjectDescription[]>;
}

/** Most names of one describe (reference 11.2 [C]). */
export const MAX_DESCRIBE_NAMES = 25;

const summarySchema = z
  .object({ objectName: z.string(), label: text, objectType: text, keyPrefix: text, readable: flag })
  .transform((told): ObjectSummary => ({
    objectName: told.objectName,
    label: told.label ?? told.objectName,
    objectType: told.objectType ?? null,
    keyPrefix: told.keyPrefix ?? null,
    isReadable: told.readable ?? null,
  }));

const optionSchema = z
  .object({ value: z.string(), label: text, systemName: text, active: flag })
  .transform((told): PicklistOption => ({
    value: told.value,
    label: told.label ?? told.value,
    systemName: told.systemName ?? null,
    isActive: told.active ?? true,
  }));

const metaSchema = z.object({
  properties: z.object({ PICKLIST_CATEGORY_ID: text }).nullish().catch(null),
  createable: flag,
  updateable: flag,
  required: flag,
  nillable: flag,
  readOnly: flag,
  hidden: flag,
  filterable: flag,
  sortable: flag,
  formulaField: flag,
  richText: flag,
  fieldGroupType: text,
  decimalPlaces: number,
  length: number,
  lookupDetail: z
    .object({
      lookupName: z.string(),
      lookupObjects: z.array(z.object({ objectName: z.string() })).nullish(),
    })
    .nullish()
    .catch(null),
});

const fieldSchema = z
  .object({
    fieldName: z.string(),
    label: text,
    dataType: text,
    options: z.array(optionSchema).nullish().catch(null),
    meta: metaSchema.nullish().catch(null),
  })
  .transform((told): FieldDescription => {
    const { meta } = told;
    const lookup = meta?.lookupDetail;
    return {
      fieldName: told.fieldName,
      label: told.label ?? told.fieldName,
      dataType: told.dataType ?? '',
      isCustom: meta?.fieldGroupType === 'CUSTOM' || told.fieldName.endsWith('__gc'),
      isCreateable: meta?.createable ?? null,
      isUpdateable: meta?.updateable ?? null,
      isRequired: meta?.required ?? null,
      isNillable: meta?.nillable ?? null,
      isReadOnly: meta?.readOnly ?? null,
      isHidden: meta?.hidden ?? null,
      isFilterable: meta?.filterable ?? null,
      isSortable: meta?.sortable ?? null,
      isFormula: meta?.formulaField ?? null,
      isRichText: meta?.richText ?? null,
      length: meta?.length ?? null,
      decimalPlaces: meta?.decimalPlaces ?? null,
      lookup: lookup
        ? { name: lookup.lookupName, objects: (lookup.lookupObjects ?? []).map((one) => one.objectName) }
        : null,
      options: told.options ?? [],
      picklistCategoryId: meta?.properties?.PICKLIST_CATEGORY_ID ?? null,
    };
  });

const descriptionSchema = z
  .object({ objectName: z.string(), label: text, objectType: text, fields: z.array(fieldSchema) })
  .transform((told): ObjectDescription => ({
    objectName: told.objectName,
    label: told.label ?? told.objectName,
    objectType: told.objectType ?? null,
    fields: told.fields,
  }));

/** Makes the metadata calls over a transport. */
export function createObjects(transport: Transport): Objects {
  return {
    async list(options = {}) {
      const call = { method: 'GET', path: `${PATH}/list`, object: null, options } as const;
      return readSummaries(await readMetadata(transport, call));
    },
    async listLite({ externalUse = true, sortByLabel = false } = {}, options = {}) {
      // The flags are strings in every sample (reference 11.1 [C]).
      const json = { externalUse: String(externalUse), sortByLabel: String(sortByLabel) };
      const call = { method: 'POST', path: PATH, object: null, json, options } as const;
      return readSummaries(await readMetadata(transport, call));
    },
    async describe(objectName, options = {}) {
      const described = await describeByPath(transport, objectName, options).catch((thrown: unknown) => {
        if (!isWithoutRoute(thrown)) throw thrown;
        return describeBatch(transport, [objectName], options);
      });
      const found = findNamed(described, objectName);
      if (found !== undefined) return found;
      const message = `Gainsight has no object ${objectName}.`;
      throw new GainsightError('gainsight_object_not_found', message, { outcome: 'refused' });
    },
    async describeMany(objectNames, options = {}) {
      const described: ObjectDescription[] = [];
      for (let start = 0; start < objectNames.length; start += MAX_DESCRIBE_NAMES) {
        const names = objectNames.slice(start, start + MAX_DESCRIBE_NAMES);
        described.push(...(await describeBatch(transport, names, options)));
      }
      return objectNames.flatMap((name) => findNamed(described, name) ?? []);
    },
  };
}

const PATH = '/v1/meta/services/objects';

/** As the page's sample asks, its flags strings: with picklist items, without what was removed (reference 11.2 [D]). */
const DESCRIBE_FLAGS = {
  includeChilds: 'false',
  childLevels: '0',
  populatePickListOptions: 'true',
  removeDeleted: 'true',
  removeHidden: 'false',
  host: 'MDA',
} as const;

async function describeByPath(
  transport: Transport,
  objectName: string,
  options: CallOptions,
): Promise<readonly ObjectDescription[]> {
  const path = `${PATH}/${encodeURIComponent(objectName)}/describe`;
  // The flag under which live clients receive picklist items (reference 11.2 [C]).
  const query = { idd: 'true' };
  const call = { method: 'GET', path, query, object: objectName, options } as const;
  return readDescriptions(await readMetadata(transport, call), objectName);
}

/** Whether the describe of one object is no call of this host: the one of several is the better documented (reference 11.2). */
function isWithoutRoute(thrown: unknown): boolean {
  if (!(thrown instanceof GainsightError) || thrown.errorCode === 'OBJECT_NOT_FOUND') return false;
  return thrown.status === 404 || thrown.status === 405;
}

async function describeBatch(
  transport: Transport,
  objectNames: readonly string[],
  options: CallOptions,
): Promise<readonly ObjectDescription[]> {
  const call = {
    method: 'POST',
    path: `${PATH}/describe`,
    json: { objectNames, ...DESCRIBE_FLAGS },
    object: objectNames.join(', '),
    options,
  } as const;
  try {
    return readDescriptions(await readMetadata(transport, call), call.object);
  } catch (thrown) {
    const isAbsent = thrown instanceof GainsightError && thrown.code === 'gainsight_object_not_found';
    if (!isAbsent) throw thrown;
    if (objectNames.length === 1) return [];
    const each: ObjectDescription[] = [];
    for (const name of objectNames) each.push(...(await describeBatch(transport, [name], options)));
    return each;
  }
}

function findNamed(described: readonly ObjectDescription[], name: string): ObjectDescription | undefined {
  return described.find((one) => one.objectName.toLowerCase() === name.toLowerCase());
}

function readSummaries(data: unknown): readonly ObjectSummary[] {
  return parseMetadata(z.array(summarySchema), data, 'the object list');
}

function readDescriptions(data: unknown, name: string): readonly ObjectDescription[] {
  // A list in every sample, also of one (reference 11.2 [D, C]).
  const list = Array.isArray(data) ? data : [data];
  return parseMetadata(z.array(descriptionSchema), list, `the description of ${name}`);
}
