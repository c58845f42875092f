import { holdOf, meetingKind, unwantedReason } from '@handrail/core';
import type { Configuration, MeetingId, UnpostedReason } from '@handrail/core';
import {
  findAccount,
  findMeeting,
  findOnlyRelationship,
  findRecordsByText,
  listAttributions,
  listOwnAddresses,
  listParticipants,
  listRequiredActivityFields,
  readSummaries,
} from '@handrail/database';
import type {
  AccountRow,
  ConnectionRow,
  MeetingRow,
  OutboxRow,
  WorkspaceTransaction,
} from '@handrail/database';
import { USER } from '../inbound/account-context.ts';
import { SyncError } from '../errors.ts';
import { isSameField } from './missing-field.ts';
import { parseDelivery } from './delivery-json.ts';
import { renderActivity, renderLink } from './render-activity.ts';
import type { RenderedActivity } from './render-activity.ts';

interface Identity {
  readonly meetingId: MeetingId;
  readonly title: string;
  readonly source: MeetingRow['source'];
  readonly sourceMeetingId: string;
  readonly companyGsid: string;
}

/** What stands in an activity when it is sent now, or why it shall not stand. Built at send, never stored. */
export type ActivityContent =
  | (Identity & {
      readonly kind: 'wanted';
      readonly url: string | null;
      readonly rendered: RenderedActivity;
      /** What stands there instead beside a twin, when the settings ask for no more than a link. */
      readonly link: RenderedActivity;
      readonly contentVersion: string;
      readonly heldAt: Date;
      /** Null where nobody is known and nothing is posted. */
      readonly author: string | null;
      readonly typeName: string;
      readonly internalEmails: readonly string[];
      readonly externalEmails: readonly string[];
      /** The relationship that it is about, when the settings ask for one and exactly one took part. */
      readonly relationship: { readonly gainsightId: string; readonly name: string } | null;
      /** Values of fields that the tenant requires of the type, and those required that have none yet. */
      readonly fields: Readonly<Record<string, string>>;
      readonly missingFields: readonly string[];
      /** Why nothing is posted that does not stand already, whatever a person says; null when it may be. */
      readonly unposted: UnpostedReason | null;
      /** Why nothing goes out before a person says so. */
      readonly hold: 'nothing-new' | 'nothing-at-all' | null;
      readonly twins: Configuration['timeline']['twins'];
    })
  | (Identity & { readonly kind: 'unwanted'; readonly reason: string });

/** Activity type of a meeting when the configuration names none: one that every tenant has (reference 10.2). */
const DEFAULT_TYPE = 'Meeting';

