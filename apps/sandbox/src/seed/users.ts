import type { GongUser, Row, WorldObject } from '../world.ts';
import type { Colleague, ColleagueKey } from './cast.ts';
import { COLLEAGUES, FORMER_DOMAIN, OWN_DOMAIN } from './cast.ts';
import { companyDomain } from './company-shape.ts';
import { itemsOf, readOnly, standard, systemFields } from './field.ts';
import { gsid, keyPrefix } from './gsid.ts';
import { FIRST_NAMES, LAST_NAMES, mailName, slug } from './names.ts';
import { ODD_PEOPLE } from './odd-texts.ts';
import { createRandom } from './random.ts';
import type { Scene } from './scene.ts';
import { DAY_MS, instant } from './scene.ts';

/** How many users of our own the tenant has, from number 1. */
export const USER_COUNT = 40;
/** Guests from customers' companies: the number of the user → the number of the company. */
const EXTERNAL_USERS = [
  { number: USER_COUNT + 1, company: 3 },
  { number: USER_COUNT + 2, company: 5 },
] as const;
/** Stands for a number that no user will ever have. */
const AVATAR_NUMBER = 9_999;
/** Users up to this number also use the recorder. */
const RECORDER_USER_COUNT = 30;

const KEYS = Object.keys(COLLEAGUES);

/** Number of one of our named people among the users, from 1. */
export function userNumber(key: string): number {
  return KEYS.indexOf(key) + 1;
}

/** GSID of one of our named people. */
export function colleagueGsid(seed: number, key: ColleagueKey): string {
  return gsid(seed, 'gsuser', userNumber(key));
}

/** E-mail address of one of our named people. */
export function colleagueEmail(key: ColleagueKey): string {
  const colleague = COLLEAGUES[key];
  return `${slug(colleague.first)}.${slug(colleague.last)}@${OWN_DOMAIN}`;
}

/** Their address at the domain that we had before, which the recorder knows as an alias of every fourth of them. */
export function formerEmail(key: ColleagueKey): string {
  return colleagueEmail(key).replace(OWN_DOMAIN, FORMER_DOMAIN);
}

/** Gong's id of a user: a decimal string beyond what a number can hold. */
export function gongUserId(seed: number, number: number): string {
  const random = createRandom(seed, 'gong-user', number);
  const digits = String(random.bits()).padStart(10, '0') + String(random.bits()).padStart(10, '0');
  return `7${digits.slice(0, 18)}`;
}

/**
 * The users of the tenant: the named ones, then made-up ones with licences of every type, of whom some have left and one
 * has no licence, then guests from customers.
 */
export function makeUsers(scene: Scene, companies: number): WorldObject {
  const { seed, picklists } = scene;
  const rows: Row[] = [];
  for (let number = 1; number <= USER_COUNT; number += 1) rows.push(makeUser(scene, number));
  for (const { number, company } of EXTERNAL_USERS)
    if (company <= companies) rows.push(makeExternalUser(scene, number, company));
  return {
    name: 'gsuser',
    label: 'User',
    objectType: 'STANDARD',
    keyPrefix: keyPrefix(seed, 'gsuser'),
    fields: [
      ...systemFields(),
      standard('Name', 'Name', 'STRING', { required: true }),
      standard('FirstName', 'First Name', 'STRING'),
      standard('LastName', 'Last Name', 'STRING'),
      standard('Email', 'Email', 'EMAIL', { required: true }),
      standard('SFDCUserName', 'Username', 'STRING'),
      standard('SfdcUserId', 'SFDC User ID', 'SFDCID'),
      standard('IsActiveUser', 'Is Active User', 'BOOLEAN'),
      standard('IsSuperAdmin', 'Is Super Admin', 'BOOLEAN'),
      standard('LicenseType', 'License Type', 'PICKLIST', itemsOf(picklists.LicenseType)),
      standard('GainsightLicenseEnabled', 'Gainsight License Enabled', 'BOOLEAN'),
      standard('SystemType', 'System Type', 'STRING'),
      standard('Manager', 'Manager', 'LOOKUP', { lookupObject: 'gsuser' }),
      standard('Title', 'Title', 'STRING'),
      standard('Timezone', 'Timezone', 'STRING'),
      standard('Locale', 'Locale', 'STRING'),
      standard('CompanyID', 'Company', 'LOOKUP', { lookupObject: 'company' }),
      standard('Role', 'Role', 'STRING'),
      readOnly('IsPartner', 'Is Partner', 'BOOLEAN'),
      readOnly('PartnerId', 'Partner ID', 'STRING'),
      standard('PreferredNotificationSource', 'Preferred Notification Source', 'STRING'),
      readOnly('ProfilePicture', 'Profile Picture', 'URL'),
    ],
    rows,
  };
}

