import { isJsonObject } from '@handrail/core';
import type { JsonValue, RelationshipId, RelationshipProjection } from '@handrail/core';
import type { NewRelationship, RelationshipRow } from '@handrail/database';

/** A relationship of ours as the row that stores it. */
export function toRelationshipRow(
  id: RelationshipId,
  gainsightId: string,
  relationship: RelationshipProjection,
): NewRelationship {
  return {
    id,
    gainsight_id: gainsightId,
    name: relationship.name,
    company_gainsight_id: relationship.company,
    type_gainsight_id: relationship.type,
    owner_gainsight_id: relationship.owner,
    status: relationship.status,
    stage: relationship.stage,
    arr: relationship.arr,
    mrr: relationship.mrr,
    renewal_on: relationship.renewalDate,
    contract_start_on: relationship.contractStart,
    fields: relationship.fields,
  };
}

/** The stored row as a relationship of ours. */
export function fromRelationshipRow(row: RelationshipRow): RelationshipProjection {
  const fields = row.fields as JsonValue;
  return {
    name: row.name,
    company: row.company_gainsight_id,
    type: row.type_gainsight_id,
    owner: row.owner_gainsight_id,
    status: row.status,
    stage: row.stage,
    arr: row.arr,
    mrr: row.mrr,
    renewalDate: row.renewal_on,
    contractStart: row.contract_start_on,
    fields: isJsonObject(fields) ? fields : {},
  };
}
