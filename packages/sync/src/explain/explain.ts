import { parseStakeholderId } from '@handrail/core';
import type { ExplainedNoun, Explanation } from '@handrail/core';
import {
  findConnection,
  findDeliverySubjects,
  findMeetingSubjects,
  findRecordSubjects,
  findStakeholderSubjects,
  findUserSubjects,
} from '@handrail/database';
import type { ConnectionRow, Subject, SubjectQuery, WorkspaceTransaction } from '@handrail/database';
import { COMPANY, USER } from '../inbound/account-context.ts';
import { RELATIONSHIP } from '../inbound/relationship-context.ts';
import { PERSON } from '../inbound/stakeholder-context.ts';
import { explainAccount } from './explain-account.ts';
import { explainDelivery } from './explain-delivery.ts';
import { explainMeeting } from './explain-meeting.ts';
import { explainRelationship } from './explain-relationship.ts';
import { explainOwnStakeholder } from './explain-own-stakeholder.ts';
import { explainStakeholder } from './explain-stakeholder.ts';
import { explainUser } from './explain-user.ts';

/** What was found for a question, and the answer where only one thing can be meant. */
export interface Answer {
  readonly matches: readonly Subject[];
  readonly explanation: Explanation | null;
}

/**
 * Answers "Why?" from what is stored: for our id, theirs, or a name, also one that the filter keeps out. Several things
 * that may be meant are answered as matches, whole names before parts of names.
 */
export async function explain(
  tx: WorkspaceTransaction,
  noun: ExplainedNoun,
  query: SubjectQuery,
): Promise<Answer> {
  const connection = await findConnection(tx, 'gainsight');
  const matches = await findSubjects(tx, connection, noun, query);
  const exact = matches.filter((match) => match.isExact);
  const [only, ...others] = exact.length > 0 ? exact : matches;
  if (only === undefined || others.length > 0) return { matches, explanation: null };
  return { matches, explanation: (await explainSubject(tx, connection, noun, only)) ?? null };
}

async function findSubjects(
  tx: WorkspaceTransaction,
  connection: ConnectionRow | undefined,
  noun: ExplainedNoun,
  query: SubjectQuery,
): Promise<readonly Subject[]> {
  switch (noun) {
    case 'account':
    case 'relationship': {
      if (connection === undefined) return [];
      const at = { connectionId: connection.id };
      return noun === 'account'
        ? findRecordSubjects(tx, { ...at, object: COMPANY, table: 'accounts' }, query)
        : findRecordSubjects(tx, { ...at, object: RELATIONSHIP, table: 'relationships' }, query);
    }
    case 'stakeholder':
      return connection === undefined
        ? []
        : findStakeholderSubjects(tx, { connectionId: connection.id, person: PERSON }, query);
    case 'user':
      return findUserSubjects(tx, { connectionId: connection?.id ?? null, object: USER }, query);
    case 'meeting':
      return findMeetingSubjects(tx, query);
    case 'delivery':
      return findDeliverySubjects(tx, query);
  }
}

async function explainSubject(
  tx: WorkspaceTransaction,
  connection: ConnectionRow | undefined,
  noun: ExplainedNoun,
  { id, sourceId }: Subject,
): Promise<Explanation | undefined> {
  switch (noun) {
    case 'account':
    case 'relationship':
    case 'stakeholder': {
      if (connection === undefined) return undefined;
      if (noun === 'stakeholder' && sourceId === null && id !== null) {
        return explainOwnStakeholder(tx, connection, parseStakeholderId(id));
      }
      if (sourceId === null) return undefined;
      return EXPLAIN_RECORD[noun](tx, connection, sourceId);
    }
    case 'user':
      return explainUser(tx, connection, { id, sourceId });
    case 'meeting':
      return id === null ? undefined : explainMeeting(tx, id);
    case 'delivery':
      return id === null ? undefined : explainDelivery(tx, id);
  }
}

const EXPLAIN_RECORD = {
  account: explainAccount,
  relationship: explainRelationship,
  stakeholder: explainStakeholder,
} as const;
