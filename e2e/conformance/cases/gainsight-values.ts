import { type GainsightWriter, parseDate } from '@handrail/gainsight';
import type { Area } from '../case.ts';
import { IDS } from '../cast.ts';
import { absent, epoch, including, instant, kept, listOf, text } from '../pattern.ts';
import { envelope, insert, lindqvist, query, records, where } from './words.ts';

const lindqvistWith = (...select: readonly string[]) =>
  query('Company', { select, where: where('Name', 'EQ', 'Lindqvist AB'), limit: 10, offset: 0 });
const dates = async (client: GainsightWriter) => {
  const { rows } = await client.query('Company', { select: ['ModifiedDate', 'RenewalDate'], limit: 1 });
  return [parseDate(rows[0]?.['ModifiedDate']) ?? null, parseDate(rows[0]?.['RenewalDate']) ?? null];
};
const dateValues = [new Date('2026-11-10T10:00:30.250Z'), new Date('2027-03-31T00:00:00Z')];

/** How values of each type look in replies. */
export const gainsightValues: Area<GainsightWriter> = {
  title: 'Gainsight: values in replies',
  cases: [
    {
      id: 'dates-iso',
      title: 'By default a DATETIME is an ISO string with Z and a DATE is yyyy-MM-dd',
      reference: '§19.27, §3.5',
      mark: ['C', 'G'],
      covers: ['19.27', '3.5 replies'],
      exchanges: [
        {
          request: lindqvistWith('ModifiedDate', 'RenewalDate'),
          reply: records({ ModifiedDate: instant('2026-11-10T10:00:30.250Z'), RenewalDate: '2027-03-31' }),
        },
      ],
      readings: [
        { call: dates, gives: dateValues },
        {
          call: dates,
          replies: [records({ ModifiedDate: '2026-11-10T11:00:30.250+01:00', RenewalDate: '2027-03-31' })],
          gives: dateValues,
        },
      ],
    },
    {
      id: 'dates-epoch',
      title: 'By the switch both are epoch milliseconds, as the older pages show',
      reference: '§19.27, §3.5',
      mark: ['D'],
      covers: ['19.27', '3.5 replies'],
      given: { switches: { dateForm: 'epoch' } },
      exchanges: [
        {
          request: lindqvistWith('ModifiedDate', 'RenewalDate'),
          reply: records({ ModifiedDate: epoch(1794304830250), RenewalDate: epoch(1806451200000) }),
        },
      ],
      readings: [{ call: dates, gives: dateValues }],
    },
    {
      id: 'dates-delete-log',
      title: 'The delete log tells its instants as ISO seconds with Z, whatever the switch',
      reference: '§19.27, §13, §3.5',
      mark: ['D'],
      covers: ['19.27', '3.5 delete log'],
      given: { switches: { dateForm: 'epoch' } },
      exchanges: [
        { request: { method: 'DELETE', path: '/v1/data/objects/Company/{lindqvist}' } },
        {
          request: query('record_delete_log', {
            select: ['RecordId', 'DeletedOn', 'ObjectName'],
            where: where('RecordId', 'EQ', '{lindqvist}'),
            limit: 100,
            offset: 0,
          }),
          reply: records({
            RecordId: lindqvist,
            DeletedOn: text('2026-11-10T10:00:30Z', /^2026-11-10T10:00:30Z$/),
            ObjectName: 'Company',
          }),
        },
      ],
      readings: [
        {
          call: async (client) => {
            const pages = client.deletions.list({
              objectName: 'Company',
              since: new Date('2026-11-01T00:00:00Z'),
            });
            for await (const page of pages) return page;
            return null;
          },
          gives: [
            { recordId: IDS.lindqvist, objectName: 'Company', deletedOn: new Date('2026-11-10T10:00:30Z') },
          ],
        },
      ],
    },
    {
      id: 'null-key',
      title: 'A field without a value is a key with null',
      reference: '§19.29, §3.6',
      mark: ['D'],
      covers: ['19.29', '3.6 null'],
      exchanges: [
        {
          request: lindqvistWith('Name', 'Industry', 'OriginalContractDate', 'Mrr'),
          reply: records({ Name: 'Lindqvist AB', Industry: null, OriginalContractDate: null, Mrr: null }),
        },
      ],
      readings: [
        {
          call: (client) => client.query('Company', { select: ['Name', 'Industry'], limit: 1 }),
          gives: including({ rows: [including({ Name: 'Lindqvist AB', Industry: null })] }),
        },
      ],
    },
    {
      id: 'null-omitted',
      title: 'By the switch its key is left out',
      reference: '§19.29, §3.6',
      mark: ['D'],
      covers: ['19.29', '3.6 null'],
      given: { switches: { nullForm: 'omitted' } },
      exchanges: [{ request: lindqvistWith('Name', 'Industry'), reply: records({ Name: 'Lindqvist AB' }) }],
      readings: [
        {
          call: (client) => client.query('Company', { select: ['Name', 'Industry'], limit: 1 }),
          gives: including({ rows: [{ Name: 'Lindqvist AB', Industry: absent }] }),
        },
      ],
    },
    {
      id: 'null-date-empty-string',
      title: 'By the switch a date without a value is an empty string',
      reference: '§19.29, §3.5',
      mark: ['C'],
      covers: ['19.29', '3.5 replies'],
      given: { switches: { emptyDateForm: 'empty-string' } },
      exchanges: [
        {
          request: lindqvistWith('OriginalContractDate', 'Industry'),
          reply: records({ OriginalContractDate: '', Industry: null }),
        },
      ],
      readings: [
        {
          call: dates,
          replies: [records({ ModifiedDate: '', RenewalDate: null })],
          gives: [null, null],
        },
      ],
    },
    {
      id: 'numbers-and-booleans',
      title: 'Numbers and currencies are JSON numbers, booleans JSON booleans',
      reference: '§3.6',
      mark: ['C'],
      covers: ['3.6 numbers'],
      exchanges: [
        {
          request: {
            method: 'PUT',
            path: '/v1/data/objects/Company?keys=Name',
            body: { records: [{ Name: 'Lindqvist AB', Is_Reference__gc: true }] },
          },
        },
        {
          request: lindqvistWith('Arr', 'Employees', 'Is_Reference__gc'),
          reply: records({ Arr: 48000, Employees: 120, Is_Reference__gc: true }),
        },
      ],
      readings: [
        {
          call: (client) =>
            client.query('Company', { select: ['Arr', 'Employees', 'Is_Reference__gc'], limit: 1 }),
          gives: including({ rows: [{ Arr: 48000, Employees: 120, Is_Reference__gc: true }] }),
        },
      ],
    },
    ...(
      [
        ['joined', text('1I00A;1I00B', /^1I00[A-Z0-9]{32};1I00[A-Z0-9]{32}$/)],
        ['array', ['1I00A', '1I00B'].map((sample) => text(sample, /^1I00[A-Z0-9]{32}$/))],
      ] as const
    ).map(([multiSelectForm, value]) => ({
      id: `multi-select-${multiSelectForm}`,
      title: `A multi-select comes back as ${multiSelectForm === 'joined' ? 'GSIDs joined by semicolons' : 'an array, by the switch'}`,
      reference: '§3.6',
      mark: ['C'] as const,
      covers: ['3.6 multi-select'],
      given: { switches: { multiSelectForm } },
      exchanges: [
        {
          request: {
            method: 'PUT' as const,
            path: '/v1/data/objects/Company?keys=Name',
            body: { records: [{ Name: 'Lindqvist AB', Products__gc: ['Mobile', 'Insights'] }] },
          },
        },
        { request: lindqvistWith('Products__gc'), reply: records({ Products__gc: value }) },
      ],
      readings: [
        {
          call: (client: GainsightWriter) => client.query('Company', { select: ['Products__gc'], limit: 1 }),
          gives: including({
            rows: [{ Products__gc: multiSelectForm === 'joined' ? '1I00A;1I00B' : ['1I00A', '1I00B'] }],
          }),
        },
      ],
    })),
    {
      id: 'modified-date-moves',
      title: 'ModifiedDate moves with a write by the API that changes the row',
      reference: '§19.30',
      mark: ['I', 'C'],
      covers: ['19.30'],
      exchanges: [
        {
          request: lindqvistWith('ModifiedDate'),
          reply: records({ ModifiedDate: '2026-11-10T10:00:30.250Z' }),
        },
        {
          advanceMs: 3_600_000,
          request: {
            method: 'PUT',
            path: '/v1/data/objects/Company?keys=Name',
            body: { records: [{ Name: 'Lindqvist AB', Employees: 121 }] },
          },
        },
        {
          request: lindqvistWith('ModifiedDate'),
          reply: records({ ModifiedDate: '2026-11-10T11:00:30.250Z' }),
        },
      ],
      readings: { not: 'nothing of the client’s' },
    },
    {
      id: 'modified-date-null',
      title: 'The made-up world has a company whose ModifiedDate is null, found by IS_NULL alone',
      reference: '§19.58, §4.4',
      mark: ['I'],
      covers: ['19.58'],
      companies: 120,
      isBare: true,
      exchanges: [
        {
          request: query('Company', {
            select: ['ModifiedDate'],
            where: where('ModifiedDate', 'IS_NULL'),
            limit: 10,
            offset: 0,
          }),
          reply: records({ ModifiedDate: null }),
        },
      ],
      readings: { not: 'nothing of the client’s' },
    },
    {
      id: 'inactive-people',
      title: 'The made-up world has people who are no longer active at their company',
      reference: '§19.58',
      mark: ['I'],
      covers: ['19.58'],
      companies: 120,
      isBare: true,
      exchanges: [
        {
          request: query('company_person', {
            select: ['Active'],
            where: where('Active', 'EQ', false),
            limit: 1,
            offset: 0,
          }),
          reply: records({ Active: false }),
        },
      ],
      readings: { not: 'nothing of the client’s' },
    },
    {
      id: 'one-second-of-5050-rows',
      title: 'More rows than a page share one second, and are read to the end by Gsid',
      reference: '§19.58, §4.4',
      mark: ['I'],
      covers: ['19.58'],
      isBare: true,
      exchanges: [
        {
          after: 100,
          request: insert(
            'Company',
            ...Array.from({ length: 50 }, (_, index) => ({ Name: `Nordisk ${index}` })),
          ),
        },
        {
          request: query('Company', {
            select: ['Gsid'],
            where: where('ModifiedDate', 'GTE', '2026-11-10T10:00:30Z'),
            orderBy: { ModifiedDate: 'asc', Gsid: 'asc' },
            limit: 5000,
            offset: 0,
          }),
          reply: envelope({ records: listOf(5000) }),
          keep: { last: 'data.records.4999.Gsid' },
        },
        {
          request: query('Company', {
            select: ['Gsid'],
            where: {
              conditions: [
                { name: 'ModifiedDate', alias: 'A', operator: 'GTE', value: ['2026-11-10T10:00:30Z'] },
                { name: 'Gsid', alias: 'B', operator: 'GT', value: ['{last}'] },
              ],
              expression: 'A AND B',
            },
            orderBy: { Gsid: 'asc' },
            limit: 5000,
            offset: 0,
          }),
          reply: envelope({ records: listOf(50) }),
        },
      ],
      readings: { not: 'nothing of the client’s' },
    },
    {
      id: 'gsid-structure',
      title: 'GSIDs of one object share their first 18 characters, whatever object code the table gives',
      reference: '§3.1',
      mark: ['D'],
      covers: ['3.1 structure'],
      exchanges: [
        {
          request: insert('Company', { Name: 'Nordisk Ett' }, { Name: 'Nordisk Tolv' }),
          keep: { first: 'data.records.0.Gsid' },
        },
        ...(
          [
            ['gsuser', '1P01'],
            ['company', '1P02'],
            ['relationship', '1P05'],
            ['relationship_type', '1P06'],
            ['company_person', '1C01'],
            ['relationship_person', '1C03'],
            ['person', '1P04'],
          ] as const
        ).map(([object, code]) => ({
          request: query(object, { select: ['Gsid'], orderBy: { Gsid: 'asc' }, limit: 1, offset: 0 }),
          reply: records({
            Gsid: text(`${code}BVHREJTPN50SVSAWIPFJMV40UK9GJH6U`, new RegExp(`^${code}[A-Z0-9]{32}$`)),
          }),
        })),
      ],
      readings: { not: 'the client never parses an id' },
    },
    {
      id: 'id-of-any-length',
      title: 'The client takes ids of any length as they stand',
      reference: '§3.1',
      mark: ['C'],
      covers: ['3.1 opaque'],
      exchanges: { not: 'a sample of a third party, which the sandbox does not make' },
      readings: [
        {
          call: (client) => client.query('Company', { select: ['Gsid'], limit: 1 }),
          replies: [records({ Gsid: '1P02SHORTSAMPLE12345678' })],
          gives: including({ rows: [{ Gsid: '1P02SHORTSAMPLE12345678' }] }),
        },
      ],
    },
    {
      id: 'hierarchy-three-levels',
      title: 'A hierarchy of three levels is told by the parents of parents',
      reference: '§19.58, §7.1',
      mark: ['D', 'I'],
      covers: ['19.58', '7.1 hierarchy'],
      exchanges: [
        { request: insert('Company', { Name: 'Lindqvist Malmö', ParentCompany: '{lindqvist}' }) },
        {
          request: query('Company', {
            select: [
              'Name',
              'ParentCompany',
              'ParentCompany__gr.Name',
              'ParentCompany__gr.ParentCompany__gr.Name',
            ],
            where: where('Name', 'EQ', 'Lindqvist Malmö'),
            limit: 10,
            offset: 0,
          }),
          reply: records({
            Name: 'Lindqvist Malmö',
            ParentCompany: kept('lindqvist', IDS.lindqvist),
            'ParentCompany__gr.Name': 'Lindqvist AB',
            'ParentCompany__gr.ParentCompany__gr.Name': 'Lindqvist Group',
          }),
        },
      ],
      readings: { not: 'keys like any other' },
    },
  ],
};
