import type { GainsightWriter } from '@handrail/gainsight';
import type { Area, Reply, Request } from '../case.ts';
import { including, oneOf, type Pattern, requestId, some, text } from '../pattern.ts';
import { lindqvist, query, records, where } from './words.ts';

const BULK = '/v1/ant/es/activity/bulk';
const EXPORT = '/v3/exports/data/bulk';
const notClient = {
  not: 'the client saves single activities, 200 a minute, and pages by the data query',
} as const;
const meeting = {
  ExternalId: 'meeting-7f3a',
  ContextName: 'Company',
  TypeName: 'Meeting',
  Subject: 'Quarterly review',
  Notes: '<p>x</p>',
  Author: 'mara@acme.test',
  GsCompanyId: '{lindqvist}',
};
const lookups = {
  AuthorId: {
    fields: { Author: 'Email' },
    lookupField: 'Gsid',
    objectName: 'GsUser',
    multiMatchOption: 'FIRSTMATCH',
    onNoMatch: 'ERROR',
  },
};
const bulk = (...list: readonly object[]): Request => ({
  method: 'POST',
  path: BULK,
  body: { records: list, lookups },
});
const state = (status: Pattern, more: { readonly [key: string]: Pattern } = {}): Reply => ({
  status: 200,
  body: including({
    result: true,
    data: including({ jobId: text('job-1'), status, ...more }),
    message: null,
  }),
});
const status: Request = { method: 'GET', path: '/v1/ant/es/job/status/{job}' };
const startExport = (body: object, headers: Readonly<Record<string, string>> = {}): Request => ({
  method: 'POST',
  path: `${EXPORT}/company`,
  body,
  headers,
});
const names = { select: ['Gsid', 'Name'], where: where('Name', 'EQ', 'Lindqvist AB') };
const refused = (code: string): Reply => ({
  status: some(400, 'a 4xx', (value) => Number(value) >= 400 && Number(value) < 500),
  body: including({ result: false, errorCode: code }),
});
const relative = (sample: string) => text(sample, /^[^/:][^:]*$/);

