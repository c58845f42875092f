import type { Configuration, MeetingId } from '@handrail/core';
import {
  findAccount,
  findMeeting,
  findRecordsByText,
  listAttributions,
  listParticipants,
  readSummaries,
} from '@handrail/database';
import type { ConnectionRow, MeetingRow, OutboxRow, WorkspaceTransaction } from '@handrail/database';
import { USER } from '../inbound/account-context.ts';
import { SyncError } from '../errors.ts';
import { parseDelivery } from './delivery-json.ts';
import { renderActivity } from './render-activity.ts';
import type { RenderedActivity } from './render-activity.ts';

interface Identity {
  readonly source: MeetingRow['source'];
  readonly sourceMeetingId: string;
  readonly companyGsid: string;
}

/** What stands in an activity when it is sent now, or why it shall not stand. Built at send, never stored. */
export type ActivityContent =
  | (Identity & {
      readonly kind: 'wanted';
      readonly meetingId: MeetingId;
      readonly rendered: RenderedActivity;
      readonly contentVersion: string;
      readonly heldAt: Date;
      readonly author: string;
      readonly typeName: string;
      readonly internalEmails: readonly string[];
      readonly externalEmails: readonly string[];
    })
  | (Identity & { readonly kind: 'unwanted'; readonly reason: string });

/** Activity type of a meeting when the configuration names none: one that every tenant has (reference 10.2). */
const DEFAULT_TYPE = 'Meeting';

/** Asks again, at the moment of sending, whether a delivery is still wanted, and what it says. */
export async function readActivityContent(
  tx: WorkspaceTransaction,
  row: OutboxRow,
  connection: ConnectionRow,
  configuration: Configuration,
): Promise<ActivityContent | null> {
  const account = await findAccount(tx, row.account_id);
  const meeting = await findMeeting(tx, row.subject_id as MeetingId);
  if (account === undefined || meeting === undefined) return null;
  const identity: Identity = {
    source: meeting.source,
    sourceMeetingId: meeting.source_meeting_id,
    companyGsid: account.gainsight_id,
  };
  const unwanted = (reason: string): ActivityContent => ({ ...identity, kind: 'unwanted', reason });
  if (meeting.state === 'excluded') return unwanted('excluded');
  const attributions = await listAttributions(tx, [meeting.id]);
  if (!attributions.some((attribution) => attribution.account_id === account.id)) return unwanted('moved');
  // What stands already is left where it is: hiding an account here takes nothing away over there.
  const stands = row.delivery !== null && parseDelivery(row.delivery).remoteId !== null;
  if (account.presence !== 'present' && !stands) return unwanted('account-gone');
  const summary = (await readSummaries(tx, [meeting.id])).get(meeting.id);
  if (summary === undefined) return unwanted('no-summary');
  const participants = await listParticipants(tx, [meeting.id]);
  const emailsOf = (side: 'ours' | 'theirs') =>
    participants
      .filter((participant) => participant.side === side)
      .map(({ email }) => email)
      .filter((email) => email !== null);
  return {
    ...identity,
    kind: 'wanted',
    meetingId: meeting.id,
    rendered: renderActivity({
      title: meeting.title,
      startedAt: meeting.started_at,
      url: meeting.url,
      source: meeting.source,
      summary,
    }),
    contentVersion: `${summary.summary.algorithm}.${summary.summary.version}`,
    heldAt: meeting.started_at ?? meeting.created_at,
    author: await chooseAuthor(tx, meeting, connection, configuration),
    typeName: configuration.timeline.types['default'] ?? DEFAULT_TYPE,
    internalEmails: emailsOf('ours'),
    externalEmails: emailsOf('theirs'),
  };
}

/** The organiser when they are a user of the tenant, else the fallback author. Throws author_missing. */
async function chooseAuthor(
  tx: WorkspaceTransaction,
  meeting: MeetingRow,
  connection: ConnectionRow,
  configuration: Configuration,
): Promise<string> {
  if (meeting.host_email !== null) {
    const users = await findRecordsByText(
      tx,
      { connectionId: connection.id, object: USER },
      'Email',
      [meeting.host_email],
      { field: 'IsActiveUser', value: true },
    );
    if (users.size > 0) return meeting.host_email;
  }
  if (configuration.timeline.fallbackAuthor !== null) return configuration.timeline.fallbackAuthor;
  throw new SyncError({
    code: 'author_missing',
    message: 'No author is known for the activity.',
    remedy: 'Choose a fallback author under Settings > Integrations > Gainsight > Timeline & writeback.',
  });
}
