import { dayOf, mayComeIn } from '@handrail/core';
import type { JsonObject } from '@handrail/core';
import { addRunCounts, listDatedRecords, NO_COUNTS } from '@handrail/database';
import type { DatedRecord } from '@handrail/database';
import { openGainsightReader } from '../vendors.ts';
import type { Vendors } from '../vendors.ts';
import { COMPANY } from './account-context.ts';
import type { AccountContext } from './account-context.ts';
import { applyInParts } from './apply-in-parts.ts';
import { applyAccountPage } from './apply-page.ts';
import { MAX_IN_VALUES } from './check-by-ids.ts';
import { openingOf } from './run-priority.ts';
import { GSID, MODIFIED_DATE, toSourceRecords, valuesSchema } from './source-record.ts';
import type { Slice } from './stream.ts';

/** Records looked at in one transaction. */
const LOOKED_AT_ONCE = 5_000;

/** How far newcomers were asked for. */
export interface Asked {
  /** The greatest id asked for by this run. */
  readonly after: string | null;
  /** Saves, with the page applied, that ids to this one were asked for. */
  save(tx: Parameters<Parameters<Slice['transaction']>[0]>[0], after: string): Promise<void>;
}

/**
 * Reads the accounts that the filter kept out until now and that a new day may let in, 200 a call, and decides them by what
 * was read. No call where nobody may come in. Nothing is concluded from an id that does not answer. Answers whether it got
 * to the end within the slice.
 */
export async function readNewcomers(
  slice: Slice,
  vendors: Vendors,
  context: AccountContext,
  { connectionId, asked }: { readonly connectionId: DatedOf['connectionId']; readonly asked: Asked },
): Promise<boolean> {
  const ids = await findNewcomers(slice, context, { connectionId, object: COMPANY }, asked.after);
  if (ids.length === 0) return true;
  const open = await openGainsightReader(vendors, slice.workspaceId, openingOf(slice));
  try {
    for (let from = 0; from < ids.length; from += MAX_IN_VALUES) {
      if (slice.isOver()) return false;
      const value = ids.slice(from, from + MAX_IN_VALUES);
      const before = open.calls();
      const select = [GSID, MODIFIED_DATE, ...context.sources];
      const where = [{ name: GSID, operator: 'IN', value }] as const;
      const query = { select, where, orderBy: [[GSID, 'asc']], limit: value.length } as const;
      const page = await open.client.query(COMPANY, query, { signal: slice.signal });
      const records = toSourceRecords(page.rows, context.sources);
      const calls = open.calls() - before;
      await slice.transaction(async (tx) => {
        const applied = {
          run: slice.run,
          connection: open.connection,
          context,
          records,
          now: slice.clock.now(),
        };
        const counts =
          records.length === 0 ? NO_COUNTS : await applyInParts(tx, COMPANY, applied, applyAccountPage);
        await addRunCounts(tx, slice.run.id, { ...counts, calls, bytes: page.bytes });
        await asked.save(tx, value.at(-1) ?? '');
      });
    }
    return true;
  } finally {
    await open.close();
  }
}

type DatedOf = Parameters<typeof listDatedRecords>[1];

/** Ids of those who may come in, ascending. */
async function findNewcomers(
  slice: Slice,
  { rules, zone }: AccountContext,
  of: DatedOf,
  from: string | null,
): Promise<readonly string[]> {
  const today = dayOf(slice.clock.now(), zone);
  const found: string[] = [];
  let after = from;
  for (;;) {
    const page = { after, limit: LOOKED_AT_ONCE };
    const rows = await slice.transaction((tx) => listDatedRecords(tx, of, page));
    for (const row of rows) {
      const judged = { today, fields: rules.fields, zone };
      if (mayComeIn(rules.filter, knownOf(row), row.decidedOn, judged)) found.push(row.gainsightId);
    }
    if (rows.length < LOOKED_AT_ONCE) return found;
    after = rows.at(-1)?.gainsightId ?? after;
  }
}

/** What is known of a record that is out: the values of its dates, and the one that kept it out. */
function knownOf({ datedValues, ruleField, ruleValue }: DatedRecord): JsonObject {
  const dated = valuesSchema.parse(datedValues);
  return ruleField === null ? dated : { [ruleField]: ruleValue, ...dated };
}
