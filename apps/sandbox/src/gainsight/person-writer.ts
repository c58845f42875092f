import type { FieldDefinition, Row } from '../world.ts';
import { apiUser } from './api-user.ts';
import { gsidOf } from './gsid.ts';
import type { ObjectStore } from './object-store.ts';
import { readPersonValue } from './person-value.ts';
import type { RecordStore } from './record-store.ts';

/** Why a person is not stored. */
export interface PersonFault {
  readonly fieldName: string;
  readonly value: unknown;
  readonly code: string;
  readonly message: string;
}

/** A person that was checked: stored by `apply`, or refused with every fault. */
export type CheckedPerson =
  | { readonly kind: 'person'; apply(): object }
  | { readonly kind: 'refused'; readonly faults: readonly [PersonFault, ...PersonFault[]] };

type Sent = Readonly<Record<string, unknown>>;

/** Checks and stores people with their companies (reference section 8.2): the e-mail decides which row is meant. */
export interface PersonWriter {
  /** Checks one person as sent; stores nothing yet. */
  check(sent: Sent): CheckedPerson;
  /** The person with its companies as the API answers it. */
  present(person: Row): object;
  findByEmail(email: string): Row | null;
}

/** The objects that a person is spread over. */
interface PersonObjects {
  readonly people: ObjectStore;
  readonly ties: ObjectStore;
}

/** Makes the writer over the objects `person` and `company_person`. */
export function createPersonWriter(store: RecordStore, { people, ties }: PersonObjects): PersonWriter {
  const exists = (object: string, gsid: string) => store.find(object)?.find(gsid) !== undefined;

  function readFields(into: ObjectStore, sent: Sent, faults: PersonFault[]): Row {
    const values: Row = {};
    for (const [name, input] of Object.entries(sent)) {
      const field = into.field(name);
      if (field === undefined || !isWritable(field)) {
        const message = 'Invalid field, please re-check data mapping';
        faults.push({ fieldName: name, value: input, code: 'GSOBJ_1002', message });
        continue;
      }
      const read = readPersonValue(field, input, exists);
      if (read.kind === 'value') values[field.name] = read.value;
      else faults.push({ fieldName: field.name, value: input, code: read.code, message: read.message });
    }
    return values;
  }

  function readTies(input: unknown, faults: PersonFault[]): Row[] {
    if (input === undefined || input === null) return [];
    if (!Array.isArray(input) || !input.every(isRecord)) {
      const message = 'companies takes a list of objects';
      faults.push({ fieldName: 'companies', value: input, code: 'GSOBJ_1002', message });
      return [];
    }
    return input.map((tie) => {
      const values = readFields(ties, tie, faults);
      if (values['Company_ID'] === undefined && faults.length === 0) {
        const message = 'Associated entity does not exist';
        faults.push({ fieldName: 'Company_ID', value: null, code: 'GSOBJ_PEOPLE1001', message });
      }
      return values;
    });
  }

  function findByEmail(email: string): Row | null {
    const field = people.field('Email');
    const [gsid] = field === undefined ? [] : people.matching(field, email);
    return gsid === undefined ? null : (people.find(gsid) ?? null);
  }

  function tiesOf(person: string): Row[] {
    const field = ties.field('Person_ID');
    if (field === undefined) return [];
    return ties
      .matching(field, person)
      .map((gsid) => ties.find(gsid))
      .filter((row) => row !== undefined);
  }

  function storeTie(person: string, values: Row): void {
    const others = tiesOf(person);
    // A person has one primary company at most.
    if (values['IsPrimaryCompany'] === true) {
      for (const tie of others) ties.update(gsidOf(tie), { IsPrimaryCompany: false }, apiUser(store));
    }
    const known = others.find((tie) => tie['Company_ID'] === values['Company_ID']);
    if (known !== undefined) {
      ties.update(gsidOf(known), values, apiUser(store));
      return;
    }
    const by = { CreatedBy: apiUser(store), ModifiedBy: apiUser(store) };
    ties.insert({ Active: true, IsPrimaryCompany: false, ...by, ...values, Person_ID: person });
  }

  function storePerson(values: Row): Row {
    const known = findByEmail(String(values['Email']));
    if (known !== null) {
      // The address picked the row; its letter case is no change.
      const { Email: _, ...rest } = values;
      people.update(gsidOf(known), rest, apiUser(store));
      return known;
    }
    const name = [values['FirstName'], values['LastName']]
      .filter((part) => typeof part === 'string')
      .join(' ');
    const by = { CreatedBy: apiUser(store), ModifiedBy: apiUser(store) };
    return people.insert({ Name: name === '' ? null : name, GsIngestionSource: 'API', ...by, ...values });
  }

  function present(person: Row): object {
    const field = (name: string) => people.field(name) !== undefined;
    return {
      ...Object.fromEntries(Object.entries(person).filter(([name]) => field(name))),
      companies: tiesOf(gsidOf(person)).map((tie) => ({ ...tie })),
    };
  }

  return {
    findByEmail,
    present,
    check: (sent) => {
      const { companies, ...fields } = withKey(sent, 'companies');
      const faults: PersonFault[] = [];
      const values = readFields(people, fields, faults);
      if (typeof values['Email'] !== 'string' && !faults.some(({ fieldName }) => fieldName === 'Email')) {
        const message = 'Email is mandatory';
        faults.push({ fieldName: 'Email', value: null, code: 'GSOBJ_VDTEMAIL1001', message });
      }
      const tied = readTies(companies, faults);
      const [first, ...others] = faults;
      if (first !== undefined) return { kind: 'refused', faults: [first, ...others] };
      return {
        kind: 'person',
        apply: () => {
          const person = storePerson(values);
          for (const tie of tied) storeTie(gsidOf(person), tie);
          return present(person);
        },
      };
    },
  };
}

/** The vendor's own system columns, and the columns that only a match may set. */
function isWritable(field: FieldDefinition): boolean {
  return field.group !== 'SYSTEM' && !['Gsid', 'GsIngestionSource', 'Person_ID'].includes(field.name);
}

/** The same record with one key in this spelling, however it was sent. */
function withKey(sent: Sent, key: string): Sent {
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [name.toLowerCase() === key ? key : name, value]),
  );
}

function isRecord(value: unknown): value is Sent {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
