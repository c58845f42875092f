import type { Row, WorldObject } from '../world.ts';
import type { Contact } from './cast.ts';
import { FIXED_COMPANIES, FIXED_COMPANY_COUNT } from './cast.ts';
import { companyDomain, domainLeader, parentNumber } from './company-shape.ts';
import { custom, itemsOf, readOnly, standard, systemFields } from './field.ts';
import { gsid, keyPrefix } from './gsid.ts';
import { FIRST_NAMES, JOB_TITLES, LAST_NAMES, mailName, slug } from './names.ts';
import { ODD_NOTES, ODD_PEOPLE } from './odd-texts.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import type { Scene } from './scene.ts';
import { DAY_MS, instant } from './scene.ts';

/** Numbers of a company's people: its own number times this, plus their place. */
const PEOPLE_PER_COMPANY = 128;
/** Companies up to this number have one to four people, later ones none or one, so that a big world stays small. */
const WELL_KNOWN_COMPANIES = 1_000;

/** Persons whose number this divides have a comment. */
const ODD_PLACE = 5;

/** People and their ties to companies. */
export interface People {
  readonly person: WorldObject;
  readonly companyPerson: WorldObject;
}

/** One person at one company, as the transcript calls add them. */
export interface NewPerson {
  readonly first: string;
  readonly last: string;
  readonly title: string;
}

/** Makes the people of the companies 1 … `count`. */
export function makePeople(scene: Scene, count: number): People {
  const people: People = { person: personObject(scene), companyPerson: companyPersonObject(scene) };
  for (let number = 1; number <= count; number += 1) addPeopleOf(scene, people, number);
  return people;
}

/** E-mail address of a contact of a fixed company. */
export function contactEmail(company: number, contact: Contact): string {
  return `${slug(contact.first)}.${slug(contact.last)}@${companyDomain(company)}`;
}

/** Rows of a person and of the tie to a company; `place` (0 … 127) tells the people of a company apart. */
export function makePerson(
  scene: Scene,
  company: number,
  place: number,
  who: NewPerson & { readonly role?: string; readonly active?: boolean },
): { person: Row; companyPerson: Row } {
  const { seed, nowMs, picklists } = scene;
  const number = company * PEOPLE_PER_COMPANY + place;
  const random = createRandom(seed, 'person', number);
  const createdMs = nowMs - random.int(30, 900) * DAY_MS;
  const modifiedAt = instant(Math.max(createdMs, nowMs - random.int(60_000, 365 * DAY_MS)));
  const shared = company > FIXED_COMPANY_COUNT && domainLeader(company) !== company;
  const local = `${mailName(who.first, who.last, number)}${shared ? String(company) : ''}`;
  const by = { CreatedBy: gsid(seed, 'gsuser', 1), ModifiedBy: gsid(seed, 'gsuser', 1 + random.int(0, 14)) };
  const person: Row = {
    Gsid: gsid(seed, 'person', number),
    Name: `${who.first} ${who.last}`,
    Prefix: null,
    FirstName: who.first,
    MiddleName: null,
    LastName: who.last,
    Email: `${local}@${companyDomain(company)}`,
    Timezone: random.pick(['Europe/London', 'America/Chicago', 'Asia/Singapore', 'UTC']),
    Location: null,
    LinkedinUrl: random.chance(0.3) ? `https://people.example/in/${local}` : null,
    Comments: number % ODD_PLACE === 0 ? (ODD_NOTES[company % ODD_NOTES.length] ?? null) : null,
    EmailOptOut: random.chance(0.05),
    DynamicResolutionKey: null,
    MasterRecordID: null,
    MasterAvatarTypeCode: null,
    GsIngestionSource: 'Manual',
    Last_Contacted__gc: null,
    Budget__gc: null,
    CreatedDate: instant(createdMs),
    ModifiedDate: modifiedAt,
    ...by,
  };
  const companyPerson: Row = {
    Gsid: gsid(seed, 'company_person', number),
    Person_ID: gsid(seed, 'person', number),
    Company_ID: gsid(seed, 'company', company),
    Title: who.title,
    Role: picklists.PersonRole.idOf(who.role ?? 'User'),
    Active: who.active ?? true,
    IsPrimaryCompany: true,
    Manager: null,
    CreatedDate: instant(createdMs),
    ModifiedDate: modifiedAt,
    ...by,
  };
  return { person, companyPerson };
}

