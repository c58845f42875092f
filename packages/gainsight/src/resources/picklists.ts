import { z } from 'zod';
import { property, type RecordOf } from '../record-shape.ts';
import { flag, text } from '../told.ts';
import type { CallOptions, Transport } from '../transport.ts';
import type { RecordsSpec } from './readable-records.ts';
import { parseMetadata, readMetadata } from './read-metadata.ts';

/** An item of a dropdown category. */
export interface DropdownItem {
  /** As fields hold it. */
  readonly gsid: string;
  /** May differ from the label shown to users (reference 11.4). */
  readonly name: string;
  readonly systemName: string | null;
  readonly isActive: boolean;
  readonly isDeleted: boolean;
}

/** A dropdown category with its items (reference 11.4 [D]). */
export interface DropdownCategory {
  readonly gsid: string;
  readonly name: string;
  /** Several items may be chosen. */
  readonly isMultiSelect: boolean;
  readonly items: readonly DropdownItem[];
}

/** The items of picklists. */
export interface Picklists {
  /**
   * One category, by the `picklistCategoryId` of a field: `GET /v1/meta/services/dropdowns/{id}` (reference 11.4
   * [D]). One call, charged to `sync`; for fields whose describe lists no options.
   */
  category(categoryId: string, options?: CallOptions): Promise<DropdownCategory>;
}

const itemSchema = z
  .object({ gsid: z.string(), name: text, systemName: text, active: flag, deleted: flag })
  .transform((told): DropdownItem => ({
    gsid: told.gsid,
    name: told.name ?? told.systemName ?? told.gsid,
    systemName: told.systemName ?? null,
    isActive: told.active ?? true,
    isDeleted: told.deleted ?? false,
  }));

const categorySchema = z
  .object({
    categoryDetails: z.object({ gsid: z.string(), name: text, variant: text }),
    childItems: z.array(itemSchema).nullish(),
  })
  .transform(({ categoryDetails: { gsid, name, variant }, childItems }): DropdownCategory => ({
    gsid,
    name: name ?? gsid,
    isMultiSelect: variant?.startsWith('MULTI') ?? false,
    items: childItems ?? [],
  }));

/** Makes the dropdown call over a transport. */
export function createPicklists(transport: Transport): Picklists {
  return {
    async category(categoryId, options = {}) {
      const path = `/v1/meta/services/dropdowns/${encodeURIComponent(categoryId)}`;
      const call = { method: 'GET', path, object: null, options } as const;
      return parseMetadata(categorySchema, await readMetadata(transport, call), 'a dropdown category');
    },
  };
}

const shape = {
  name: property('text', 'Name'),
  systemName: property('text', 'SystemName'),
  /** GSID of the category. */
  categoryId: property('text', 'CategoryId'),
  isActive: property('flag', 'Active'),
} as const;

/** A picklist item as a record. */
export type PicklistRecord = RecordOf<typeof shape>;

/** How every item of every picklist is read at once (reference 3.2 [C], field names inferred: choose by `fieldsIn`). */
export const PICKLIST_RECORDS: RecordsSpec<typeof shape> = { objectName: 'da_picklist', shape };
