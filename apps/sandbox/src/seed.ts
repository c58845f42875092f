import { makeCalls } from './calls/index.ts';
import { makeActivities } from './seed/activities.ts';
import { makeCompanies } from './seed/companies.ts';
import { makeCompanyTeam } from './seed/company-team.ts';
import { GONG_WORKSPACES } from './seed/gong-workspaces.ts';
import { makeDeployments } from './seed/deployments.ts';
import { makePeople } from './seed/people.ts';
import { makePicklists } from './seed/picklists.ts';
import { makeRelationshipPeople, makeRelationships, makeRelationshipTypes } from './seed/relationships.ts';
import type { Scene } from './seed/scene.ts';
import { makeDeleteLogs, makePicklistTable } from './seed/tables.ts';
import { makeGongUsers, makeUsers } from './seed/users.ts';
import type { World } from './world.ts';

/** What a world is made from. */
export interface WorldPlan {
  readonly seed: number;
  /** Up to {@link mostCompanies}. */
  readonly companies: number;
  readonly now: Date;
  /** So many companies share one instant of change; default: none. */
  readonly sameSecond?: number;
  /** How many companies stand in memory; default: all, in a big world the first ones. */
  readonly storedCompanies?: number;
}

/** Most companies of a world. */
export const mostCompanies = 1_000_000;
/** Up to so many companies all of them stand in memory; of more, the first few do, and the rest are made when read. */
const mostStoredCompanies = 50_000;
const storedOfBigWorld = 1_000;
/** In a big world the companies above this number have no people, relationships and team. */
const peopledOfBigWorld = 10_000;

/**
 * Makes the world behind both emulators: the same for the same seed, number of companies and instant. A company
 * depends on its number alone, so a world of 100,000 companies begins with the world of 500.
 * Companies 1 … 17 are fixed and named; the written calls are about the first fourteen.
 */
export function makeWorld({ seed, companies, now, storedCompanies, sameSecond = 0 }: WorldPlan): World {
  // Whole seconds, so that dates drawn on whole seconds stay there.
  const nowMs = Math.floor(now.getTime() / 1000) * 1000;
  const scene: Scene = { seed, nowMs, picklists: makePicklists(seed), sameSecond };
  const isBig = companies > mostStoredCompanies;
  const stored = storedCompanies ?? (isBig ? storedOfBigWorld : companies);
  const peopled = isBig ? peopledOfBigWorld : companies;
  const users = makeUsers(scene, companies);
  const { person, companyPerson } = makePeople(scene, peopled);
  const relationship = makeRelationships(scene, peopled);
  const objects = [
    makeCompanies(scene, companies, stored),
    makeRelationshipTypes(scene),
    relationship,
    person,
    companyPerson,
    makeRelationshipPeople(scene, relationship, companyPerson),
    users,
    makeCompanyTeam(scene, peopled),
    makeActivities(scene, companies),
    makePicklistTable(scene),
    ...makeDeleteLogs(scene),
    makeDeployments(scene, peopled),
  ];
  return {
    seed,
    madeAt: new Date(nowMs).toISOString(),
    objects: new Map(objects.map((object) => [object.name, object])),
    calls: makeCalls(scene, companies),
    gongUsers: makeGongUsers(scene, users),
    gongWorkspaces: [GONG_WORKSPACES.success, GONG_WORKSPACES.sales],
  };
}
