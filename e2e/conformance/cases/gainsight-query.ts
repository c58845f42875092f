import type { GainsightWriter } from '@handrail/gainsight';
import type { Area } from '../case.ts';
import { IDS } from '../cast.ts';
import {
  absent,
  anyOf,
  gsid,
  holding,
  including,
  instant,
  kept,
  listOf,
  Matcher,
  some,
  text,
} from '../pattern.ts';
import { anyCode, badQuery, envelope, lindqvist, mara, query, records, refusal, where } from './words.ts';

const firstCompany = gsid('1P02BVHREJTPN50SVSAWIPFJMV40UK9GJH6U', '1P02');
const stage = gsid('1I00BVHREJTPN50SVSLAUNCHED0000000000', '1I00');
const one = (client: GainsightWriter) => client.query('Company', { select: ['Gsid'], limit: 1 });
const byName = { where: where('Name', 'EQ', 'Lindqvist AB'), limit: 10, offset: 0 };
const nobody = query('Company', {
  select: ['Gsid'],
  where: where('Name', 'EQ', 'Nobody AG'),
  limit: 10,
  offset: 0,
});
const noRows = { gives: including({ rows: [] }) } as const;
const nothing = { result: true, errorCode: null, errorDesc: null, requestId: 'r', message: null } as const;
const badQueryError = { code: 'gainsight_bad_query', status: 400, outcome: 'refused' } as const;
const selectName = (client: GainsightWriter) =>
  client.query('Company', {
    select: ['Name'],
    where: [{ name: 'Name', operator: 'EQ', value: ['Lindqvist AB'] }],
    limit: 10,
  });
const theRow = envelope([{ Name: 'Lindqvist AB' }]);
const shuffled = new Matcher(
  [],
  'the same rows in another order',
  (actual, values) =>
    Array.isArray(actual) &&
    Array.isArray(values.get('first')) &&
    sorted(actual) === sorted(values.get('first')) &&
    JSON.stringify(actual) !== JSON.stringify(values.get('first')),
);

