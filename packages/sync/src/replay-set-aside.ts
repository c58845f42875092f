import { findStream, listSetAsideSubjects } from '@handrail/database';
import type { RunRow, WorkspaceTransaction } from '@handrail/database';
import { COMPANY, USER } from './inbound/account-context.ts';
import { RELATIONSHIP, RELATIONSHIP_TYPE } from './inbound/relationship-context.ts';
import { COMPANY_PERSON, PERSON, RELATIONSHIP_PERSON } from './inbound/stakeholder-context.ts';
import { CALL } from './inbound/streams/meetings.ts';
import { COMPANY_TEAM } from './inbound/user-page.ts';
import { queueRun } from './schedule.ts';

const STREAMS: Readonly<Record<string, string>> = {
  [COMPANY]: 'accounts',
  [RELATIONSHIP]: 'relationships',
  [PERSON]: 'stakeholders',
  [COMPANY_PERSON]: 'stakeholders',
  [RELATIONSHIP_PERSON]: 'stakeholders',
  [RELATIONSHIP_TYPE]: 'relationships',
  [USER]: 'users',
  [COMPANY_TEAM]: 'users',
  [CALL]: 'meetings',
};

/** The stream that reads records of an object of a vendor. */
export function streamOfObject(object: string): string | undefined {
  return STREAMS[object];
}

/**
 * Tries records again that were set aside: these, or all. Queues one run for each stream that they are of, or answers the
 * one that is under way, which tries all of them as well. Calls of the recorder come with an ordinary run.
 */
export async function replaySetAside(
  tx: WorkspaceTransaction,
  ids: readonly string[] | null,
  now: Date,
): Promise<readonly RunRow[]> {
  const subjects = await listSetAsideSubjects(tx, ids);
  const streams = Map.groupBy(subjects, ({ object }) => streamOfObject(object));
  const runs: RunRow[] = [];
  for (const [name, records] of streams) {
    const stream = name === undefined ? undefined : await findStream(tx, name);
    if (stream === undefined || !stream.enabled) continue;
    const gainsightIds = ids === null ? null : records.map(({ gainsightId }) => gainsightId);
    const order = { mode: 'incremental', cause: 'manual', now } as const;
    const scope = { kind: 'set-aside', gainsightIds } as const;
    runs.push(await queueRun(tx, stream, name === 'meetings' ? order : { ...order, scope }));
  }
  return runs;
}
