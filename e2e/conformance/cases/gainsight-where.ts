import type { GainsightWriter } from '@handrail/gainsight';
import type { Area, ConformanceCase, Exchange, Mark } from '../case.ts';
import { including, text } from '../pattern.ts';
import { anyCode, badQuery, query, records, refusal } from './words.ts';

/** Two companies that differ in every type of field. */
const PAIR: Exchange = {
  request: {
    method: 'POST',
    path: '/v1/data/objects/Company',
    body: {
      records: [
        {
          Name: 'Nordisk Ett',
          Industry: 'Retail',
          Employees: 10,
          Arr: 1000,
          Discount__gc: 5,
          Is_Reference__gc: true,
          RenewalDate: '2027-01-31',
          Last_Review__gc: '2026-06-01T08:00:00Z',
          Stage: 'Launched',
          Products__gc: ['Mobile', 'Insights'],
          Support_Email__gc: 'help@ett.test',
        },
        {
          Name: 'Nordisk Tolv',
          Industry: 'Shipping',
          Employees: 200,
          Arr: 90000,
          Discount__gc: 15,
          Is_Reference__gc: false,
          RenewalDate: '2027-06-30',
          Last_Review__gc: '2026-09-01T08:00:00Z',
          Stage: 'Adopting',
          Products__gc: ['Scheduling'],
          Support_Email__gc: 'care@tolv.test',
        },
      ],
    },
  },
};
const ETT = 'Nordisk Ett';
const TOLV = 'Nordisk Tolv';

/** Finds among the pair by one more condition, the names in order. */
function ask(name: string, operator: string, value?: readonly unknown[]): Exchange['request'] {
  return query('Company', {
    select: ['Name'],
    where: {
      conditions: [
        { name: 'Name', alias: 'A', operator: 'STARTS_WITH', value: ['Nordisk'] },
        { name, alias: 'B', operator, ...(value === undefined ? {} : { value }) },
      ],
      expression: 'A AND B',
    },
    orderBy: { Name: 'asc' },
    limit: 10,
    offset: 0,
  });
}
const named = (...names: readonly string[]) => records(...names.map((Name) => ({ Name })));

