import { contentHash, dayOf } from '@handrail/core';
import type { SourceRecord } from '@handrail/core';
import { findRecordsSample, readStoredRecords, upsertSourceRecords } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import type { OpenVendor } from '../vendors.ts';
import { USER } from './account-context.ts';
import { GSID, toSourceRecords } from './source-record.ts';
import type { Slice } from './stream.ts';
import { findUserFault } from './user-context.ts';

/** What is kept of a user: enough to show a name and to find an author. */
const SELECT = ['Name', 'Email', 'IsActiveUser'] as const;
/** Of users who are known by these alone; bumped when SELECT changes, so that every user is read anew. */
export const DIRECTORY_VERSION = 'users-1';

/**
 * Reads the tenant's users, whom accounts point to by id: one call for up to 5,000. Only what differs is
 * written, all at once, so that no part of them is taken for the whole; a user that is no longer listed keeps the name it had.
 */
export async function readUserDirectory(slice: Slice, open: OpenVendor<GainsightReader>): Promise<void> {
  const of = { connectionId: open.connection.id, object: USER };
  const pages = open.client.queryPages(USER, { select: [GSID, ...SELECT] }, { signal: slice.signal });
  const records: SourceRecord[] = [];
  for await (const page of pages) {
    // A name is shown and an address compared: a user that cannot be kept stays as it was, or unknown, and the users' own
    // stream sets it aside.
    records.push(
      ...toSourceRecords(page.rows, SELECT).filter(({ values }) => findUserFault(values) === null),
    );
  }
  await slice.transaction(async (tx) => {
    const stored = await readStoredRecords(
      tx,
      of,
      records.map((record) => record.gainsightId),
    );
    const changed = records.flatMap((record) => {
      const hash = contentHash(record.values);
      if (stored.get(record.gainsightId)?.contentHash === hash) return [];
      const name = record.values['Name'];
      return [
        {
          gainsightId: record.gainsightId,
          name: typeof name === 'string' ? name : null,
          payload: record.values,
          contentHash: hash,
          modifiedAt: null,
          verdict: { in: true, rule: 'all', field: null, value: null },
        },
      ];
    });
    const now = slice.clock.now();
    const decided = { rulesVersion: DIRECTORY_VERSION, on: dayOf(now), runId: slice.run.id, now };
    await upsertSourceRecords(tx, of, decided, changed);
  });
}

/** Whether no user was read yet: the users' own stream, which keeps them, comes later. */
export async function isDirectoryEmpty(
  slice: Slice,
  { connection }: Pick<OpenVendor<GainsightReader>, 'connection'>,
): Promise<boolean> {
  const of = { connectionId: connection.id, object: USER };
  return slice.transaction(async (tx) => (await findRecordsSample(tx, of, 1)).length === 0);
}
