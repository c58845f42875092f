import type { GainsightWriter } from '@handrail/gainsight';
import type { Area, Reply } from '../case.ts';
import {
  absent,
  anyOf,
  epoch,
  every,
  gsid,
  holding,
  including,
  type Matcher,
  oneOf,
  optional,
  type Pattern,
  requestId,
  some,
  text,
} from '../pattern.ts';
import { gateway } from './words.ts';

const item = gsid('1I00BVHREJTPN50SVSCUSTOMER0000000000', '1I00');
const category = gsid('1I00BVHREJTPN50SVSCOMPANYTYPE0000000', '1I00');
const list: Matcher = some([], 'a list', Array.isArray);
const withData = (data: Pattern): Reply => ({
  status: 200,
  body: { requestId: requestId(), result: true, data },
});
const company = {
  objectName: 'company',
  label: 'Company',
  objectType: 'STANDARD',
  keyPrefix: text('1P02C503CKNHR9B14K', /^1P02[A-Z0-9]{14}$/),
  transactional: false,
  multiCurrencySupported: anyOf('boolean', false),
  readable: true,
  createable: true,
  schemaUpdateable: anyOf('boolean', true),
} as const;
const described = {
  objectName: 'company',
  label: 'Company',
  objectType: 'STANDARD',
  labelPlural: text('Companies'),
  keyPrefix: company.keyPrefix,
} as const;
const flag = (sample: boolean): Matcher => anyOf('boolean', sample);

/** The field of the example, whole (§11.2). */
const companyType = {
  fieldName: 'CompanyType',
  label: 'Company Type',
  dataType: 'PICKLIST',
  objectName: 'company',
  options: holding({
    value: item,
    label: 'Customer',
    systemName: 'Customer',
    active: true,
    defaultValue: flag(false),
    displayOrder: anyOf('number', 1),
    group: null,
    groupId: category,
    color: null,
    controllerValues: null,
    description: '',
    validFor: null,
  }),
  meta: including({
    properties: including({
      sourceType: 'PICKLIST',
      PICKLIST_CATEGORY: 'Company Type',
      PICKLIST_CATEGORY_ID: category,
    }),
    filterable: true,
    sortable: true,
    groupable: true,
    createable: true,
    updateable: true,
    required: false,
    nillable: true,
    readOnly: false,
    hidden: false,
    nameField: false,
    formulaField: false,
    richText: false,
    dependentPicklist: false,
    hasLookup: false,
    selfLookup: false,
    indexed: false,
    aggregatable: flag(true),
    fieldGroupType: 'STANDARD',
    decimalPlaces: anyOf('number', 0),
    length: anyOf('number', 255),
  }),
} as const;
const describeBody = (...fields: readonly Pattern[]): Reply =>
  withData([{ ...described, fields: holding(...fields) }]);
const describeCompany = {
  method: 'GET',
  path: '/v1/meta/services/objects/Company/describe?idd=true',
} as const;
const describe = (client: GainsightWriter) => client.objects.describe('Company');
const systemField = (
  fieldName: string,
  dataType: string,
  more: { readonly [key: string]: Pattern },
): Pattern =>
  including({
    fieldName,
    dataType,
    options: absent,
    meta: including({
      fieldGroupType: 'SYSTEM',
      readOnly: true,
      updateable: false,
      indexed: true,
      nillable: true,
      description: anyOf('string', ''),
      ...more,
    }),
  });
const notFound = (status: number): Reply => ({
  status,
  body: {
    requestId: requestId(),
    result: false,
    instance: text('2026-11-03 10:31:28 UTC', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/),
    title: 'OBJECT_NOT_FOUND',
    detail: 'Requested object not found.',
    errorDesc: 'Requested object not found.',
  },
});

