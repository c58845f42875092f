import {
  addChanges,
  addRunCounts,
  forgetFilteredRecords,
  listRelationshipsToLeave,
  listRelationshipsToReturn,
  markRelationships,
  NO_COUNTS,
} from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import type { OpenVendor } from '../vendors.ts';
import { COMPANY } from './account-context.ts';
import { applyInParts } from './apply-in-parts.ts';
import { checkByIds } from './check-by-ids.ts';
import { RELATIONSHIP, WITH_ITS_ACCOUNT } from './relationship-context.ts';
import type { RelationshipContext } from './relationship-context.ts';
import { applyRelationshipPage } from './relationship-page.ts';
import { GSID, MODIFIED_DATE } from './source-record.ts';
import type { Slice } from './stream.ts';
import { readableSources, toReadRecords } from './unread-fields.ts';

/** Most relationships that follow their accounts in one run; the next run takes the rest. */
const AT_ONCE = 5_000;

/**
 * Has relationships follow their accounts, whose own dates no relationship shows: those of an account that the filter
 * keeps out by now leave with it, from stored rows; those of one that came back are asked for by id.
 */
export async function followAccounts(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  context: RelationshipContext,
): Promise<void> {
  const { connection } = open;
  const of = {
    connectionId: connection.id,
    relationship: RELATIONSHIP,
    company: COMPANY,
    rule: WITH_ITS_ACCOUNT,
  };
  const now = slice.clock.now();
  const back = await slice.transaction(async (tx) => {
    const leaving = await listRelationshipsToLeave(tx, of, AT_ONCE);
    const ids = leaving.map(({ gainsightId }) => gainsightId);
    await forgetFilteredRecords(tx, of, leaving, now);
    const left = await markRelationships(tx, connection.id, ids, { presence: 'filtered', now });
    const changes = left.map((recordId) => ({ recordId, event: 'filtered' as const, fields: {} }));
    await addChanges(tx, { recordKind: 'relationship', runId: slice.run.id, now }, changes);
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, exits: left.length });
    // A full run reads them all: to ask for them as well would count each twice.
    return slice.run.mode === 'full' ? [] : listRelationshipsToReturn(tx, of, AT_ONCE);
  });
  let calls = open.calls();
  const select = [GSID, MODIFIED_DATE, ...readableSources(context)];
  const asked = back.map((gainsightId) => ({ gainsightId }));
  for await (const check of checkByIds(open.client, RELATIONSHIP, asked, select, slice.signal)) {
    const made = open.calls();
    await slice.transaction(async (tx) => {
      const records = await toReadRecords(tx, { ...of, object: RELATIONSHIP }, context, check.found);
      const page = { run: slice.run, connection, context, records, now };
      const counts = await applyInParts(tx, RELATIONSHIP, page, applyRelationshipPage);
      await addRunCounts(tx, slice.run.id, { ...counts, calls: made - calls, bytes: check.bytes });
    });
    calls = made;
  }
}
