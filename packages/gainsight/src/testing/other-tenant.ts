/**
 * For tests: a small tenant that answers as the documents also allow, and as the sandbox never does all at once: rows
 * as a bare list, null for none, unknown keys everywhere, absent ones for null, numbers and flags in words, epoch dates,
 * multi-selects as lists, short ids, object names in capitals, packed bodies in chunks, no header beyond what HTTP needs.
 */
import type { ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type StubRequest, type StubServer, startStubServer } from '@handrail/http/testing';
import { z } from 'zod';

type Row = Readonly<Record<string, unknown>>;

/** Milliseconds of the one date of every row, as the page samples of 2018 print it. */
export const OTHER_DATE_MS = 1_792_000_000_000;
/** Ids of 23 characters (reference 3.1). */
export const OTHER_IDS = ['1P02SHORTID000000000001', '1P02SHORTID000000000002', '1P02SHORTID000000000003'];

const [FIRST = '', SECOND = '', THIRD = ''] = OTHER_IDS;
const dates = { CreatedDate: OTHER_DATE_MS, ModifiedDate: String(OTHER_DATE_MS) };
const activity = {
  Gsid: '1T01SHORTID000000000009',
  ExternalId: 'hr1-other-1',
  Subject: 'Review',
  ActivityDate: OTHER_DATE_MS,
};

const TABLES: Readonly<Record<string, readonly Row[]>> = {
  company: [
    { Gsid: FIRST, Name: 'Lindqvist AB', Arr: '48000', Tags: ['1I00A', '1I00B'], ...dates },
    { Gsid: SECOND, Name: 'Holm & Söner', ParentCompany: FIRST, RenewalDate: '', ...dates },
    { Gsid: THIRD, Name: '', Arr: 12.5, Tags: '1I00A;1I00B', ...dates, RenewalDate: '2027-03-31' },
  ],
  company_person: [{ Gsid: '1C01X', Person_ID: '1P04X', Company_ID: FIRST, Active: 'true' }],
  gsuser: [{ Gsid: '1P01X', Name: 'Mara Ek', IsActiveUser: 'TRUE', Manager: null }],
  activity_timeline: [activity],
  record_delete_log: [{ RecordId: '1P02GONE', DeletedOn: '2026-11-02T07:17:16Z', ObjectName: 'COMPANY' }],
};

/** Starts it. It refuses the first two calls for its limit, once in a 200, and names no time to wait. */
export function startOtherTenant(): Promise<StubServer> {
  return startStubServer((request, response) => {
    const limited = LIMITED[request.number - 1];
    if (limited !== undefined) return send(request, response, limited.json, limited.status);
    // A success in a word, or known by its data alone.
    const said = request.number % 3 === 0 ? {} : { result: 'true' };
    return send(request, response, {
      ...said,
      ...EXTRA,
      data: dataOf(request) ?? (request.number % 3 === 0 ? [] : null),
    });
  });
}

const LIMITED = [
  { status: 200, json: { result: 'false', errorCode: 'GS_APIG_2404', errorDesc: 'wait' } },
  { status: 429, json: { errorCode: 'GU_2400', errorDesc: 'Too many request', data: null } },
] as const;

/** What newer replies add (reference 4.3), and what nobody has seen yet. */
const EXTRA = { localizedErrorDesc: null, localizedMessage: null, additionalInfo: null, cost: { units: 1 } };

function dataOf({ method, url, body }: StubRequest): unknown {
  const path = new URL(url, 'http://tenant.test').pathname;
  const last = path.split('/').at(-1) ?? '';
  if (path.includes('/objects/query/')) return queried(last, querySchema.parse(JSON.parse(body)));
  if (path === '/v1/ant/es/activity') return method === 'DELETE' ? 'Deleted.' : savedOf(body);
  if (path.endsWith('/dropdowns/1I00CAT')) return CATEGORY;
  if (path.endsWith('/describe')) return [{ ...DESCRIPTION, transient: true }];
  if (path.startsWith('/v1/meta/'))
    return [
      { objectName: 'COMPANY', hue: 3 },
      { objectName: 'person', label: null },
    ];
  return method === 'PUT' ? { count: '2', errors: [], records: [{ Gsid: FIRST }, { gsid: SECOND }] } : null;
}

const querySchema = z.object({
  select: z.array(z.string()),
  where: z
    .object({
      conditions: z.array(z.object({ name: z.string(), operator: z.string(), value: z.array(z.unknown()) })),
    })
    .optional(),
  orderBy: z.record(z.string(), z.string()).optional(),
  limit: z.number(),
  offset: z.number().default(0),
});

