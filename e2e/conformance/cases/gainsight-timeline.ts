import type { GainsightWriter } from '@handrail/gainsight';
import type { Area, ConformanceCase, Exchange, Reply, Request } from '../case.ts';
import { IDS } from '../cast.ts';
import { every, including, instant, kept, listOf, type Pattern, text } from '../pattern.ts';
import { envelope, lindqvist, mara, query, records, where } from './words.ts';

const ACTIVITY = '/v1/ant/es/activity';
const byEmail = (column: string, objectName: string, onNoMatch: string) => ({
  fields: { [column]: 'Email' },
  lookupField: 'Gsid',
  objectName,
  multiMatchOption: 'FIRSTMATCH',
  onNoMatch,
});
/** The lookups of the example (§10.2). */
const lookups = {
  AuthorId: byEmail('Author', 'GsUser', 'ERROR'),
  GsCompanyId: {
    fields: { companyName: 'Name' },
    lookupField: 'Gsid',
    objectName: 'Company',
    multiMatchOption: 'FIRSTMATCH',
    onNoMatch: 'ERROR',
  },
  InternalAttendees: byEmail('internalAttendees', 'GsUser', 'NULLABLE'),
  ExternalAttendees: byEmail('externalAttendees', 'Person', 'NULLABLE'),
};
/** The record of the example (§10.2). */
const meeting = {
  ExternalId: 'meeting-7f3a',
  ContextName: 'Company',
  TypeName: 'Meeting',
  Subject: 'Quarterly review',
  Notes: '<p>Action items</p><ul><li>Send the plan</li></ul>',
  ActivityDate: '2026-11-12T14:00:00.000+01:00',
  Author: 'mara@acme.test',
  companyName: 'Lindqvist AB',
  internalAttendees: ['mara@acme.test'],
  externalAttendees: ['ines@lindqvist.test'],
};
type Sent = Readonly<Record<string, unknown>>;
const save = (...list: readonly Sent[]): Request => ({
  method: 'POST',
  path: ACTIVITY,
  body: { records: list, lookups },
});
const saved = (...externalIds: readonly string[]) =>
  Object.fromEntries(externalIds.map((id) => [id, [{ activityId: text('a1b2c3') }]]));
const failed = (id: string, code: string, more: { readonly [id: string]: Pattern } = {}) => ({
  [id]: [{ errorCode: code, Message: text('…') }],
  ...more,
});
/** The reply to a save: 200 and true whatever happened (§10.2 [G]). */
const outcome = (
  success: { readonly [id: string]: Pattern },
  failures: { readonly [id: string]: Pattern } = {},
): Reply => ({
  status: 200,
  body: { result: true, data: { success, failures }, message: null, additionalInfo: null },
});
const readBack = (externalId: string, ...select: readonly string[]): Request =>
  query('activity_timeline', {
    select,
    where: where('ExternalId', 'EQ', externalId),
    limit: 5000,
    offset: 0,
  });
const count = (externalId: string, rows: number): Exchange => ({
  request: readBack(externalId, 'ExternalId'),
  reply: envelope({ records: listOf(rows) }),
});
const saveOne = (client: GainsightWriter) =>
  client.timeline.save({ records: [{ ExternalId: 'meeting-7f3a' }] });
const refusedOne = (code: string, message: string): Pattern => [
  { externalId: 'meeting-7f3a', state: 'refused', refusals: [{ code, message }] },
];
const failuresOf = (code: string, message: string): Reply =>
  outcome({}, { 'meeting-7f3a': [{ errorCode: code, Message: message }] });

