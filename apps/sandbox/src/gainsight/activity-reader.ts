import { randomUUID } from 'node:crypto';
import type { SandboxContext } from '../context.ts';
import type { Row, Value } from '../world.ts';
import { readDate } from './date-value.ts';
import { resolveLookups, type LookupsBlock } from './lookups.ts';
import type { ObjectStore } from './object-store.ts';
import type { RecordStore } from './record-store.ts';
import { readWriteValue } from './write-value.ts';

/** Why a record of a Timeline call was not stored. */
export interface ActivityFault {
  readonly errorCode: string;
  readonly message: string;
}

/** What a record of a Timeline call means for the row. */
export type ReadActivity =
  | { readonly kind: 'values'; readonly values: Row }
  | { readonly kind: 'fault'; readonly fault: ActivityFault };

/** Most characters of a note; the vendor names the figure for e-mail bodies (reference section 10.2). */
const notesMax = 131_000;
const subjectMax = 255;
const contexts = [
  'Company',
  'Relationship',
  'CTA',
  'SuccessPlan',
  'Scorecard',
  'ScorecardMeasure',
  'Milestone',
  'GS_Opportunity',
];
const standardTypes = ['Update', 'Meeting', 'Call', 'Email', 'Milestone'];
const required = ['ExternalId', 'ContextName', 'TypeName', 'Subject', 'Notes', 'Author'];
/** Sent columns that this reader handles by name; the rest are fields of the object. */
const handled = [
  'externalid',
  'contextname',
  'typename',
  'subject',
  'notes',
  'author',
  'authorid',
  'activitydate',
];
const links = { GsCompanyId: 'company', GsRelationshipId: 'relationship' } as const;

type Sent = ReadonlyMap<string, unknown>;