/** Null for no rows; keys without a value are left out. */
function queried(
  object: string,
  { select, where, orderBy, limit, offset }: z.infer<typeof querySchema>,
): unknown {
  const found = (TABLES[object.toLowerCase()] ?? [])
    .filter((row) =>
      (where?.conditions ?? []).every(({ name, operator, value }) => holds(row[name], operator, value)),
    )
    .toSorted((a, b) => (String(a['Gsid']) < String(b['Gsid']) ? -1 : 1));
  const ordered = Object.values(orderBy ?? {})[0] === 'desc' ? found.toReversed() : found;
  const rows = ordered.slice(offset, offset + limit);
  const told = rows.map((row) =>
    Object.fromEntries(
      select.flatMap((name) => (row[name] === undefined || row[name] === null ? [] : [[name, row[name]]])),
    ),
  );
  return told.length === 0 ? null : told;
}

function holds(told: unknown, operator: string, value: readonly unknown[]): boolean {
  const [wanted] = value;
  const isDate = typeof wanted === 'string' && /^\d{4}-.*Z$/.test(wanted);
  const asked = isDate ? Date.parse(wanted) : String(wanted).toLowerCase();
  const at = typeof told === 'string' && told.includes('T') ? Date.parse(told) : Number(told);
  const held = isDate ? at : String(told ?? '').toLowerCase();
  const answers: Readonly<Record<string, boolean>> = {
    EQ: held === asked,
    NE: held !== asked,
    GT: held > asked,
    GTE: held >= asked,
    IN: value.includes(told),
    STARTS_WITH: String(held).startsWith(String(asked)),
  };
  return answers[operator] ?? false;
}

/** The first is saved under an id that is not its Gsid, the second fails in two ways, the others go unmentioned. */
function savedOf(body: string): unknown {
  const { records } = z
    .object({ records: z.array(z.looseObject({ ExternalId: z.string() })) })
    .parse(JSON.parse(body));
  const [good, bad] = records.map(({ ExternalId }) => ExternalId);
  const saved = [{ activityId: '9b1d-not-a-gsid', version: 2, warnings: [] }];
  const refused = [{ errorCode: 'GS_TL_10_0213', Message: 'no author', hint: '' }, { errorCode: null }];
  return {
    success: good === undefined ? null : { [good]: saved },
    failures: bad === undefined ? null : { [bad]: refused },
    tookMs: '12',
  };
}

const CATEGORY = {
  categoryDetails: { gsid: '1I00CAT', name: 'Tags', variant: 'MULTI_SELECT', limit: '500' },
  childItems: [
    { gsid: '1I00A', name: 'Key', active: 'true' },
    { gsid: '1I00B', systemName: 'Old', active: 'false' },
  ],
};

const DESCRIPTION = {
  objectName: 'COMPANY',
  fields: [
    { fieldName: 'Gsid', dataType: 'GSID' },
    { fieldName: 'Name', label: null, dataType: 'STRING', meta: null, options: [] },
    {
      fieldName: 'Arr',
      dataType: 'CURRENCY',
      meta: { updateable: 'true', required: 'false', length: '18', novel: {} },
    },
    { fieldName: 'Region__gc', dataType: 'SOMETHING_NEW', meta: {} },
    { fieldName: 'Untyped', label: 'No type' },
    {
      fieldName: 'Tags',
      dataType: 'MULTISELECTDROPDOWNLIST',
      options: [],
      meta: { properties: { PICKLIST_CATEGORY_ID: '1I00CAT' } },
    },
    { fieldName: 'Csm', dataType: 'LOOKUP', meta: { lookupDetail: { lookupName: 'Csm__gr' } } },
    { fieldName: 'Odd', dataType: 'STRING', meta: 'none' },
  ],
};

/** Every reply in chunks, packed one way or the other, and the connection ends with it. */
function send({ number }: StubRequest, response: ServerResponse, json: unknown, status = 200): void {
  const text = JSON.stringify(json);
  const [encoding, packed] =
    number % 2 === 0 ? (['gzip', gzipSync(text)] as const) : (['br', brotliCompressSync(text)] as const);
  response.writeHead(status, {
    'content-encoding': encoding,
    connection: 'close',
    // Two waits for the next minute fit the time of a call, unless that began with a minute.
    date: new Date(OTHER_DATE_MS).toUTCString(),
    'content-type': 'application/json; charset=UTF-8',
  });
  response.write(packed.subarray(0, 10));
  response.end(packed.subarray(10));
}