/** Type, field, operator, value, names found (§4.2). */
const ALLOWED: readonly (readonly [
  string,
  string,
  string,
  readonly unknown[] | undefined,
  readonly string[],
])[] = [
  ['String', 'Industry', 'EQ', ['Retail'], [ETT]],
  ['String', 'Industry', 'NE', ['Retail'], [TOLV]],
  ['String', 'Industry', 'GT', ['Retail'], [TOLV]],
  ['String', 'Industry', 'LT', ['Shipping'], [ETT]],
  ['String', 'Industry', 'STARTS_WITH', ['Ret'], [ETT]],
  ['String', 'Industry', 'CONTAINS', ['ipp'], [TOLV]],
  ['String', 'Industry', 'DOES_NOT_CONTAIN', ['ipp'], [ETT]],
  ['String', 'Industry', 'DOES_NOT_CONTAINS', ['ipp'], [ETT]],
  ['String', 'Industry', 'ENDS_WITH', ['ail'], [ETT]],
  ['String', 'Industry', 'IN', ['Retail', 'Banking'], [ETT]],
  ['String', 'Industry', 'IS_NULL', [], []],
  ['String', 'Industry', 'IS_NOT_NULL', [], [ETT, TOLV]],
  ['Email', 'Support_Email__gc', 'EQ', ['help@ett.test'], [ETT]],
  ['Email', 'Support_Email__gc', 'ENDS_WITH', ['@tolv.test'], [TOLV]],
  ['Email', 'Support_Email__gc', 'IN', ['care@tolv.test'], [TOLV]],
  ['Boolean', 'Is_Reference__gc', 'EQ', [true], [ETT]],
  ['Boolean', 'Is_Reference__gc', 'NE', [true], [TOLV]],
  ['Date', 'RenewalDate', 'EQ', ['2027-01-31'], [ETT]],
  ['Date', 'RenewalDate', 'NE', ['2027-01-31'], [TOLV]],
  ['Date', 'RenewalDate', 'GT', ['2027-01-31'], [TOLV]],
  ['Date', 'RenewalDate', 'GTE', ['2027-01-31'], [ETT, TOLV]],
  ['Date', 'RenewalDate', 'LT', ['2027-06-30'], [ETT]],
  ['Date', 'RenewalDate', 'LTE', ['2027-06-30'], [ETT, TOLV]],
  ['Date', 'RenewalDate', 'BTW', ['2027-01-01', '2027-02-28'], [ETT]],
  ['Date', 'RenewalDate', 'IS_NOT_NULL', [], [ETT, TOLV]],
  ['DateTime', 'Last_Review__gc', 'EQ', ['2026-06-01T08:00:00Z'], [ETT]],
  ['DateTime', 'Last_Review__gc', 'NE', ['2026-06-01T08:00:00Z'], [TOLV]],
  ['DateTime', 'Last_Review__gc', 'GTE', ['2026-07-01T00:00:00Z'], [TOLV]],
  ['DateTime', 'Last_Review__gc', 'LTE', ['2026-07-01T00:00:00Z'], [ETT]],
  ['DateTime', 'Last_Review__gc', 'BTW', ['2026-05-01T00:00:00Z', '2026-07-01T00:00:00Z'], [ETT]],
  ['DateTime', 'Last_Review__gc', 'IS_NULL', [], []],
  ['Number', 'Employees', 'EQ', [10], [ETT]],
  ['Number', 'Employees', 'NE', [10], [TOLV]],
  ['Number', 'Employees', 'GT', [10], [TOLV]],
  ['Number', 'Employees', 'GTE', [10], [ETT, TOLV]],
  ['Number', 'Employees', 'LT', [200], [ETT]],
  ['Number', 'Employees', 'LTE', [200], [ETT, TOLV]],
  ['Number', 'Employees', 'IN', [10, 11], [ETT]],
  ['Number', 'Employees', 'NOT_IN', [10, 11], [TOLV]],
  ['Number', 'Employees', 'IS_NOT_NULL', [], [ETT, TOLV]],
  ['Currency', 'Arr', 'EQ', [1000], [ETT]],
  ['Currency', 'Arr', 'GT', [1000], [TOLV]],
  ['Currency', 'Arr', 'LTE', [1000], [ETT]],
  ['Percentage', 'Discount__gc', 'GTE', [15], [TOLV]],
  ['Percentage', 'Discount__gc', 'NE', [15], [ETT]],
  ['Dropdown', 'Stage', 'EQ', ['Launched'], [ETT]],
  ['Dropdown', 'Stage', 'NE', ['Launched'], [TOLV]],
  ['Dropdown', 'Stage', 'IN', ['Launched', 'Churn'], [ETT]],
  ['Dropdown', 'Stage', 'INCLUDES', ['Adopting'], [TOLV]],
  ['Dropdown', 'Stage', 'EXCLUDES', ['Adopting'], [ETT]],
  ['Dropdown', 'Stage', 'CONTAINS', ['aunch'], [ETT]],
  ['Multi-select', 'Products__gc', 'INCLUDES', ['Mobile'], [ETT]],
  ['Multi-select', 'Products__gc', 'EXCLUDES', ['Mobile'], [TOLV]],
  ['Multi-select', 'Products__gc', 'IS_NULL', [], []],
  ['Multi-select', 'Products__gc', 'IS_NOT_NULL', [], [ETT, TOLV]],
];

/** Type, field, operator that the table of §4.2 does not allow. */
const REFUSED = [
  ['Boolean', 'Is_Reference__gc', 'GT', [true]],
  ['Boolean', 'Is_Reference__gc', 'CONTAINS', ['t']],
  ['Date', 'RenewalDate', 'STARTS_WITH', ['2027']],
  ['DateTime', 'Last_Review__gc', 'CONTAINS', ['2026']],
  ['Number', 'Employees', 'CONTAINS', ['1']],
  ['Currency', 'Arr', 'IN', [1000]],
  ['Percentage', 'Discount__gc', 'STARTS_WITH', ['1']],
  ['Multi-select', 'Products__gc', 'EQ', ['Mobile']],
  ['String', 'Industry', 'INCLUDES', ['Retail']],
] as const;

const withoutClient = { not: 'a condition goes out as given, see example-request' } as const;
const CLIENT_OPERATORS = [
  'EQ',
  'NE',
  'GT',
  'GTE',
  'LT',
  'LTE',
  'IN',
  'NOT_IN',
  'CONTAINS',
  'STARTS_WITH',
  'ENDS_WITH',
  'INCLUDES',
  'EXCLUDES',
  'IS_NULL',
  'IS_NOT_NULL',
] as const;

