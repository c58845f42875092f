import type { GainsightWriter } from '@handrail/gainsight';
import type { Area, Exchange, Reply, Request } from '../case.ts';
import { gsid, including, oneOf, requestId, some, text } from '../pattern.ts';
import { lindqvist, query, records, where } from './words.ts';

const PEOPLE = '/v1/peoplemgmt/v1.0/people';
const USERS = '/v1/users/services';
const noPeople = { not: 'the client reads people by the data query and writes none' } as const;
const noUsers = { not: 'the client reads users by the data query and writes none' } as const;
/** The person of the example (§8.2). */
const person = {
  Email: 'ines.b@lindqvist.test',
  FirstName: 'Ines',
  LastName: 'Berg',
  Name: 'Ines Berg',
  LinkedinUrl: 'https://www.linkedin.com/in/ines-berg',
  Location: 'Malmö',
  Timezone: 'Europe/Stockholm',
  Comments: '',
  companies: [
    { Company_ID: '{lindqvist}', Title: 'CTO', Role: 'Champion', Active: true, IsPrimaryCompany: true },
  ],
};
const upsert = (body: object, path = PEOPLE): Request => ({ method: 'PUT', path, body });
const stored = (email: string, ...rows: readonly { readonly [key: string]: string }[]): Exchange => ({
  request: query('person', {
    select: ['Name', 'Location'],
    where: where('Email', 'EQ', email),
    limit: 10,
    offset: 0,
  }),
  reply: records(...rows),
});
const namesCode = (code: string) =>
  some({}, `a body that names ${code}`, (value) => JSON.stringify(value ?? null).includes(`"${code}"`));
/** Whether a call of which a part fails is a 200 or a 400 is not told. */
const eitherStatus = oneOf(200, 400);
const refused = (code: string): Reply => ({ status: 400, body: namesCode(code) });
const m2m: Exchange = {
  request: {
    method: 'POST',
    path: '/v1/users/m2m/oauth/token',
    headers: {
      accesskey: '',
      authorization: `Basic ${Buffer.from('sandbox-m2m-id:sandbox-m2m-secret').toString('base64')}`,
    },
  },
  keep: { token: 'access_token' },
};
const bearer = { accesskey: '', authorization: 'Bearer {token}' } as const;
const maraIs = (field: string, value: unknown) => ({
  request: query('gsuser', {
    select: [field],
    where: where('Email', 'EQ', 'mara@acme.test'),
    limit: 10,
    offset: 0,
  }),
  reply: records({ [field]: value as string }),
});
const success: Reply = {
  status: 200,
  body: including({ result: true, data: including({ success: some([], 'a truthy value', Boolean) }) }),
};

/** What is wrong with a person, and the code for it (§6.4). */
const PERSON_FAULTS: readonly (readonly [string, string, object])[] = [
  [
    'GSOBJ_PEOPLE1001',
    'a company that does not exist',
    { companies: [{ Company_ID: '1P02BVHREJTPN50SVSAWIPFJMV40UK9GJH6U' }] },
  ],
  ['GSOBJ_VDTBOOL1001', 'a boolean that is none', { EmailOptOut: 'perhaps' }],
  ['GSOBJ_VDTNUM1001', 'a number that is none', { MasterAvatarTypeCode: 'many' }],
  ['GSOBJ_VDTNUM1002', 'a number out of range', { MasterAvatarTypeCode: 1e300 }],
  ['GSOBJ_VDTBSTR1001', 'a text that is none', { Location: { city: 'Malmö' } }],
  ['GSOBJ_VDTDATIME1001', 'a date-time that is none', { Last_Contacted__gc: 'the other day' }],
  ['GSOBJ_VDTCURREN1001', 'a currency that is none', { Budget__gc: 'much' }],
  ['GSOBJ_VDTCURREN1002', 'a currency with a thousands comma', { Budget__gc: '48,000' }],
  ['GSOBJ_VDTEMAIL1001', 'an e-mail address that is none', { Email: 'not an address' }],
  ['GSOBJ_VDTGSID1001', 'a company id that is no GSID', { companies: [{ Company_ID: 'lindqvist' }] }],
];