/** What a tenant has: objects, fields, picklists. */
export const gainsightMetadata: Area<GainsightWriter> = {
  title: 'Gainsight: metadata',
  cases: [
    ...(
      [
        ['plain', { method: 'GET', path: '/v1/meta/services/objects/list' }, ['C']],
        ['po-em', { method: 'GET', path: '/v1/meta/services/objects/list?po=company&em=false' }, ['D']],
        [
          'post',
          {
            method: 'POST',
            path: '/v1/meta/services/objects',
            body: { externalUse: 'true', sortByLabel: 'false' },
          },
          ['D', 'C'],
        ],
      ] as const
    ).map(([name, request, mark]) => ({
      id: `object-list-${name}`,
      title: `The object list (${name}) has lower-case names, and some object without a key prefix`,
      reference: '§19.42, §11.1',
      mark,
      covers: ['19.42', '11.1 list', '6.1 metadata'],
      exchanges: [
        { request, reply: withData(holding(company, including({ keyPrefix: absent }))) },
        {
          request,
          reply: withData(
            every(
              including({
                objectName: text('company', /^[a-z0-9_]+$/),
                objectType: oneOf('STANDARD', 'CUSTOM', 'SYSTEM'),
              }),
              8,
            ),
          ),
        },
      ],
      readings: [
        {
          call: (client: GainsightWriter) =>
            name === 'post' ? client.objects.listLite() : client.objects.list(),
          replies: [
            withData([
              company,
              { objectName: 'record_delete_log', label: 'Record Delete Log', objectType: 'SYSTEM' },
            ]),
          ],
          sends:
            name === 'post'
              ? including({
                  method: 'POST',
                  path: '/v1/meta/services/objects',
                  body: { externalUse: 'true', sortByLabel: 'false' },
                })
              : including({
                  method: 'GET',
                  path: text('/v1/meta/services/objects/list', /^\/v1\/meta\/services\/objects\/list/),
                }),
          gives: [
            including({
              objectName: 'company',
              label: 'Company',
              objectType: 'STANDARD',
              keyPrefix: '1P02C503CKNHR9B14K',
              isReadable: true,
            }),
            including({ objectName: 'record_delete_log', objectType: 'SYSTEM', keyPrefix: null }),
          ],
        },
      ],
    })),
    ...[
      'company',
      'relationship',
      'relationship_type',
      'person',
      'company_person',
      'relationship_person',
      'gsuser',
      'activity_timeline',
      'da_picklist',
    ].map((object) => ({
      id: `describe-${object}`,
      title: `${object} is described, its name in any letter case`,
      reference: '§3.2, §11.2',
      mark: ['C'] as const,
      covers: ['3.2 object names', '11.2 describe GET'],
      exchanges: [object, object.toUpperCase()].map((spelling) => ({
        request: { method: 'GET' as const, path: `/v1/meta/services/objects/${spelling}/describe` },
        reply: withData([including({ objectName: object })]),
      })),
      readings: { not: 'describe-company-idd holds the client' },
    })),
    ...(
      [
        ['idd', 'idd=true'],
        ['short-flags', 'ic=false&cl=0&idd=false&ihc=false&piec=false'],
      ] as const
    ).map(([name, flags]) => ({
      id: `describe-company-${name}`,
      title: `Describe with ${flags} has exactly one object, its picklist field as in the example`,
      reference: '§19.43, §11.2',
      mark: ['D', 'C'] as const,
      covers: ['19.43', '19.45', '11.2 describe GET', '11.2 example'],
      exchanges: [
        {
          request: { method: 'GET' as const, path: `/v1/meta/services/objects/Company/describe?${flags}` },
          reply: describeBody(companyType),
        },
      ],
      readings: [
        {
          call: describe,
          sends: including({ method: 'GET', path: '/v1/meta/services/objects/Company/describe?idd=true' }),
          gives: including({
            objectName: 'company',
            label: 'Company',
            objectType: 'STANDARD',
            fields: [
              including({
                fieldName: 'CompanyType',
                label: 'Company Type',
                dataType: 'PICKLIST',
                isCustom: false,
                isCreateable: true,
                isUpdateable: true,
                isRequired: false,
                isNillable: true,
                isReadOnly: false,
                isHidden: false,
                isFilterable: true,
                isSortable: true,
                isFormula: false,
                isRichText: false,
                length: 255,
                decimalPlaces: 0,
                lookup: null,
                options: [
                  { value: item.sample as string, label: 'Customer', systemName: 'Customer', isActive: true },
                ],
                picklistCategoryId: category.sample as string,
              }),
            ],
          }),
        },
      ],
    })),
    {
      id: 'describe-post',
      title: 'Describe by POST takes flags as text and 25 names, and has one entry for each',
      reference: '§19.44, §11.2',
      mark: ['D', 'C'],
      covers: ['19.44', '11.2 describe POST'],
      exchanges: [
        {
          request: {
            method: 'POST',
            path: '/v1/meta/services/objects/describe',
            body: {
              objectNames: ['company'],
              includeChilds: 'false',
              childLevels: '0',
              populatePickListOptions: 'true',
              removeDeleted: 'true',
              removeHidden: 'false',
              host: 'MDA',
            },
          },
          reply: describeBody(companyType),
        },
        {
          request: {
            method: 'POST',
            path: '/v1/meta/services/objects/describe',
            body: {
              objectNames: Array.from(
                { length: 25 },
                (_, index) => ['company', 'gsuser', 'person', 'relationship', 'company_person'][index % 5],
              ),
              includeChilds: 'false',
            },
          },
          reply: withData(
            some(
              [],
              'an entry for each name asked for',
              (value) => Array.isArray(value) && (value.length === 25 || value.length === 5),
            ),
          ),
        },
      ],
      readings: [
        {
          call: (client) => client.objects.describeMany(['Company', 'gsuser']),
          replies: [
            withData([
              { ...described, fields: [] },
              { objectName: 'gsuser', label: 'User', fields: [] },
            ]),
          ],
          requests: 1,
          sends: including({
            method: 'POST',
            path: '/v1/meta/services/objects/describe',
            body: {
              objectNames: ['Company', 'gsuser'],
              includeChilds: 'false',
              childLevels: '0',
              populatePickListOptions: 'true',
              removeDeleted: 'true',
              removeHidden: 'false',
              host: 'MDA',
            },
          }),
          gives: [
            including({ objectName: 'company' }),
            including({ objectName: 'gsuser', objectType: null }),
          ],
        },
        {
          call: async (client) =>
            (await client.objects.describeMany(Array.from({ length: 26 }, (_, index) => `x${index}__gc`)))
              .length,
          replies: [withData([])],
          requests: 2,
          gives: 0,
        },
      ],
    },
    {
      id: 'describe-inactive-items',
      title: 'Options have the inactive items, too, marked as such',
      reference: '§19.45',
      mark: ['C'],
      covers: ['19.45'],
      exchanges: [
        {
          request: describeCompany,
          reply: describeBody(
            including({
              fieldName: 'Stage',
              dataType: 'PICKLIST',
              options: holding(
                including({ label: 'Launched', value: item, active: true }),
                including({ value: item, active: false }),
              ),
            }),
          ),
        },
      ],
      readings: [
        {
          call: describe,
          gives: including({
            fields: [
              including({
                options: [including({ label: 'Launched', isActive: true }), including({ isActive: false })],
              }),
            ],
          }),
        },
      ],
    },
    {
      id: 'describe-system-fields',
      title: 'Five system fields: read-only, indexed, nillable, with a description; DATETIME has no length',
      reference: '§11.2',
      mark: ['D'],
      covers: ['11.2 system fields'],
      exchanges: [
        {
          request: describeCompany,
          reply: describeBody(
            systemField('Gsid', 'GSID', { length: 220 }),
            systemField('CreatedDate', 'DATETIME', { length: absent }),
            systemField('ModifiedDate', 'DATETIME', { length: absent }),
            systemField('CreatedBy', 'LOOKUP', { hasLookup: true }),
            systemField('ModifiedBy', 'LOOKUP', { hasLookup: true }),
          ),
        },
      ],
      readings: [
        {
          call: describe,
          gives: including({
            fields: some(
              [],
              'five read-only fields',
              (value) =>
                Array.isArray(value) &&
                value.length === 5 &&
                value.every((field) => Reflect.get(Object(field), 'isReadOnly') === true),
            ),
          }),
        },
      ],
    },
    {
      id: 'describe-lookup',
      title: 'A lookup tells how it is followed and where it leads, its source type is GSID',
      reference: '§11.2, §3.3',
      mark: ['D', 'C'],
      covers: ['11.2 lookups', '3.3 lookups'],
      exchanges: [
        {
          request: describeCompany,
          reply: describeBody(
            including({
              fieldName: 'CreatedBy',
              dataType: 'LOOKUP',
              meta: including({
                hasLookup: true,
                onDeleteOperation: anyOf('string', 'SET_NULL'),
                properties: including({
                  sourceType: 'GSID',
                  SEARCH_CONTROLLER: text('AUTO_SUGGEST'),
                  autoSuggestDetails: including({ object: 'gsuser', searchOn: list, columnsToList: list }),
                }),
                lookupDetail: {
                  lookupName: 'CreatedBy__gr',
                  fieldName: 'Gsid',
                  fieldDBName: anyOf('string', 'gsid'),
                  fieldLabel: anyOf('string', 'GSID'),
                  lookupId: anyOf('string', 'x'),
                  lookupObjects: [
                    {
                      id: anyOf('string', 'x'),
                      objectName: 'gsuser',
                      dbName: anyOf('string', 'gsuser'),
                      label: anyOf('string', 'User'),
                      namedFieldDetails: list,
                    },
                  ],
                },
              }),
            }),
            including({
              fieldName: 'ParentCompany',
              meta: including({
                selfLookup: true,
                lookupDetail: including({ lookupName: 'ParentCompany__gr' }),
              }),
            }),
            including({
              fieldName: 'Account_Owner__gc',
              meta: including({
                fieldGroupType: 'CUSTOM',
                lookupDetail: including({ lookupName: 'Account_Owner__gr' }),
              }),
            }),
          ),
        },
        {
          request: {
            method: 'POST',
            path: '/v1/data/objects/query/Company',
            body: { select: ['Account_Owner__gr.Name'], limit: 1, offset: 0 },
          },
          reply: { status: 200, body: including({ result: true }) },
        },
      ],
      readings: [
        {
          call: describe,
          replies: [
            describeBody({
              fieldName: 'Csm',
              label: 'CSM',
              dataType: 'LOOKUP',
              meta: { lookupDetail: { lookupName: 'Csm__gr', lookupObjects: [{ objectName: 'gsuser' }] } },
            }),
          ],
          gives: including({
            fields: [including({ lookup: { name: 'Csm__gr', objects: ['gsuser'] }, options: [] })],
          }),
        },
      ],
    },
    {
      id: 'describe-types',
      title:
        'Options exist on picklists and multi-selects alone; multi-selects and rich text cannot be sorted',
      reference: '§11.2',
      mark: ['D', 'C'],
      covers: ['11.2 types'],
      exchanges: [
        {
          request: describeCompany,
          reply: describeBody(
            including({
              fieldName: 'Name',
              dataType: 'STRING',
              options: absent,
              meta: including({ nameField: true, required: true }),
            }),
            including({
              fieldName: 'Products__gc',
              dataType: 'MULTISELECTDROPDOWNLIST',
              options: list,
              meta: including({ filterable: true, sortable: false, groupable: false }),
            }),
            including({
              fieldName: 'Summary',
              dataType: 'RICHTEXTAREA',
              options: absent,
              meta: including({ sortable: false, richText: true }),
            }),
            including({ fieldName: 'Is_Reference__gc', dataType: 'BOOLEAN', options: absent }),
            including({ fieldName: 'Arr', dataType: 'CURRENCY' }),
            including({ fieldName: 'RenewalDate', dataType: 'DATE' }),
            including({ fieldName: 'SfdcAccountId', dataType: 'SFDCID' }),
          ),
        },
      ],
      readings: [
        {
          call: describe,
          replies: [describeBody({ fieldName: 'Shape__gc', label: 'Shape', dataType: 'POLYGON', meta: {} })],
          gives: including({
            fields: [
              including({ fieldName: 'Shape__gc', dataType: 'POLYGON', isCustom: true, isUpdateable: null }),
            ],
          }),
        },
      ],
    },
    ...([400, 404] as const).map((objectNotFoundStatus) => ({
      id: `object-not-found-${objectNotFoundStatus}`,
      title: `An unknown object is OBJECT_NOT_FOUND without an errorCode, at status ${objectNotFoundStatus}`,
      reference: '§19.46, §11.5',
      mark: ['D', 'I'] as const,
      covers: ['19.46', '11.5 example', '6.1 metadata'],
      given: { switches: { objectNotFoundStatus } },
      exchanges: [
        {
          request: { method: 'GET' as const, path: '/v1/meta/services/objects/no_such_object/describe' },
          reply: notFound(objectNotFoundStatus),
        },
      ],
      readings: [
        {
          call: (client: GainsightWriter) => client.objects.describe('no_such_object'),
          requests: 1,
          fails: {
            code: 'gainsight_object_not_found',
            errorCode: 'OBJECT_NOT_FOUND',
            status: objectNotFoundStatus,
          },
        },
      ],
    })),
    {
      id: 'describe-bad-key',
      title: 'A wrong key at describe is refused by the gateway, not in the metadata’s shape',
      reference: '§11.5',
      mark: ['D'],
      covers: ['11.5 bad key'],
      exchanges: [
        {
          request: { ...describeCompany, headers: { accesskey: 'wrong' } },
          reply: gateway(401, 'GS_APIG_2401', 'Unauthorized', 'Unauthorized'),
        },
      ],
      readings: [{ call: describe, fails: { code: 'gainsight_unauthorized' } }],
    },
    {
      id: 'describe-rate-limited',
      title: 'The limit during describe is told by GS_APIG_2404',
      reference: '§11.5, §6.3',
      mark: ['C'],
      covers: ['11.5 rate limit', '6.3 GS_APIG_2404'],
      isBare: true,
      given: { limits: { perMinute: 1 }, switches: { limitForm: 'gateway-200' } },
      exchanges: [
        {
          after: 1,
          request: describeCompany,
          reply: { status: 200, body: including({ result: false, errorCode: 'GS_APIG_2404' }) },
        },
      ],
      readings: [
        {
          call: describe,
          fails: { code: 'gainsight_rate_limited', errorCode: 'GS_APIG_2404', outcome: 'refused' },
        },
      ],
    },
    {
      id: 'dropdown',
      title: 'A dropdown call has the category and its items, inactive ones included, times in epoch ms',
      reference: '§19.47, §11.4',
      mark: ['D'],
      covers: ['19.47', '11.4 dropdowns'],
      exchanges: [
        { request: describeCompany, keep: { prefix: 'data.0.keyPrefix' } },
        {
          request: {
            method: 'POST',
            path: '/v1/data/objects/query/da_picklist',
            body: {
              select: ['CategoryId'],
              where: {
                conditions: [{ name: 'Name', alias: 'A', operator: 'EQ', value: ['Launched'] }],
                expression: 'A',
              },
              limit: 1,
              offset: 0,
            },
          },
          keep: { category: 'data.records.0.CategoryId' },
        },
        {
          request: { method: 'GET', path: '/v1/meta/services/dropdowns/{category}' },
          reply: withData({
            categoryDetails: {
              gsid: category,
              name: text('Stage'),
              type: anyOf('string', 'PICKLIST'),
              variant: 'SINGLE_SELECT',
              systemName: text('Stage'),
              count: anyOf('number', 7),
              limit: 500,
              deleted: false,
              createdAt: epoch(1704672000000),
              modifiedAt: epoch(1704672000000),
              description: anyOf('string', ''),
            },
            childItems: holding(
              {
                gsid: item,
                name: 'Launched',
                systemName: 'Launched',
                description: anyOf('string', ''),
                displayOrder: anyOf('number', 3),
                active: true,
                systemDefined: flag(true),
                default: flag(false),
                deleted: false,
                color: null,
                shortName: optional(null),
                categoryId: category,
                createdAt: epoch(1704672000000),
                modifiedAt: epoch(1704672000000),
              },
              including({ gsid: item, active: false }),
            ),
          }),
        },
      ],
      readings: [
        {
          call: (client) => client.picklists.category('1I00STAGE'),
          sends: including({ method: 'GET', path: '/v1/meta/services/dropdowns/1I00STAGE' }),
          gives: including({
            name: 'Stage',
            isMultiSelect: false,
            items: [
              including({ name: 'Launched', systemName: 'Launched', isActive: true, isDeleted: false }),
              including({ isActive: false }),
            ],
          }),
        },
      ],
    },
    {
      id: 'metadata-of-no-shape',
      title: 'A description of another shape is refused as no reply of Gainsight',
      reference: '§11.2',
      mark: ['D'],
      covers: ['11.2 example'],
      exchanges: { not: 'a fault, no documented reply' },
      readings: [
        {
          call: describe,
          replies: [withData({ fields: [] })],
          fails: { code: 'gainsight_unexpected_reply' },
        },
        { call: describe, replies: [withData([])], fails: { code: 'gainsight_object_not_found' } },
      ],
    },
  ],
};
