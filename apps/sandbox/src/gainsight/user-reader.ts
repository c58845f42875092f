import type { Row } from '../world.ts';
import { resolveLookups, type LookupsBlock } from './lookups.ts';
import { gsidOf } from './gsid.ts';
import type { ObjectStore } from './object-store.ts';
import type { RecordStore } from './record-store.ts';
import { readWriteValue } from './write-value.ts';

type Sent = Readonly<Record<string, unknown>>;

/** What a record of a user management call means, or why it is refused (reference section 6.3). */
export type ReadUser =
  | { readonly kind: 'user'; readonly values: Row; readonly bundles: readonly string[] }
  | { readonly kind: 'fault'; readonly code: string; readonly message: string };

const internal = 'Internal';
const external = 'External';

/** Makes the reader of user records for creating and changing. */
export function createUserReader(store: RecordStore, users: ObjectStore, block: LookupsBlock) {
  function find(sent: Sent, key: string): Row | undefined {
    const field = users.field(key);
    const value = valueOf(sent, key);
    if (field === undefined || typeof value !== 'string') return undefined;
    const [gsid] = field.name === 'Gsid' ? [value] : users.matching(field, value);
    return gsid === undefined ? undefined : users.find(gsid);
  }

  function readNew(sent: Sent): ReadUser {
    const read = readValues(sent, [], 'GU_2401');
    if (read.kind === 'fault') return read;
    const { values } = read;
    const isExternal = values['SystemType'] === external || isExternalLicence(sent);
    const missing = missingField(values, isExternal);
    if (missing !== null) return fault('GU_2401', `${missing} is missing`);
    for (const name of ['Email', 'SFDCUserName']) {
      const field = users.field(name);
      const value = values[name] ?? null;
      if (field !== undefined && value !== null && users.matching(field, value).length > 0) {
        return fault('GU_2401', `A user with this ${name} exists already`);
      }
    }
    const fullName = [values['FirstName'], values['LastName']].filter(isText).join(' ');
    const made = {
      Name: fullName,
      IsActiveUser: true,
      IsSuperAdmin: false,
      SystemType: isExternal ? external : internal,
      ...values,
    };
    return { ...read, values: made };
  }

  function readChange(sent: Sent, key: string, row: Row): ReadUser {
    const read = readValues(sent, [key.toLowerCase()], 'GU_2402');
    if (read.kind === 'user' && read.values['Manager'] === gsidOf(row)) {
      return fault('GU_2410', 'A user cannot be their own manager');
    }
    return read;
  }

  function readValues(sent: Sent, picking: readonly string[], code: string): ReadUser {
    const lookedUp = resolveLookups(store, block, sent);
    const [unresolved] = lookedUp.faults;
    if (unresolved !== undefined) {
      return fault('GU_2403', `Lookup of ${unresolved.fieldName} failed: ${unresolved.message}`);
    }
    const values: Row = {};
    const bundles = readBundles(valueOf(sent, 'permissionBundles'));
    if (bundles === null) return fault(code, 'permissionBundles takes a list of names');
    const entries = Object.entries(sent).filter(([name]) => !lookedUp.columns.has(name.toLowerCase()));
    for (const [name, input] of [...entries, ...lookedUp.values]) {
      if (picking.includes(name.toLowerCase()) || name.toLowerCase() === 'permissionbundles') continue;
      const field = users.field(name);
      // The super-admin flag is set in the product's own pages only.
      if (
        field === undefined ||
        field.group === 'SYSTEM' ||
        !field.updateable ||
        field.name === 'IsSuperAdmin'
      ) {
        return fault(code, `Field '${name}' cannot be set`);
      }
      const read = readWriteValue(
        field,
        licenceLabel(field.name, input),
        (object, gsid) => store.find(object)?.find(gsid) !== undefined,
      );
      if (read.kind === 'fault') return fault(code, `${field.name}: ${read.message}`);
      values[field.name] = read.value;
    }
    return { kind: 'user', values, bundles };
  }

  /** A licence may be given by its system name; the world knows labels. */
  function licenceLabel(fieldName: string, input: unknown): unknown {
    if (fieldName !== 'LicenseType') return input;
    const items = users.field('LicenseType')?.items ?? [];
    return items.find(({ systemName, label }) => systemName === input || label === input)?.label ?? input;
  }

  return { find, readNew, readChange };
}

function missingField(values: Row, isExternal: boolean): string | null {
  if (!isText(values['Email'])) return 'Email';
  if (isExternal) return isText(values['CompanyID']) ? null : 'CompanyID';
  if (!isText(values['SFDCUserName'])) return 'SFDCUserName';
  return isText(values['Name']) || isText(values['FirstName']) || isText(values['LastName']) ? null : 'Name';
}

function isExternalLicence(sent: Sent): boolean {
  return valueOf(sent, 'LicenseType') === external;
}

function readBundles(input: unknown): string[] | null {
  if (input === undefined || input === null) return [];
  return Array.isArray(input) && input.every(isText) ? input : null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** A value of a record under a name in any letter case. */
function valueOf(sent: Sent, name: string): unknown {
  return Object.entries(sent).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function fault(code: string, message: string): ReadUser & { kind: 'fault' } {
  return { kind: 'fault', code, message };
}