/** Writing people, users by user management and SCIM. */
export const gainsightPeople: Area<GainsightWriter> = {
  title: 'Gainsight: people and users',
  cases: [
    ...[PEOPLE, '/v1.0/api/people'].map((path, index) => ({
      id: `person-upsert${index === 0 ? '' : '-old-path'}`,
      title: `A person is inserted by e-mail with a link to a company, then updated by the same call at ${path}`,
      reference: '§8.2',
      mark: (index === 0 ? ['C', 'G'] : ['C']) as readonly ['C'],
      covers: ['8.2 example'],
      exchanges: [
        {
          request: upsert(person, path),
          reply: {
            status: 200,
            body: including({
              result: true,
              data: including({ Gsid: gsid('1P04BVHREJTPN50SVSINESBERG0000000000') }),
            }),
          },
        },
        stored('ines.b@lindqvist.test', { Name: 'Ines Berg', Location: 'Malmö' }),
        {
          request: query('company_person', {
            select: ['Company_ID', 'Title', 'Active', 'IsPrimaryCompany'],
            where: where('Person_ID__gr.Email', 'EQ', 'ines.b@lindqvist.test'),
            limit: 10,
            offset: 0,
          }),
          reply: records({ Company_ID: lindqvist, Title: 'CTO', Active: true, IsPrimaryCompany: true }),
        },
        {
          request: upsert({ Email: 'ines.b@lindqvist.test', Location: 'Lund' }, path),
          reply: { status: 200, body: including({ result: true }) },
        },
        stored('ines.b@lindqvist.test', { Name: 'Ines Berg', Location: 'Lund' }),
      ],
      readings: noPeople,
    })),
    {
      id: 'person-without-email',
      title: 'A person without an e-mail address is refused',
      reference: '§8.2',
      mark: ['D'],
      covers: ['8.2 rules'],
      exchanges: [
        {
          request: upsert({ Name: 'Ines Berg' }),
          reply: { status: 400, body: including({ result: false }) },
        },
      ],
      readings: noPeople,
    },
    ...PERSON_FAULTS.map(([code, says, change]) => ({
      id: `person-${code.toLowerCase().replaceAll('_', '-')}`,
      title: `A person with ${says} is refused with ${code}`,
      reference: '§6.4',
      mark: ['D'] as const,
      covers: [`6.4 ${code}`],
      exchanges: [
        { request: upsert({ ...person, ...change }), reply: refused(code) },
        stored('ines.b@lindqvist.test'),
      ],
      readings: noPeople,
    })),
    {
      id: 'person-by-empty-email',
      title: 'Getting a person by an empty e-mail address is refused with GSOBJ_VQP1001',
      reference: '§6.4, §8.1',
      mark: ['D', 'I'],
      covers: ['6.4 GSOBJ_VQP1001'],
      exchanges: [{ request: { method: 'GET', path: `${PEOPLE}?email=` }, reply: refused('GSOBJ_VQP1001') }],
      readings: noPeople,
    },
    {
      id: 'people-async',
      title: 'Up to 50 people are taken at once with a status id, and are there when the job is done',
      reference: '§8.3',
      mark: ['G'],
      covers: ['8.3 example'],
      exchanges: [
        {
          request: { method: 'PUT', path: `${PEOPLE}/async`, body: { records: [person] } },
          reply: {
            status: 200,
            body: including({
              result: true,
              data: including({ statusId: text('c0a8') }),
              requestId: requestId(),
            }),
          },
        },
        {
          advanceMs: 1_800_000,
          ...stored('ines.b@lindqvist.test', { Name: 'Ines Berg', Location: 'Malmö' }),
        },
      ],
      readings: noPeople,
    },
    {
      id: 'users-list',
      title: 'The user list without a condition has one user and a total',
      reference: '§19.54a, §9.1',
      mark: ['C', 'G'],
      covers: ['19.54a', '9.1 list'],
      exchanges: [
        {
          request: {
            method: 'POST',
            path: `${USERS}/list`,
            body: {
              select: ['Gsid', 'Name', 'Email', 'LicenseType'],
              includeTotal: true,
              limit: 1,
              page: 0,
              orderBy: { ModifiedDate: 'desc' },
            },
          },
          reply: {
            status: 200,
            body: including({ result: true, data: some({}, 'one user and a total', hasOneUserAndTotal) }),
          },
        },
      ],
      readings: noUsers,
    },
    {
      id: 'users-list-example',
      title: 'The example of the list finds active users, by page and not by offset',
      reference: '§9.1',
      mark: ['G', 'C'],
      covers: ['9.1 list'],
      exchanges: [0, 1].map((page) => ({
        request: {
          method: 'POST' as const,
          path: `${USERS}/list`,
          body: {
            select: ['Name'],
            includeTotal: true,
            limit: 1,
            page,
            orderBy: { Email: 'asc' },
            where: {
              conditions: [{ name: 'Email', alias: 'A', operator: 'EQ', value: ['mara@acme.test'] }],
              expression: 'A',
            },
          },
        },
        reply: {
          status: 200,
          body: including({
            data: some(
              {},
              page === 0 ? 'Mara Ek' : 'nobody',
              (value) => JSON.stringify(value).includes('Mara Ek') === (page === 0),
            ),
          }),
        },
      })),
      readings: noUsers,
    },
    {
      id: 'user-update',
      title: 'An update by user name with permission bundles beside the record is a success that says so',
      reference: '§19.54b, §9.2',
      mark: ['C', 'G'],
      covers: ['19.54b', '9.2 update', '6.1 users'],
      exchanges: [
        {
          request: {
            method: 'PUT',
            path: `${USERS}?key=SFDCUserName`,
            body: {
              permissionBundleAction: 'append',
              records: [{ SFDCUserName: 'mara@acme.test', Title: 'CSM', permissionBundles: ['Default'] }],
            },
          },
          reply: success,
        },
        maraIs('Title', 'CSM'),
      ],
      readings: noUsers,
    },
    {
      id: 'user-update-unknown',
      title: 'An update of an unknown user has its text in data.errors',
      reference: '§19.54b, §9.2',
      mark: ['C'],
      covers: ['19.54b', '6.3 GU_2402'],
      exchanges: [
        {
          request: {
            method: 'PUT',
            path: `${USERS}?key=SFDCUserName`,
            body: { records: [{ SFDCUserName: 'nobody', Title: 'x' }] },
          },
          reply: {
            status: eitherStatus,
            body: including({
              data: including({
                errors: some([], 'a list whose first entry has an errorMessage', hasErrorMessage),
              }),
            }),
          },
        },
      ],
      readings: noUsers,
    },
    {
      id: 'user-create',
      title: 'A user is made with e-mail, user name and name',
      reference: '§9.2',
      mark: ['G'],
      covers: ['9.2 create'],
      exchanges: [
        {
          request: {
            method: 'POST',
            path: `${USERS}?notify=false`,
            body: { records: [{ Email: 'olle@acme.test', SFDCUserName: 'olle@acme.test', Name: 'Olle Ek' }] },
          },
          reply: success,
        },
        {
          request: query('gsuser', {
            select: ['Name'],
            where: where('Email', 'EQ', 'olle@acme.test'),
            limit: 10,
            offset: 0,
          }),
          reply: records({ Name: 'Olle Ek' }),
        },
      ],
      readings: noUsers,
    },
    {
      id: 'user-super-admin',
      title: 'The super-admin flag cannot be set',
      reference: '§9.2',
      mark: ['D'],
      covers: ['9.2 super admin'],
      exchanges: [
        {
          request: {
            method: 'PUT',
            path: `${USERS}?key=SFDCUserName`,
            body: { records: [{ SFDCUserName: 'mara@acme.test', IsSuperAdmin: true }] },
          },
          reply: { status: eitherStatus },
        },
        maraIs('IsSuperAdmin', false),
      ],
      readings: noUsers,
    },
    {
      id: 'user-status',
      title: 'Users are made inactive and active by a list of Gsids',
      reference: '§9.2',
      mark: ['G'],
      covers: ['9.2 status'],
      exchanges: [
        {
          request: { method: 'PUT', path: `${USERS}/status?status=false`, body: ['{mara}'] },
          reply: success,
        },
        maraIs('IsActiveUser', false),
        { request: { method: 'PUT', path: `${USERS}/status?status=true`, body: ['{mara}'] }, reply: success },
        maraIs('IsActiveUser', true),
      ],
      readings: noUsers,
    },
    ...(
      [
        [
          'GU_2401',
          'A create without an e-mail address',
          { method: 'POST', path: USERS, body: { records: [{ Name: 'Olle Ek' }] } },
        ],
        [
          'GU_2409',
          'A key that is not supported',
          { method: 'PUT', path: `${USERS}?key=Title`, body: { records: [{ Title: 'x' }] } },
        ],
        [
          'GU_2410',
          'A user who is their own manager',
          {
            method: 'PUT',
            path: `${USERS}?key=Gsid`,
            body: { records: [{ Gsid: '{mara}', Manager: '{mara}' }] },
          },
        ],
        [
          'GU_2411',
          'Two updates of one user in one call',
          {
            method: 'PUT',
            path: `${USERS}?key=Gsid`,
            body: {
              records: [
                { Gsid: '{mara}', Title: 'a' },
                { Gsid: '{mara}', Title: 'b' },
              ],
            },
          },
        ],
        [
          'GU_2403',
          'A lookup of an object that does not exist',
          {
            method: 'PUT',
            path: `${USERS}?key=Gsid`,
            body: {
              records: [{ Gsid: '{mara}', boss: 'x' }],
              lookups: {
                Manager: {
                  fields: { boss: 'Name' },
                  lookupField: 'Gsid',
                  objectName: 'no_such_object',
                  multiMatchOption: 'FIRSTMATCH',
                  onNoMatch: 'ERROR',
                },
              },
            },
          },
        ],
      ] as const
    ).map(([code, says, request]) => ({
      id: `user-${code.toLowerCase().replaceAll('_', '-')}`,
      title: `${says} is refused with ${code}`,
      reference: '§6.3',
      mark: ['G'] as const,
      covers: [`6.3 ${code}`],
      exchanges: [
        { request, reply: code === 'GU_2411' ? { ...refused(code), status: eitherStatus } : refused(code) },
      ],
      readings: noUsers,
    })),
    {
      id: 'scim-wrong-base',
      title: 'SCIM is not at /scim/v2',
      reference: '§19.54c, §20.24',
      mark: ['D'],
      covers: ['19.54c'],
      exchanges: ['/scim/v2/Users', '/v1/scim/v2/Users'].map((path) => ({
        request: { method: 'GET' as const, path },
        reply: { status: 404, body: including({ result: false, errorCode: 'GS_APIG_1000' }) },
      })),
      readings: noUsers,
    },
    {
      id: 'scim-users',
      title: 'SCIM finds a user by user name, and nobody for an unknown one',
      reference: '§19.54c, §9.3',
      mark: ['D', 'C'],
      covers: ['19.54c', '9.3 read', '6.1 scim'],
      exchanges: [
        m2m,
        {
          request: {
            method: 'GET',
            path: `${USERS}/scim/Users?filter=userName%20eq%20%22mara@acme.test%22&count=1`,
            headers: bearer,
          },
          reply: {
            status: 200,
            body: including({
              schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
              totalResults: 1,
              Resources: [
                including({
                  id: text('1P01'),
                  userName: 'mara@acme.test',
                  active: oneOf(true),
                }),
              ],
            }),
          },
        },
        {
          request: {
            method: 'GET',
            path: `${USERS}/scim/Users?filter=userName%20eq%20%22nobody%22&count=1`,
            headers: bearer,
          },
          reply: { status: 200, body: including({ totalResults: 0, Resources: [] }) },
        },
      ],
      readings: noUsers,
    },
    {
      id: 'scim-access-key',
      title: 'SCIM takes a bearer token, not the access key',
      reference: '§9.3',
      mark: ['D'],
      covers: ['9.3 read'],
      exchanges: [
        {
          request: { method: 'GET', path: `${USERS}/scim/Users?count=1` },
          reply: { status: 401 },
        },
      ],
      readings: noUsers,
    },
  ],
};

function hasOneUserAndTotal(data: unknown): boolean {
  const values = typeof data === 'object' && data !== null ? Object.values(data) : [];
  const hasOne = values.some((value) => Array.isArray(value) && value.length === 1);
  return hasOne && values.some((value) => typeof value === 'number' && value >= 41);
}

function hasErrorMessage(errors: unknown): boolean {
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return (
    typeof first === 'object' && first !== null && typeof Reflect.get(first, 'errorMessage') === 'string'
  );
}
