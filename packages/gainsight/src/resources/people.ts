import { property, type RecordOf } from '../record-shape.ts';
import type { RecordsSpec } from './readable-records.ts';

const personShape = {
  name: property('text', 'Name'),
  firstName: property('text', 'FirstName'),
  lastName: property('text', 'LastName'),
  email: property('text', 'Email'),
  timezone: property('text', 'Timezone'),
  modifiedDate: property('date', 'ModifiedDate'),
} as const;

const companyPersonShape = {
  /** GSID of the person. */
  personId: property('text', 'Person_ID'),
  /** GSID of the company. */
  companyId: property('text', 'Company_ID'),
  title: property('text', 'Title'),
  /** Picklist item or free text (reference 18.3 [C, G]). */
  role: property('text', 'Role'),
  isActive: property('flag', 'Active'),
  isPrimaryCompany: property('flag', 'IsPrimaryCompany'),
  modifiedDate: property('date', 'ModifiedDate'),
} as const;

const relationshipPersonShape = {
  personId: property('text', 'Person_ID'),
  companyPersonId: property('text', 'Company_Person_ID'),
  relationshipId: property('text', 'Relationship_ID'),
  companyId: property('text', 'Company_ID'),
  role: property('text', 'Role'),
  isActive: property('flag', 'Active'),
  modifiedDate: property('date', 'ModifiedDate'),
} as const;

/** One human, known by e-mail (reference 8). */
export type Person = RecordOf<typeof personShape>;
/** A person at one company (reference 8). */
export type CompanyPerson = RecordOf<typeof companyPersonShape>;
/** A person at one relationship (reference 8). */
export type RelationshipPerson = RecordOf<typeof relationshipPersonShape>;

/** How persons are read (reference 8.1, 18.3 [C]). */
export const PEOPLE: RecordsSpec<typeof personShape> = { objectName: 'person', shape: personShape };

/** How persons at companies are read, with the underscores of their names (reference 8.1, 18.3 [C]). */
export const COMPANY_PEOPLE: RecordsSpec<typeof companyPersonShape> = {
  objectName: 'company_person',
  shape: companyPersonShape,
};

/** How persons at relationships are read (reference 18.3 [C]). */
export const RELATIONSHIP_PEOPLE: RecordsSpec<typeof relationshipPersonShape> = {
  objectName: 'relationship_person',
  shape: relationshipPersonShape,
};