/** Asynchronous calls: Timeline bulk and bulk export. */
export const gainsightBulk: Area<GainsightWriter> = {
  title: 'Gainsight: bulk',
  cases: [
    {
      id: 'timeline-bulk',
      title:
        'A bulk save gives a job id, passes SUBMITTED and IN_PROGRESS, and tells the outcomes when COMPLETED',
      reference: '§19.54, §10.4',
      mark: ['D', 'G'],
      covers: ['19.54', '10.4 bulk'],
      exchanges: [
        {
          request: bulk(meeting, { ...meeting, ExternalId: 'meeting-bad', Author: 'nobody@acme.test' }),
          reply: state('SUBMITTED'),
          keep: { job: 'data.jobId' },
        },
        { request: status, reply: state(oneOf('SUBMITTED', 'NOT_STARTED')) },
        {
          advanceMs: 4_000,
          request: status,
          reply: state('IN_PROGRESS'),
        },
        {
          advanceMs: 1_800_000,
          request: status,
          reply: state('COMPLETED', {
            success: { 'meeting-7f3a': [{ activityId: text('a1') }] },
            failures: { 'meeting-bad': [including({ errorCode: 'GS_TL_10_0213' })] },
          }),
        },
        {
          request: query('activity_timeline', {
            select: ['Subject', 'GsCompanyId'],
            where: where('ExternalId', 'EQ', 'meeting-7f3a'),
            limit: 10,
            offset: 0,
          }),
          reply: records({ Subject: 'Quarterly review', GsCompanyId: lindqvist }),
        },
      ],
      readings: notClient,
    },
    ...(
      [
        ['failed', 'FAILED'],
        ['aborted', 'ABORTED'],
      ] as const
    ).map(([jobEnding, ending]) => ({
      id: `timeline-bulk-${jobEnding}`,
      title: `A job may end ${ending}, by the switch`,
      reference: '§10.4',
      mark: ['G'] as const,
      covers: ['10.4 bulk'],
      given: { switches: { jobEnding } },
      exchanges: [
        { request: bulk(meeting), reply: state('SUBMITTED'), keep: { job: 'data.jobId' } },
        { advanceMs: 1_800_000, request: status, reply: state(ending) },
      ],
      readings: notClient,
    })),
    {
      id: 'timeline-bulk-update',
      title: 'A bulk update changes activities by their identifier',
      reference: '§10.4',
      mark: ['G'],
      covers: ['10.4 bulk'],
      exchanges: [
        { request: { method: 'POST', path: '/v1/ant/es/activity', body: { records: [meeting], lookups } } },
        {
          request: {
            method: 'PUT',
            path: `${BULK}?identifier=externalid`,
            body: { records: [{ ExternalId: 'meeting-7f3a', Subject: 'Changed' }] },
          },
          reply: state('SUBMITTED'),
          keep: { job: 'data.jobId' },
        },
        { advanceMs: 1_800_000, request: status, reply: state('COMPLETED') },
        {
          request: query('activity_timeline', {
            select: ['Subject'],
            where: where('ExternalId', 'EQ', 'meeting-7f3a'),
            limit: 10,
            offset: 0,
          }),
          reply: records({ Subject: 'Changed' }),
        },
      ],
      readings: notClient,
    },
    {
      id: 'timeline-bulk-limit',
      title: 'The 13th bulk call of a clock hour is refused; save and update share the count',
      reference: '§19.54, §14',
      mark: ['D', 'G'],
      covers: ['19.54', '14 Timeline bulk'],
      isBare: true,
      given: { limits: { timelineBulkPerHour: 12 } },
      exchanges: [
        { after: 10, request: bulk({ ExternalId: 'x' }), reply: { status: 200 } },
        {
          request: {
            method: 'PUT',
            path: `${BULK}?identifier=externalid`,
            body: { records: [{ ExternalId: 'x', Subject: 'y' }] },
          },
          reply: { status: 200 },
        },
        { request: bulk({ ExternalId: 'x' }), reply: { status: 429 } },
        { advanceMs: 3_600_000, request: bulk({ ExternalId: 'x' }), reply: { status: 200 } },
      ],
      readings: notClient,
    },
    {
      id: 'export',
      title:
        'An export names where to ask for its state, then where its chunks are, and those are CSV with a head line',
      reference: '§12',
      mark: ['D', 'G'],
      covers: ['12 export'],
      exchanges: [
        {
          request: startExport(names),
          reply: envelopeWith({
            jobId: text('job-1'),
            statusURL: relative('v3/exports/data/bulk/status/job-1'),
          }),
          keep: { status: 'data.statusURL' },
        },
        {
          request: { method: 'GET', path: '/{status}' },
          reply: envelopeWith({ jobStatus: oneOf('SUBMITTED', 'NOT_STARTED', 'IN_PROGRESS') }),
        },
        {
          advanceMs: 1_800_000,
          request: { method: 'GET', path: '/{status}' },
          reply: envelopeWith({
            jobStatus: 'COMPLETED',
            totalRecords: 1,
            chunkDetails: [
              { chunkURL: relative('v3/exports/data/bulk/chunk/job-1/0'), offset: 0, limit: 20_000 },
            ],
          }),
          keep: { chunk: 'data.chunkDetails.0.chunkURL' },
        },
        {
          request: { method: 'GET', path: '/{chunk}' },
          reply: {
            status: 200,
            text: text(
              'Gsid,Name\r\n1P02…,Lindqvist AB\r\n',
              /^"?Gsid"?,"?Name"?\r?\n"?1P02[A-Z0-9]{32}"?,"?Lindqvist AB"?\r?\n?$/,
            ),
          },
        },
      ],
      readings: notClient,
    },
    {
      id: 'export-header-authentication',
      title: 'The key is taken under the header authentication, too',
      reference: '§12, §20.23',
      mark: ['D'],
      covers: ['12 export'],
      exchanges: [
        {
          request: startExport(names, { accesskey: '', authentication: 'sandbox-access-key' }),
          reply: { status: 200, body: including({ result: true }) },
        },
      ],
      readings: notClient,
    },
    ...['company', 'gsuser', 'person', 'relationship', 'activity_timeline'].map((object) => ({
      id: `export-${object}`,
      title: `${object} can be exported`,
      reference: '§12',
      mark: ['D'] as const,
      covers: ['12 export'],
      isBare: true,
      exchanges: [
        {
          request: { method: 'POST' as const, path: `${EXPORT}/${object}`, body: { select: ['Gsid'] } },
          reply: envelopeWith({ jobId: text('job-1'), statusURL: relative('v3/x') }),
        },
      ],
      readings: notClient,
    })),
    {
      id: 'export-without-select',
      title: 'An export without select is refused with GSOBJ_ESS_9104',
      reference: '§6.3',
      mark: ['G'],
      covers: ['6.3 GSOBJ_ESS_9104'],
      exchanges: [{ request: startExport({}), reply: refused('GSOBJ_ESS_9104') }],
      readings: notClient,
    },
    {
      id: 'export-malformed',
      title: 'A malformed export is refused with GSOBJ_ESS_9150',
      reference: '§6.3',
      mark: ['G'],
      covers: ['6.3 GSOBJ_ESS_9150'],
      exchanges: [
        {
          request: startExport({ select: ['Gsid'], where: { conditions: 'all' } }),
          reply: refused('GSOBJ_ESS_9150'),
        },
      ],
      readings: notClient,
    },
    {
      id: 'export-limits',
      title: 'Ten exports an hour, a hundred a day',
      reference: '§14, §12',
      mark: ['D'],
      covers: ['14 bulk'],
      isBare: true,
      given: { limits: { bulkPerHour: 10, bulkPerDay: 11 } },
      exchanges: [
        { after: 9, request: startExport(names), reply: { status: 200 } },
        { request: startExport(names), reply: { status: 429 } },
        { advanceMs: 3_600_000, request: startExport(names), reply: { status: 200 } },
        { advanceMs: 3_600_000, request: startExport(names), reply: { status: 429 } },
      ],
      readings: notClient,
    },
  ],
};

function envelopeWith(data: { readonly [key: string]: Pattern }): Reply {
  return { status: 200, body: including({ result: true, data, requestId: requestId() }) };
}
