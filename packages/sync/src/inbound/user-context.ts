import type { UserRecord } from '@handrail/core';
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
  const isEnabled = !has.has('GainsightLicenseEnabled') || payload['GainsightLicenseEnabled'] === true;
  return {
    gainsightId,
    name: text('Name') ?? text('Email') ?? gainsightId,
    email: text('Email') ?? '',
    title: text('Title'),
    isActive: payload['IsActiveUser'] === true,
    isSuperAdmin: payload['IsSuperAdmin'] === true,
    licence: isEnabled ? licence : null,
    isExternal: licence === 'External' || text('SystemType') === 'External',
    managerGainsightId: text('Manager'),
    createdAt: parseDate(payload['CreatedDate']) ?? null,
    isGone,
  };
}
