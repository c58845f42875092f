import type { GainsightWriter } from '@handrail/gainsight';
import type { Area, ConformanceCase, Reply, Request } from '../case.ts';
import { IDS } from '../cast.ts';
import { absent, gsid, including, kept, listOf, some, text } from '../pattern.ts';
import {
  envelope,
  group,
  insert,
  lindqvist,
  mara,
  newCompany,
  query,
  records,
  refusal,
  refusedWrite,
  where,
} from './words.ts';

const COMPANY = '/v1/data/objects/Company';
const noInsert = { not: 'the client has no insert of companies' } as const;
const update = (keys: string, ...list: readonly unknown[]): Request => ({
  method: 'PUT',
  path: `${COMPANY}?keys=${keys}`,
  body: { records: list },
});
const stored = (...names: readonly string[]) => ({
  request: query('Company', {
    select: ['Name'],
    where: where('Name', 'STARTS_WITH', 'Nordisk'),
    orderBy: { Name: 'asc' },
    limit: 100,
    offset: 0,
  }),
  reply: records(...names.map((Name) => ({ Name }))),
});
const changeEmployees = (client: GainsightWriter) =>
  client.companies.update({ keys: ['Name'], records: [{ Name: 'Lindqvist AB', Employees: 121 }] });
const good = (index: number) => ({ Name: `Nordisk ${index}` });
const lookups = (onNoMatch: string, multiMatchOption = 'FIRSTMATCH') => ({
  Csm: {
    fields: { csmEmail: 'Email' },
    lookupField: 'Gsid',
    objectName: 'gsuser',
    multiMatchOption,
    onNoMatch,
  },
});
const withCsm = (csmEmail: string, block: object): Request => ({
  method: 'POST',
  path: COMPANY,
  body: { records: [{ Name: 'Nordisk', csmEmail }], lookups: block },
});
const secondMara = {
  request: {
    method: 'POST' as const,
    path: '/__sandbox/objects/gsuser',
    body: { Name: 'Mara Ek', Email: 'mara@acme.test', SFDCUserName: 'mara2', IsActiveUser: true },
  },
};
const csmOfNordisk = (Csm: ReturnType<typeof kept> | null) => ({
  request: query('Company', { select: ['Csm'], where: where('Name', 'EQ', 'Nordisk'), limit: 10, offset: 0 }),
  reply: records({ Csm }),
});

/** Code, what it says of the value, the field and the value (§6.2, §19.34). */
const FAULTS: readonly (readonly [string, string, string, string, unknown])[] = [
  [
    'GSOBJ_1001',
    'too-long',
    'A string longer than the field allows',
    'TickerSymbol',
    'TOO-LONG-FOR-A-TICKER-SYMBOL',
  ],
  ['GSOBJ_1002', 'wrong-type', 'A value of another type', 'Employees', 'many'],
  ['GSOBJ_1008', 'percentage', 'What is no percentage', 'Discount__gc', 'half'],
  ['GSOBJ_1008', 'boolean', 'What is no boolean', 'Is_Reference__gc', 'perhaps'],
  ['GSOBJ_1005', 'datetime', 'What is no date-time', 'Last_Review__gc', 'the other day'],
  ['GSOBJ_1006', 'date', 'What is no date', 'RenewalDate', 'some day'],
  ['GSOBJ_1007', 'null', 'Null in a field that takes none', 'Name', null],
];

