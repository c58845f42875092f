import { CoreError } from './errors.ts';

declare const noun: unique symbol;

/** An id of ours: a UUID in lower case that remembers which noun it belongs to. */
export type Id<Noun extends string> = string & { readonly [noun]: Noun };

export type WorkspaceId = Id<'workspace'>;
export type ConnectionId = Id<'connection'>;
export type StreamId = Id<'stream'>;
export type RunId = Id<'run'>;
export type ConfigVersionId = Id<'config-version'>;
export type AccountId = Id<'account'>;
export type RelationshipId = Id<'relationship'>;
export type StakeholderId = Id<'stakeholder'>;
export type UserId = Id<'user'>;
export type MeetingId = Id<'meeting'>;
export type SummaryId = Id<'summary'>;
export type ReviewId = Id<'review'>;
export type MeetingImportId = Id<'meeting-import'>;
export type OutboxId = Id<'outbox'>;
export type DeliveryId = Id<'delivery'>;
export type SessionId = Id<'session'>;
export type TokenId = Id<'token'>;
export type SignInRequestId = Id<'sign-in-request'>;
export type AlarmId = Id<'alarm'>;
export type NoticeId = Id<'notice'>;
export type HeldAnswerId = Id<'held-answer'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function isId<Noun extends string>(text: string): text is Id<Noun> {
  return UUID.test(text);
}

/** Makes the parser of one noun. It takes any letter case, gives lower case, throws `core_invalid_id`. */
function idParser<Noun extends string>(name: Noun): (text: string) => Id<Noun> {
  return (text) => {
    const lower = text.toLowerCase();
    if (isId<Noun>(lower)) return lower;
    throw new CoreError({
      code: 'core_invalid_id',
      message: `This is not the id of a ${name}.`,
      remedy: 'Use the id as it is shown in the list; it has 36 characters.',
      facts: { noun: name, length: text.length },
    });
  };
}

export const parseWorkspaceId = idParser('workspace');
export const parseConnectionId = idParser('connection');
export const parseStreamId = idParser('stream');
export const parseRunId = idParser('run');
export const parseConfigVersionId = idParser('config-version');
export const parseAccountId = idParser('account');
export const parseRelationshipId = idParser('relationship');
export const parseStakeholderId = idParser('stakeholder');
export const parseUserId = idParser('user');
export const parseMeetingId = idParser('meeting');
export const parseSummaryId = idParser('summary');
export const parseReviewId = idParser('review');
export const parseMeetingImportId = idParser('meeting-import');
export const parseOutboxId = idParser('outbox');
export const parseDeliveryId = idParser('delivery');
export const parseSessionId = idParser('session');
export const parseTokenId = idParser('token');
export const parseSignInRequestId = idParser('sign-in-request');
export const parseAlarmId = idParser('alarm');
export const parseHeldAnswerId = idParser('held-answer');

/** Whether the text is a UUID in lower case. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * Makes a UUIDv7 (RFC 9562, 5.7) of a time in epoch milliseconds and at least 10 random bytes, both given by
 * the caller: this package asks neither clock nor chance.
 */
export function createUuid(nowMs: number, random: Uint8Array): string {
  if (!Number.isSafeInteger(nowMs) || nowMs < 0 || nowMs >= 2 ** 48 || random.length < 10) {
    throw new CoreError({
      code: 'core_invalid_time',
      message: 'An id needs a time within 48 bits and 10 random bytes.',
      remedy: 'Pass whole epoch milliseconds and 10 bytes.',
      facts: { nowMs, randomBytes: random.length },
    });
  }
  const time = nowMs.toString(16).padStart(12, '0');
  const at = (index: number): number => random[index] ?? 0;
  const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
  const version = hex(0x70 | (at(0) & 0x0f)) + hex(at(1));
  const variant = hex(0x80 | (at(2) & 0x3f)) + hex(at(3));
  const rest = Array.from({ length: 6 }, (_, index) => hex(at(4 + index))).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${rest}`;
}
