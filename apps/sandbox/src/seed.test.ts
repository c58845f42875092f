import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeWorld } from './seed.ts';
import type { Row, World, WorldObject } from './world.ts';

const now = new Date('2026-11-24T09:30:00Z');
const world = makeWorld({ seed: 7, companies: 500, now });

function get(from: World, name: string): WorldObject {
  const object = from.objects.get(name);
  assert.ok(object, name);
  return object;
}

test('makes the same world for the same seed and another one for another seed', () => {
  const again = makeWorld({ seed: 7, companies: 500, now });
  const other = makeWorld({ seed: 8, companies: 500, now });
  assert.deepEqual(again, world);
  assert.notDeepEqual(get(other, 'company').rows[40], get(world, 'company').rows[40]);
});

test('makes a company from its number alone, however many there are', () => {
  const small = makeWorld({ seed: 7, companies: 60, now });
  assert.deepEqual(get(small, 'company').rows, get(world, 'company').rows.slice(0, 60));
  const people = get(world, 'person').rows;
  assert.deepEqual(get(small, 'person').rows, people.slice(0, get(small, 'person').rows.length));
});

test('gives every record a GSID of 36 characters that begins with the prefix of its object', () => {
  for (const object of world.objects.values()) {
    const ids = object.rows.map((row) => String(row['Gsid']));
    assert.equal(new Set(ids).size, ids.length, object.name);
    for (const id of ids) assert.match(id, /^[0-9A-Z]{36}$/);
    if (object.keyPrefix === undefined) continue;
    assert.equal(object.keyPrefix.length, 18);
    assert.ok(
      ids.every((id) => id.startsWith(object.keyPrefix ?? '-')),
      object.name,
    );
  }
  const ids = get(world, 'company').rows.map((row) => String(row['Gsid']));
  assert.notDeepEqual([...ids].sort(), ids, 'the order of creation cannot be read off the ids');
});

test('fills only fields that are defined, and every field of every record', () => {
  for (const object of world.objects.values()) {
    const names = object.fields.map((field) => field.name).sort();
    for (const row of object.rows) assert.deepEqual(Object.keys(row).sort(), names, object.name);
  }
  assert.ok(get(world, 'company').fields.length >= 40);
});

test('points every lookup to a record and every picklist value to an item', () => {
  const ids = new Map(
    [...world.objects].map(([name, { rows }]) => [name, new Set(rows.map((row) => row['Gsid']))]),
  );
  for (const { fields, rows, name } of world.objects.values()) {
    for (const field of fields) {
      const known = field.lookupObject === undefined ? undefined : ids.get(field.lookupObject);
      const items =
        field.items === undefined ? undefined : new Set<unknown>(field.items.map((item) => item.gsid));
      for (const row of rows) {
        const value = row[field.name] ?? null;
        if (value === null) continue;
        if (known) assert.ok(known.has(value), `${name}.${field.name}`);
        if (items)
          for (const one of Array.isArray(value) ? value : [value]) assert.ok(items.has(one), field.name);
      }
    }
  }
});

test('holds a hierarchy of three levels over about a fifth of the companies', () => {
  const rows = get(world, 'company').rows;
  const parentOf = new Map(rows.map((row) => [row['Gsid'], row['ParentCompany']]));
  const depth = (row: Row): number => {
    let levels = 0;
    for (let at = row['ParentCompany']; at !== null && at !== undefined && levels < 9; at = parentOf.get(at))
      levels += 1;
    return levels;
  };
  const depths = rows.map(depth);
  assert.equal(Math.max(...depths), 2);
  const share = depths.filter((levels) => levels > 0).length / rows.length;
  assert.ok(share > 0.15 && share < 0.25, String(share));
});

test('shares about three of ten domains between companies, under reserved top levels', () => {
  const companiesOf = new Map<string, number>();
  for (const row of get(world, 'company').rows) {
    const domain = new URL(String(row['Website__gc'])).hostname;
    assert.match(domain, /\.(example|test)$/);
    companiesOf.set(domain, (companiesOf.get(domain) ?? 0) + 1);
  }
  const shared = [...companiesOf.values()].filter((count) => count > 1).length / companiesOf.size;
  assert.ok(shared > 0.2 && shared < 0.4, String(shared));
});

test('spreads dates of change over the past year, with ties and one row that has none', () => {
  const dates = get(world, 'company').rows.map((row) => row['ModifiedDate'] ?? null);
  const known = dates.filter((date) => typeof date === 'string').sort();
  assert.equal(dates.length - known.length, 1);
  assert.ok(known.every((date) => Date.parse(date) <= now.getTime()));
  assert.ok(new Set(known).size < known.length - 20);
  assert.ok(now.getTime() - Date.parse(String(known[0])) > 300 * 86_400_000);
});

