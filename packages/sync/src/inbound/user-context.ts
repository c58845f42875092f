import { findUnstorable, parseBoolean } from '@handrail/core';
import type { JsonObject, UserRecord } from '@handrail/core';
import type { ConnectionRow, StoredUserRecord, WorkspaceTransaction } from '@handrail/database';
import { parseDate } from '@handrail/gainsight';
import { toSourceField } from '../source-fields.ts';
import { USER } from './account-context.ts';
import { listStandingFields } from './described-fields.ts';

/** What is read of a user where the tenant has the field. */
const WANTED = [
  'Name',
  'Email',
  'IsActiveUser',
  'IsSuperAdmin',
  'LicenseType',
  'GainsightLicenseEnabled',
  'SystemType',
  'Manager',
  'Title',
  'CreatedDate',
] as const;

/** How users of a tenant are read and understood. */
export interface UserContext {
  /** Fields to select beside id and date. */
  readonly sources: readonly string[];
  /** Names what users are read by: another version reads everyone anew. */
  readonly version: string;
  /** Reads a stored row; a picklist item is known by its system name. */
  toRecord(stored: StoredUserRecord): UserRecord;
}

/** Reads which of the wanted fields the tenant has, and how its licences are called. */
export async function readUserContext(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
): Promise<UserContext> {
  const described = await listStandingFields(tx, connection.id, USER);
  const names = new Set(described.map(({ name }) => name));
  const sources =
    described.length === 0 ? ['Name', 'Email', 'IsActiveUser'] : WANTED.filter((name) => names.has(name));
  const licence = described.find(({ name }) => name === 'LicenseType');
  const licences = new Map(
    (licence === undefined ? [] : (toSourceField(licence).options ?? [])).map(
      ({ value, label, systemName }) => [value, systemName ?? label] as const,
    ),
  );
  return {
    sources,
    version: `users-2:${sources.join(',')}`,
    toRecord: (stored) => toRecord(stored, licences, new Set(sources)),
  };
}

const FLAGS: ReadonlySet<string> = new Set(['IsActiveUser', 'IsSuperAdmin', 'GainsightLicenseEnabled']);

/** The longest text that is kept of a user: addresses have at most 320 characters, and indexes take no more than this. */
const MAX_USER_TEXT = 500;

/**
 * What stands in the way of a user, whose rights follow from it: a value of another kind is no word that they lost access.
 * Null when nothing does.
 */
export function findUserFault(
  values: JsonObject,
): { readonly field: string; readonly reason: string } | null {
  const unstorable = findUnstorable(values);
  if (unstorable !== null) return unstorable;
  for (const [field, value] of Object.entries(values)) {
    if (value === null || field === 'CreatedDate') continue;
    if (FLAGS.has(field)) {
      if (parseBoolean(value) === null) return { field, reason: 'not-a-flag' };
    } else if (typeof value !== 'string') return { field, reason: 'not-a-text' };
    else if (value.length > MAX_USER_TEXT) return { field, reason: 'overlong' };
  }
  return null;
}

function toRecord(
  { gainsightId, payload, isGone }: StoredUserRecord,
  licences: ReadonlyMap<string, string>,
  has: ReadonlySet<string>,
): UserRecord {
  const text = (name: string): string | null => {
    const value = payload[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const item = text('LicenseType');
  const licence = item === null ? null : (licences.get(item) ?? item);
  const flag = (name: string) => parseBoolean(payload[name]) === true;
  const isEnabled = !has.has('GainsightLicenseEnabled') || flag('GainsightLicenseEnabled');
  return {
    gainsightId,
    name: text('Name') ?? text('Email') ?? gainsightId,
    email: text('Email') ?? '',
    title: text('Title'),
    isActive: flag('IsActiveUser'),
    isSuperAdmin: flag('IsSuperAdmin'),
    licence: isEnabled ? licence : null,
    isExternal: licence === 'External' || text('SystemType') === 'External',
    managerGainsightId: text('Manager'),
    createdAt: parseDate(payload['CreatedDate']) ?? null,
    isGone,
  };
}