/** A record of which one thing is wrong, and the code for it. */
function refusedRecord(
  id: string,
  title: string,
  change: Sent,
  code: string,
  more: Partial<Pick<ConformanceCase<GainsightWriter>, 'reference' | 'covers' | 'mark' | 'given'>> = {},
): ConformanceCase<GainsightWriter> {
  return {
    id,
    title,
    reference: '§10.2',
    mark: ['G'],
    covers: [],
    ...more,
    exchanges: [
      {
        request: save({ ...meeting, ...change }, { ...meeting, ExternalId: 'meeting-good' }),
        reply: outcome(saved('meeting-good'), failed('meeting-7f3a', code)),
      },
      count('meeting-7f3a', 0),
      count('meeting-good', 1),
    ],
    readings: [
      {
        call: saveOne,
        replies: [failuresOf(code, 'The vendor’s prose')],
        requests: 1,
        gives: refusedOne(code, 'The vendor’s prose'),
      },
    ],
  };
}

/** Saving, changing, deleting and reading activities. */
export const gainsightTimeline: Area<GainsightWriter> = {
  title: 'Gainsight: Timeline',
  cases: [
    {
      id: 'save-example',
      title: 'The example’s meeting is saved under its ExternalId',
      reference: '§10.2',
      mark: ['D', 'G'],
      covers: ['10.2 example', '10.2 reply', '6.1 timeline'],
      exchanges: [{ request: save(meeting), reply: outcome(saved('meeting-7f3a')) }],
      readings: [
        {
          call: (client) =>
            client.timeline.save({
              records: [meeting],
              lookups: {
                AuthorId: { ...lookups.AuthorId, multiMatchOption: 'FIRSTMATCH', onNoMatch: 'ERROR' },
              },
            }),
          requests: 1,
          sends: including({
            method: 'POST',
            path: ACTIVITY,
            body: {
              records: [including({ ExternalId: 'meeting-7f3a', Subject: 'Quarterly review' })],
              lookups: { AuthorId: lookups.AuthorId },
            },
          }),
          gives: [{ externalId: 'meeting-7f3a', state: 'saved', activityId: 'a1b2c3' }],
        },
      ],
    },
    {
      id: 'save-read-back',
      title:
        'One row is read back by its ExternalId, company and author as Gsids, the context as contextname',
      reference: '§19.52, §10.6',
      mark: ['D'],
      covers: ['19.52', '10.6 example', '10.7 dates'],
      exchanges: [
        { request: save(meeting) },
        {
          request: query('activity_timeline', {
            select: [
              'Gsid',
              'ExternalId',
              'Subject',
              'ActivityDate',
              'LastModifiedDate',
              'contextname',
              'GsCompanyId',
              'AuthorId',
              'AuthorId__gr.Email',
            ],
            where: where('ExternalId', 'EQ', 'meeting-7f3a'),
            orderBy: { CreatedDate: 'desc' },
            limit: 5000,
            offset: 0,
          }),
          reply: records({
            Gsid: text('1T01BVHREJTPN50SVSMEETING00000000000', /^[A-Z0-9]{36}$/),
            ExternalId: 'meeting-7f3a',
            Subject: 'Quarterly review',
            ActivityDate: text('2026-11-12T13:00:00.000Z', /^2026-11-12T13:00:00(\.000)?Z$/),
            LastModifiedDate: instant('2026-11-10T10:00:30.250Z'),
            contextname: 'Company',
            GsCompanyId: lindqvist,
            AuthorId: mara,
            'AuthorId__gr.Email': 'mara@acme.test',
          }),
        },
      ],
      readings: [
        {
          call: (client) => client.timeline.findByExternalId('meeting-7f3a'),
          sends: including({
            path: '/v1/data/objects/query/activity_timeline',
            body: including({
              where: {
                conditions: [{ name: 'ExternalId', alias: 'A', value: ['meeting-7f3a'], operator: 'EQ' }],
                expression: 'A',
              },
            }),
          }),
          gives: [
            including({
              gsid: '1T01BVHREJTPN50SVSMEETING00000000000',
              externalId: 'meeting-7f3a',
              subject: 'Quarterly review',
              activityDate: new Date('2026-11-12T13:00:00Z'),
              lastModifiedDate: new Date('2026-11-10T10:00:30.250Z'),
              gsCompanyId: IDS.lindqvist,
              authorId: IDS.mara,
            }),
          ],
        },
      ],
    },
    {
      id: 'attendees-as-names',
      title: 'Attendees come back as one string of names, under the spellings asked for',
      reference: '§10.6, §3.3',
      mark: ['D'],
      covers: ['10.6 attendees', '3.3 spelling'],
      exchanges: [
        { request: save(meeting) },
        {
          request: readBack('meeting-7f3a', 'ExternalAttendees', 'internalAttendees'),
          reply: records({ ExternalAttendees: 'Ines Holm', internalAttendees: 'Mara Ek' }),
        },
        {
          request: save({
            ...meeting,
            ExternalId: 'meeting-alone',
            internalAttendees: ['nobody@acme.test'],
            externalAttendees: ['x@y.test'],
          }),
        },
        {
          request: readBack('meeting-alone', 'ExternalAttendees', 'InternalAttendees'),
          reply: records({ ExternalAttendees: null, InternalAttendees: null }),
        },
      ],
      readings: { not: 'the client does not read attendees back' },
    },
    {
      id: 'filter-by-author',
      title: 'Activities are found by the e-mail of their author',
      reference: '§10.6, §18.6',
      mark: ['C'],
      covers: ['10.6 author filter'],
      exchanges: [
        { request: save(meeting) },
        {
          request: query('Activity_Timeline', {
            select: ['ExternalId'],
            where: where('AuthorId__gr.Email', 'EQ', 'mara@acme.test'),
            limit: 10,
            offset: 0,
          }),
          reply: records({ ExternalId: 'meeting-7f3a' }),
        },
      ],
      readings: { not: 'the client looks activities up by ExternalId' },
    },
    {
      id: 'notes-keep-html-and-scripts',
      title: 'Notes keep their HTML, emoji and scripts, and come as plain text, too',
      reference: '§3.6, §19.58, §18.6',
      mark: ['D', 'I'],
      covers: ['19.58', '3.6 rich text'],
      exchanges: [
        { request: save({ ...meeting, Notes: '<p>Åsa 🙂 — 請求書 <b>“x”</b></p>' }) },
        {
          request: readBack('meeting-7f3a', 'Notes', 'NotesPlainText'),
          reply: records({
            Notes: '<p>Åsa 🙂 — 請求書 <b>“x”</b></p>',
            NotesPlainText: text('Åsa 🙂 — 請求書 “x”', /^Åsa 🙂 — 請求書 “x”\s*$/),
          }),
        },
      ],
      readings: [
        {
          call: (client) => client.timeline.findByExternalId('meeting-7f3a'),
          replies: [
            records({ Gsid: '1T01', ExternalId: 'meeting-7f3a', Notes: '<p>Åsa 🙂 — 請求書 <b>“x”</b></p>' }),
          ],
          gives: [including({ notes: '<p>Åsa 🙂 — 請求書 <b>“x”</b></p>' })],
        },
      ],
    },
    {
      id: 'save-partial',
      title: 'Of two records the one with an unknown company fails, the other is stored: 200 and true',
      reference: '§19.48, §10.2',
      mark: ['G'],
      covers: ['19.48', '10.2 reply', '10.2 GS_TL_10_0213'],
      exchanges: [
        {
          request: save(meeting, { ...meeting, ExternalId: 'meeting-7f3b', companyName: 'Nobody AG' }),
          reply: outcome(saved('meeting-7f3a'), failed('meeting-7f3b', 'GS_TL_10_0213')),
        },
        count('meeting-7f3a', 1),
        count('meeting-7f3b', 0),
      ],
      readings: [
        {
          call: (client) =>
            client.timeline.save({
              records: [
                { ExternalId: 'meeting-7f3a' },
                { ExternalId: 'meeting-7f3b' },
                { ExternalId: 'meeting-7f3c' },
              ],
            }),
          replies: [
            outcome(
              { 'meeting-7f3a': [{ activityId: 'a1b2' }] },
              { 'meeting-7f3b': [{ errorCode: 'GS_TL_10_0213', Message: 'No company' }] },
            ),
          ],
          gives: [
            { externalId: 'meeting-7f3a', state: 'saved', activityId: 'a1b2' },
            {
              externalId: 'meeting-7f3b',
              state: 'refused',
              refusals: [{ code: 'GS_TL_10_0213', message: 'No company' }],
            },
            { externalId: 'meeting-7f3c', state: 'unanswered' },
          ],
        },
      ],
    },
    {
      id: 'save-all-failed',
      title: 'A save of which every record fails is still 200 and true',
      reference: '§10.2',
      mark: ['G'],
      covers: ['10.2 reply'],
      exchanges: [
        {
          request: save({ ...meeting, companyName: 'Nobody AG' }),
          reply: outcome({}, failed('meeting-7f3a', 'GS_TL_10_0213')),
        },
      ],
      readings: [{ call: saveOne, gives: [including({ externalId: 'meeting-7f3a', state: 'refused' })] }],
    },
    {
      id: 'save-repeated',
      title: 'The same ExternalId again is a failure of its own code and makes no second row',
      reference: '§19.49, §10.2',
      mark: ['D', 'G'],
      covers: ['19.49', '10.2 GS_TL_10_0207'],
      exchanges: [
        { request: save(meeting), reply: outcome(saved('meeting-7f3a')) },
        { request: save(meeting), reply: outcome({}, failed('meeting-7f3a', 'GS_TL_10_0207')) },
        count('meeting-7f3a', 1),
      ],
      readings: [
        {
          call: saveOne,
          replies: [failuresOf('GS_TL_10_0207', 'Duplicate')],
          gives: [
            {
              externalId: 'meeting-7f3a',
              state: 'duplicate',
              refusals: [{ code: 'GS_TL_10_0207', message: 'Duplicate' }],
            },
          ],
        },
      ],
    },
    {
      id: 'save-twice-in-one-batch',
      title: 'Of two records with one ExternalId in a batch the second fails',
      reference: '§19.50, §10.2',
      mark: ['D'],
      covers: ['19.50'],
      exchanges: [
        {
          request: save(meeting, { ...meeting, Subject: 'Again' }),
          reply: outcome(saved('meeting-7f3a'), failed('meeting-7f3a', 'GS_TL_10_0207')),
        },
        { request: readBack('meeting-7f3a', 'Subject'), reply: records({ Subject: 'Quarterly review' }) },
      ],
      readings: { not: 'the client saves one activity a call' },
    },
    ...(['Author', 'ContextName', 'Subject', 'Notes', 'TypeName'] as const).map((field) =>
      refusedRecord(
        `save-without-${field.toLowerCase()}`,
        `A record without ${field} fails alone with GS_TL_10_0206`,
        { [field]: undefined },
        'GS_TL_10_0206',
        { reference: '§19.51, §10.2', covers: ['19.51', '10.2 GS_TL_10_0206', '10.2 required'] },
      ),
    ),
    refusedRecord('save-empty-notes', 'Empty notes are missing notes', { Notes: '' }, 'GS_TL_10_0206', {
      covers: ['10.2 required'],
    }),
    refusedRecord(
      'save-subject-256',
      'A subject of 256 characters is refused',
      { Subject: 'x'.repeat(256) },
      'GS_TL_10_0206',
      {
        covers: ['10.2 required'],
      },
    ),
    refusedRecord(
      'save-unknown-author',
      'An author whom no lookup finds fails the record',
      { Author: 'nobody@acme.test' },
      'GS_TL_10_0213',
      {
        mark: ['D', 'G'],
        covers: ['10.2 GS_TL_10_0213'],
      },
    ),
    {
      id: 'save-required-custom-field',
      title: 'A custom field that the tenant demands is required, by the switch',
      reference: '§10.2',
      mark: ['I'],
      covers: ['10.2 required'],
      given: { switches: { requiredActivityFields: ['Ant__Topic__c'] } },
      exchanges: [
        { request: save(meeting), reply: outcome({}, failed('meeting-7f3a', 'GS_TL_10_0206')) },
        count('meeting-7f3a', 0),
      ],
      readings: [
        {
          call: saveOne,
          replies: [failuresOf('GS_TL_10_0206', 'Ant__Topic__c missing')],
          gives: refusedOne('GS_TL_10_0206', 'Ant__Topic__c missing'),
        },
      ],
    },
    {
      id: 'save-internal-failure',
      title: 'GS_TL_10_0500 leaves open what became of one record: nothing says that it was not stored',
      reference: '§10.2',
      mark: ['G'],
      covers: ['10.2 GS_TL_10_0500'],
      exchanges: { not: 'a failure inside the vendor’s product, which no request brings about' },
      readings: [
        {
          call: saveOne,
          replies: [failuresOf('GS_TL_10_0500', 'Internal')],
          gives: [{ externalId: 'meeting-7f3a', state: 'unanswered' }],
        },
      ],
    },
    ...(
      [
        ['not-json', { method: 'POST', path: ACTIVITY, raw: 'records=1' }],
        ['no-records', { method: 'POST', path: ACTIVITY, body: { record: [] } }],
      ] as const
    ).map(([name, request]) => ({
      id: `save-${name}`,
      title: `A body ${name === 'not-json' ? 'that is not JSON' : 'without records'} is a 400`,
      reference: '§10.2',
      mark: ['I'] as const,
      covers: ['10.2 body'],
      exchanges: [{ request, reply: { status: 400, body: including({ result: false }) } as Reply }],
      readings: [
        {
          call: saveOne,
          requests: 1,
          replies: [
            {
              status: 400,
              body: {
                result: false,
                errorCode: 'GS_TL_10_0206',
                errorDesc: 'records missing',
                requestId: 'r',
                data: null,
                message: null,
              },
            },
          ],
          // Of the call and not of a record, and yet its record's own: the others go on without it.
          gives: [
            {
              externalId: 'meeting-7f3a',
              state: 'refused',
              refusals: [{ code: 'GS_TL_10_0206', message: 'records missing', isOfCall: true }],
            },
          ],
        },
      ],
    })),
    {
      id: 'save-without-date',
      title: 'An activity without a date is of now',
      reference: '§10.2',
      mark: ['I'],
      covers: ['10.2 required'],
      exchanges: [
        { request: save({ ...meeting, ActivityDate: undefined }) },
        {
          request: readBack('meeting-7f3a', 'ActivityDate'),
          reply: records({ ActivityDate: text('2026-11-10T10:00:30.250Z', /^2026-11-10T10:00:30/) }),
        },
      ],
      readings: { not: 'the client sends the date that it is given' },
    },
    {
      id: 'save-date-with-offset',
      title: 'ActivityDate is taken as yyyy-MM-ddTHH:mm:ss.SSS with an offset, with and without its colon',
      reference: '§3.5',
      mark: ['D'],
      covers: ['3.5 activity date'],
      exchanges: [
        {
          request: save(
            { ...meeting, ExternalId: 'a', ActivityDate: '2026-07-01T06:36:00.000-07:00' },
            { ...meeting, ExternalId: 'b', ActivityDate: '2026-07-01T06:36:00.000-0700' },
          ),
          reply: outcome(saved('a', 'b')),
        },
        {
          request: query('activity_timeline', {
            select: ['ActivityDate'],
            where: where('ExternalId', 'IN', 'a', 'b'),
            limit: 10,
            offset: 0,
          }),
          reply: envelope({
            records: every(
              { ActivityDate: text('2026-07-01T13:36:00.000Z', /^2026-07-01T13:36:00(\.000)?Z$/) },
              2,
            ),
          }),
        },
      ],
      readings: { not: 'the client’s date is held by its own test of formatActivityDate' },
    },
    ...(['same-as-gsid', 'different'] as const).map((activityId) => ({
      id: `activity-id-${activityId}`,
      title: `The id of the save reply is ${activityId === 'different' ? 'not ' : ''}the Gsid of the row, as the switch says`,
      reference: '§10.3, §20.18',
      mark: ['I'] as const,
      covers: ['10.3 identifiers'],
      given: { switches: { activityId } },
      exchanges: [
        { request: save(meeting), keep: { id: 'data.success.meeting-7f3a.0.activityId' } },
        {
          request: query('activity_timeline', {
            select: ['Subject'],
            where: where('Gsid', 'EQ', '{id}'),
            limit: 10,
            offset: 0,
          }),
          reply: records(...(activityId === 'different' ? [] : [{ Subject: 'Quarterly review' }])),
        },
        {
          request: {
            method: 'PUT' as const,
            path: `${ACTIVITY}?identifier=activityid`,
            body: { records: [{ activityId: '{id}', ExternalId: 'meeting-7f3a', Subject: 'Changed' }] },
          },
          reply: outcome(saved('meeting-7f3a')),
        },
        { request: readBack('meeting-7f3a', 'Subject'), reply: records({ Subject: 'Changed' }) },
      ],
      readings: { not: 'the client keeps both ids as they come' },
    })),
    {
      id: 'update-by-external-id',
      title: 'An update changes subject, notes and LastModifiedDate, and leaves what it does not name',
      reference: '§19.53, §10.3, §19.30',
      mark: ['G', 'I'],
      covers: ['19.53', '19.30', '10.3 update', '10.7 dates'],
      exchanges: [
        { request: save(meeting) },
        {
          advanceMs: 3_600_000,
          request: {
            method: 'PUT',
            path: `${ACTIVITY}?identifier=externalid`,
            body: {
              records: [{ ExternalId: 'meeting-7f3a', Subject: 'Review, corrected', Notes: '<p>New</p>' }],
            },
          },
          reply: outcome(saved('meeting-7f3a')),
        },
        {
          request: readBack(
            'meeting-7f3a',
            'Subject',
            'Notes',
            'LastModifiedDate',
            'CreatedDate',
            'contextname',
          ),
          reply: records({
            Subject: 'Review, corrected',
            Notes: '<p>New</p>',
            LastModifiedDate: '2026-11-10T11:00:30.250Z',
            CreatedDate: '2026-11-10T10:00:30.250Z',
            contextname: 'Company',
          }),
        },
      ],
      readings: [
        {
          call: (client) =>
            client.timeline.update('externalid', {
              records: [{ ExternalId: 'meeting-7f3a', Subject: 'Review, corrected' }],
            }),
          replies: [outcome(saved('meeting-7f3a'))],
          sends: including({
            method: 'PUT',
            path: `${ACTIVITY}?identifier=externalid`,
            body: { records: [{ ExternalId: 'meeting-7f3a', Subject: 'Review, corrected' }] },
          }),
          gives: [{ externalId: 'meeting-7f3a', state: 'saved', activityId: 'a1b2c3' }],
        },
      ],
    },
    {
      id: 'update-unknown',
      title: 'An update of an unknown id is a failure entry and creates nothing',
      reference: '§19.53, §10.3',
      mark: ['I'],
      covers: ['19.53', '10.3 update'],
      exchanges: [
        {
          request: {
            method: 'PUT',
            path: `${ACTIVITY}?identifier=externalid`,
            body: { records: [{ ExternalId: 'meeting-none', Subject: 'x' }] },
          },
          reply: outcome(
            {},
            { 'meeting-none': [{ errorCode: text('GS_TL_10_0213', /^GS_TL_10_/), Message: text('…') }] },
          ),
        },
        count('meeting-none', 0),
      ],
      readings: [
        {
          call: (client) =>
            client.timeline.update('externalid', { records: [{ ExternalId: 'meeting-none', Subject: 'x' }] }),
          replies: [outcome({}, failed('meeting-none', 'GS_TL_10_0213'))],
          gives: [including({ externalId: 'meeting-none', state: 'refused' })],
        },
      ],
    },
    ...(['ExternalId', 'EXTERNALID'] as const).map((identifier) => ({
      id: `update-identifier-${identifier}`,
      title: `The identifier is taken as ${identifier}`,
      reference: '§10.3',
      mark: ['I'] as const,
      covers: ['10.3 identifiers'],
      exchanges: [
        { request: save(meeting) },
        {
          request: {
            method: 'PUT' as const,
            path: `${ACTIVITY}?identifier=${identifier}`,
            body: { records: [{ ExternalId: 'meeting-7f3a', Subject: 'x' }] },
          },
          reply: outcome(saved('meeting-7f3a')),
        },
      ],
      readings: { not: 'the client sends it in lower case, as the document shows' },
    })),
    {
      id: 'delete-activity',
      title: 'A DELETE with a body takes the activity away',
      reference: '§10.5',
      mark: ['G', 'I'],
      covers: ['10.5 delete'],
      exchanges: [
        { request: save(meeting), keep: { id: 'data.success.meeting-7f3a.0.activityId' } },
        {
          request: { method: 'DELETE', path: ACTIVITY, body: { activityIds: ['{id}'] } },
          reply: { status: 200, body: including({ result: true }) },
        },
        count('meeting-7f3a', 0),
        {
          request: {
            method: 'POST',
            path: `${ACTIVITY}/deleted`,
            body: { startDate: '2026-11-01T00:00:00Z', endDate: '2026-11-30T00:00:00Z' },
          },
          reply: {
            status: 200,
            body: including({
              result: true,
              data: including({ records: [including({ activityId: kept('id', 'a1b2') })] }),
            }),
          },
        },
      ],
      readings: [
        {
          call: async (client) => {
            await client.timeline.delete(['a1b2']);
            return 'deleted';
          },
          replies: [outcome({ a1b2: [{ activityId: 'a1b2' }] })],
          sends: including({ method: 'DELETE', path: ACTIVITY, body: { activityIds: ['a1b2'] } }),
          gives: 'deleted',
        },
      ],
    },
    {
      id: 'relationship-context',
      title: 'An activity of a relationship names it beside its company',
      reference: '§10.2',
      mark: ['G'],
      covers: ['10.2 contexts'],
      exchanges: [
        {
          request: query('relationship', {
            select: ['Gsid', 'CompanyId'],
            orderBy: { Gsid: 'asc' },
            limit: 1,
            offset: 0,
          }),
          keep: { relationship: 'data.records.0.Gsid', company: 'data.records.0.CompanyId' },
        },
        {
          request: save({
            ...meeting,
            companyName: undefined,
            ContextName: 'Relationship',
            GsCompanyId: '{company}',
            GsRelationshipId: '{relationship}',
          }),
          reply: outcome(saved('meeting-7f3a')),
        },
        {
          request: readBack('meeting-7f3a', 'contextname', 'GsRelationshipId', 'GsCompanyId'),
          reply: records({
            contextname: 'Relationship',
            GsRelationshipId: kept('relationship', '1P05A'),
            GsCompanyId: kept('company', '1P02A'),
          }),
        },
      ],
      readings: { not: 'the client sends the fields that it is given' },
    },
    {
      id: 'reply-without-outcome',
      title: 'A reply to a save that tells no outcome leaves it unknown',
      reference: '§10.2',
      mark: ['G'],
      covers: ['10.2 reply'],
      exchanges: { not: 'a fault, no documented reply' },
      readings: [
        {
          call: saveOne,
          replies: [
            { status: 200, body: { result: true, data: 'done', message: null, additionalInfo: null } },
          ],
          fails: { code: 'gainsight_unexpected_reply', outcome: 'unknown' },
        },
      ],
    },
  ],
};