/** Makes the reader of Timeline records for saves and updates. */
export function createActivityReader(store: RecordStore, context: SandboxContext) {
  const { switches, clock } = context;

  function readNew(
    record: Readonly<Record<string, unknown>>,
    block: LookupsBlock,
    activities: ObjectStore,
  ): ReadActivity {
    const sent = lowered(record);
    for (const name of [...required, ...switches.requiredActivityFields]) {
      const hasAuthor = name === 'Author' && !isMissing(sent.get('authorid'));
      if (isMissing(sent.get(name.toLowerCase())) && !hasAuthor) {
        return fault('GS_TL_10_0206', `Activity value for key '${name}' missing`);
      }
    }
    const read = readValues(sent, record, block, activities);
    if (read.kind === 'fault') return read;
    const values: Row = { ActivityDate: clock.now().toISOString(), ...read.values };
    if (values['AuthorId'] === undefined) return fault('GS_TL_10_0213', 'No lookup resolves the author');
    const missing = missingContext(values);
    if (missing !== null) return fault('GS_TL_10_0213', missing);
    Object.assign(values, relationshipColumns(values));
    values['ContextId'] ??= contextIdOf(values);
    values['CreatedBy'] = values['AuthorId'] ?? null;
    values['LastModifiedBy'] = values['AuthorId'] ?? null;
    if (switches.activityId === 'different') values['ActivityId'] = randomUUID();
    return { kind: 'values', values };
  }

  function readChange(
    record: Readonly<Record<string, unknown>>,
    block: LookupsBlock,
    activities: ObjectStore,
    row: Row,
  ): ReadActivity {
    const sent = lowered(record);
    for (const name of ['Subject', 'Notes', 'TypeName', 'ContextName']) {
      const value = sent.get(name.toLowerCase());
      if (value !== undefined && isMissing(value))
        return fault('GS_TL_10_0206', `Activity value for key '${name}' missing`);
    }
    const read = readValues(sent, record, block, activities);
    if (read.kind === 'fault') return read;
    const missing = missingContext({ ...row, ...read.values });
    return missing === null ? read : fault('GS_TL_10_0213', missing);
  }

  function readValues(
    sent: Sent,
    record: Readonly<Record<string, unknown>>,
    block: LookupsBlock,
    activities: ObjectStore,
  ): ReadActivity {
    const values: Row = {};
    const lookedUp = resolveLookups(store, block, record);
    const [unresolved] = lookedUp.faults;
    if (unresolved !== undefined) {
      return fault('GS_TL_10_0213', `Lookup of ${unresolved.fieldName} failed: ${unresolved.message}`);
    }
    const texts = readTexts(sent, activities);
    if (texts.kind === 'fault') return texts;
    Object.assign(values, texts.values);
    for (const [name, input] of sent) {
      const field = activities.field(name);
      if (handled.includes(name) || lookedUp.columns.has(name)) continue;
      if (field === undefined || field.group === 'SYSTEM' || field.name === 'Gsid') {
        if (name.startsWith('ant__')) return fault('GS_TL_10_0206', `Activity field '${name}' is unknown`);
        continue;
      }
      const value = readWriteValue(
        field,
        input,
        (object, gsid) => store.find(object)?.find(gsid) !== undefined,
      );
      if (value.kind === 'fault') {
        const code = field.type === 'LOOKUP' ? 'GS_TL_10_0213' : 'GS_TL_10_0206';
        return fault(code, `${field.name}: ${value.message}`);
      }
      values[field.name] = value.value;
    }
    if (!isMissing(sent.get('authorid'))) values['AuthorId'] = String(sent.get('authorid'));
    for (const [target, value] of lookedUp.values) {
      const field = activities.field(target);
      if (field !== undefined) values[field.name] = /attendees$/i.test(field.name) ? names(value) : value;
    }
    if (
      values['AuthorId'] !== undefined &&
      store.find('gsuser')?.find(String(values['AuthorId'])) === undefined
    ) {
      return fault('GS_TL_10_0213', 'The author is no user');
    }
    return { kind: 'values', values };
  }

  function readTexts(sent: Sent, activities: ObjectStore): ReadActivity {
    const values: Row = {};
    const externalId = sent.get('externalid');
    if (externalId !== undefined) values['ExternalId'] = String(externalId);
    const subject = sent.get('subject');
    if (subject !== undefined) values['Subject'] = String(subject);
    if (String(subject ?? '').length > subjectMax)
      return fault('GS_TL_10_0206', `Subject is longer than ${subjectMax} characters`);
    const notes = sent.get('notes');
    if (notes !== undefined) {
      if (String(notes).length > notesMax)
        return fault('GS_TL_10_0206', `Notes are longer than ${notesMax} characters`);
      values['Notes'] = String(notes);
      values['NotesPlainText'] = plainText(String(notes));
    }
    const contextName = sent.get('contextname');
    if (contextName !== undefined) {
      const known = contexts.find((name) => name.toLowerCase() === String(contextName).toLowerCase());
      if (known === undefined) return fault('GS_TL_10_0206', 'Activity context name is unknown');
      values[activities.field('ContextName')?.name ?? 'ContextName'] = known;
    }
    const typeName = sent.get('typename');
    if (typeName !== undefined) {
      const field = activities.field('TypeName');
      const item = field?.items?.find(({ label, active }) => label === typeName && active);
      if (item === undefined && (field?.items !== undefined || !standardTypes.includes(String(typeName)))) {
        return fault('GS_TL_10_0213', 'Activity type is unknown');
      }
      values['TypeName'] = field?.type === 'PICKLIST' ? (item?.gsid ?? null) : String(typeName);
    }
    const activityDate = sent.get('activitydate');
    if (activityDate !== undefined && activityDate !== null) {
      const read = readDate(activityDate);
      if (read === null) return fault('GS_TL_10_0206', 'ActivityDate is not readable');
      values['ActivityDate'] = read.at.toISOString();
    }
    return { kind: 'values', values };
  }

  /** Attendees are read back as one string of names (reference section 10.6). */
  function names(value: Value): string | null {
    const gsids = typeof value === 'object' && value !== null ? value : value === null ? [] : [String(value)];
    const found = gsids.flatMap((gsid) => {
      const row = store.find('gsuser')?.find(gsid) ?? store.find('person')?.find(gsid) ?? companyPerson(gsid);
      return row === undefined ? [] : [String(row['Name'] ?? row['Email'] ?? '')];
    });
    return found.length === 0 ? null : found.join(', ');
  }

  function companyPerson(gsid: string): Row | undefined {
    const link = store.find('company_person')?.find(gsid);
    return link === undefined ? undefined : (store.find('person')?.find(String(link['Person_ID'])) ?? link);
  }

  function missingContext(values: Row): string | null {
    const contextName = contextNameOf(values);
    if (contextName !== 'Company' && contextName !== 'Relationship') {
      return isMissing(values['ContextId']) ? 'ContextId is missing' : null;
    }
    const column = contextName === 'Company' ? 'GsCompanyId' : 'GsRelationshipId';
    const gsid = values[column];
    if (store.find(links[column])?.find(String(gsid)) === undefined) return `${column} matches no record`;
    const { GsCompanyId } = relationshipColumns(values);
    const isOfOther = GsCompanyId !== undefined && GsCompanyId !== (values['GsCompanyId'] ?? GsCompanyId);
    return isOfOther ? 'GsRelationshipId belongs to another company' : null;
  }

  /** Company and type of the relationship that an activity is about; nothing for other contexts. */
  function relationshipColumns(values: Row): Row {
    const row = store.find(links.GsRelationshipId)?.find(String(values['GsRelationshipId']));
    if (row === undefined) return {};
    return { GsCompanyId: row['CompanyId'] ?? null, GsRelationshipTypeId: row['TypeId'] ?? null };
  }

  return { readNew, readChange };
}

/** The field is spelled `ContextName` in writes and `contextname` in reads; a world may use either. */
function contextNameOf(values: Row): Value {
  return values['ContextName'] ?? values['contextname'] ?? null;
}

function contextIdOf(values: Row): Value {
  return (
    (contextNameOf(values) === 'Relationship' ? values['GsRelationshipId'] : values['GsCompanyId']) ?? null
  );
}

function lowered(record: Readonly<Record<string, unknown>>): Sent {
  return new Map(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** What a person reads of a note: its text without markup. */
export function plainText(html: string): string {
  return html
    .replace(/<br\s*\/?>|<\/(p|li|div|h\d)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();
}

function fault(errorCode: string, message: string): ReadActivity {
  return { kind: 'fault', fault: { errorCode, message } };
}
