import type { Row, WorldObject } from '../world.ts';
import { custom, itemsOf, standard, systemFields } from './field.ts';
import { gsid, keyPrefix } from './gsid.ts';
import { createRandom } from './random.ts';
import type { Scene } from './scene.ts';
import { DAY_MS, day, instant } from './scene.ts';

/** Every so many companies have deployments: one, or two for every other of them. */
const COMPANIES_PER_DEPLOYMENT = 4;

/**
 * A low-volume object that this tenant's admin added, so that clients meet a name in `__gc` and can write to it
 * (reference sections 5.1 and 11.1): where the customers run the product.
 */
export function makeDeployments(scene: Scene, companies: number): WorldObject {
  const { seed, picklists } = scene;
  const rows: Row[] = [];
  for (let company = 1; company <= companies; company += COMPANIES_PER_DEPLOYMENT) {
    rows.push(makeDeployment(scene, company, 'Production'));
    if (company % (2 * COMPANIES_PER_DEPLOYMENT) === 1) rows.push(makeDeployment(scene, company, 'Staging'));
  }
  return {
    name: 'deployment__gc',
    label: 'Deployment',
    objectType: 'CUSTOM',
    keyPrefix: keyPrefix(seed, 'deployment__gc'),
    fields: [
      ...systemFields(),
      standard('Name', 'Name', 'STRING', { required: true, nillable: false }),
      custom('Company', 'Company', 'LOOKUP', { lookupObject: 'company', required: true }),
      custom('Environment', 'Environment', 'PICKLIST', itemsOf(picklists.Environment)),
      custom('Version', 'Version', 'STRING', { length: 40 }),
      custom('Seats', 'Seats', 'NUMBER'),
      custom('Live_Since', 'Live Since', 'DATE'),
      custom('Is_Monitored', 'Is Monitored', 'BOOLEAN'),
      custom('Engineer', 'Engineer', 'LOOKUP', { lookupObject: 'gsuser' }),
    ],
    rows,
  };
}

function makeDeployment(scene: Scene, company: number, environment: 'Production' | 'Staging'): Row {
  const { seed, nowMs, picklists } = scene;
  const number = company * 2 + (environment === 'Production' ? 0 : 1);
  const random = createRandom(seed, 'deployment', number);
  const createdMs = nowMs - random.int(60, 900) * DAY_MS;
  return {
    Gsid: gsid(seed, 'deployment__gc', number),
    Name: `${environment} ${company}`,
    Company__gc: gsid(seed, 'company', company),
    Environment__gc: picklists.Environment.idOf(environment),
    Version__gc: `${random.int(3, 6)}.${random.int(0, 12)}`,
    Seats__gc: random.int(1, 40) * 5,
    Live_Since__gc: day(createdMs + 30 * DAY_MS),
    Is_Monitored__gc: environment === 'Production',
    Engineer__gc: random.chance(0.4) ? gsid(seed, 'gsuser', random.int(3, 8)) : null,
    CreatedDate: instant(createdMs),
    CreatedBy: gsid(seed, 'gsuser', 2),
    ModifiedDate: instant(Math.max(createdMs, nowMs - random.int(1, 300) * DAY_MS)),
    ModifiedBy: gsid(seed, 'gsuser', 2),
  };
}