/** Asks again, at the moment of sending, whether a delivery is still wanted, and what it says. Throws author_missing. */
export async function readActivityContent(
  tx: WorkspaceTransaction,
  row: Pick<OutboxRow, 'account_id' | 'subject_id' | 'delivery'>,
  connection: ConnectionRow,
  configuration: Configuration,
): Promise<ActivityContent | null> {
  const account = await findAccount(tx, row.account_id);
  const meeting = await findMeeting(tx, row.subject_id as MeetingId);
  if (account === undefined || meeting === undefined) return null;
  const identity: Identity = {
    meetingId: meeting.id,
    title: meeting.title,
    source: meeting.source,
    sourceMeetingId: meeting.source_meeting_id,
    companyGsid: account.gainsight_id,
  };
  const unwanted = (reason: string): ActivityContent => ({ ...identity, kind: 'unwanted', reason });
  const attributions = await listAttributions(tx, [meeting.id]);
  const summary = (await readSummaries(tx, [meeting.id])).get(meeting.id);
  const reason = unwantedReason({
    isExcluded: meeting.state === 'excluded',
    wish: meeting.timeline_wish,
    isPlaced: attributions.some((attribution) => attribution.account_id === account.id),
    hasSummary: summary !== undefined,
    // An entry that holds no more than who wrote it tells nobody anything.
    saysAnything: summary !== undefined && summary.claims.length + summary.actionItems.length > 0,
  });
  if (reason !== null || summary === undefined) return unwanted(reason ?? 'no-summary');
  const participants = await listParticipants(tx, [meeting.id]);
  const emailsOf = (side: 'ours' | 'theirs') =>
    participants
      .filter((participant) => participant.side === side)
      .map(({ email }) => email)
      .filter((email) => email !== null);
  const { timeline } = configuration;
  const typeName = timeline.types[meetingKind(meeting.title)] ?? timeline.types['default'] ?? DEFAULT_TYPE;
  const given = Object.entries(timeline.fields[typeName] ?? {}).filter(([, value]) => value !== '');
  // One field in two spellings is one field, and is sent once.
  const fields = Object.fromEntries(
    given.filter(([field], at) => given.findIndex(([one]) => isSameField(one, field)) === at),
  );
  const required = await listRequiredActivityFields(tx);
  const externalEmails = emailsOf('theirs');
  const { title, url, source } = meeting;
  const stands = row.delivery !== null && parseDelivery(row.delivery).remoteId !== null;
  const unposted = unpostedOf({ account, meeting, stands }, configuration);
  const author = await findAuthor(tx, meeting, connection, configuration);
  if (author === null && unposted === null) throw authorMissing();
  const told = { title, url, source, startedAt: meeting.started_at, summary };
  return {
    ...identity,
    kind: 'wanted',
    url,
    rendered: renderActivity(told),
    link: renderLink(told),
    contentVersion: String(summary.summary.version),
    heldAt: meeting.started_at ?? meeting.created_at,
    author,
    typeName,
    internalEmails: emailsOf('ours'),
    externalEmails,
    relationship:
      timeline.target === 'relationship'
        ? ((await findOnlyRelationship(tx, account.id, externalEmails)) ?? null)
        : null,
    fields,
    missingFields: required
      .filter(
        (one) =>
          one.typeName === typeName && !Object.keys(fields).some((field) => isSameField(field, one.field)),
      )
      .map(({ field }) => field),
    unposted,
    hold: holdOf(meeting.timeline_wish, timeline.hold.includes(account.gainsight_id)),
    // Who asks for this very meeting to be sent has seen what stands beside it.
    twins: meeting.timeline_wish === 'send' ? 'post' : timeline.twins,
  };
}

/** What stands already is left where it is: hiding an account, or switching off, takes nothing away over there. */
function unpostedOf(
  of: { readonly account: AccountRow; readonly meeting: MeetingRow; readonly stands: boolean },
  { timeline }: Configuration,
): UnpostedReason | null {
  const { account, meeting, stands } = of;
  if (!timeline.enabled) return 'switched-off';
  if (stands) return null;
  if (account.presence !== 'present') return 'account-gone';
  // Who goes first goes alone, also of what was ordered before; what a person sent goes all the same.
  const isFirst = timeline.canary.length === 0 || timeline.canary.includes(account.gainsight_id);
  return isFirst || meeting.timeline_wish === 'send' ? null : 'not-first';
}

/** The organiser when they are a user of the tenant, else the fallback author; null where none is set. */
async function findAuthor(
  tx: WorkspaceTransaction,
  meeting: MeetingRow,
  connection: ConnectionRow,
  configuration: Configuration,
): Promise<string | null> {
  if (meeting.host_email !== null) {
    // The tenant may know the organiser by another address than the recorder does.
    const addresses = await listOwnAddresses(tx, meeting.host_email);
    const users = await findRecordsByText(
      tx,
      { connectionId: connection.id, object: USER },
      'Email',
      addresses,
      { field: 'IsActiveUser', value: true },
    );
    if (users.has(meeting.host_email.toLowerCase())) return meeting.host_email;
    const [other] = users.keys();
    if (other !== undefined) return other;
  }
  return configuration.timeline.fallbackAuthor;
}

/** Nobody is known who could stand as the author of an activity. */
export function authorMissing(): SyncError {
  return new SyncError({
    code: 'author_missing',
    message: 'No author is known for the activity.',
    remedy: 'Choose a fallback author under Settings > Integrations > Gainsight > Timeline.',
  });
}
