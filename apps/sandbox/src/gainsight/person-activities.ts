import { z } from 'zod';
import { SandboxError } from '../errors.ts';
import type { Row } from '../world.ts';
import { plainText } from './activity-reader.ts';
import { activityObject } from './activity-writer.ts';
import type { ObjectStore } from './object-store.ts';
import type { RecordStore } from './record-store.ts';

const written = z.strictObject({
  companyGsid: z.string(),
  relationshipGsid: z.string().optional(),
  /** GSID of the user who writes; the first user when absent. */
  authorGsid: z.string().optional(),
  subject: z.string().min(1).max(255),
  notes: z.string().min(1),
  typeName: z.string().default('Update'),
  /** ISO instant at which it was held; now when absent. */
  activityDate: z.iso.datetime({ offset: true }).optional(),
});
const edited = z.strictObject({
  editorGsid: z.string().optional(),
  subject: z.string().min(1).max(255).optional(),
  notes: z.string().min(1).optional(),
});

/** What people do to the Timeline in the product's own screens; no call of the API shows in it. */
export interface PersonActivities {
  /** Writes an entry about a company or one of its relationships, without an ExternalId. Throws `sandbox_bad_option`. */
  write(input: unknown): Row;
  /** Changes subject or notes of any entry; undefined when there is none of that GSID. */
  edit(gsid: string, input: unknown): Row | undefined;
}

/** Makes the door for what people do. */
export function createPersonActivities(store: RecordStore, now: () => Date): PersonActivities {
  return {
    write: (input) => {
      const entry = written.parse(input);
      const author = userOf(store, entry.authorGsid);
      const company = existing(objectOf(store, 'company'), entry.companyGsid);
      const relationship =
        entry.relationshipGsid === undefined
          ? null
          : existing(objectOf(store, 'relationship'), entry.relationshipGsid);
      return objectOf(store, activityObject).insert({
        Subject: entry.subject,
        ...notesOf(entry.notes),
        ActivityDate: new Date(entry.activityDate ?? now()).toISOString(),
        ContextName: relationship === null ? 'Company' : 'Relationship',
        ContextId: relationship?.['Gsid'] ?? company['Gsid'] ?? null,
        GsCompanyId: company['Gsid'] ?? null,
        GsRelationshipId: relationship?.['Gsid'] ?? null,
        GsRelationshipTypeId: relationship?.['TypeId'] ?? null,
        AuthorId: author['Gsid'] ?? null,
        CreatedBy: author['Gsid'] ?? null,
        LastModifiedBy: author['Gsid'] ?? null,
        TypeName: entry.typeName,
        ReportingCategory: entry.typeName,
        Source: 'C360',
      });
    },
    edit: (gsid, input) => {
      const { editorGsid, subject, notes } = edited.parse(input);
      const activities = objectOf(store, activityObject);
      const row = activities.find(gsid);
      if (row === undefined) return undefined;
      const editor =
        editorGsid === undefined ? (row['AuthorId'] ?? null) : (userOf(store, editorGsid)['Gsid'] ?? null);
      activities.update(gsid, {
        ...(subject === undefined ? {} : { Subject: subject }),
        ...(notes === undefined ? {} : notesOf(notes)),
        LastModifiedBy: editor,
      });
      return activities.find(gsid);
    },
  };
}

function notesOf(notes: string): Row {
  return { Notes: notes, NotesPlainText: plainText(notes) };
}

function userOf(store: RecordStore, gsid: string | undefined): Row {
  const users = objectOf(store, 'gsuser');
  const [first] = users.stored();
  return gsid === undefined && first !== undefined ? first : existing(users, gsid ?? '');
}

function objectOf(store: RecordStore, name: string): ObjectStore {
  const found = store.find(name);
  if (found === undefined) throw new SandboxError('sandbox_bad_option', `This world has no ${name}`);
  return found;
}

function existing(from: ObjectStore, gsid: string): Row {
  const row = from.find(gsid);
  if (row === undefined) throw new SandboxError('sandbox_bad_option', `No ${from.object.name} ${gsid}`);
  return row;
}