/** Reading by query: what is asked, in which shapes it comes back. */
export const gainsightQuery: Area<GainsightWriter> = {
  title: 'Gainsight: query',
  cases: [
    {
      id: 'cheapest-query',
      title: 'Asking for one Gsid gives one row with that one key',
      reference: '§19.11, §7.1',
      mark: ['C'],
      covers: ['19.11', '7.1 credential check'],
      exchanges: [
        {
          request: query('Company', { select: ['Gsid'], limit: 1, offset: 0 }),
          reply: records({ Gsid: firstCompany }),
        },
      ],
      readings: [
        {
          call: one,
          sends: including({
            method: 'POST',
            path: '/v1/data/objects/query/Company',
            body: { select: ['Gsid'], limit: 1, offset: 0 },
          }),
          gives: including({ rows: [{ Gsid: firstCompany.sample as string }] }),
        },
      ],
    },
    {
      id: 'example-request',
      title: 'The example with two conditions, an expression, an order and a page finds its row',
      reference: '§4.1',
      mark: ['D'],
      covers: ['4.1 example', '4.1 where', '4.1 orderBy'],
      exchanges: [
        {
          request: query('Company', {
            select: ['Gsid', 'Name', 'Csm', 'Csm__gr.Email', 'ModifiedDate'],
            where: {
              conditions: [
                { name: 'ModifiedDate', alias: 'A', value: ['2026-11-10T10:00:00Z'], operator: 'GTE' },
                { name: 'Stage', alias: 'B', value: ['Launched', 'Adopting'], operator: 'IN' },
              ],
              expression: 'A AND B',
            },
            orderBy: { ModifiedDate: 'asc', Gsid: 'asc' },
            limit: 5000,
            offset: 0,
          }),
          reply: records({
            Gsid: lindqvist,
            Name: 'Lindqvist AB',
            Csm: mara,
            'Csm__gr.Email': 'mara@acme.test',
            ModifiedDate: instant('2026-11-10T10:00:30.250Z'),
          }),
        },
      ],
      readings: [
        {
          call: (client) =>
            client.query('Company', {
              select: ['Gsid', 'Name', 'Csm', 'Csm__gr.Email', 'ModifiedDate'],
              where: [
                { name: 'ModifiedDate', operator: 'GTE', value: ['2026-11-10T10:00:00Z'] },
                { name: 'Stage', operator: 'IN', value: ['Launched', 'Adopting'] },
              ],
              orderBy: [
                ['ModifiedDate', 'asc'],
                ['Gsid', 'asc'],
              ],
              limit: 5000,
            }),
          sends: including({
            method: 'POST',
            path: '/v1/data/objects/query/Company',
            body: {
              select: ['Gsid', 'Name', 'Csm', 'Csm__gr.Email', 'ModifiedDate'],
              where: {
                conditions: [
                  { name: 'ModifiedDate', alias: 'A', value: ['2026-11-10T10:00:00Z'], operator: 'GTE' },
                  { name: 'Stage', alias: 'B', value: ['Launched', 'Adopting'], operator: 'IN' },
                ],
                expression: 'A AND B',
              },
              orderBy: { ModifiedDate: 'asc', Gsid: 'asc' },
              limit: 5000,
              offset: 0,
            },
          }),
          gives: including({
            rows: [
              {
                Gsid: IDS.lindqvist,
                Name: 'Lindqvist AB',
                Csm: IDS.mara,
                'Csm__gr.Email': 'mara@acme.test',
                ModifiedDate: '2026-11-10T10:00:30.250Z',
              },
            ],
          }),
        },
      ],
    },
    {
      id: 'company-sample',
      title: 'The sample read of Company gives its row, picklists as ids and the empty parent as null',
      reference: '§7.1',
      mark: ['D'],
      covers: ['7.1 example', '3.6 picklist read'],
      exchanges: [
        {
          request: query('Company', {
            select: ['Gsid', 'Name', 'ParentCompany', 'Csm', 'Csm__gr.Name', 'Stage', 'Arr', 'RenewalDate'],
            where: {
              conditions: [
                { name: 'Status', alias: 'A', operator: 'EQ', value: ['Active'] },
                { name: 'Csm', alias: 'B', operator: 'EQ', value: ['{mara}'] },
              ],
              expression: 'A AND B',
            },
            orderBy: { Gsid: 'asc' },
            limit: 2,
            offset: 0,
          }),
          reply: records({
            Gsid: lindqvist,
            Name: 'Lindqvist AB',
            ParentCompany: kept('group', IDS.group),
            Csm: mara,
            'Csm__gr.Name': 'Mara Ek',
            Stage: stage,
            Arr: 48000,
            RenewalDate: '2027-03-31',
          }),
        },
      ],
      readings: [
        {
          call: (client) =>
            client.query('Company', { select: ['Gsid', 'Name', 'Stage', 'Arr', 'RenewalDate'], limit: 2 }),
          gives: including({
            rows: [
              including({
                Name: 'Lindqvist AB',
                Arr: 48000,
                Stage: stage.sample as string,
                RenewalDate: '2027-03-31',
              }),
            ],
          }),
        },
      ],
    },
    {
      id: 'companies-since',
      title: 'Companies changed since an instant are read page by page, values in one form each',
      reference: '§4.4, §7.1, §18.1',
      mark: ['C', 'D'],
      covers: ['4.4 paging', '7.1 example'],
      exchanges: [
        {
          request: query('Company', {
            select: ['Gsid', 'Name', 'ParentCompany', 'Csm', 'Arr', 'RenewalDate', 'ModifiedDate'],
            where: {
              conditions: [
                { name: 'ModifiedDate', alias: 'A', operator: 'GTE', value: ['2026-11-10T10:00:30Z'] },
                { name: 'Csm', alias: 'B', operator: 'EQ', value: ['{mara}'] },
              ],
              expression: 'A AND B',
            },
            orderBy: { Gsid: 'asc' },
            limit: 5000,
            offset: 0,
          }),
          reply: records({
            Gsid: lindqvist,
            Name: 'Lindqvist AB',
            ParentCompany: kept('group', IDS.group),
            Csm: mara,
            Arr: 48000,
            RenewalDate: '2027-03-31',
            ModifiedDate: instant('2026-11-10T10:00:30.250Z'),
          }),
        },
      ],
      readings: [
        {
          call: (client) =>
            recordsIn(
              client.companies.list({
                fields: ['Gsid', 'Name', 'ParentCompany', 'Csm', 'Arr', 'RenewalDate', 'ModifiedDate'],
                modifiedSince: new Date('2026-11-10T10:00:30.250Z'),
              }),
            ),
          sends: including({
            path: '/v1/data/objects/query/Company',
            body: {
              select: ['Gsid', 'Name', 'ParentCompany', 'Csm', 'Arr', 'RenewalDate', 'ModifiedDate'],
              where: {
                conditions: [
                  { name: 'ModifiedDate', alias: 'A', operator: 'GTE', value: ['2026-11-10T10:00:30Z'] },
                ],
                expression: 'A',
              },
              orderBy: { Gsid: 'asc' },
              limit: 5000,
              offset: 0,
            },
          }),
          gives: [
            including({
              gsid: IDS.lindqvist,
              name: 'Lindqvist AB',
              parentCompany: IDS.group,
              csm: IDS.mara,
              stage: null,
              arr: 48000,
              renewalDate: new Date('2027-03-31T00:00:00Z'),
              modifiedDate: new Date('2026-11-10T10:00:30.250Z'),
            }),
          ],
        },
        {
          call: (client) => recordsIn(client.companies.list({ fields: ['Name', 'Arr', 'ModifiedDate'] })),
          replies: [records({ Gsid: IDS.lindqvist, Arr: '48000', ModifiedDate: 1794304830250 })],
          gives: [including({ name: null, arr: 48000, modifiedDate: new Date('2026-11-10T10:00:30.250Z') })],
        },
      ],
    },
    {
      id: 'companies-by-gsid',
      title: 'There is no read by id: those of given ids are asked for by IN',
      reference: '§7.1',
      mark: ['C'],
      covers: ['7.1 example'],
      exchanges: [
        {
          request: query('Company', {
            select: ['Gsid', 'Name'],
            where: where('Gsid', 'IN', '{lindqvist}', '1P02BVHREJTPN50SVSAWIPFJMV40UK9GJH6U'),
            limit: 5000,
            offset: 0,
          }),
          reply: records({ Gsid: lindqvist, Name: 'Lindqvist AB' }),
        },
      ],
      readings: [
        {
          call: (client) =>
            recordsIn(
              client.companies.byGsid([IDS.lindqvist, IDS.group, IDS.lindqvist], {
                fields: ['Gsid', 'Name'],
              }),
            ),
          sends: including({
            body: including({
              where: {
                conditions: [{ name: 'Gsid', alias: 'A', operator: 'IN', value: [IDS.lindqvist, IDS.group] }],
                expression: 'A',
              },
            }),
          }),
          gives: [including({ gsid: IDS.lindqvist, name: 'Lindqvist AB' })],
        },
      ],
    },
    {
      id: 'company-team',
      title: 'The company team is read as an object, its dates called At',
      reference: '§9.4, §18.5',
      mark: ['D', 'I'],
      covers: ['9.4 company team'],
      exchanges: [
        {
          request: query('company_team', {
            select: ['Gsid', 'Company_ID', 'User_ID', 'Deleted', 'ModifiedAt'],
            limit: 1,
            offset: 0,
          }),
          reply: records({
            Gsid: text('1C05'),
            Company_ID: gsid(IDS.lindqvist, '1P02'),
            User_ID: gsid(IDS.mara, '1P01'),
            Deleted: anyOf('boolean', false),
            ModifiedAt: instant('2026-11-10T10:00:30.250Z'),
          }),
        },
      ],
      readings: [
        {
          call: (client) =>
            recordsIn(client.companyTeam.list({ modifiedSince: new Date('2026-11-10T00:00:00Z') })),
          sends: including({
            path: '/v1/data/objects/query/company_team',
            body: including({
              where: including({ conditions: [including({ name: 'ModifiedAt', operator: 'GTE' })] }),
            }),
          }),
          gives: [
            including({
              companyId: IDS.lindqvist,
              userId: IDS.mara,
              isDeleted: false,
              modifiedAt: new Date('2026-11-10T10:00:30.250Z'),
            }),
          ],
        },
      ],
    },
    {
      id: 'shuffled-without-order',
      title: 'Without orderBy no order is promised: the switch shuffles from request to request',
      reference: '§19.12, §4.4',
      mark: ['I'],
      covers: ['19.12', '4.4 order'],
      given: { switches: { unorderedRows: 'shuffled' } },
      exchanges: [
        {
          request: query('gsuser', { select: ['Gsid'], limit: 100, offset: 0 }),
          keep: { first: 'data.records' },
        },
        {
          request: query('gsuser', { select: ['Gsid'], limit: 100, offset: 0 }),
          reply: envelope({ records: shuffled }),
        },
      ],
      readings: [
        {
          call: async (client) => {
            for await (const { lastGsid } of client.queryPages('Company', { select: ['Name'] }))
              return lastGsid;
            return null;
          },
          replies: [records({ Gsid: '1P02A', Name: 'Lindqvist AB' })],
          sends: including({
            body: { select: ['Gsid', 'Name'], orderBy: { Gsid: 'asc' }, limit: 5000, offset: 0 },
          }),
          gives: '1P02A',
        },
      ],
    },
    ...(['capped', 'refused'] as const).map((limitOverMax) => ({
      id: `limit-5001-${limitOverMax}`,
      title: `A limit of 5,001 is ${limitOverMax}, as the switch says`,
      reference: '§19.13, §4.1',
      mark: ['D', 'I'] as const,
      covers: ['19.13', '4.1 limit'],
      companies: 5_100,
      isBare: true,
      given: { switches: { limitOverMax } },
      exchanges: [
        {
          request: query('Company', { select: ['Gsid'], limit: 5001, offset: 0 }),
          reply: limitOverMax === 'capped' ? envelope({ records: listOf(5000) }) : refusal(anyCode),
        },
        {
          request: query('Company', { select: ['Gsid'], limit: 5000, offset: 0 }),
          reply: envelope({ records: listOf(5000) }),
        },
      ],
      readings: [
        {
          call: (client: GainsightWriter) => client.query('Company', { select: ['Gsid'], limit: 5001 }),
          replies: [records()],
          requests: 0,
          sends: including({ method: absent }),
          fails: { code: 'gainsight_request_invalid', outcome: 'not-sent' },
        },
      ],
    })),
    {
      id: 'second-page-at-5000',
      title: 'The second page begins at offset 5,000 and has the rest: no row is lost or repeated',
      reference: '§4.1, §20.9, §19.58',
      mark: ['D'],
      covers: ['4.1 offset', '19.58'],
      companies: 6_000,
      isBare: true,
      exchanges: [
        {
          request: query('Company', { select: ['Gsid'], orderBy: { Gsid: 'asc' }, limit: 5000, offset: 0 }),
          reply: envelope({ records: listOf(5000) }),
          keep: { last: 'data.records.4999.Gsid' },
        },
        {
          request: query('Company', {
            select: ['Gsid'],
            orderBy: { Gsid: 'asc' },
            limit: 5000,
            offset: 5000,
          }),
          reply: envelope({ records: listOf(1000) }),
        },
        {
          request: query('Company', {
            select: ['Gsid'],
            where: where('Gsid', 'GT', '{last}'),
            orderBy: { Gsid: 'asc' },
            limit: 5000,
            offset: 0,
          }),
          reply: envelope({ records: listOf(1000) }),
        },
      ],
      readings: { not: 'the client pages by Gsid, see paging-by-gsid' },
    },
    {
      id: 'paging-by-gsid',
      title: 'A whole object is read by Gsid GT g, ordered by Gsid, to the first short page',
      reference: '§4.4',
      mark: ['C'],
      covers: ['4.4 paging'],
      exchanges: [
        {
          request: query('Company', { select: ['Gsid'], orderBy: { Gsid: 'asc' }, limit: 1, offset: 0 }),
          reply: records({ Gsid: firstCompany }),
          keep: { last: 'data.records.0.Gsid' },
        },
        {
          request: query('Company', {
            select: ['Gsid'],
            where: where('Gsid', 'GT', '{last}'),
            orderBy: { Gsid: 'asc' },
            limit: 1,
            offset: 0,
          }),
          reply: records({
            Gsid: new Matcher(
              '1P02B',
              'a Gsid after the last',
              (actual, values) => typeof actual === 'string' && actual > String(values.get('last')),
            ),
          }),
        },
      ],
      readings: [
        {
          call: async (client) => {
            const seen: unknown[] = [];
            for await (const { rows } of client.queryPages('Company', { select: ['Gsid'], limit: 1 }))
              seen.push(...rows.map(({ Gsid }) => Gsid));
            return seen;
          },
          replies: [records({ Gsid: '1P02A' }), records({ Gsid: '1P02B' }), records()],
          requests: 3,
          sends: including({
            body: {
              select: ['Gsid'],
              where: {
                conditions: [{ name: 'Gsid', alias: 'A', value: ['1P02B'], operator: 'GT' }],
                expression: 'A',
              },
              orderBy: { Gsid: 'asc' },
              limit: 1,
              offset: 0,
            },
          }),
          gives: ['1P02A', '1P02B'],
        },
      ],
    },
    {
      id: 'offset-past-the-end',
      title: 'An offset at the number of rows gives an empty page and no failure',
      reference: '§19.14',
      mark: ['C'],
      covers: ['19.14'],
      exchanges: [
        { request: query('Company', { select: ['Gsid'], limit: 10, offset: 100000 }), reply: records() },
      ],
      readings: [{ call: one, ...noRows }],
    },
    {
      id: 'shape-records',
      title: 'Rows stand in data.records, the shape that live clients mostly meet',
      reference: '§19.15, §4.3',
      mark: ['D', 'C'],
      covers: ['19.15', '4.3 records', '6.1 data objects'],
      exchanges: [
        {
          request: query('Company', { select: ['Name'], ...byName }),
          reply: records({ Name: 'Lindqvist AB' }),
        },
      ],
      readings: [{ call: selectName, gives: including({ rows: [{ Name: 'Lindqvist AB' }] }) }],
    },
    {
      id: 'shape-array',
      title: 'Rows stand in data itself, the shape of the Company page',
      reference: '§19.15, §4.3',
      mark: ['D'],
      covers: ['19.15', '4.3 array'],
      given: { switches: { replyShape: 'array' } },
      exchanges: [{ request: query('Company', { select: ['Name'], ...byName }), reply: theRow }],
      readings: [{ call: selectName, gives: including({ rows: [{ Name: 'Lindqvist AB' }] }) }],
    },
    ...['activity_timeline', 'record_delete_log'].map((object) => ({
      id: `shape-always-records-${object}`,
      title: `${object} answers data.records whatever the others do`,
      reference: '§19.15, §10.6, §13',
      mark: ['D'] as const,
      covers: ['19.15'],
      given: { switches: { replyShape: 'array' } },
      exchanges: [
        {
          request: query(object, {
            select: [object === 'record_delete_log' ? 'RecordId' : 'ExternalId'],
            limit: 1,
            offset: 0,
          }),
          reply: envelope({ records: some([], 'a list', Array.isArray) }),
        },
      ],
      readings: { not: 'the client accepts both shapes of every object' },
    })),
    {
      id: 'newer-keys',
      title: 'Keys that newer replies add are let through',
      reference: '§4.3',
      mark: ['D'],
      covers: ['4.3 newer keys'],
      exchanges: { not: 'the two keys are null where they exist; every case accepts them and asks for none' },
      readings: [
        {
          call: one,
          replies: [
            {
              status: 200,
              body: {
                ...nothing,
                data: { records: [{ Gsid: '1P02A' }], next: 1 },
                localizedErrorDesc: null,
                localizedMessage: null,
                hint: {},
              },
            },
          ],
          gives: including({ rows: [{ Gsid: '1P02A' }] }),
        },
      ],
    },
    {
      id: 'nothing-empty',
      title: 'Nothing found is a success with no rows',
      reference: '§19.16, §4.5',
      mark: ['D', 'C'],
      covers: ['19.16', '4.5 empty'],
      exchanges: [{ request: nobody, reply: records() }],
      readings: [
        { call: one, ...noRows },
        { call: one, replies: [envelope([])], ...noRows },
      ],
    },
    ...(
      [
        ['null-data', envelope(null)],
        ['null-records', envelope({ records: null })],
      ] as const
    ).map(([noDataForm, reply]) => ({
      id: `nothing-${noDataForm}`,
      title: `Nothing found may be told by ${noDataForm === 'null-data' ? 'data: null' : 'data.records: null'}`,
      reference: '§4.3',
      mark: ['C'] as const,
      covers: ['4.3 null'],
      given: { switches: { noDataForm } },
      exchanges: [{ request: nobody, reply }],
      readings: [{ call: one, ...noRows }],
    })),
    {
      id: 'nothing-result-false',
      title: 'Nothing found may be result:false with the sentence of the Company page',
      reference: '§19.16, §4.5',
      mark: ['D'],
      covers: ['19.16', '4.5 result false'],
      given: { switches: { noDataForm: 'result-false' } },
      exchanges: [
        {
          request: nobody,
          reply: refusal(text('GSOBJ_1XXX', /^GSOBJ_1/), {
            status: 200,
            errorDesc: 'No data found for given criteria',
          }),
        },
      ],
      readings: [{ call: one, ...noRows }],
    },
    {
      id: 'nothing-400',
      title: 'Nothing found may be a 400 with GSOBJ_1011',
      reference: '§19.16, §4.5, §6.2',
      mark: ['D'],
      covers: ['19.16', '4.5 400', '6.2 GSOBJ_1011'],
      given: { switches: { noDataForm: 'http-400' } },
      exchanges: [
        {
          request: nobody,
          reply: refusal('GSOBJ_1011', {
            errorDesc: text('No entity matches the given criteria', /No entity matches the given criteria/),
          }),
        },
      ],
      readings: [{ call: one, ...noRows }],
    },
    ...([{}, { select: [] }] as const).map((body, index) => ({
      id: `select-${index === 0 ? 'missing' : 'empty'}`,
      title: `A query whose select is ${index === 0 ? 'missing' : 'empty'} is refused by the documented sentence`,
      reference: '§19.17, §4.1',
      mark: ['G'] as const,
      covers: ['19.17', '4.1 select'],
      exchanges: [
        {
          request: query('Company', { ...body, limit: 1, offset: 0 }),
          reply: badQuery('Please add fields in the select clause', /Please add fields in the select clause/),
        },
      ],
      readings: [
        {
          call: (client: GainsightWriter) => client.query('Company', { select: [], limit: 1 }),
          replies: [records()],
          requests: 0,
          sends: including({ method: absent }),
          fails: { code: 'gainsight_request_invalid', outcome: 'not-sent' },
        },
      ],
    })),
    {
      id: 'select-unknown',
      title: 'An unknown field of the select is named, and no row comes',
      reference: '§19.18, §4.1',
      mark: ['G'],
      covers: ['19.18', '4.1 select'],
      exchanges: [
        {
          request: query('Company', { select: ['Gsid', 'Colour__gc'], limit: 1, offset: 0 }),
          reply: badQuery(
            'Invalid fields in select clause - Colour__gc',
            /Invalid fields in select clause - .*Colour__gc/,
          ),
        },
      ],
      readings: [
        {
          call: (client) => client.query('Company', { select: ['Gsid', 'Colour__gc'], limit: 1 }),
          fails: { ...badQueryError, facts: including({ object: 'Company', fields: ['Colour__gc'] }) },
        },
      ],
    },
    ...(['name', 'NAME', 'Name'] as const).map((spelling) => ({
      id: `spelling-${spelling}`,
      title: `A field asked for as ${spelling} comes back as ${spelling}`,
      reference: '§19.19, §3.3',
      mark: ['D', 'C'] as const,
      covers: ['19.19', '3.3 spelling'],
      exchanges: [
        {
          request: query('Company', { select: [spelling], ...byName }),
          reply: records({ [spelling]: 'Lindqvist AB' }),
        },
      ],
      readings: [
        {
          call: (client: GainsightWriter) => client.query('Company', { select: [spelling], limit: 10 }),
          gives: including({ rows: [{ [spelling]: 'Lindqvist AB' }] }),
        },
      ],
    })),
    {
      id: 'spelling-twice',
      title: 'A field asked for in two spellings comes once, under the later; the client asks once',
      reference: '§19.19, §3.3',
      mark: ['D'],
      covers: ['19.19', '3.3 spelling'],
      exchanges: [
        {
          request: query('Company', { select: ['Name', 'name'], ...byName }),
          reply: records({ name: 'Lindqvist AB' }),
        },
      ],
      readings: [
        {
          call: (client) => client.query('Company', { select: ['Name', 'name'], limit: 10 }),
          replies: [records({ Name: 'Lindqvist AB' })],
          sends: including({ body: including({ select: ['Name'] }) }),
          gives: including({ rows: [{ Name: 'Lindqvist AB' }] }),
        },
      ],
    },
    ...['company', 'COMPANY', 'Company'].map((object) => ({
      id: `object-spelling-${object}`,
      title: `The object is found under ${object}`,
      reference: '§3.2',
      mark: ['C'] as const,
      covers: ['3.2 object names'],
      exchanges: [
        { request: query(object, { select: ['Name'], ...byName }), reply: records({ Name: 'Lindqvist AB' }) },
      ],
      readings: { not: 'the client sends the name that it is given' },
    })),
    {
      id: 'lookup-fields',
      title: 'A lookup is followed in select, where and orderBy, also in lower case, as flat keys',
      reference: '§19.20, §3.3',
      mark: ['D'],
      covers: ['19.20', '3.3 lookups'],
      exchanges: [
        {
          request: query('Company', {
            select: ['Name', 'csm__gr.email', 'Csm__gr.Name'],
            where: where('Csm__gr.Email', 'EQ', 'mara@acme.test'),
            orderBy: { 'Csm__gr.Name': 'asc' },
            limit: 10,
            offset: 0,
          }),
          reply: records({
            Name: 'Lindqvist AB',
            'csm__gr.email': 'mara@acme.test',
            'Csm__gr.Name': 'Mara Ek',
          }),
        },
      ],
      readings: [
        {
          call: (client) =>
            client.query('Company', { select: ['Name', 'csm__gr.email', 'Csm__gr.Name'], limit: 10 }),
          gives: including({
            rows: [{ Name: 'Lindqvist AB', 'csm__gr.email': 'mara@acme.test', 'Csm__gr.Name': 'Mara Ek' }],
          }),
        },
      ],
    },
    {
      id: 'lookup-two-hops',
      title: 'A chain of two lookups leads from a company person to its company’s CSM',
      reference: '§19.20, §3.3',
      mark: ['D'],
      covers: ['19.20', '3.3 lookups'],
      exchanges: [
        {
          request: query('company_person', {
            select: ['Title', 'Company_ID__gr.Csm__gr.Name'],
            where: where('Gsid', 'EQ', '{link}'),
            limit: 10,
            offset: 0,
          }),
          reply: records({ Title: 'CTO', 'Company_ID__gr.Csm__gr.Name': 'Mara Ek' }),
        },
      ],
      readings: { not: 'a key like any other, see lookup-fields' },
    },
    {
      id: 'lookup-empty',
      title: 'Fields behind an empty lookup are null',
      reference: '§19.20',
      mark: ['D'],
      covers: ['19.20', '3.3 lookups'],
      exchanges: [
        {
          request: query('Company', {
            select: ['Csm__gr.Email', 'Csm'],
            where: where('Name', 'EQ', 'Lindqvist Group'),
            limit: 10,
            offset: 0,
          }),
          reply: records({ 'Csm__gr.Email': null, Csm: null }),
        },
      ],
      readings: { not: 'null is kept as sent, see null-key' },
    },
    {
      id: 'reply-of-no-shape',
      title: 'Rows that are no records are refused as no reply of Gainsight',
      reference: '§4.3',
      mark: ['D'],
      covers: ['4.3 records'],
      exchanges: { not: 'a fault, no documented reply' },
      readings: [
        { call: one, replies: [envelope({ records: ['x'] })], fails: { code: 'gainsight_unexpected_reply' } },
        { call: one, replies: [{ status: 200, body: ['x'] }], fails: { code: 'gainsight_unexpected_reply' } },
      ],
    },
    {
      id: 'person-list',
      title: 'The typical contact list reads people of a company through their company persons',
      reference: '§8.1',
      mark: ['C'],
      covers: ['8.1 example'],
      exchanges: [
        {
          request: query('company_person', {
            select: [
              'Gsid',
              'Person_ID__gr.Gsid',
              'Person_ID__gr.FirstName',
              'Person_ID__gr.LastName',
              'Person_ID__gr.Email',
              'Role',
              'Title',
              'Active',
            ],
            where: {
              conditions: [
                { name: 'Company_ID', alias: 'A', operator: 'EQ', value: ['{lindqvist}'] },
                { name: 'Active', alias: 'B', operator: 'EQ', value: [true] },
              ],
              expression: 'A AND B',
            },
            orderBy: { 'Person_ID__gr.LastName': 'asc' },
            limit: 1000,
            offset: 0,
          }),
          reply: records({
            Gsid: kept('link', IDS.link),
            'Person_ID__gr.Gsid': kept('ines', IDS.ines),
            'Person_ID__gr.FirstName': 'Ines',
            'Person_ID__gr.LastName': 'Holm',
            'Person_ID__gr.Email': 'ines@lindqvist.test',
            Role: null,
            Title: 'CTO',
            Active: true,
          }),
        },
      ],
      readings: [
        {
          call: (client) =>
            recordsIn(
              client.companyPeople.list({ fields: ['Gsid', 'Person_ID', 'Company_ID', 'Title', 'Active'] }),
            ),
          replies: [
            records({
              Gsid: IDS.link,
              Person_ID: IDS.ines,
              Company_ID: IDS.lindqvist,
              Title: 'CTO',
              Active: true,
            }),
          ],
          sends: including({ path: '/v1/data/objects/query/company_person' }),
          gives: [
            including({
              gsid: IDS.link,
              personId: IDS.ines,
              companyId: IDS.lindqvist,
              title: 'CTO',
              isActive: true,
              role: null,
            }),
          ],
        },
        {
          call: (client) => recordsIn(client.people.list({ fields: ['Gsid', 'Name', 'Email'] })),
          replies: [records({ Gsid: IDS.ines, Name: 'Ines Holm', Email: 'ines@lindqvist.test' })],
          sends: including({ path: '/v1/data/objects/query/person' }),
          gives: [including({ gsid: IDS.ines, name: 'Ines Holm', email: 'ines@lindqvist.test' })],
        },
        {
          call: (client) =>
            client.query('company_person', {
              select: ['Gsid', 'Person_ID__gr.Email', 'Active'],
              where: [
                { name: 'Company_ID', operator: 'EQ', value: [IDS.lindqvist] },
                { name: 'Active', operator: 'EQ', value: [true] },
              ],
              limit: 1000,
            }),
          sends: including({
            path: '/v1/data/objects/query/company_person',
            body: including({
              where: {
                conditions: [
                  { name: 'Company_ID', alias: 'A', operator: 'EQ', value: [IDS.lindqvist] },
                  { name: 'Active', alias: 'B', operator: 'EQ', value: [true] },
                ],
                expression: 'A AND B',
              },
            }),
          }),
          gives: including({
            rows: [including({ 'Person_ID__gr.Email': 'ines@lindqvist.test', Active: true })],
          }),
        },
      ],
    },
    {
      id: 'users-by-query',
      title: 'Users are read by the data query, whatever the spelling of the object',
      reference: '§9.1, §3.2',
      mark: ['C'],
      covers: ['9.1 query', '3.2 object names'],
      exchanges: (['gsuser', 'GsUser'] as const).map((object) => ({
        request: query(object, {
          select: ['Gsid', 'Name', 'Email'],
          where: {
            conditions: [
              { name: 'IsActiveUser', alias: 'A', operator: 'EQ', value: [true] },
              { name: 'Email', alias: 'B', operator: 'EQ', value: ['mara@acme.test'] },
            ],
            expression: 'A AND B',
          },
          limit: 10,
          offset: 0,
        }),
        reply: records({ Gsid: mara, Name: 'Mara Ek', Email: 'mara@acme.test' }),
      })),
      readings: [
        {
          call: (client) => recordsIn(client.users.list({ fields: ['Gsid', 'Name', 'Email'] })),
          sends: including({
            path: text('/v1/data/objects/query/GsUser', /^\/v1\/data\/objects\/query\/gsuser$/i),
          }),
          gives: [including({ gsid: IDS.mara, name: 'Mara Ek', email: 'mara@acme.test', manager: null })],
        },
      ],
    },
    {
      id: 'relationship-fields',
      title: 'Relationships and their types are read with company and type behind their lookups',
      reference: '§7.2, §18.2',
      mark: ['C'],
      covers: ['7.2 read'],
      exchanges: [
        {
          request: query('relationship', {
            select: ['Gsid', 'Name', 'CompanyId', 'CompanyId__gr.Name', 'TypeId__gr.Name'],
            orderBy: { Gsid: 'asc' },
            limit: 1,
            offset: 0,
          }),
          reply: records({
            Gsid: gsid('1P05BVHREJTPN50SVSEMEAROLLOUT0000000', '1P05'),
            Name: text('Lindqvist – EMEA rollout'),
            CompanyId: gsid(IDS.lindqvist, '1P02'),
            'CompanyId__gr.Name': text('Lindqvist AB'),
            'TypeId__gr.Name': text('Product'),
          }),
        },
        {
          request: query('relationship_type', { select: ['Gsid', 'Name'], limit: 10, offset: 0 }),
          reply: envelope({
            records: holding({
              Gsid: gsid('1P06BVHREJTPN50SVSPRODUCT00000000000', '1P06'),
              Name: text('Product'),
            }),
          }),
        },
      ],
      readings: [
        {
          call: (client) =>
            recordsIn(client.relationships.list({ fields: ['Gsid', 'Name', 'CompanyId', 'TypeId'] })),
          replies: [
            records({
              Gsid: '1P05A',
              Name: 'Lindqvist – EMEA rollout',
              CompanyId: IDS.lindqvist,
              TypeId: '1P06A',
            }),
          ],
          sends: including({ path: '/v1/data/objects/query/Relationship' }),
          gives: [
            including({
              gsid: '1P05A',
              name: 'Lindqvist – EMEA rollout',
              companyId: IDS.lindqvist,
              typeId: '1P06A',
              arr: null,
            }),
          ],
        },
        {
          call: (client) => recordsIn(client.relationshipTypes.list()),
          gives: [including({ gsid: '1P06BVHREJTPN50SVSPRODUCT00000000000', name: 'Product' })],
        },
      ],
    },
  ],
};

function sorted(rows: unknown): string {
  return Array.isArray(rows)
    ? rows
        .map((row) => JSON.stringify(row))
        .toSorted()
        .join('\n')
    : '';
}

async function recordsIn(pages: AsyncIterable<{ readonly items: readonly unknown[] }>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const { items } of pages) found.push(...items);
  return found;
}
