import { property, type RecordOf } from '../record-shape.ts';
import type { RecordsSpec } from './readable-records.ts';

const shape = {
  name: property('text', 'Name'),
  /** GSID of the company. */
  companyId: property('text', 'CompanyId'),
  /** GSID of the relationship type. */
  typeId: property('text', 'TypeId'),
  csm: property('text', 'Csm'),
  status: property('text', 'Status'),
  stage: property('text', 'Stage'),
  arr: property('number', 'Arr'),
  renewalDate: property('date', 'RenewalDate'),
  modifiedDate: property('date', 'ModifiedDate'),
} as const;

const typeShape = { name: property('text', 'Name'), modifiedDate: property('date', 'ModifiedDate') } as const;

/** A product line, project or unit under a company (reference 7.2). */
export type Relationship = RecordOf<typeof shape>;
/** What kinds of relationships a tenant has. */
export type RelationshipType = RecordOf<typeof typeShape>;

/** How relationships are read (reference 7.2 [D], names 18.2 [C]). */
export const RELATIONSHIPS: RecordsSpec<typeof shape> = { objectName: 'Relationship', shape };

/** How their types are read (reference 7.2, 18.2 [C]). */
export const RELATIONSHIP_TYPES: RecordsSpec<typeof typeShape> = {
  objectName: 'relationship_type',
  shape: typeShape,
};