/** Insert, update, delete; all or nothing; lookups; the delete log. */
export const gainsightWrites: Area<GainsightWriter> = {
  title: 'Gainsight: writes on data objects',
  cases: [
    {
      id: 'insert-two',
      title: 'Two valid companies come back in order, each with a new Gsid under the object’s prefix',
      reference: '§19.31, §5.1',
      mark: ['D', 'C'],
      covers: ['19.31', '5.1 insert', '3.1 structure'],
      exchanges: [
        {
          request: insert('Company', { Name: 'Nordisk Ett' }, { Name: 'Nordisk Tolv' }),
          reply: envelope({
            count: 2,
            errors: null,
            records: [
              including({ Name: 'Nordisk Ett', Gsid: newCompany }),
              including({ Name: 'Nordisk Tolv', Gsid: newCompany }),
            ],
          }),
        },
        stored('Nordisk Ett', 'Nordisk Tolv'),
      ],
      readings: noInsert,
    },
    {
      id: 'insert-example',
      title: 'The example of the insert is stored, its picklist by label and its custom field, too',
      reference: '§5.1, §3.6',
      mark: ['D', 'C'],
      covers: ['5.1 insert', '3.6 picklist write'],
      exchanges: [
        {
          request: insert('Company', {
            Name: 'Lindqvist AB',
            Industry: 'Retail',
            Employees: 120,
            ARR: 48000,
            RenewalDate: '2027-03-31',
            Stage: 'Launched',
            Tier__gc: 'Strategic',
          }),
          reply: envelope({
            count: 1,
            errors: null,
            records: [including({ Name: 'Lindqvist AB', Gsid: newCompany })],
          }),
          keep: { made: 'data.records.0.Gsid' },
        },
        {
          request: query('Company', {
            select: ['Industry', 'Employees', 'Arr', 'RenewalDate', 'Stage', 'Tier__gc'],
            where: where('Gsid', 'EQ', '{made}'),
            limit: 1,
            offset: 0,
          }),
          reply: records({
            Industry: 'Retail',
            Employees: 120,
            Arr: 48000,
            RenewalDate: '2027-03-31',
            Stage: gsid('1I00BVHREJTPN50SVSLAUNCHED0000000000', '1I00'),
            Tier__gc: gsid('1I00BVHREJTPN50SVSGOLD00000000000000', '1I00'),
          }),
        },
      ],
      readings: noInsert,
    },
    {
      id: 'insert-no-deduplication',
      title: 'An insert does not look for an equal Name',
      reference: '§5.1',
      mark: ['I'],
      covers: ['5.1 insert'],
      exchanges: [
        { request: insert('Company', { Name: 'Nordisk' }) },
        { request: insert('Company', { Name: 'Nordisk' }) },
        stored('Nordisk', 'Nordisk'),
      ],
      readings: noInsert,
    },
    {
      id: 'insert-51',
      title: '51 records are refused, and nothing is stored',
      reference: '§19.32, §5.1',
      mark: ['D', 'I'],
      covers: ['19.32', '5.1 limit'],
      exchanges: [
        {
          request: insert('Company', ...Array.from({ length: 51 }, (_, index) => good(index))),
          reply: { status: 400, body: including({ result: false }) },
        },
        stored(),
      ],
      readings: [
        {
          call: (client) =>
            client.companies.update({
              keys: ['Name'],
              records: Array.from({ length: 51 }, (_, index) => good(index)),
            }),
          requests: 0,
          replies: [records()],
          sends: including({ method: absent }),
          fails: { code: 'gainsight_request_invalid', outcome: 'not-sent' },
        },
      ],
    },
    {
      id: 'insert-none',
      title: 'An insert of no record is refused',
      reference: '§5.1',
      mark: ['D', 'I'],
      covers: ['5.1 limit'],
      exchanges: [{ request: insert('Company'), reply: { status: 400, body: including({ result: false }) } }],
      readings: noInsert,
    },
    {
      id: 'all-or-nothing',
      title:
        'One bad picklist value among 50 records refuses all, names record and field, and stores nothing',
      reference: '§19.33, §5.2, §3.6',
      mark: ['C'],
      covers: ['19.33', '5.2 errors', '6.2 GSOBJ_1012', '3.6 picklist write'],
      exchanges: [
        {
          request: insert(
            'Company',
            ...Array.from({ length: 50 }, (_, index) =>
              index === 17 ? { ...good(index), Stage: 'xyz' } : good(index),
            ),
          ),
          reply: refusal('GSOBJ_1012', {
            errorDesc: text(
              'Invalid/Inactive value provided for picklist.',
              /Invalid\/Inactive value provided for picklist/,
            ),
            data: {
              count: 0,
              records: null,
              errors: some([], 'an entry per record, the 18th naming Stage', (value) => namesStage(value)),
            },
          }),
        },
        stored(),
      ],
      readings: [
        {
          call: (client) =>
            client.companies.update({
              keys: ['Name'],
              records: [{ Name: 'Nordisk 1' }, { Name: 'Nordisk 2', Stage: 'xyz' }],
            }),
          replies: [
            refusal('GSOBJ_1012', {
              data: {
                count: 0,
                records: null,
                errors: [
                  [],
                  [
                    {
                      success: false,
                      parsedValue: 'xyz',
                      errors: [
                        {
                          errorMessage: 'Invalid/Inactive value provided for picklist.',
                          errorCode: 'GSOBJ_1012',
                          fieldName: 'Stage',
                          invalidValue: ['xyz'],
                        },
                      ],
                    },
                  ],
                ],
              },
            }),
          ],
          requests: 1,
          fails: {
            code: 'gainsight_write_refused',
            errorCode: 'GSOBJ_1012',
            outcome: 'refused',
            rows: [
              {
                index: 1,
                errors: [
                  including({
                    code: 'GSOBJ_1012',
                    field: 'Stage',
                    message: 'Invalid/Inactive value provided for picklist.',
                    invalidValue: ['xyz'],
                  }),
                ],
              },
            ],
          },
        },
      ],
    },
    {
      id: 'error-example',
      title: 'The example of a refused date comes with its nested errors, and the client names the field',
      reference: '§5.2',
      mark: ['D', 'C'],
      covers: ['5.2 errors', '6.1 data objects', '6.2 GSOBJ_1006'],
      exchanges: [
        {
          request: update('Name', { Name: 'Lindqvist AB', RenewalDate: '210318' }),
          reply: refusedWrite('GSOBJ_1006', {
            fieldName: 'RenewalDate',
            invalidValue: '210318',
            errorMessage: 'Invalid dateTime format',
          }),
        },
      ],
      readings: [
        {
          call: (client) =>
            client.companies.update({
              keys: ['Name'],
              records: [{ Name: 'Lindqvist AB', RenewalDate: '210318' }],
            }),
          fails: {
            code: 'gainsight_write_refused',
            errorCode: 'GSOBJ_1006',
            status: 400,
            rows: [
              {
                index: 0,
                errors: [
                  including({
                    code: 'GSOBJ_1006',
                    field: 'RenewalDate',
                    message: 'Invalid dateTime format',
                    invalidValue: '210318',
                  }),
                ],
              },
            ],
            message: some('', 'a message without the value', (value) => !String(value).includes('210318')),
          },
        },
      ],
    },
    ...(['Pilot', 'xyz'] as const).map((label) => ({
      id: `picklist-${label}`,
      title: `A picklist value that is ${label === 'xyz' ? 'unknown' : 'inactive'} is refused with its value in an array`,
      reference: '§3.6, §6.2',
      mark: ['C'] as const,
      covers: ['6.2 GSOBJ_1012', '3.6 picklist write'],
      exchanges: [
        {
          request: update('Name', { Name: 'Lindqvist AB', Stage: label }),
          reply: refusedWrite('GSOBJ_1012', {
            fieldName: 'Stage',
            invalidValue: [label],
            errorMessage: 'Invalid/Inactive value provided for picklist.',
          }),
        },
      ],
      readings: [
        { call: changeEmployees, fails: { code: 'gainsight_write_refused', errorCode: 'GSOBJ_1012' } },
      ],
    })),
    ...FAULTS.map(([code, name, says, field, value]): ConformanceCase<GainsightWriter> => ({
      id: `write-${name}`,
      title: `${says} is refused with ${code}`,
      reference: '§19.34, §6.2',
      mark: ['D'],
      covers: ['19.34', `6.2 ${code}`],
      exchanges: [
        {
          request: insert('Company', { Name: 'Nordisk', [field]: value }),
          reply: refusedWrite(code, {
            fieldName: field,
            invalidValue: some(value, JSON.stringify(value), (actual) => actual === value),
          }),
        },
        stored(),
      ],
      readings: [
        {
          call: changeEmployees,
          replies: [refusedWrite(code, { fieldName: field, invalidValue: some(value, '', () => true) })],
          requests: 1,
          fails: {
            code: 'gainsight_write_refused',
            errorCode: code,
            rows: [{ index: 0, errors: [including({ code, field })] }],
          },
        },
      ],
    })),
    ...(
      [
        ['a-number-as-text', { Employees: '120' }, { Employees: 120 }],
        ['a-boolean-as-text', { Is_Reference__gc: 'true' }, { Is_Reference__gc: true }],
        ['a-date-as-epoch', { RenewalDate: 1806451200000 }, { RenewalDate: '2027-03-31' }],
      ] as const
    ).map(([name, sent, read]) => ({
      id: `write-${name}`,
      title: `A write takes ${name.replaceAll('-', ' ')}`,
      reference: name.includes('epoch') ? '§3.5' : '§3.6',
      mark: (name.includes('epoch') ? ['D'] : ['C']) as readonly ['D' | 'C'],
      covers: ['3.6 writes'],
      exchanges: [
        { request: insert('Company', { Name: 'Nordisk', ...sent }) },
        {
          request: query('Company', {
            select: Object.keys(read),
            where: where('Name', 'EQ', 'Nordisk'),
            limit: 1,
            offset: 0,
          }),
          reply: records(read),
        },
      ],
      readings: { not: 'the client sends what it is given' },
    })),
    {
      id: 'write-null-clears',
      title: 'Null clears a field that takes it; a field left out stays',
      reference: '§3.6, §5.3',
      mark: ['D', 'I'],
      covers: ['3.6 null', '5.3 update'],
      exchanges: [
        { request: update('Name', { Name: 'Lindqvist AB', Employees: null }) },
        {
          request: query('Company', {
            select: ['Employees', 'Arr'],
            where: where('Name', 'EQ', 'Lindqvist AB'),
            limit: 1,
            offset: 0,
          }),
          reply: records({ Employees: null, Arr: 48000 }),
        },
      ],
      readings: [
        {
          call: (client) =>
            client.companies.update({ keys: ['Name'], records: [{ Name: 'Lindqvist AB', Employees: null }] }),
          replies: [envelope({ count: 1, errors: null, records: [{ Gsid: IDS.lindqvist }] })],
          sends: including({ body: { records: [{ Name: 'Lindqvist AB', Employees: null }] } }),
          gives: { count: 1, records: [{ Gsid: IDS.lindqvist }] },
        },
      ],
    },
    {
      id: 'update-by-name',
      title: 'An update by a known key changes the row and tells it',
      reference: '§19.35, §5.3',
      mark: ['C'],
      covers: ['19.35', '5.3 update'],
      exchanges: [
        {
          request: update('Name', { Name: 'Lindqvist AB', Employees: 121 }),
          reply: envelope({ count: 1, errors: null, records: [including({ Gsid: lindqvist })] }),
        },
      ],
      readings: [
        {
          call: changeEmployees,
          sends: including({
            method: 'PUT',
            path: '/v1/data/objects/Company?keys=Name',
            body: { records: [{ Name: 'Lindqvist AB', Employees: 121 }] },
          }),
          gives: { count: 1, records: [{ Gsid: IDS.lindqvist }] },
        },
      ],
    },
    {
      id: 'update-two-keys',
      title: 'Two keys are joined by AND',
      reference: '§5.3',
      mark: ['D', 'G'],
      covers: ['5.3 keys'],
      exchanges: [
        {
          request: insert(
            'Company',
            { Name: 'Nordisk', Industry: 'Retail' },
            { Name: 'Nordisk', Industry: 'Banking' },
          ),
        },
        {
          request: update('Name,Industry', { Name: 'Nordisk', Industry: 'Banking', Employees: 7 }),
          reply: envelope({ count: 1, errors: null, records: listOf(1, [{ Gsid: IDS.lindqvist }]) }),
        },
      ],
      readings: [
        {
          call: (client) =>
            client.companies.update({
              keys: ['Name', 'Industry'],
              records: [{ Name: 'Nordisk', Industry: 'Banking', Employees: 7 }],
            }),
          sends: including({
            path: text('/v1/data/objects/Company?keys=Name,Industry', /\?keys=Name(,|%2C)Industry$/),
          }),
          gives: including({ count: 1 }),
        },
      ],
    },
    {
      id: 'update-no-match',
      title: 'An update whose key finds nothing is refused and inserts nothing',
      reference: '§19.35, §5.3',
      mark: ['C', 'I'],
      covers: ['19.35', '6.2 GSOBJ_1011'],
      exchanges: [
        {
          request: update('Name', { Name: 'Nordisk', Employees: 1 }),
          reply: { status: 400, body: including({ result: false, errorCode: 'GSOBJ_1011' }) },
        },
        stored(),
      ],
      readings: [
        {
          call: changeEmployees,
          replies: [refusal('GSOBJ_1011', { errorDesc: 'No entity matches the given criteria' })],
          requests: 1,
          fails: { code: 'gainsight_write_refused', errorCode: 'GSOBJ_1011', rows: [] },
        },
      ],
    },
    ...(
      [
        [
          'four-keys',
          update('Name,Industry,Employees,TickerSymbol', {
            Name: 'Lindqvist AB',
            Industry: 'a',
            Employees: 1,
            TickerSymbol: 'a',
          }),
          ['G', 'I'],
        ],
        [
          'no-keys',
          { method: 'PUT', path: COMPANY, body: { records: [{ Name: 'Lindqvist AB', Employees: 1 }] } },
          ['I'],
        ],
        ['no-key-value', update('Name', { Employees: 1 }), ['I']],
      ] as const
    ).map(([name, request, mark]) => ({
      id: `update-${name}`,
      title: `An update with ${name.replaceAll('-', ' ')} is refused`,
      reference: '§19.36, §5.3',
      mark,
      covers: ['19.36', '5.3 keys'],
      exchanges: [{ request, reply: { status: 400, body: including({ result: false }) } as Reply }],
      readings: [
        {
          call: (client: GainsightWriter) =>
            client.companies.update(
              name === 'no-key-value'
                ? { keys: ['Name'], records: [{ Employees: 1 }] }
                : {
                    keys: name === 'no-keys' ? [] : ['A', 'B', 'C', 'D'],
                    records: [{ A: 1, B: 1, C: 1, D: 1 }],
                  },
            ),
          replies: [records()],
          requests: 0,
          sends: including({ method: absent }),
          fails: { code: 'gainsight_request_invalid', outcome: 'not-sent' },
        },
      ],
    })),
    ...(['all', 'first'] as const).map((updateManyMatches) => ({
      id: `update-many-${updateManyMatches}`,
      title: `A key value that matches two rows changes ${updateManyMatches === 'all' ? 'both' : 'one, by the switch'}`,
      reference: '§19.37, §5.3',
      mark: ['I'] as const,
      covers: ['19.37'],
      given: { switches: { updateManyMatches } },
      exchanges: [
        { request: insert('Company', { Name: 'Nordisk' }, { Name: 'Nordisk' }) },
        {
          request: update('Name', { Name: 'Nordisk', Employees: 7 }),
          reply: {
            status: 200,
            body: including({
              result: true,
              data: including({ count: updateManyMatches === 'all' ? 2 : 1 }),
            }),
          } as Reply,
        },
        {
          request: query('Company', {
            select: ['Employees'],
            where: where('Employees', 'EQ', 7),
            limit: 10,
            offset: 0,
          }),
          reply: records(
            ...Array.from({ length: updateManyMatches === 'all' ? 2 : 1 }, () => ({ Employees: 7 })),
          ),
        },
      ],
      readings: [
        {
          call: changeEmployees,
          replies: [envelope({ count: 2, errors: null, records: [{ Gsid: '1P02A' }, { Gsid: '1P02B' }] })],
          gives: { count: 2, records: [{ Gsid: '1P02A' }, { Gsid: '1P02B' }] },
        },
      ],
    })),
    ...(['refused', 'ignored'] as const).map((readOnlyWrite) => ({
      id: `read-only-${readOnlyWrite}`,
      title: `An update that names a read-only field is ${readOnlyWrite}, as the switch says`,
      reference: '§18.1, §20.15',
      mark: ['C', 'I'] as const,
      covers: ['18.1 read-only'],
      given: { switches: { readOnlyWrite } },
      exchanges: [
        {
          request: update('Name', { Name: 'Lindqvist AB', CurrentScore: 3 }),
          reply:
            readOnlyWrite === 'refused'
              ? refusedWrite('GSOBJ_1002', { fieldName: 'CurrentScore', invalidValue: 3 })
              : { status: 200, body: including({ result: true }) },
        },
        {
          request: query('Company', {
            select: ['CurrentScore'],
            where: where('Name', 'EQ', 'Lindqvist AB'),
            limit: 1,
            offset: 0,
          }),
          reply: records({ CurrentScore: null }),
        },
      ],
      readings: { not: 'a refusal like write-wrong-type' },
    })),
    {
      id: 'delete-one',
      title:
        'A delete answers with a sentence that holds the Gsid; the row is gone and stands in the delete log',
      reference: '§19.38, §5.4, §13',
      mark: ['D', 'G'],
      covers: ['19.38', '5.4 delete', '13 example'],
      exchanges: [
        { request: insert('Company', { Name: 'Nordisk' }), keep: { made: 'data.records.0.Gsid' } },
        {
          request: { method: 'DELETE', path: `${COMPANY}/{made}` },
          reply: envelope(text('Record with gsid 1P02… deleted', /1P02[A-Z0-9]{32}/)),
        },
        stored(),
        {
          request: query('record_delete_log', {
            select: ['RecordId', 'DeletedOn', 'ObjectName'],
            where: {
              conditions: [
                { name: 'DeletedOn', alias: 'A', operator: 'GT', value: ['2026-11-01 00:00:00'] },
                { name: 'ObjectName', alias: 'B', operator: 'EQ', value: ['Company'] },
              ],
              expression: 'A AND B',
            },
            limit: 100,
            offset: 0,
          }),
          reply: envelope({
            records: some([], 'a list with the row', Array.isArray),
          }),
        },
        {
          request: query('record_delete_log', {
            select: ['RecordId', 'DeletedOn', 'ObjectName'],
            where: where('RecordId', 'EQ', '{made}'),
            limit: 100,
            offset: 0,
          }),
          reply: records({
            RecordId: kept('made', IDS.lindqvist),
            DeletedOn: text('2026-11-10T10:00:30Z', /^2026-11-10T10:00:30Z$/),
            ObjectName: 'Company',
          }),
        },
      ],
      readings: { not: 'the client deletes no data object; dates-delete-log reads the log' },
    },
    ...(
      [
        ['unknown', `${COMPANY}/1P02BVHREJTPN50SVSAWIPFJMV40UK9GJH6U`, /^GSOBJ_10(04|11)$/],
        ['blank', `${COMPANY}/%20`, /^GSOBJ_1004$/],
      ] as const
    ).map(([name, path, code]) => ({
      id: `delete-${name}`,
      title: `A delete of ${name === 'blank' ? 'a blank' : 'an unknown'} Gsid is refused`,
      reference: '§19.39, §5.4',
      mark: (name === 'blank' ? ['D'] : ['I']) as readonly ['D' | 'I'],
      covers: ['19.39', '5.4 delete', '6.2 GSOBJ_1004'],
      exchanges: [{ request: { method: 'DELETE' as const, path }, reply: refusal(text('GSOBJ_1004', code)) }],
      readings: { not: 'the client deletes no data object' },
    })),
    {
      id: 'lookups-example',
      title:
        'The example’s lookups fill CSM and parent by e-mail and name, and its input columns are not stored',
      reference: '§19.40, §5.5',
      mark: ['D', 'G'],
      covers: ['19.40', '5.5 example'],
      exchanges: [
        {
          request: {
            method: 'POST',
            path: COMPANY,
            body: {
              records: [{ Name: 'Nordisk', csmEmail: 'mara@acme.test', parentName: 'Lindqvist Group' }],
              lookups: {
                ...lookups('ERROR'),
                ParentCompany: {
                  fields: { parentName: 'Name' },
                  lookupField: 'Gsid',
                  objectName: 'company',
                  multiMatchOption: 'FIRSTMATCH',
                  onNoMatch: 'NULLABLE',
                },
              },
            },
          },
          reply: { status: 200, body: including({ result: true }) },
        },
        {
          request: query('Company', {
            select: ['Csm', 'ParentCompany'],
            where: where('Name', 'EQ', 'Nordisk'),
            limit: 1,
            offset: 0,
          }),
          reply: records({ Csm: mara, ParentCompany: group }),
        },
      ],
      readings: [
        {
          call: (client) =>
            client.companies.update({
              keys: ['Name'],
              records: [{ Name: 'Nordisk', csmEmail: 'mara@acme.test' }],
              lookups: {
                Csm: {
                  fields: { csmEmail: 'Email' },
                  lookupField: 'Gsid',
                  objectName: 'gsuser',
                  multiMatchOption: 'FIRSTMATCH',
                  onNoMatch: 'ERROR',
                },
              },
            }),
          replies: [envelope({ count: 1, errors: null, records: [{ Gsid: '1P02A' }] })],
          sends: including({
            body: { records: [{ Name: 'Nordisk', csmEmail: 'mara@acme.test' }], lookups: lookups('ERROR') },
          }),
          gives: including({ count: 1 }),
        },
      ],
    },
    {
      id: 'lookups-error',
      title: 'A lookup with onNoMatch ERROR that finds nothing fails the whole call',
      reference: '§19.40, §5.5',
      mark: ['D', 'G'],
      covers: ['19.40', '5.5 options'],
      exchanges: [
        {
          request: withCsm('nobody@acme.test', lookups('ERROR')),
          reply: { status: 400, body: including({ result: false }) },
        },
        stored(),
      ],
      readings: { not: 'a refusal like all-or-nothing' },
    },
    {
      id: 'lookups-nullable',
      title: 'with NULLABLE the field is null',
      reference: '§19.40, §5.5',
      mark: ['D', 'G'],
      covers: ['19.40', '5.5 options'],
      exchanges: [{ request: withCsm('nobody@acme.test', lookups('NULLABLE')) }, csmOfNordisk(null)],
      readings: { not: 'no reply of its own' },
    },
    {
      id: 'lookups-default',
      title: 'with DEFAULTVALUE the field takes the value given',
      reference: '§5.5',
      mark: ['D', 'G'],
      covers: ['5.5 options'],
      exchanges: [
        {
          request: withCsm('nobody@acme.test', {
            Csm: { ...lookups('DEFAULTVALUE').Csm, defaultValue: '{mara}' },
          }),
        },
        csmOfNordisk(mara),
      ],
      readings: { not: 'no reply of its own' },
    },
    {
      id: 'lookups-first-match',
      title: 'Of two matches FIRSTMATCH takes the first',
      reference: '§19.40, §5.5',
      mark: ['D', 'G'],
      covers: ['19.40', '5.5 options'],
      exchanges: [
        secondMara,
        { request: withCsm('mara@acme.test', lookups('ERROR')) },
        {
          request: query('Company', {
            select: ['Csm__gr.Email'],
            where: where('Name', 'EQ', 'Nordisk'),
            limit: 10,
            offset: 0,
          }),
          reply: records({ 'Csm__gr.Email': 'mara@acme.test' }),
        },
      ],
      readings: { not: 'no reply of its own' },
    },
    {
      id: 'lookups-mark-as-error',
      title: 'and MARKASERROR fails',
      reference: '§19.40, §5.5',
      mark: ['D', 'G'],
      covers: ['19.40', '5.5 options'],
      exchanges: [
        secondMara,
        {
          request: withCsm('mara@acme.test', lookups('ERROR', 'MARKASERROR')),
          reply: { status: 400, body: including({ result: false }) },
        },
        stored(),
      ],
      readings: { not: 'a refusal like all-or-nothing' },
    },
    {
      id: 'lookups-relationship',
      title: 'The example’s relationship finds its company and its type by name',
      reference: '§7.2, §5.5',
      mark: ['C', 'I'],
      covers: ['7.2 example'],
      exchanges: [
        {
          request: query('relationship_type', {
            select: ['Name'],
            orderBy: { Name: 'asc' },
            limit: 1,
            offset: 0,
          }),
          keep: { type: 'data.records.0.Name' },
        },
        {
          request: {
            method: 'POST',
            path: '/v1/data/objects/Relationship',
            body: {
              records: [
                { Name: 'Lindqvist – EMEA rollout', companyName: 'Lindqvist AB', typeName: '{type}' },
              ],
              lookups: Object.fromEntries(
                (
                  [
                    ['CompanyId', 'companyName', 'company'],
                    ['TypeId', 'typeName', 'relationship_type'],
                  ] as const
                ).map(([field, column, objectName]) => [
                  field,
                  {
                    fields: { [column]: 'Name' },
                    lookupField: 'Gsid',
                    objectName,
                    multiMatchOption: 'FIRSTMATCH',
                    onNoMatch: 'ERROR',
                  },
                ]),
              ),
            },
          },
          reply: envelope({
            count: 1,
            errors: null,
            records: [
              including({
                Name: 'Lindqvist – EMEA rollout',
                Gsid: gsid('1P05BVHREJTPN50SVSEMEAROLLOUT0000000', '1P05'),
              }),
            ],
          }),
        },
        {
          request: query('Relationship', {
            select: ['CompanyId', 'CompanyId__gr.Name', 'TypeId__gr.Name'],
            where: where('Name', 'EQ', 'Lindqvist – EMEA rollout'),
            limit: 10,
            offset: 0,
          }),
          reply: records({
            CompanyId: lindqvist,
            'CompanyId__gr.Name': 'Lindqvist AB',
            'TypeId__gr.Name': kept('type', 'Product'),
          }),
        },
      ],
      readings: { not: 'the client inserts no relationship' },
    },
    ...(['Name', 'CompanyId', 'TypeId'] as const).map((missing) => ({
      id: `relationship-without-${missing.toLowerCase()}`,
      title: `A relationship without ${missing} is refused`,
      reference: '§7.2',
      mark: ['I'] as const,
      covers: ['7.2 required'],
      exchanges: [
        {
          request: query('relationship_type', { select: ['Gsid'], limit: 1, offset: 0 }),
          keep: { type: 'data.records.0.Gsid' },
        },
        {
          request: insert(
            'Relationship',
            Object.fromEntries(
              Object.entries({ Name: 'Nordisk', CompanyId: '{lindqvist}', TypeId: '{type}' }).filter(
                ([key]) => key !== missing,
              ),
            ),
          ),
          reply: { status: 400, body: including({ result: false }) } as Reply,
        },
      ],
      readings: { not: 'the client inserts no relationship' },
    })),
    ...([14, 16] as const).map((days) => ({
      id: `delete-log-after-${days}-days`,
      title: `A deletion of ${days} days ago is ${days < 15 ? 'still' : 'no longer'} listed`,
      reference: '§19.41, §13',
      mark: ['D'] as const,
      covers: ['19.41', '13 retention'],
      exchanges: [
        { request: { method: 'DELETE' as const, path: `${COMPANY}/{lindqvist}` } },
        {
          advanceMs: days * 86_400_000,
          request: query('record_delete_log', {
            select: ['RecordId'],
            where: where('RecordId', 'EQ', '{lindqvist}'),
            limit: 10,
            offset: 0,
          }),
          reply: records(...(days < 15 ? [{ RecordId: lindqvist }] : [])),
        },
      ],
      readings: { not: 'an empty page like nothing-empty' },
    })),
    {
      id: 'delete-log-absent',
      title:
        'A tenant without a delete log answers OBJECT_NOT_FOUND, which the client takes for no deletions',
      reference: '§13',
      mark: ['C'],
      covers: ['13 high volume'],
      given: { switches: { highVolumeDeleteLog: 'absent' } },
      exchanges: [
        {
          request: query('record_delete_log_high_volume', { select: ['RecordId'], limit: 10, offset: 0 }),
          reply: { status: 400, body: including({ result: false, title: 'OBJECT_NOT_FOUND' }) },
        },
      ],
      readings: [
        {
          call: async (client) => {
            const found: unknown[] = [];
            const pages = client.deletions.list({
              objectName: 'Company',
              since: new Date('2026-11-01T00:00:00Z'),
            });
            for await (const page of pages) found.push(...page);
            return found;
          },
          gives: [],
        },
      ],
    },
    {
      id: 'delete-failed-in-database',
      title: 'GSOBJ_1003 with 500 is a failure on Gainsight’s side',
      reference: '§6.2, §5.4',
      mark: ['D'],
      covers: ['6.2 GSOBJ_1003'],
      exchanges: { not: 'a failure of the vendor’s database, which no request brings about' },
      readings: [
        {
          call: changeEmployees,
          replies: [refusal('GSOBJ_1003', { status: 500 })],
          fails: { code: 'gainsight_server_error', errorCode: 'GSOBJ_1003', outcome: 'unknown' },
        },
      ],
    },
    {
      id: 'invalid-api',
      title: 'A body that is no JSON is an invalid call',
      reference: '§6.2',
      mark: ['D', 'C'],
      covers: ['6.2 GSOBJ_1023'],
      exchanges: [
        {
          request: { method: 'POST', path: COMPANY, raw: '{"records": [' },
          reply: refusal('GSOBJ_1023'),
        },
      ],
      readings: [
        {
          call: changeEmployees,
          fails: { code: 'gainsight_write_refused', errorCode: 'GSOBJ_1023', outcome: 'refused' },
        },
      ],
    },
    {
      id: 'unknown-code',
      title: 'A code of the table’s gaps is a refusal as 4xx and a failure of Gainsight’s as 5xx',
      reference: '§6.2',
      mark: ['I'],
      covers: ['6.2 unknown codes'],
      exchanges: { not: 'their texts could not be read' },
      readings: [
        {
          call: changeEmployees,
          replies: [refusal('GSOBJ_1017')],
          requests: 1,
          fails: { code: 'gainsight_write_refused', errorCode: 'GSOBJ_1017' },
        },
        {
          call: changeEmployees,
          replies: [refusal('GSOBJ_1017', { status: 500 })],
          fails: { code: 'gainsight_server_error', errorCode: 'GSOBJ_1017' },
        },
      ],
    },
  ],
};

/** The outer index is the record (§5.2): the 18th names Stage, and no other names anything. */
function namesStage(errors: unknown): boolean {
  if (!Array.isArray(errors)) return false;
  const told = JSON.stringify(errors);
  const guilty = errors.length === 50 ? errors[17] : errors[0];
  return (
    told.split('"fieldName":"Stage"').length === 2 &&
    told.includes('"invalidValue":["xyz"]') &&
    JSON.stringify(guilty).includes('"fieldName":"Stage"')
  );
}
