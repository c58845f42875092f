import { UNDONE_RULE } from '@handrail/core';
import type { MeetingImportId, UserId } from '@handrail/core';
import {
  findMeeting,
  hastenStream,
  holdStream,
  insertMeetingImport,
  markImportUndone,
} from '@handrail/database';
import type { MeetingImportRow, WorkspaceTransaction } from '@handrail/database';
import { excludeWholly } from './exclude-stored-meetings.ts';
import { importMeetings } from './import-meetings.ts';
import type { ImportOutcome, MeetingFile } from './import-meetings.ts';

/** Faults that are kept of an import; their number counts all. */
const MAX_FAULTS = 100;

/** Imports a file of meetings, and keeps what came of it on the list of imports. */
export async function importFile(
  tx: WorkspaceTransaction,
  file: MeetingFile & { readonly fileName: string; readonly importedBy: UserId | null },
  now: Date,
): Promise<ImportOutcome> {
  const outcome = await importMeetings(tx, file, now);
  const { faults } = outcome;
  await insertMeetingImport(tx, {
    file_name: outcome.keepsName ? file.fileName.replaceAll('\0', '') : null,
    format: file.format,
    imported_by: file.importedBy,
    added: [...outcome.takenIn],
    changed: outcome.meetingIds.length - outcome.takenIn.length - outcome.unchanged,
    unchanged: outcome.unchanged,
    excluded: outcome.refused.length - faults.length,
    faults: faults.slice(0, MAX_FAULTS),
    fault_count: faults.length,
    created_at: now,
  });
  return outcome;
}

/**
 * Takes away the meetings that an import brought, their Timeline entries included; the file can be imported again.
 * Nothing when there is no such import, or it was undone before.
 */
export async function undoImport(
  tx: WorkspaceTransaction,
  id: MeetingImportId,
  now: Date,
): Promise<MeetingImportRow | undefined> {
  await holdStream(tx, 'signals');
  const undone = await markImportUndone(tx, id, now);
  if (undone === undefined) return undefined;
  for (const meetingId of undone.added) {
    const meeting = await findMeeting(tx, meetingId);
    if (meeting !== undefined && meeting.state !== 'excluded')
      await excludeWholly(tx, meetingId, UNDONE_RULE, now);
  }
  await hastenStream(tx, 'signals', now);
  return undone;
}
