import { ACCOUNT_LIMITS, GUARD_WINDOW_MS, judgeExits } from '@handrail/core';
import {
  addRunCounts,
  listTiesOfPersons,
  markRecordsMissing,
  markStakeholdersMissing,
  NO_COUNTS,
  readStakeholderExits,
} from '@handrail/database';
import type { UnseenRecord, WorkspaceTransaction } from '@handrail/database';
import type { ConnectionId } from '@handrail/core';
import type { GainsightReader } from '@handrail/gainsight';
import type { OpenVendor } from '../vendors.ts';
import { checkByIds } from './check-by-ids.ts';
import { GSID } from './source-record.ts';
import { COMPANY_PERSON, PERSON } from './stakeholder-context.ts';
import type { Slice, Withheld } from './stream.ts';
import { findUnseen, startOf } from './sweep.ts';

/** Most exits listed by name. */
const MAX_SHOWN = 5_000;

/**
 * Ends a full run: persons and ties that stood before it and were not seen are asked for by their ids, and those who are
 * confirmed absent take their stakeholders out of the lists, all of them or, above the guard's limits, none. Nothing is
 * erased. Answers what is withheld.
 */
export async function sweepStakeholders(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
): Promise<Withheld | null> {
  const connectionId = open.connection.id;
  const ties = await confirmUnseen(slice, open, COMPANY_PERSON);
  const persons = await confirmUnseen(slice, open, PERSON);
  if (ties.length + persons.length === 0) return null;
  const now = slice.clock.now();
  return slice.transaction(async (tx) => {
    const ofPersons = await listTiesOfPersons(tx, connectionId, idsOf(persons));
    const exits = [...new Set([...idsOf(ties), ...ofPersons])];
    const since = new Date(now.getTime() - GUARD_WINDOW_MS);
    const { live, past } = await readStakeholderExits(tx, connectionId, {
      storedBefore: startOf(slice.run),
      since,
    });
    const verdict = judgeExits({
      liveBefore: live + past.length,
      past,
      candidates: exits,
      isListingWhole: true,
      limits: ACCOUNT_LIMITS,
      now,
    });
    if (verdict.kind === 'withheld') {
      const sample = [...ties, ...persons].slice(0, MAX_SHOWN);
      return {
        count: exits.length,
        live,
        sample: sample.map(({ gainsightId, name }) => ({ gainsightId, name, kind: 'missing' as const })),
      };
    }
    const count = await removeStakeholders(
      tx,
      connectionId,
      { ties: idsOf(ties), persons: idsOf(persons) },
      now,
    );
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, exits: count });
    return null;
  });
}

/** Marks persons and ties as missing, with the stakeholders that rest on them; answers how many left. */
export async function removeStakeholders(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gone: { readonly ties: readonly string[]; readonly persons: readonly string[] },
  now: Date,
): Promise<number> {
  await markRecordsMissing(tx, { connectionId, object: COMPANY_PERSON }, gone.ties, now);
  await markRecordsMissing(tx, { connectionId, object: PERSON }, gone.persons, now);
  const ofPersons = await listTiesOfPersons(tx, connectionId, gone.persons);
  return markStakeholdersMissing(tx, connectionId, [...new Set([...gone.ties, ...ofPersons])], now);
}

/** Who was not seen and does not answer by id; nobody when one answers after all, since then the listing was cut. */
async function confirmUnseen(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  object: string,
): Promise<readonly UnseenRecord[]> {
  const unseen = await findUnseen(slice, { connectionId: open.connection.id, object });
  const before = open.calls();
  const absent: UnseenRecord[] = [];
  for await (const check of checkByIds(open.client, object, unseen, [GSID], slice.signal))
    absent.push(...check.absent);
  const calls = open.calls() - before;
  await slice.transaction((tx) => addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls }));
  return absent.length < unseen.length ? [] : absent;
}

function idsOf(records: readonly UnseenRecord[]): readonly string[] {
  return records.map((record) => record.gainsightId);
}