function expressionCase(
  id: string,
  title: string,
  expression: string | undefined,
  more: Pick<ConformanceCase<GainsightWriter>, 'reference' | 'covers'> & {
    readonly marks: readonly [Mark, ...Mark[]];
    readonly switches?: Readonly<Record<string, unknown>>;
    readonly found: readonly string[] | 'refused' | RegExp;
  },
): ConformanceCase<GainsightWriter> {
  const { marks, switches, found, ...rest } = more;
  return {
    id,
    title,
    mark: marks,
    ...rest,
    ...(switches === undefined ? {} : { given: { switches } }),
    exchanges: [
      PAIR,
      {
        request: query('Company', {
          select: ['Name'],
          where: {
            conditions: [
              { name: 'Name', alias: 'A', operator: 'STARTS_WITH', value: ['Nordisk'] },
              { name: 'Industry', alias: 'B', operator: 'EQ', value: ['Retail'] },
              { name: 'Industry', alias: 'C', operator: 'EQ', value: ['Shipping'] },
            ],
            ...(expression === undefined ? {} : { expression }),
          },
          orderBy: { Name: 'asc' },
          limit: 10,
          offset: 0,
        }),
        reply:
          found === 'refused'
            ? refusal(anyCode)
            : found instanceof RegExp
              ? badQuery('Please pass the expression for the respective conditions', found)
              : named(...found),
      },
    ],
    readings: { not: 'the client joins by AND alone and names every condition, see example-request' },
  };
}

