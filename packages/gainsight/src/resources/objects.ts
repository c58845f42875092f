import { z } from 'zod';
import { GainsightError } from '../errors.ts';
import type { CallOptions, Transport } from '../transport.ts';

const text = z.string().nullish().catch(null);
const flag = z.boolean().nullish().catch(null);

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
  /** `STRING`, `PICKLIST`, `LOOKUP` … (reference 3.4); an unknown one may hold any JSON value. */
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

/** What a tenant has. */
export interface Objects {
  /** Every object: `GET /v1/meta/services/objects/list` (reference 11.1 [D]). */
  list(options?: CallOptions): Promise<readonly ObjectSummary[]>;
  /**
   * One object with its fields and picklist items: `GET …/objects/{object}/describe` (reference 11.2). Throws
   * `gainsight_object_not_found`.
   */
  describe(objectName: string, options?: CallOptions): Promise<ObjectDescription>;
}

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
  decimalPlaces: z.number().nullish().catch(null),
  length: z.number().nullish().catch(null),
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
    dataType: z.string(),
    options: z.array(optionSchema).nullish().catch(null),
    meta: metaSchema.nullish(),
  })
  .transform((told): FieldDescription => {
    const { meta } = told;
    const lookup = meta?.lookupDetail;
    return {
      fieldName: told.fieldName,
      label: told.label ?? told.fieldName,
      dataType: told.dataType,
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
      const path = '/v1/meta/services/objects/list';
      const data = await readMetadata(transport, path, 'list', {}, options);
      return parse(z.array(summarySchema), data, 'the object list');
    },
    async describe(objectName, options = {}) {
      const path = `/v1/meta/services/objects/${encodeURIComponent(objectName)}/describe`;
      // The flag under which live clients receive picklist items (reference 11.2 [C]).
      const data = await readMetadata(transport, path, objectName, { idd: 'true' }, options);
      const described = parse(z.array(descriptionSchema), data, `the description of ${objectName}`);
      const wanted = objectName.toLowerCase();
      const found = described.find((one) => one.objectName.toLowerCase() === wanted);
      if (found !== undefined) return found;
      const message = `Gainsight has no object ${objectName}.`;
      throw new GainsightError('gainsight_object_not_found', message, { outcome: 'refused' });
    },
  };
}

async function readMetadata(
  transport: Transport,
  path: string,
  object: string,
  query: Readonly<Record<string, string>>,
  options: CallOptions,
): Promise<unknown> {
  const { envelope } = await transport.call({
    method: 'GET',
    path,
    query,
    family: 'sync',
    repeatable: true,
    purpose: { kind: 'metadata', object },
    ...options,
  });
  return envelope.data;
}

function parse<Out>(schema: z.ZodType<Out>, data: unknown, what: string): Out {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  // Paths of metadata hold field names at most, never values of customers.
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  const message = `The reply does not have the shape of ${what} (at ${where}).`;
  throw new GainsightError('gainsight_unexpected_reply', message, { outcome: 'unknown' });
}
