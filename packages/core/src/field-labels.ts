import type { StakeholderFieldName } from './config.ts';
import type { FieldOwner } from './field-mapping.ts';
import type { AccountFieldName } from './mapping.ts';
import type { RelationshipFieldName } from './relationship.ts';

/** Our standard account fields in the words that people read for them. */
export const ACCOUNT_FIELD_LABELS: Readonly<Record<AccountFieldName, string>> = {
  name: 'Name',
  owner: 'Owner',
  csm: 'CSM',
  tier: 'Tier',
  parent: 'Parent account',
  arr: 'ARR',
  mrr: 'MRR',
  currency: 'Currency',
  renewalDate: 'Renewal date',
  contractStart: 'Contract start',
  lifecycleStage: 'Lifecycle stage',
  industry: 'Industry',
  region: 'Region',
  domains: 'Domains',
  employees: 'Employees',
  crmId: 'CRM id',
};

/** Our standard stakeholder fields in the words that people read for them. */
export const STAKEHOLDER_FIELD_LABELS: Readonly<Record<StakeholderFieldName, string>> = {
  name: 'Name',
  email: 'E-mail',
  title: 'Title',
  role: 'Role',
  phone: 'Phone',
  decisionMaker: 'Decision maker',
  touchFrequency: 'Touch frequency',
};

/** Our fields of a relationship in the words that people read for them. */
export const RELATIONSHIP_FIELD_LABELS: Readonly<Record<RelationshipFieldName, string>> = {
  name: 'Name',
  company: 'Account',
  type: 'Type',
  owner: 'Owner',
  status: 'Status',
  stage: 'Stage',
  arr: 'ARR',
  mrr: 'MRR',
  renewalDate: 'Renewal date',
  contractStart: 'Contract start',
};

/** What is decided of a record, beside the fields that are mapped. */
const DECIDED_LABELS = { status: 'Status', churnedOn: 'Churned on', presence: 'Standing' };

/** Every field that a change can name; one name means the same of accounts, relationships and stakeholders. */
const CHANGED_LABELS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...ACCOUNT_FIELD_LABELS,
    ...RELATIONSHIP_FIELD_LABELS,
    ...STAKEHOLDER_FIELD_LABELS,
    ...DECIDED_LABELS,
  }),
);

/** A changed field in the words that people read for it; a custom one, `fields.<name>`, by its own name. */
export function fieldInWords(field: string): string {
  return CHANGED_LABELS.get(field) ?? field.replace(/^fields\./, '');
}

/** Whose value wins, as a choice. */
export const FIELD_OWNER_LABELS: Readonly<Record<FieldOwner, string>> = {
  gainsight: 'Gainsight, always',
  'seed-once': 'Gainsight, once',
  person: 'A person',
  handrail: 'Handrail',
};

const OBJECT_LABELS: Readonly<Record<string, string>> = {
  person: 'Person',
  company_person: 'Company Person',
  relationship_person: 'Relationship Person',
};

/** An object of the vendor in the words that people read for it. */
export function objectLabel(object: string): string {
  return OBJECT_LABELS[object] ?? object;
}
