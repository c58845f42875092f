import type { Row, WorldObject } from '../world.ts';
import { itemsOf, readOnly, standard, systemFields } from './field.ts';
import { gsid, keyPrefix } from './gsid.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import type { Scene } from './scene.ts';
import { DAY_MS, day, instant } from './scene.ts';

const TYPES = ['Scheduling', 'Inventory', 'Insights'] as const;

/** The relationship types of the tenant: one a product line. */
export function makeRelationshipTypes({ seed, nowMs }: Scene): WorldObject {
  return {
    name: 'relationship_type',
    label: 'Relationship Type',
    objectType: 'STANDARD',
    keyPrefix: keyPrefix(seed, 'relationship_type'),
    fields: [
      ...systemFields(),
      standard('Name', 'Name', 'STRING', { required: true }),
      standard('Description', 'Description', 'STRING', { length: 2000 }),
      standard('Active', 'Active', 'BOOLEAN'),
    ],
    rows: TYPES.map((name, at) => ({
      Gsid: gsid(seed, 'relationship_type', at + 1),
      Name: name,
      Description: `Use of Lumenta ${name}`,
      Active: true,
      ...madeAndChanged(seed, nowMs - 900 * DAY_MS, nowMs - (300 - at) * DAY_MS),
    })),
  };
}

/** A third of the companies has one or two relationships. */
export function makeRelationships(scene: Scene, companies: number): WorldObject {
  const { seed, picklists } = scene;
  const rows: Row[] = [];
  for (let company = 3; company <= companies; company += 3) {
    const random = createRandom(seed, 'relationship-row', company);
    const wanted = random.int(1, 2);
    for (let place = 0; place < wanted; place += 1)
      rows.push(makeRelationship(scene, random, company, place));
  }
  return {
    name: 'relationship',
    label: 'Relationship',
    objectType: 'STANDARD',
    keyPrefix: keyPrefix(seed, 'relationship'),
    fields: [
      ...systemFields(),
      standard('Name', 'Name', 'STRING', { required: true }),
      standard('CompanyId', 'Company', 'LOOKUP', { lookupObject: 'company', required: true }),
      standard('TypeId', 'Relationship Type', 'LOOKUP', {
        lookupObject: 'relationship_type',
        required: true,
      }),
      standard('Csm', 'CSM', 'LOOKUP', { lookupObject: 'gsuser' }),
      standard('Arr', 'ARR', 'CURRENCY'),
      standard('Mrr', 'MRR', 'CURRENCY'),
      standard('OneTimeRevenue', 'One Time Revenue', 'CURRENCY'),
      standard('Users', 'Users', 'NUMBER'),
      standard('Stage', 'Stage', 'PICKLIST', itemsOf(picklists.Stage)),
      standard('Status', 'Status', 'PICKLIST', itemsOf(picklists.Status)),
      standard('OriginalContractDate', 'Original Contract Date', 'DATE'),
      standard('RenewalDate', 'Renewal Date', 'DATE'),
      standard('CustomerLifetimeInMonths', 'Customer Lifetime in Months', 'NUMBER'),
      standard('ExternalId', 'External ID', 'STRING'),
      readOnly('ScorecardId', 'Scorecard', 'LOOKUP', { lookupObject: 'scorecard_master' }),
      readOnly('CurrentScore', 'Overall Score', 'NUMBER'),
      readOnly('PreviousScore', 'Overall Score Previous', 'NUMBER'),
      readOnly('Nps', 'NPS', 'NUMBER'),
    ],
    rows,
  };
}

