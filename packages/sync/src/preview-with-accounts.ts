import type { ConnectionId } from '@handrail/core';
import {
  countComingWithAccounts,
  countLeavingWithAccounts,
  findStream,
  listStoredBy,
} from '@handrail/database';
import type { WithAccounts, WorkspaceTransaction } from '@handrail/database';
import { COMPANY } from './inbound/account-context.ts';
import { RELATIONSHIP, WITH_ITS_ACCOUNT } from './inbound/relationship-context.ts';
import { COMPANY_PERSON, PERSON, RELATIONSHIP_PERSON } from './inbound/stakeholder-context.ts';
import type { Crossings } from './preview-guard.ts';

/** What leaves and what comes with accounts, once the streams of its own run. */
export interface PreviewWithAccounts {
  readonly withLeaving: WithAccounts;
  readonly withEntering: WithEntering;
}

/** What is known to come with accounts: what was read of them while they were kept out. */
interface WithEntering extends WithAccounts {
  /** How many of the accounts have such records that were never read, if any; what they bring is not counted. */
  readonly unread: WithAccounts;
}

/** Counts what leaves and what comes with the accounts that a draft takes out and lets in. */
export async function readWithAccounts(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  { leaving, entering }: Pick<Crossings, 'leaving' | 'entering'>,
): Promise<PreviewWithAccounts> {
  const readOf = (stream: string) => listReadBy(tx, stream, connectionId, entering);
  const read = {
    relationships: await readOf('relationships'),
    stakeholders: await readOf('stakeholders'),
  };
  const objects = {
    connectionId,
    relationship: RELATIONSHIP,
    tie: COMPANY_PERSON,
    relationshipTie: RELATIONSHIP_PERSON,
    person: PERSON,
    rule: WITH_ITS_ACCOUNT,
  };
  return {
    withLeaving: await countLeavingWithAccounts(tx, connectionId, leaving),
    withEntering: {
      ...(await countComingWithAccounts(tx, objects, read)),
      unread: {
        relationships: entering.length - read.relationships.length,
        stakeholders: entering.length - read.stakeholders.length,
      },
    },
  };
}

/** Those of the accounts that were known already when a stream was last read to its end. */
async function listReadBy(
  tx: WorkspaceTransaction,
  stream: string,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<readonly string[]> {
  const at = (await findStream(tx, stream))?.last_completed_at ?? null;
  return at === null ? [] : listStoredBy(tx, { connectionId, object: COMPANY }, gainsightIds, at);
}
