import type { Row } from '../../world.ts';
import { gsidOf } from '../gsid.ts';
import type { ObjectStore } from '../object-store.ts';

/** Base of the SCIM calls (reference section 9.3); any other SCIM base is an unknown path. */
export const scimBase = '/v1/users/services/scim';

const enterpriseUser = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const gainsightUser = 'urn:ietf:params:scim:schemas:extension:gainsight:2.0:User';

/** A group: the people who report to one manager. The documents say that groups exist, not what they are. */
export interface ScimGroup {
  readonly id: string;
  readonly displayName: string;
  readonly members: readonly Row[];
  readonly manager: Row;
}

/** The groups of the tenant. */
export function listGroups(users: ObjectStore): readonly ScimGroup[] {
  const teams = Map.groupBy(users.object.rows, (row) => String(row['Manager'] ?? ''));
  return [...teams].flatMap(([id, members]) => {
    const manager = users.find(id);
    return manager === undefined
      ? []
      : [{ id, displayName: `Team of ${String(manager['Name'])}`, members, manager }];
  });
}

/** The SCIM user of a row of `gsuser`. */
export function presentUser(row: Row, users: ObjectStore, groups: readonly ScimGroup[]): object {
  const id = gsidOf(row);
  const email = row['Email'] ?? null;
  const manager = users.find(String(row['Manager'] ?? ''));
  const licence = users.field('LicenseType')?.items?.find(({ gsid }) => gsid === row['LicenseType']);
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterpriseUser, gainsightUser],
    id,
    userName: row['SFDCUserName'] ?? email,
    name: {
      formatted: row['Name'],
      givenName: row['FirstName'] ?? null,
      familyName: row['LastName'] ?? null,
    },
    displayName: row['Name'],
    title: row['Title'] ?? null,
    locale: row['Locale'] ?? null,
    timezone: row['Timezone'] ?? null,
    active: row['IsActiveUser'] === true,
    emails: email === null ? [] : [{ value: email, type: 'work', primary: true }],
    roles: [],
    groups: groups
      .filter(({ members }) => members.includes(row))
      .map((group) => ({ value: group.id, display: group.displayName })),
    [enterpriseUser]:
      manager === undefined ? {} : { manager: { value: gsidOf(manager), displayName: manager['Name'] } },
    [gainsightUser]: {
      LicenseType: licence?.systemName ?? null,
      IsSuperAdmin: row['IsSuperAdmin'] === true,
      custom_roles: [],
    },
    meta: metaOf('User', id, row),
  };
}

/** The SCIM group; its members are left out on demand. */
export function presentGroup(group: ScimGroup, hasMembers: boolean): object {
  const { id, displayName, members, manager } = group;
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    id,
    displayName,
    ...(hasMembers
      ? { members: members.map((row) => ({ value: gsidOf(row), display: row['Name'], type: 'User' })) }
      : {}),
    meta: metaOf('Group', id, manager),
  };
}

function metaOf(resourceType: 'User' | 'Group', id: string, row: Row): object {
  return {
    resourceType,
    created: row['CreatedDate'] ?? null,
    lastModified: row['ModifiedDate'] ?? null,
    location: `${scimBase}/${resourceType}s/${id}`,
  };
}
