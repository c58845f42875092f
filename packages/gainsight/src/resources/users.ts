import { property, type RecordOf } from '../record-shape.ts';
import type { RecordsSpec } from './readable-records.ts';

const userShape = {
  name: property('text', 'Name'),
  firstName: property('text', 'FirstName'),
  lastName: property('text', 'LastName'),
  email: property('text', 'Email'),
  /** The login name. */
  sfdcUserName: property('text', 'SFDCUserName'),
  isActive: property('flag', 'IsActiveUser'),
  isSuperAdmin: property('flag', 'IsSuperAdmin'),
  licenseType: property('text', 'LicenseType'),
  /** `Internal`, `External` and others. */
  systemType: property('text', 'SystemType'),
  /** GSID of the manager; the field is `Manager`, not `ManagerId` (reference 18.4). */
  manager: property('text', 'Manager'),
  title: property('text', 'Title'),
  timezone: property('text', 'Timezone'),
  modifiedDate: property('date', 'ModifiedDate'),
} as const;

const memberShape = {
  /** GSID of the company. */
  companyId: property('text', 'Company_ID', 'CompanyGsid'),
  /** GSID of the user. */
  userId: property('text', 'User_ID', 'UserGsid'),
  teamRole: property('text', 'TeamRole'),
  accessLevel: property('text', 'AccessLevel'),
  /** Taken off the team (reference 9.4 [D]). */
  isDeleted: property('flag', 'Deleted'),
  modifiedAt: property('date', 'ModifiedAt', 'ModifiedDate'),
} as const;

/** A user of the tenant (reference 18.4). */
export type User = RecordOf<typeof userShape>;
/** A user on a company's team (reference 18.5). */
export type CompanyTeamMember = RecordOf<typeof memberShape>;

/** How users are read; the data query, since the user-management list has 100 calls an hour (reference 9.1 [C]). */
export const USERS: RecordsSpec<typeof userShape> = { objectName: 'GsUser', shape: userShape };

/**
 * How company teams are read (reference 9.4, 18.5: object and names inferred, so choose by `fieldsIn`). A tenant
 * without the feature answers `gainsight_object_not_found`.
 */
export const COMPANY_TEAM: RecordsSpec<typeof memberShape> = {
  objectName: 'company_team',
  modifiedField: 'ModifiedAt',
  shape: memberShape,
};