/** The recorder's users: most of ours, with the addresses that a mail may also carry, and one avatar. */
export function makeGongUsers(scene: Scene, users: WorldObject): GongUser[] {
  const ours = users.rows.slice(0, RECORDER_USER_COUNT).map((row, at) => {
    const managerAt = users.rows.findIndex((candidate) => candidate['Gsid'] === row['Manager']);
    return makeGongUser(scene, at + 1, row, managerAt < 0 ? null : gongUserId(scene.seed, managerAt + 1));
  });
  return [...ours, makeAvatar(scene)];
}

/** The user of the recorder who is user `number` of Gainsight. */
export function makeGongUser({ seed }: Scene, number: number, row: Row, managerId: string | null): GongUser {
  const email = String(row['Email']);
  return {
    id: gongUserId(seed, number),
    emailAddress: email,
    emailAliases: number % 4 === 1 ? [email.replace('.', ''), email.replace(OWN_DOMAIN, FORMER_DOMAIN)] : [],
    firstName: String(row['FirstName']),
    lastName: String(row['LastName']),
    title: row['Title'] === null ? null : String(row['Title']),
    active: row['IsActiveUser'] === true,
    managerId,
    createdAt: String(row['CreatedDate']),
  };
}

function makeAvatar({ seed, nowMs }: Scene): GongUser {
  return {
    id: gongUserId(seed, AVATAR_NUMBER),
    emailAddress: 'support-avatar@recorder.example',
    emailAliases: [],
    firstName: 'Recorder',
    lastName: 'Support',
    title: null,
    active: true,
    managerId: null,
    createdAt: instant(nowMs - 900 * DAY_MS),
    isAvatar: true,
  };
}

/** Makes user `number` of our own. */
export function makeUser({ seed, nowMs, picklists }: Scene, number: number): Row {
  const random = createRandom(seed, 'user', number);
  const named: Colleague | undefined = Object.values(COLLEAGUES)[number - 1];
  const first = named?.first ?? random.pick(FIRST_NAMES);
  const last = named?.last ?? random.pick(LAST_NAMES);
  const active = named !== undefined || number % 6 !== 0;
  const manager = named === undefined ? gsid(seed, 'gsuser', userNumber('ingrid')) : managerOf(seed, named);
  const suffix = named === undefined ? String(number) : '';
  const email = `${slug(first)}.${slug(last)}${suffix}@${OWN_DOMAIN}`;
  const createdMs = nowMs - random.int(400, 1500) * DAY_MS;
  return {
    Gsid: gsid(seed, 'gsuser', number),
    Name: `${first} ${last}`,
    FirstName: first,
    LastName: last,
    Email: email,
    SFDCUserName: email,
    SfdcUserId: number % 5 === 0 ? null : `005${String(number).padStart(15, '0')}`,
    IsActiveUser: active,
    IsSuperAdmin: number === 1,
    LicenseType: picklists.LicenseType.idOf(licenceOf(number)),
    GainsightLicenseEnabled: active && number !== USER_COUNT,
    SystemType: 'Internal',
    Manager: manager,
    CompanyID: null,
    Title: named?.title ?? (number % 3 === 0 ? null : 'Customer Success Manager'),
    Timezone: random.pick(['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Tokyo']),
    Locale: 'en_US',
    Role: active ? roleOf(named) : null,
    IsPartner: false,
    PartnerId: null,
    PreferredNotificationSource: number % 4 === 0 ? 'SLACK' : 'EMAIL',
    ProfilePicture: number % 3 === 1 ? `https://people.example/pictures/${number}.png` : null,
    CreatedDate: instant(createdMs),
    CreatedBy: gsid(seed, 'gsuser', 1),
    ModifiedDate: instant(nowMs - random.int(1, 380) * DAY_MS),
    ModifiedBy: gsid(seed, 'gsuser', 1),
  };
}

/** A user of a customer, who sees what we share with that company. */
function makeExternalUser(scene: Scene, number: number, company: number): Row {
  const { seed, picklists } = scene;
  const { first, last } = createRandom(seed, 'external-user', number).pick(ODD_PEOPLE);
  const email = `${mailName(first, last, number)}@${companyDomain(company)}`;
  return {
    ...makeUser(scene, number),
    Name: `${first} ${last}`,
    FirstName: first,
    LastName: last,
    Email: email,
    SFDCUserName: email,
    IsActiveUser: true,
    LicenseType: picklists.LicenseType.idOf('External'),
    GainsightLicenseEnabled: true,
    SystemType: 'External',
    Manager: null,
    Role: null,
    CompanyID: gsid(seed, 'company', company),
    Title: null,
  };
}

function licenceOf(number: number): string {
  if (number % 9 === 8) return 'Viewer';
  if (number % 13 === 12) return 'Viewer Analytics';
  return number % 11 === 10 ? 'Internal Collaborator' : 'Full';
}

/** The place in the tenant's role hierarchy: who leads others stands above. */
function roleOf(named: Colleague | undefined): string {
  return named !== undefined && named.manager === undefined ? 'Head of Customer Success' : 'CSM';
}

function managerOf(seed: number, colleague: Colleague): string | null {
  return colleague.manager === undefined ? null : gsid(seed, 'gsuser', userNumber(colleague.manager));
}
