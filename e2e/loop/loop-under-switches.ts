import assert from 'node:assert/strict';
import { randomSwitches, type Switches, type SwitchSample } from '@handrail/sandbox';
import { createSignals } from '@handrail/signals';
import { startSyncTest } from '@handrail/sync/testing';
import type { SyncTest } from '@handrail/sync/testing';
import { FIELDS, switchAllOn } from './switch-all-on.ts';

/** One for all loops: between two of them a call may pass the age at which it counts no more. */
const STARTS_AT = new Date();
/** Longer than any read lag of the sandbox, in ms. */
const AFTER_LAG_MS = 601_000;
/** Of ids that each installation draws anew. */
const DRAWN = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * Readings under which this loop does something else by design, and which have tests of their own: the access key is
 * refused from this address, or the tenant demands fields on activities that the configuration does not fill.
 */
const FIXED: Partial<Switches> = {
  accessKeyFrom: 'anywhere',
  gongKeyFrom: 'anywhere',
  requiredActivityFields: [],
};

/** What must not depend on how a tenant speaks: what we hold, and what stands at Gainsight. */
export interface LoopEnd {
  readonly accounts: readonly unknown[];
  readonly meetings: readonly unknown[];
  readonly activities: readonly string[];
  readonly values: readonly unknown[];
}

/** A reading of the documents, drawn from a seed. */
export function drawReading(seed: number): SwitchSample {
  const [sample] = randomSwitches(seed, 1, FIXED);
  if (sample === undefined) throw new TypeError('no reading was drawn');
  return sample;
}

/**
 * The whole loop under some positions of the switches: everything in, summaries and values out, then a company that is
 * renamed, one that comes and one that goes, followed by increments.
 */
export async function runLoop(fileUrl: string, switches: Partial<Switches>): Promise<LoopEnd> {
  const sync = await startSyncTest(fileUrl, {
    extra: [createSignals()],
    startsAt: STARTS_AT,
    sandbox: { companies: 40, seed: 1 },
    pageSizeRecords: 9,
  });
  Object.assign(sync.sandbox.context.switches, switches);
  await switchAllOn(sync);
  await follow(sync, 'full');
  const [renamed] = sync.source.rows('company');
  await sync.source.update('company', String(renamed?.['Gsid']), { Name: 'Renamed AB' });
  const gone = await sync.source.insert('company', { Name: 'Here for an hour' });
  await sync.source.insert('company', { Name: 'Here to stay' });
  sync.clock.advance(AFTER_LAG_MS);
  await runDone(sync, 'accounts', 'incremental');
  await sync.source.delete('company', gone);
  sync.clock.advance(AFTER_LAG_MS);
  await runDone(sync, 'deletions', 'incremental');
  await follow(sync, 'incremental');
  return readEnd(sync);
}

async function follow(sync: SyncTest, mode: 'full' | 'incremental'): Promise<void> {
  await runDone(sync, 'accounts', mode);
  await runDone(sync, 'meetings', mode);
  for (const name of ['signals', 'timeline', 'values']) {
    await runDone(sync, name, 'incremental');
    sync.clock.advance(AFTER_LAG_MS);
  }
}

async function runDone(sync: SyncTest, name: string, mode: 'full' | 'incremental'): Promise<void> {
  const run = await sync.run(name, mode);
  assert.equal(run.state, 'done', `${name}: ${JSON.stringify(run)}`);
}

async function readEnd(sync: SyncTest): Promise<LoopEnd> {
  const companies = sync.source.rows('company');
  const nameOf = new Map(companies.map((row) => [row['Gsid'], row['Name']]));
  const select = (sql: string) => sync.transaction((tx) => tx.query<Record<string, unknown>>(sql));
  return {
    accounts: await select(
      `select name, status, tier, arr::text, presence from accounts order by name collate "C", presence`,
    ),
    meetings: await select(`
      select m.source_meeting_id, m.title, c.name from meetings m
      left join attributions a on a.workspace_id = m.workspace_id and a.meeting_id = m.id
      left join accounts c on c.workspace_id = a.workspace_id and c.id = a.account_id
      order by m.source_meeting_id, c.name collate "C"`),
    activities: sync.sandbox
      .activities()
      .filter((row) => String(row['ExternalId'] ?? '').startsWith('hr1-'))
      .map((row) => [nameOf.get(row['GsCompanyId']), row['Subject'], row['Notes']].map(String).join(' | '))
      .map((text) => text.replace(DRAWN, 'id'))
      .toSorted(),
    values: companies
      .map((row) => [row['Name'], row[FIELDS[0]] ?? null, row[FIELDS[1]] ?? null])
      .toSorted((left, right) => (String(left[0]) < String(right[0]) ? -1 : 1)),
  };
}
