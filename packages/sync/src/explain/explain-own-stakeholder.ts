import { causeInWords, ownerInWords, STAKEHOLDER_FIELD_LABELS } from '@handrail/core';
import type { Explanation, FieldOrigin, StakeholderId } from '@handrail/core';
import { findArrival, findStakeholder } from '@handrail/database';
import type { ConnectionRow, StakeholderRow, WorkspaceTransaction } from '@handrail/database';
import { stakeholderValues } from '../inbound/stakeholder-changes.ts';
import { readAccountStanding } from './account-standing.ts';
import { readLastChanges } from './last-changes.ts';

/** Why a person whom Gainsight does not tie to the account is a stakeholder: by a meeting or somebody's word. */
export async function explainOwnStakeholder(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  id: StakeholderId,
): Promise<Explanation | undefined> {
  const row = await findStakeholder(tx, id);
  if (row === undefined) return undefined;
  const account = await readAccountStanding(tx, connection, row.company_gainsight_id);
  const arrival = await findArrival(tx, id);
  const name = row.name ?? row.email;
  return {
    noun: 'stakeholder',
    id,
    sourceId: null,
    name,
    standing: row.presence,
    answer: answerOf(row.source),
    reasons: [
      {
        label: 'Account',
        text: account.name ?? 'not known',
        at: null,
        link: account.id === null ? null : { to: 'account', id: account.id },
      },
      ...(arrival === undefined
        ? []
        : [{ label: 'Here since', text: causeInWords(arrival.run), at: arrival.at, link: null }]),
    ],
    remedy:
      'Gainsight may know them later: a person of this e-mail address at the company takes over what is set here.',
    fields: await readOrigins(tx, row),
  };
}

function answerOf(source: StakeholderRow['source']): string {
  return source === 'meeting'
    ? 'Added because they took part in meetings of the account; Gainsight does not know them.'
    : 'Added by hand; Gainsight does not know them.';
}

async function readOrigins(tx: WorkspaceTransaction, row: StakeholderRow): Promise<readonly FieldOrigin[]> {
  const values = stakeholderValues(row);
  const changes = await readLastChanges(tx, row.id, values);
  return Object.entries(STAKEHOLDER_FIELD_LABELS).map(([field, label]) => {
    const change = changes.get(field);
    return {
      field,
      label,
      value: values.get(field) ?? null,
      source: null,
      conversion: 'As it was typed',
      owner: ownerInWords('gainsight', true),
      manual: null,
      change: change === undefined ? null : { ...change, cause: causeInWords(change.run) },
    };
  });
}
