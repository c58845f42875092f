import { makeTeamMember } from '../seed/company-team.ts';
import { createRandom } from '../seed/random.ts';
import { makeRelationship } from '../seed/relationships.ts';
import { change, drawFrom, insertion, momentOf, type GrowthEvent } from './growth-event.ts';
import type { SeededTenant } from './seeded-tenant.ts';

/** What happens to relationships and company teams on a day: edits, and every second or third day a new one. */
export function planRelationships(tenant: SeededTenant, day: number): GrowthEvent[] {
  const { scene, companies, relationships, teamMembers } = tenant;
  const random = createRandom(scene.seed, 'growth-relationship', day);
  const moment = (): number => momentOf(random, scene.nowMs, day);
  const events: GrowthEvent[] = [];

  const edited = drawFrom(random, relationships);
  if (edited !== undefined) {
    const stage = scene.picklists.Stage.idOf(random.pick(['Launched', 'Adopting', 'Will Churn']));
    const values = random.chance(0.5) ? { Stage: stage } : { Arr: random.int(5, 150) * 1000 };
    events.push(change('relationship', edited, moment(), values));
  }
  const company = drawFrom(random, companies);
  // Companies whose number three divides have relationships from the start, those of an even one a team.
  if (company !== undefined && day % 2 === 0 && company.number % 3 !== 0)
    events.push(insertion('relationship', makeRelationship(scene, random, company.number, 0), moment()));
  if (company !== undefined && day % 3 === 0 && company.number % 2 === 1) {
    const row = makeTeamMember(scene, company.number, 0, 'dana', 'Account Executive', false);
    events.push(insertion('company_team', row, moment()));
  }
  const removed = drawFrom(random, teamMembers);
  if (removed !== undefined && day % 4 === 0)
    events.push(change('company_team', removed, moment(), { Deleted: true }));
  return events;
}
