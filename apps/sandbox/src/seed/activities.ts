import type { Row, WorldObject } from '../world.ts';
import { FIXED_COMPANIES } from './cast.ts';
import { itemsOf, readOnly, standard } from './field.ts';
import { gsid, keyPrefix } from './gsid.ts';
import { ODD_NOTES } from './odd-texts.ts';
import { createRandom } from './random.ts';
import type { Scene } from './scene.ts';
import { DAY_MS, instant } from './scene.ts';
import { colleagueEmail, colleagueGsid } from './users.ts';

const OLD_ENTRIES = [
  {
    type: 'Call',
    subject: 'Check-in',
    notes: '<p>Went through open tickets. Nothing urgent.</p>',
    minutes: 25,
  },
  {
    type: 'Email',
    subject: 'Sent the release notes',
    notes: '<p>They asked for the German version too.</p>',
    minutes: null,
  },
  {
    type: 'Meeting',
    subject: 'Quarterly review',
    notes: '<p>Usage up <strong>8&nbsp;%</strong>. Next steps agreed.</p>',
    minutes: 60,
  },
  {
    type: 'Update',
    subject: 'New plant manager',
    notes: '<p>Ask for an introduction – “soon” 🙂</p>',
    minutes: null,
  },
  {
    type: 'Update',
    subject: '=HYPERLINK("https://evil.example","Minutes") – 議事録',
    notes: ODD_NOTES[5],
    minutes: null,
  },
  { type: 'Call', subject: 'اتصال قصير 📞', notes: ODD_NOTES[9], minutes: 10 },
] as const;

/** The Timeline with a few old entries that people wrote about the fixed companies. */
export function makeActivities(scene: Scene, companies: number): WorldObject {
  const { seed, picklists } = scene;
  const rows: Row[] = [];
  for (let company = 1; company <= Math.min(companies, FIXED_COMPANIES.length); company += 1) {
    const random = createRandom(seed, 'activity-row', company);
    const wanted = random.int(0, 3);
    for (let place = 0; place < wanted; place += 1) rows.push(makeActivity(scene, company, place));
  }
  const text = (name: string, label: string): ReturnType<typeof standard> => standard(name, label, 'STRING');
  return {
    name: 'activity_timeline',
    label: 'Activity Timeline',
    objectType: 'STANDARD',
    keyPrefix: keyPrefix(seed, 'activity_timeline'),
    fields: [
      { ...readOnly('Gsid', 'GSID', 'GSID'), group: 'SYSTEM' },
      text('ExternalId', 'External ID'),
      { ...standard('Subject', 'Subject', 'STRING'), required: true, length: 750 },
      { ...standard('Notes', 'Notes', 'RICHTEXTAREA'), length: 131_072 },
      { ...readOnly('NotesPlainText', 'Notes Plain Text', 'STRING'), length: 131_072 },
      standard('ActivityDate', 'Activity Date', 'DATETIME', { required: true }),
      { ...readOnly('CreatedDate', 'Created Date', 'DATETIME'), group: 'SYSTEM' },
      { ...readOnly('CreatedBy', 'Created By', 'LOOKUP', { lookupObject: 'gsuser' }), group: 'SYSTEM' },
      { ...readOnly('LastModifiedDate', 'Last Modified Date', 'DATETIME'), group: 'SYSTEM' },
      {
        ...readOnly('LastModifiedBy', 'Last Modified By', 'LOOKUP', { lookupObject: 'gsuser' }),
        group: 'SYSTEM',
      },
      text('ContextName', 'Context'),
      text('ContextId', 'Context ID'),
      standard('GsCompanyId', 'Company', 'LOOKUP', { lookupObject: 'company' }),
      standard('GsRelationshipId', 'Relationship', 'LOOKUP', { lookupObject: 'relationship' }),
      standard('GsRelationshipTypeId', 'Relationship Type', 'LOOKUP', { lookupObject: 'relationship_type' }),
      standard('AuthorId', 'Author', 'LOOKUP', { lookupObject: 'gsuser' }),
      text('TypeName', 'Activity Type'),
      text('ReportingCategory', 'Reporting Category'),
      { ...text('InternalAttendees', 'Internal Attendees'), length: 4000 },
      { ...text('ExternalAttendees', 'External Attendees'), length: 4000 },
      standard('DurationInMins', 'Duration (min)', 'NUMBER'),
      text('Source', 'Source'),
      text('ExternalSource', 'External Source'),
      text('MilestoneType', 'Milestone Type'),
      text('Milestone_type_name', 'Milestone Type Name'),
      text('Scorecard', 'Scorecard'),
      text('ScorecardMeasure', 'Scorecard Measure'),
      text('ScoreDetails', 'Score Details'),
      text('SfTaskId', 'SFDC Task ID'),
      text('SfEventId', 'SFDC Event ID'),
      text('SfdcCtaId', 'SFDC CTA ID'),
      standard('UserId', 'User', 'LOOKUP', { lookupObject: 'gsuser' }),
      text('UserName', 'User Name'),
      standard('UserEmail', 'User Email', 'EMAIL'),
      { ...text('Ant__Topic__c', 'Topic'), group: 'CUSTOM' },
      { ...standard('Ant__Outcome__c', 'Outcome', 'PICKLIST', itemsOf(picklists.Outcome)), group: 'CUSTOM' },
    ],
    rows,
  };
}

function makeActivity(scene: Scene, company: number, place: number): Row {
  const { seed, nowMs } = scene;
  const fixed = FIXED_COMPANIES[company - 1] ?? FIXED_COMPANIES[0];
  const entry = OLD_ENTRIES[(company + place) % OLD_ENTRIES.length] ?? OLD_ENTRIES[0];
  const csm = fixed?.csm ?? 'ingrid';
  const author = colleagueGsid(seed, csm);
  const at = instant(nowMs - (40 + company * 3 + place * 31) * DAY_MS);
  return {
    Gsid: gsid(seed, 'activity_timeline', company * 8 + place),
    ExternalId: null,
    Subject: entry.subject,
    Notes: entry.notes,
    NotesPlainText: entry.notes.replaceAll(/<[^>]*>/g, '').replaceAll('&nbsp;', ' '),
    ActivityDate: at,
    CreatedDate: at,
    CreatedBy: author,
    LastModifiedDate: at,
    LastModifiedBy: author,
    ContextName: 'Company',
    ContextId: gsid(seed, 'company', company),
    GsCompanyId: gsid(seed, 'company', company),
    GsRelationshipId: null,
    GsRelationshipTypeId: null,
    AuthorId: author,
    TypeName: entry.type,
    ReportingCategory: entry.type,
    InternalAttendees: null,
    ExternalAttendees: null,
    DurationInMins: entry.minutes,
    Source: 'C360',
    ExternalSource: null,
    MilestoneType: null,
    Milestone_type_name: null,
    Scorecard: null,
    ScorecardMeasure: null,
    ScoreDetails: null,
    SfTaskId: null,
    SfEventId: null,
    SfdcCtaId: null,
    UserId: author,
    UserName: null,
    UserEmail: colleagueEmail(csm),
    Ant__Topic__c: null,
    Ant__Outcome__c: null,
  };
}
