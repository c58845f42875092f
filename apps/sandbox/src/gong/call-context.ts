import type { Value, World, WorldCall } from '../world.ts';

/**
 * What the CRM knows about the call: the account it is linked to. `Basic` gives the link only, `Extended` also values
 * of fields, `None` nothing. A call without a link has an empty list.
 */
export function callContext(
  world: World,
  call: WorldCall,
  depth: 'None' | 'Basic' | 'Extended',
): { context?: readonly unknown[] } {
  if (depth === 'None') return {};
  if (call.crmAccountId === null) return { context: [] };
  const object = {
    objectType: 'Account',
    objectId: call.crmAccountId,
    timing: depth === 'Extended' ? 'Now' : null,
    fields: depth === 'Extended' ? fieldsOf(world, call.crmAccountId) : [],
  };
  return { context: [{ system: 'Salesforce', objects: [object] }] };
}

function fieldsOf(world: World, crmAccountId: string): readonly { name: string; value: Value }[] {
  const row = world.objects.get('company')?.rows.find((company) => company['SfdcAccountId'] === crmAccountId);
  if (row === undefined) return [];
  return [
    { name: 'Name', value: row['Name'] ?? null },
    { name: 'Website', value: row['Website__gc'] ?? null },
    { name: 'NumberOfEmployees', value: row['Employees'] ?? null },
  ];
}