function addPeopleOf(scene: Scene, people: People, company: number): void {
  const contacts = Object.values(FIXED_COMPANIES[company - 1]?.people ?? {});
  contacts.forEach((contact, place) => {
    add(people, makePerson(scene, company, place, contact));
  });
  const random = createRandom(scene.seed, 'people', company);
  const wanted = company <= WELL_KNOWN_COMPANIES ? random.int(1, 4) : company % 2;
  for (let place = contacts.length; place < contacts.length + wanted; place += 1) {
    const drawn = drawPerson(random, place);
    const odd = place === contacts.length ? oddPerson(company) : {};
    add(people, makePerson(scene, company, place, { ...drawn, ...odd }));
  }
  addSharedPerson(scene, people, company);
}

/** The first person of a parent company also works for the child, as a second, not primary tie. */
function addSharedPerson(scene: Scene, people: People, company: number): void {
  const parent = parentNumber(company);
  if (parent === null || company > WELL_KNOWN_COMPANIES) return;
  const { companyPerson } = makePerson(scene, company, PEOPLE_PER_COMPANY - 1, {
    first: '',
    last: '',
    title: 'Group Operations',
  });
  const personId = gsid(scene.seed, 'person', parent * PEOPLE_PER_COMPANY);
  people.companyPerson.rows.push({ ...companyPerson, Person_ID: personId, IsPrimaryCompany: false });
}

/** Every seventh made-up company begins with somebody whose name is a trial. */
function oddPerson(company: number): Partial<Pick<NewPerson, 'first' | 'last'>> {
  if (company <= FIXED_COMPANY_COUNT || company % 7 !== 0) return {};
  return ODD_PEOPLE[(company / 7) % ODD_PEOPLE.length] ?? {};
}

function drawPerson(random: Random, place: number): NewPerson & { role: string; active: boolean } {
  const lastAt = (random.int(0, LAST_NAMES.length - 1) + place * 7) % LAST_NAMES.length;
  return {
    first: random.pick(FIRST_NAMES),
    last: LAST_NAMES[lastAt] ?? LAST_NAMES[0],
    title: random.pick(JOB_TITLES),
    role: random.pick(['Champion', 'Decision Maker', 'User', 'User', 'User', 'Billing Contact']),
    active: !random.chance(0.12),
  };
}

function add(people: People, made: { person: Row; companyPerson: Row }): void {
  people.person.rows.push(made.person);
  people.companyPerson.rows.push(made.companyPerson);
}

function personObject({ seed }: Scene): WorldObject {
  return {
    name: 'person',
    label: 'Person',
    objectType: 'STANDARD',
    keyPrefix: keyPrefix(seed, 'person'),
    listedPrefix: `${keyPrefix(seed, 'person')}0`,
    fields: [
      ...systemFields(),
      standard('Name', 'Name', 'STRING'),
      standard('Prefix', 'Prefix', 'STRING', { length: 40 }),
      standard('FirstName', 'First Name', 'STRING'),
      standard('MiddleName', 'Middle Name', 'STRING'),
      standard('LastName', 'Last Name', 'STRING'),
      standard('Email', 'Email', 'EMAIL'),
      standard('Timezone', 'Timezone', 'STRING'),
      standard('Location', 'Location', 'STRING'),
      standard('LinkedinUrl', 'LinkedIn URL', 'URL'),
      standard('Comments', 'Comments', 'STRING', { length: 4000 }),
      standard('EmailOptOut', 'Email Opt Out', 'BOOLEAN'),
      readOnly('DynamicResolutionKey', 'Dynamic Resolution Key', 'STRING'),
      readOnly('MasterRecordID', 'Master Record ID', 'GSID'),
      readOnly('MasterAvatarTypeCode', 'Master Avatar Type Code', 'NUMBER'),
      readOnly('GsIngestionSource', 'Ingestion Source', 'STRING'),
      custom('Last_Contacted', 'Last Contacted', 'DATETIME'),
      custom('Budget', 'Budget', 'CURRENCY'),
    ],
    rows: [],
  };
}

function companyPersonObject({ seed, picklists }: Scene): WorldObject {
  return {
    name: 'company_person',
    label: 'Company Person',
    objectType: 'STANDARD',
    keyPrefix: keyPrefix(seed, 'company_person'),
    fields: [
      ...systemFields(),
      standard('Person_ID', 'Person', 'LOOKUP', { lookupObject: 'person' }),
      standard('Company_ID', 'Company', 'LOOKUP', { lookupObject: 'company' }),
      standard('Title', 'Title', 'STRING'),
      standard('Role', 'Role', 'PICKLIST', itemsOf(picklists.PersonRole)),
      standard('Active', 'Active', 'BOOLEAN'),
      standard('IsPrimaryCompany', 'Is Primary Company', 'BOOLEAN'),
      standard('Manager', 'Manager', 'LOOKUP', { lookupObject: 'company_person' }),
    ],
    rows: [],
  };
}
