import { property, type RecordOf } from '../record-shape.ts';
import type { RecordsSpec } from './readable-records.ts';

/** Standard fields of Company that a tenant may hide (reference 18.1); picklists and lookups come as GSIDs. */
const shape = {
  name: property('text', 'Name'),
  /** GSID of the parent; the tree of companies (reference 7.1 [D]). Cycles are possible. */
  parentCompany: property('text', 'ParentCompany'),
  csm: property('text', 'Csm'),
  status: property('text', 'Status'),
  stage: property('text', 'Stage'),
  /** In the tenant's currency, or the record's where `CurrencyIsoCode` exists. */
  arr: property('number', 'Arr'),
  renewalDate: property('date', 'RenewalDate'),
  modifiedDate: property('date', 'ModifiedDate'),
} as const;

/** A company. */
export type Company = RecordOf<typeof shape>;

/** How companies are read: `POST /v1/data/objects/query/Company` (reference 7.1 [D]). */
export const COMPANIES: RecordsSpec<typeof shape> = { objectName: 'Company', shape };