test('has a person who works for several companies', () => {
  const ties = new Map<unknown, number>();
  for (const row of get(world, 'company_person').rows) {
    ties.set(row['Person_ID'], (ties.get(row['Person_ID']) ?? 0) + 1);
  }
  assert.ok([...ties.values()].some((count) => count > 1));
});

test('has users with licences of every type, managers, and guests of a company', () => {
  const users = get(world, 'gsuser');
  const licences = users.fields.find(({ name }) => name === 'LicenseType')?.items ?? [];
  assert.equal(licences.length, 5);
  for (const { gsid, label } of licences)
    assert.ok(
      users.rows.some((row) => row['LicenseType'] === gsid),
      label,
    );
  assert.ok(users.rows.filter((row) => row['Manager'] !== null).length > 30);
  assert.ok(users.rows.some((row) => row['IsActiveUser'] === false));
  const guests = users.rows.filter((row) => row['SystemType'] === 'External');
  assert.ok(guests.length > 0 && guests.every((row) => row['CompanyID'] !== null));
});

test('holds names, notes and comments in many scripts, with markup, formulas and orders to a machine', () => {
  const text = (name: string): string => JSON.stringify(get(world, name).rows);
  const scripts = [
    'Han',
    'Hiragana',
    'Cyrillic',
    'Arabic',
    'Hebrew',
    'Greek',
    'Devanagari',
    'Thai',
    'Hangul',
  ];
  const names = text('company') + text('person');
  for (const script of scripts) assert.match(names, new RegExp(`\\p{Script=${script}}`, 'u'), script);
  for (const object of ['company', 'person', 'activity_timeline']) {
    assert.match(text(object), /=HYPERLINK\(/, object);
    assert.match(text(object), /[Ii]gnore previous instructions/, object);
    assert.match(text(object), /\p{Extended_Pictographic}/u, object);
    assert.match(text(object), /<\w+>/, object);
  }
});

test('gives every person an address of its own under the domain of the company', () => {
  const emails = get(world, 'person').rows.map((row) => String(row['Email']));
  for (const email of emails)
    assert.match(email, /^[a-z0-9][a-z0-9.-]*[a-z0-9]@[a-z0-9.-]+\.(example|test)$/);
});

test('ties a person to several companies, to one as the primary, and some to none any more', () => {
  const ties = new Map<unknown, Row[]>();
  for (const row of get(world, 'company_person').rows)
    ties.set(row['Person_ID'], [...(ties.get(row['Person_ID']) ?? []), row]);
  for (const of of ties.values())
    assert.equal(of.filter((row) => row['IsPrimaryCompany'] === true).length, 1);
  const inactive = get(world, 'company_person').rows.filter((row) => row['Active'] === false);
  assert.ok(inactive.length > 50);
});

test('has relationships of several types and company teams', () => {
  const types = new Set(get(world, 'relationship').rows.map((row) => row['TypeId']));
  assert.equal(types.size, get(world, 'relationship_type').rows.length);
  assert.ok(types.size >= 3);
  const roles = new Set(get(world, 'company_team').rows.map((row) => row['TeamRole']));
  assert.ok(roles.size >= 2);
  assert.ok(get(world, 'company_team').rows.some((row) => row['Deleted'] === true));
});

test('has custom fields of every data type, all but the id of another system filled somewhere', () => {
  const { fields, rows } = get(world, 'company');
  const added = fields.filter(({ group, name }) => group === 'CUSTOM' && !name.startsWith('Handrail_'));
  assert.deepEqual([...new Set(added.map(({ type }) => type))].sort(), [
    'BOOLEAN',
    'CURRENCY',
    'DATE',
    'DATETIME',
    'EMAIL',
    'GSID',
    'JSON',
    'JSONBOOLEAN',
    'JSONNUMBER',
    'JSONSTRING',
    'LOOKUP',
    'MULTISELECTDROPDOWNLIST',
    'NUMBER',
    'PERCENTAGE',
    'PICKLIST',
    'RICHTEXTAREA',
    'SFDCID',
    'STRING',
    'URL',
  ]);
  const empty = added.filter(({ name }) => rows.every((row) => row[name] === null));
  assert.deepEqual(
    empty.map(({ type }) => type),
    ['SFDCID'],
  );
});