/** Every active person of a company that has relationships belongs to the first of them. */
export function makeRelationshipPeople(
  scene: Scene,
  relationships: WorldObject,
  ties: WorldObject,
): WorldObject {
  const { seed, nowMs } = scene;
  const firstOf = new Map<string, Row>();
  for (const row of relationships.rows) {
    const company = String(row['CompanyId']);
    if (!firstOf.has(company)) firstOf.set(company, row);
  }
  const rows: Row[] = [];
  for (const tie of ties.rows) {
    const relationship = firstOf.get(String(tie['Company_ID']));
    if (relationship === undefined || tie['Active'] !== true) continue;
    rows.push({
      Gsid: gsid(seed, 'relationship_person', rows.length + 1),
      Person_ID: tie['Person_ID'] ?? null,
      Company_Person_ID: tie['Gsid'] ?? null,
      Relationship_ID: relationship['Gsid'] ?? null,
      Relationship_Type_ID: relationship['TypeId'] ?? null,
      Company_ID: tie['Company_ID'] ?? null,
      Role: 'User',
      Active: true,
      ...madeAndChanged(seed, nowMs - 200 * DAY_MS, nowMs - (1 + (rows.length % 150)) * DAY_MS),
    });
  }
  return {
    name: 'relationship_person',
    label: 'Relationship Person',
    objectType: 'STANDARD',
    keyPrefix: keyPrefix(seed, 'relationship_person'),
    fields: [
      ...systemFields(),
      standard('Person_ID', 'Person', 'LOOKUP', { lookupObject: 'person' }),
      standard('Company_Person_ID', 'Company Person', 'LOOKUP', { lookupObject: 'company_person' }),
      standard('Relationship_ID', 'Relationship', 'LOOKUP', { lookupObject: 'relationship' }),
      standard('Relationship_Type_ID', 'Relationship Type', 'LOOKUP', { lookupObject: 'relationship_type' }),
      standard('Company_ID', 'Company', 'LOOKUP', { lookupObject: 'company' }),
      standard('Role', 'Role', 'STRING'),
      standard('Active', 'Active', 'BOOLEAN'),
    ],
    rows,
  };
}

/** One relationship of a company; `place` tells those of a company apart. */
export function makeRelationship(scene: Scene, random: Random, company: number, place: number): Row {
  const { seed, nowMs, picklists } = scene;
  const type = (Math.floor(company / 3) + place) % TYPES.length;
  const arr = random.int(5, 120) * 1000;
  const createdMs = nowMs - random.int(400, 900) * DAY_MS;
  return {
    Gsid: gsid(seed, 'relationship', company * 2 + place),
    Name: `${TYPES[type] ?? TYPES[0]} ${place === 0 ? 'main' : 'pilot'}`,
    CompanyId: gsid(seed, 'company', company),
    TypeId: gsid(seed, 'relationship_type', type + 1),
    Csm: random.chance(0.5) ? gsid(seed, 'gsuser', random.int(3, 8)) : null,
    Arr: arr,
    Mrr: Math.round((arr / 12) * 100) / 100,
    OneTimeRevenue: random.chance(0.2) ? random.int(1, 30) * 500 : null,
    Users: random.int(1, 300),
    Stage: picklists.Stage.idOf('Adopting'),
    Status: picklists.Status.idOf(random.chance(0.9) ? 'Active' : 'Inactive'),
    OriginalContractDate: day(createdMs),
    RenewalDate: day(nowMs + random.int(1, 360) * DAY_MS),
    CustomerLifetimeInMonths: Math.floor((nowMs - createdMs) / (30 * DAY_MS)),
    ExternalId: `rel-${company}-${place}`,
    ScorecardId: null,
    CurrentScore: random.int(20, 95),
    PreviousScore: null,
    Nps: null,
    ...madeAndChanged(seed, createdMs, nowMs - random.int(1, 360) * DAY_MS - random.int(0, 80_000) * 1000),
  };
}

function madeAndChanged(seed: number, createdMs: number, modifiedMs: number): Row {
  return {
    CreatedDate: instant(createdMs),
    CreatedBy: gsid(seed, 'gsuser', 1),
    ModifiedDate: instant(modifiedMs),
    ModifiedBy: gsid(seed, 'gsuser', 2),
  };
}
