import type { CallParty, Row, Value, World, WorldCall } from '../world.ts';
import type { ContextDepth } from './content-selector.ts';

interface Field {
  readonly name: string;
  readonly value: Value;
}

interface CrmObject {
  readonly objectType: 'Account' | 'Opportunity' | 'Contact' | 'User';
  readonly objectId: string;
  readonly fields: readonly Field[];
}

/**
 * What the CRM knows about the call: its account, and the opportunity of an account that is being renewed. `Basic` gives
 * the links only, `Extended` also values of fields, once for each timing, `None` nothing. A call without a link has an
 * empty list.
 */
export function callContext(
  world: World,
  call: WorldCall,
  context: ContextDepth,
): { context?: readonly unknown[] } {
  if (context.depth === 'None') return {};
  if (call.crmAccountId === null) return { context: [] };
  const company = findCompany(world, call);
  const account: CrmObject = {
    objectType: 'Account',
    objectId: call.crmAccountId,
    fields: [
      { name: 'Name', value: company?.['Name'] ?? null },
      { name: 'Website', value: company?.['Website__gc'] ?? null },
      { name: 'NumberOfEmployees', value: company?.['Employees'] ?? null },
    ],
  };
  const renewal = company?.['RenewalDate'] ?? null;
  const objects = renewal === null ? [account] : [account, opportunity(call.crmAccountId, company, renewal)];
  return { context: linksTo(objects, context) };
}

/** The CRM's contact or user behind a participant whose address is known. */
export function partyContext(party: CallParty, context: ContextDepth): readonly unknown[] {
  if (context.depth === 'None' || party.emailAddress === null) return [];
  const isOurs = party.affiliation === 'Internal';
  const object: CrmObject = {
    objectType: isOurs ? 'User' : 'Contact',
    objectId: `${isOurs ? '005' : '003'}${party.id.slice(-15)}`,
    fields: [
      { name: 'Name', value: party.name },
      { name: 'Email', value: party.emailAddress },
    ],
  };
  return linksTo([object], context);
}

function opportunity(accountId: string, company: Row | undefined, closesOn: Value): CrmObject {
  return {
    objectType: 'Opportunity',
    objectId: `006${accountId.slice(3)}`,
    fields: [
      { name: 'Name', value: `Renewal ${String(closesOn)}` },
      { name: 'CloseDate', value: closesOn },
      { name: 'Amount', value: company?.['Arr'] ?? null },
    ],
  };
}

/** The made-up CRM never changed: both timings show the same values. */
function linksTo(objects: readonly CrmObject[], { depth, timings }: ContextDepth): readonly unknown[] {
  const shown =
    depth === 'Extended'
      ? timings.flatMap((timing) => objects.map((object) => ({ ...object, timing })))
      : objects.map((object) => ({ ...object, timing: null, fields: [] }));
  return [{ system: 'Salesforce', objects: shown }];
}

function findCompany(world: World, call: WorldCall): Row | undefined {
  return world.objects.get('company')?.rows.find((row) => row['Gsid'] === call.companyGsid);
}
