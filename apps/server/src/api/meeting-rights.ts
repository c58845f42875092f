import { isPermitted } from '@handrail/core';
import type { MeetingId, PermittedAction } from '@handrail/core';
import { listAttributions, listUnseenAccounts } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { ServerError } from '../errors.ts';
import type { Caller } from './session.ts';

// How far the rights over single meetings reach. Row-level security hides what a person may not see, so that their change
// would pass by an account that is hidden, and leave the meeting half of what was asked for.

/** A token does what its owner may and its scopes name. */
export function mayDo({ role, scopes }: Caller, action: PermittedAction): boolean {
  const isInScope = scopes === null || action === 'session' || scopes.includes(action);
  return isInScope && action !== 'public' && isPermitted(role, action);
}

/** Refuses who may not see one of the accounts that the meeting would leave. Throws meeting_not_yours. */
export async function requireAllSeen(tx: WorkspaceTransaction, meetingId: MeetingId): Promise<void> {
  if ((await listUnseenAccounts(tx, [meetingId])).length > 0) throw notYours();
}

/**
 * Refuses who does not see every account whose Timeline an act on the meeting reaches; one of none would be sent to
 * whichever comes. An admin sees all. Throws meeting_not_yours.
 */
export async function requireTimelines(
  tx: WorkspaceTransaction,
  { role }: Caller,
  meetingId: MeetingId,
): Promise<void> {
  await requireAllSeen(tx, meetingId);
  if (role !== 'admin' && (await listAttributions(tx, [meetingId])).length === 0) throw notYours();
}

function notYours(): ServerError {
  return new ServerError({
    code: 'meeting_not_yours',
    message: 'This meeting belongs to an account that you may not see, or to none of yours.',
    remedy: 'Ask who sees all of its accounts, or an admin.',
  });
}

/** What may be done to a meeting, but not by whom it would be hidden from then. */
export function outOfSight(): ServerError {
  return new ServerError({
    code: 'meeting_out_of_sight',
    message:
      'You would no longer see this meeting: you did not take part, and it would be at no account of yours.',
    remedy: 'Name an account of yours, or ask an admin; hold the meeting until then.',
  });
}

/** Neither role nor scope includes what was asked for. */
export function notAllowed(): ServerError {
  return new ServerError({
    code: 'not_allowed',
    message: 'Your role, or the scope of this token, does not include this.',
    remedy: 'Ask an administrator of this workspace, or use a token with this scope.',
  });
}
