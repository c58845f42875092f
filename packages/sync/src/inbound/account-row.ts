import { isJsonObject } from '@handrail/core';
import type { AccountId, AccountProjection, Changes, JsonValue } from '@handrail/core';
import type { AccountValues, MappedAccount, NewAccount } from '@handrail/database';

/** The column of each field of ours. */
const COLUMNS = {
  name: 'name',
  status: 'status',
  owner: 'owner_gainsight_id',
  csm: 'csm_gainsight_id',
  tier: 'tier',
  parent: 'parent_gainsight_id',
  arr: 'arr',
  mrr: 'mrr',
  currency: 'currency',
  renewalDate: 'renewal_on',
  contractStart: 'contract_start_on',
  lifecycleStage: 'lifecycle_stage',
  industry: 'industry',
  region: 'region',
  domains: 'domains',
  employees: 'employees',
  crmId: 'crm_id',
  churnedOn: 'churned_on',
  fields: 'fields',
} as const satisfies Readonly<Record<keyof AccountProjection, keyof AccountValues>>;

/** An account of ours as the row that stores it. */
export function toAccountRow(id: AccountId, gainsightId: string, account: AccountProjection): NewAccount {
  return {
    id,
    gainsight_id: gainsightId,
    name: account.name,
    status: account.status,
    owner_gainsight_id: account.owner,
    csm_gainsight_id: account.csm,
    tier: account.tier,
    parent_gainsight_id: account.parent,
    arr: account.arr,
    mrr: account.mrr,
    currency: account.currency,
    renewal_on: account.renewalDate,
    contract_start_on: account.contractStart,
    lifecycle_stage: account.lifecycleStage,
    industry: account.industry,
    region: account.region,
    domains: account.domains,
    employees: account.employees,
    crm_id: account.crmId,
    churned_on: account.churnedOn,
    fields: account.fields,
  };
}

/** The stored row as an account of ours. */
export function fromAccountRow(row: MappedAccount): AccountProjection {
  const fields = row.fields as JsonValue;
  return {
    name: row.name,
    status: row.status,
    churnedOn: row.churned_on,
    owner: row.owner_gainsight_id,
    csm: row.csm_gainsight_id,
    tier: row.tier,
    parent: row.parent_gainsight_id,
    arr: row.arr,
    mrr: row.mrr,
    currency: row.currency,
    renewalDate: row.renewal_on,
    contractStart: row.contract_start_on,
    lifecycleStage: row.lifecycle_stage,
    industry: row.industry,
    region: row.region,
    domains: row.domains,
    employees: row.employees,
    crmId: row.crm_id,
    fields: isJsonObject(fields) ? fields : {},
  };
}

/** The columns in which any of these changes shows. */
export function changedColumns(changes: Iterable<Changes>): ReadonlySet<keyof AccountValues> {
  const names = new Set<string>();
  for (const one of changes) for (const name in one) names.add(name);
  const isChanged = ([name]: readonly [string, unknown]) =>
    name === 'fields' ? [...names].some((changed) => changed.startsWith('fields.')) : names.has(name);
  return new Set(
    Object.entries(COLUMNS)
      .filter(isChanged)
      .map(([, column]) => column),
  );
}