/** Conditions, operators, expressions, and the forms of dates in filters. */
export const gainsightWhere: Area<GainsightWriter> = {
  title: 'Gainsight: where, operators, dates in filters',
  cases: [
    expressionCase(
      'expression-missing',
      'Conditions without an expression are refused by the documented sentence',
      undefined,
      {
        reference: '§19.21, §4.1',
        marks: ['G'],
        covers: ['19.21', '4.1 where'],
        found: /Please pass the expression/,
      },
    ),
    expressionCase('expression-and', 'A AND B holds both', 'A AND B', {
      reference: '§19.22, §4.1',
      marks: ['D'],
      covers: ['19.22', '4.1 expression'],
      found: [ETT],
    }),
    expressionCase('expression-or', 'B OR C holds either', 'B OR C', {
      reference: '§19.22, §4.1',
      marks: ['D'],
      covers: ['19.22', '4.1 expression'],
      found: [ETT, TOLV],
    }),
    expressionCase('expression-unknown-alias', 'An alias that no condition has is refused', 'A AND Z', {
      reference: '§19.22',
      marks: ['D', 'I'],
      covers: ['19.22', '4.1 expression'],
      found: 'refused',
    }),
    expressionCase(
      'expression-unused-ignored',
      'Conditions that the expression does not name are ignored by default',
      'B',
      {
        reference: '§19.22',
        marks: ['I'],
        covers: ['19.22'],
        found: [ETT],
      },
    ),
    expressionCase('expression-unused-refused', 'or refused by the switch', 'B', {
      reference: '§19.22',
      marks: ['I'],
      covers: ['19.22'],
      switches: { unusedConditions: 'refused' },
      found: 'refused',
    }),
    expressionCase(
      'expression-parentheses',
      'Parentheses with mixed operators are understood by default',
      'A AND (B OR C)',
      {
        reference: '§4.1, §20.17',
        marks: ['I', 'C'],
        covers: ['4.1 expression'],
        found: [ETT, TOLV],
      },
    ),
    expressionCase(
      'expression-strict',
      'and refused by the strict mode, which takes what documents show',
      'A AND (B OR C)',
      {
        reference: '§4.1, §20.17',
        marks: ['I', 'C'],
        covers: ['4.1 expression'],
        switches: { expressionMode: 'strict' },
        found: 'refused',
      },
    ),
    expressionCase('expression-strict-and', 'The strict mode takes the documented two terms', 'A AND B', {
      reference: '§4.1, §20.17',
      marks: ['D'],
      covers: ['4.1 expression'],
      switches: { expressionMode: 'strict' },
      found: [ETT],
    }),
    ...ALLOWED.map(([type, name, operator, value, found]) => ({
      id: `operator-${type.toLowerCase()}-${operator.toLowerCase()}`,
      title: `${operator} on ${type}`,
      reference: '§19.23, §4.2',
      mark: (operator === 'NOT_IN' || operator.startsWith('DOES_NOT') ? ['G', 'C'] : ['D', 'G']) as readonly [
        Mark,
        ...Mark[],
      ],
      covers: ['19.23', `4.2 ${type}`, ...(operator.startsWith('IS_') ? ['19.28'] : [])],
      exchanges: [PAIR, { request: ask(name, operator, value), reply: named(...found) }],
      readings: withoutClient,
    })),
    ...CLIENT_OPERATORS.map((operator) => ({
      id: `client-operator-${operator.toLowerCase()}`,
      title: `The client sends ${operator} as the documents spell it`,
      reference: '§4.2',
      mark: (operator === 'NOT_IN' ? ['G'] : ['D', 'G']) as readonly [Mark, ...Mark[]],
      covers: ['4.2 operators'],
      exchanges: { not: 'the reply side is operator-…' } as const,
      readings: [
        {
          call: (client: GainsightWriter) =>
            client.query('Company', {
              select: ['Name'],
              where: [
                { name: 'Industry', operator, ...(operator.startsWith('IS_') ? {} : { value: ['Retail'] }) },
              ],
              limit: 10,
            }),
          replies: [records()],
          sends: including({
            body: including({
              where: {
                conditions: [
                  {
                    name: 'Industry',
                    alias: 'A',
                    operator,
                    value: operator.startsWith('IS_') ? [] : ['Retail'],
                  },
                ],
                expression: 'A',
              },
            }),
          }),
          gives: including({ rows: [] }),
        },
      ],
    })),
    ...REFUSED.map(([type, name, operator, value]) => ({
      id: `operator-refused-${type.toLowerCase()}-${operator.toLowerCase()}`,
      title: `${operator} on ${type} is refused`,
      reference: '§4.2',
      mark: ['G'] as const,
      covers: ['4.2 refused'],
      exchanges: [
        PAIR,
        {
          request: ask(name, operator, value),
          reply: badQuery(
            'Invalid fields or operator in where clause',
            /Invalid fields or operator in where clause/,
          ),
        },
      ],
      readings: [
        {
          call: (client: GainsightWriter) => client.query('Company', { select: ['Name'], limit: 10 }),
          fails: { code: 'gainsight_bad_query', status: 400 },
        },
      ],
    })),
    {
      id: 'where-unknown-field',
      title: 'A condition on an unknown field is refused',
      reference: '§4.2',
      mark: ['G'],
      covers: ['4.2 refused'],
      exchanges: [
        {
          request: ask('Colour__gc', 'EQ', ['red']),
          reply: badQuery(
            'Invalid fields or operator in where clause',
            /Invalid fields or operator in where clause/,
          ),
        },
      ],
      readings: { not: 'the same as operator-refused-…' },
    },
    ...(['IS_NULL', 'IS_NOT_NULL'] as const).map((operator) => ({
      id: `no-value-${operator.toLowerCase()}`,
      title: `${operator} needs no value key`,
      reference: '§19.28, §4.2',
      mark: ['I'] as const,
      covers: ['19.28'],
      exchanges: [
        PAIR,
        {
          request: ask('Industry', operator),
          reply: named(...(operator === 'IS_NULL' ? [] : [ETT, TOLV])),
        },
      ],
      readings: withoutClient,
    })),
    ...(['inclusive', 'exclusive'] as const).map((betweenEnd) => ({
      id: `between-${betweenEnd}`,
      title: `BTW has its end ${betweenEnd === 'inclusive' ? 'inside' : 'outside'}, as the switch says`,
      reference: '§19.23, §4.2',
      mark: ['C'] as const,
      covers: ['19.23'],
      given: { switches: { betweenEnd } },
      exchanges: [
        PAIR,
        {
          request: ask('RenewalDate', 'BTW', ['2027-01-31', '2027-06-30']),
          reply: named(...(betweenEnd === 'inclusive' ? [ETT, TOLV] : [ETT])),
        },
      ],
      readings: { not: 'the client does not have BTW: GTE and LT say what it leaves open' },
    })),
    {
      id: 'picklist-by-label-and-id',
      title: 'A picklist is filtered by label and by GSID, and comes back as GSID',
      reference: '§19.24, §3.6',
      mark: ['D', 'I'],
      covers: ['19.24', '3.6 picklist read'],
      exchanges: [
        PAIR,
        {
          request: query('Company', {
            select: ['Stage'],
            where: {
              conditions: [
                { name: 'Name', alias: 'A', operator: 'EQ', value: [ETT] },
                { name: 'Stage', alias: 'B', operator: 'IN', value: ['Launched'] },
              ],
              expression: 'A AND B',
            },
            limit: 10,
            offset: 0,
          }),
          reply: records({ Stage: text('1I00BVHREJTPN50SVSLAUNCHED0000000000', /^1I00[A-Z0-9]{32}$/) }),
          keep: { stage: 'data.records.0.Stage' },
        },
        { request: ask('Stage', 'IN', ['{stage}']), reply: named(ETT) },
      ],
      readings: withoutClient,
    },
    ...(
      [
        ['MM-dd-yyyy', '05-31-2026', '08-31-2026', 'D'],
        ['yyyy-MM-dd HH:mm:ss', '2026-06-01 07:59:59', '2026-09-01 07:59:59', 'D'],
        ['yyyy-MM-dd', '2026-06-01', '2026-09-01', 'C'],
        ['yyyy-MM-ddTHH:mm:ssZ', '2026-06-01T07:59:59Z', '2026-09-01T07:59:59Z', 'C'],
        ['isoformat with +00:00', '2026-06-01T07:59:59+00:00', '2026-09-01T07:59:59+00:00', 'C'],
      ] as const
    ).map(([form, before, between, mark]) => ({
      id: `date-filter-${form.replaceAll(/[^A-Za-z]+/g, '-').toLowerCase()}`,
      title: `A date filter takes the form ${form}`,
      reference: '§19.25, §3.5',
      mark: [mark] as const,
      covers: ['19.25', '3.5 filters'],
      exchanges: [
        PAIR,
        { request: ask('Last_Review__gc', 'GTE', [before]), reply: named(ETT, TOLV) },
        { request: ask('Last_Review__gc', 'GTE', [between]), reply: named(TOLV) },
      ],
      readings: { not: 'the client always sends whole seconds with Z, see date-filter-sent' },
    })),
    {
      id: 'date-filter-sent',
      title: 'The client reads the delete log from an instant in whole seconds with Z',
      reference: '§3.5, §20.8',
      mark: ['C'],
      covers: ['3.5 filters'],
      exchanges: { not: 'the reply side is date-filter-…' },
      readings: [
        {
          call: async (client) => {
            const pages = client.deletions.list({
              objectName: 'Company',
              since: new Date('2026-11-01T00:00:00.750Z'),
            });
            for await (const page of pages) return page;
            return null;
          },
          replies: [records()],
          sends: including({
            body: including({
              where: including({
                conditions: [
                  { name: 'DeletedOn', alias: 'A', operator: 'GTE', value: ['2026-11-01T00:00:00Z'] },
                  { name: 'ObjectName', alias: 'B', operator: 'IN', value: ['Company', 'company'] },
                ],
              }),
            }),
          }),
          gives: [],
        },
      ],
    },
    {
      id: 'date-filter-unparseable',
      title: 'A date filter of no known form is refused with GSOBJ_1005',
      reference: '§19.25, §6.2',
      mark: ['D'],
      covers: ['19.25', '6.2 GSOBJ_1005'],
      exchanges: [
        PAIR,
        { request: ask('Last_Review__gc', 'GTE', ['the other day']), reply: refusal('GSOBJ_1005') },
      ],
      readings: [
        {
          call: (client) => client.query('Company', { select: ['Name'], limit: 10 }),
          fails: { code: 'gainsight_bad_query', errorCode: 'GSOBJ_1005' },
        },
      ],
    },
    ...([0, 120] as const).map((filterZoneMinutes) => ({
      id: `date-filter-zone-${filterZoneMinutes}`,
      title: `A filter value without offset is read ${filterZoneMinutes === 0 ? 'as UTC' : 'in the tenant’s zone'}, as the switch says`,
      reference: '§19.26, §3.5',
      mark: ['C'] as const,
      covers: ['19.26', '3.5 filters'],
      given: { switches: { filterZoneMinutes } },
      exchanges: [
        PAIR,
        {
          request: ask('Last_Review__gc', 'GTE', ['2026-09-01 09:00:00']),
          reply: named(...(filterZoneMinutes === 0 ? [] : [TOLV])),
        },
        { request: ask('Last_Review__gc', 'GTE', ['2026-09-01T09:00:00Z']), reply: named() },
      ],
      readings: { not: 'the client always sends Z, see date-filter-sent' },
    })),
    {
      id: 'order-desc-and-lookup',
      title: 'orderBy sorts by its keys in their order, in both directions',
      reference: '§4.1',
      mark: ['D'],
      covers: ['4.1 orderBy'],
      exchanges: [
        PAIR,
        {
          request: query('Company', {
            select: ['Name'],
            where: {
              conditions: [{ name: 'Name', alias: 'A', operator: 'STARTS_WITH', value: ['Nordisk'] }],
              expression: 'A',
            },
            orderBy: { Employees: 'desc', Name: 'asc' },
            limit: 10,
            offset: 0,
          }),
          reply: named(TOLV, ETT),
        },
      ],
      readings: withoutClient,
    },
  ],
};
