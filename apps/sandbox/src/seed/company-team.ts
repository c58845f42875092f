import type { Row, WorldObject } from '../world.ts';
import { itemsOf, standard } from './field.ts';
import { gsid, keyPrefix } from './gsid.ts';
import { createRandom } from './random.ts';
import type { Scene } from './scene.ts';
import { DAY_MS, instant } from './scene.ts';
import { userNumber } from './users.ts';

/**
 * Who works for which company beside its CSM: every second company has an account executive, every sixth a
 * solutions engineer too. The object speaks of *At*, not of *Date* (reference section 18.5).
 */
export function makeCompanyTeam(scene: Scene, companies: number): WorldObject {
  const { seed, picklists } = scene;
  const rows: Row[] = [];
  for (let company = 2; company <= companies; company += 2) {
    const random = createRandom(seed, 'team-row', company);
    rows.push(
      makeTeamMember(
        scene,
        company,
        0,
        random.pick(['dana', 'sofia']),
        'Account Executive',
        random.chance(0.05),
      ),
    );
    if (company % 6 === 0) rows.push(makeTeamMember(scene, company, 1, 'owen', 'Solutions Engineer', false));
  }
  const instants = { group: 'SYSTEM', updateable: false } as const;
  return {
    name: 'company_team',
    label: 'Company Team',
    objectType: 'STANDARD',
    keyPrefix: keyPrefix(seed, 'company_team'),
    listedPrefix: null,
    fields: [
      { ...standard('Gsid', 'GSID', 'GSID'), ...instants },
      standard('Company_ID', 'Company', 'LOOKUP', { lookupObject: 'company' }),
      standard('User_ID', 'User', 'LOOKUP', { lookupObject: 'gsuser' }),
      standard('TeamRole', 'Team Role', 'PICKLIST', itemsOf(picklists.TeamRole)),
      standard('AccessLevel', 'Access Level', 'STRING'),
      standard('ManagerRole1', 'Manager Role 1', 'STRING'),
      standard('ManagerRole2', 'Manager Role 2', 'STRING'),
      standard('ManagerRole3', 'Manager Role 3', 'STRING'),
      standard('UserSource', 'User Source', 'STRING'),
      standard('Deleted', 'Deleted', 'BOOLEAN'),
      { ...standard('CreatedAt', 'Created At', 'DATETIME'), ...instants },
      { ...standard('CreatedBy', 'Created By', 'LOOKUP', { lookupObject: 'gsuser' }), ...instants },
      { ...standard('ModifiedAt', 'Modified At', 'DATETIME'), ...instants },
      { ...standard('ModifiedBy', 'Modified By', 'LOOKUP', { lookupObject: 'gsuser' }), ...instants },
    ],
    rows,
  };
}

/** One member of a company's team; `place` tells those of a company apart. */
export function makeTeamMember(
  { seed, nowMs, picklists }: Scene,
  company: number,
  place: number,
  user: string,
  role: string,
  deleted: boolean,
): Row {
  return {
    Gsid: gsid(seed, 'company_team', company * 2 + place),
    Company_ID: gsid(seed, 'company', company),
    User_ID: gsid(seed, 'gsuser', userNumber(user)),
    TeamRole: picklists.TeamRole.idOf(role),
    AccessLevel: 'Edit',
    ManagerRole1: null,
    ManagerRole2: null,
    ManagerRole3: null,
    UserSource: 'Manual',
    Deleted: deleted,
    CreatedAt: instant(nowMs - (300 + (company % 300)) * DAY_MS),
    CreatedBy: gsid(seed, 'gsuser', 1),
    ModifiedAt: instant(nowMs - (1 + (company % 290)) * DAY_MS),
    ModifiedBy: gsid(seed, 'gsuser', 1),
  };
}
