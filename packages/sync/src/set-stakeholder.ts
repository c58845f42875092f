import { isJsonObject } from '@handrail/core';
import type { AccountId, JsonObject, JsonValue, StakeholderId } from '@handrail/core';
import {
  addChanges,
  addOwnStakeholder,
  deleteOwnStakeholder,
  lockStakeholder,
  saveManual,
} from '@handrail/database';
import type { NewChange, StakeholderRow, WorkspaceTransaction } from '@handrail/database';
import { SyncError } from './errors.ts';
import { projectRelationshipPeople } from './inbound/project-relationship-people.ts';
import { projectStakeholders } from './inbound/project-stakeholders.ts';
import { readStakeholderContext } from './inbound/stakeholder-context.ts';
import { getGainsight } from './inventory.ts';

/** The fields that hold a text, by our names. */
const TEXTS = ['name', 'title', 'role', 'phone', 'touchFrequency'] as const;
/** Longest text of a field, in characters. */
const MAX_TEXT = 500;

/** A person put down by hand, or taken over from the meetings in which they took part. */
export interface NewOwnStakeholder {
  readonly email: string | null;
  readonly fromMeetings: boolean;
  /** Fields by our names; empty ones are left out. */
  readonly values: Readonly<Record<string, JsonValue>>;
}

/** Adds a stakeholder to an account. Throws stakeholder_exists, stakeholder_field_unfit. */
export async function addStakeholder(
  tx: WorkspaceTransaction,
  accountId: AccountId,
  { email, fromMeetings, values }: NewOwnStakeholder,
  now: Date,
): Promise<StakeholderId> {
  const manual = Object.fromEntries(
    Object.entries(values)
      .map(([field, value]) => [field, fitValue(field, value)] as const)
      .filter(([, value]) => value !== null),
  );
  if (email === null && manual['name'] === undefined) {
    throw unfit('name', 'A stakeholder needs a name or an e-mail address.');
  }
  const source = fromMeetings ? 'meeting' : 'person';
  const id = await addOwnStakeholder(tx, accountId, { source, email, manual }, now);
  if (id === undefined) {
    throw new SyncError({
      code: 'stakeholder_exists',
      message: 'A stakeholder of this account has this e-mail address already.',
      remedy: 'Edit the stakeholder that stands there.',
    });
  }
  await note(tx, id, 'added', {}, now);
  return id;
}

/** Sets a field by hand: it stays, whatever the source says. Throws stakeholder_field_unfit, stakeholder_not_ours. */
export async function setStakeholderField(
  tx: WorkspaceTransaction,
  id: StakeholderId,
  { field, value, now }: { readonly field: string; readonly value: JsonValue; readonly now: Date },
): Promise<void> {
  const row = await lockStakeholder(tx, id);
  if (row === undefined) return;
  if (field === 'email') return setEmail(tx, row, value, now);
  const fit = fitValue(field, value);
  if (field === 'name' && fit === null && row.email === null) {
    throw unfit(field, 'A stakeholder needs a name or an e-mail address.');
  }
  await saveManual(tx, id, { email: row.email, manual: { ...manualOf(row), [field]: fit } }, now);
  await note(tx, id, 'changed', { [field]: [valueOf(row, field), fit] }, now);
}

/** The e-mail is who a person is: only of those whom Gainsight does not know it can be another. */
async function setEmail(tx: WorkspaceTransaction, row: StakeholderRow, value: JsonValue, now: Date) {
  if (row.gainsight_id !== null) throw notOurs('The e-mail address of this person is kept in Gainsight.');
  const email = typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  if (email !== null && !/^[^\s@]+@[^\s@]+$/u.test(email))
    throw unfit('email', 'It takes an e-mail address.');
  if (email === null && row.name === null) throw unfit('email', 'A stakeholder needs a name or an address.');
  await saveManual(tx, row.id, { email, manual: manualOf(row) }, now);
  await note(tx, row.id, 'changed', { email: [row.email, email] }, now);
}

/** Gives a field back to its source, which fills it at once from what was last read. */
export async function releaseStakeholderField(
  tx: WorkspaceTransaction,
  id: StakeholderId,
  { field, now }: { readonly field: string; readonly now: Date },
): Promise<void> {
  const row = await lockStakeholder(tx, id);
  const { [field]: was, ...manual } = row === undefined ? {} : manualOf(row);
  if (row === undefined || was === undefined) return;
  if (field === 'name' && row.gainsight_id === null && row.email === null) {
    throw unfit(field, 'A stakeholder needs a name or an e-mail address.');
  }
  await saveManual(tx, id, { email: row.email, manual }, now);
  if (row.gainsight_id !== null) {
    const connection = await getGainsight(tx);
    const context = await readStakeholderContext(tx, connection);
    const projecting = { run: null, connection, context, now };
    await projectStakeholders(tx, projecting, [row.gainsight_id]);
    // What the source fills the field with is told by the projection.
    if (row.source === 'relationship-person') await projectRelationshipPeople(tx, projecting);
  } else {
    await note(tx, id, 'changed', { [field]: [was, null] }, now);
  }
}

/** Removes a stakeholder whom Gainsight does not know. Throws stakeholder_not_ours. */
export async function removeStakeholder(
  tx: WorkspaceTransaction,
  id: StakeholderId,
  now: Date,
): Promise<void> {
  if (!(await deleteOwnStakeholder(tx, id))) {
    throw notOurs('This person comes from Gainsight and leaves when Gainsight says so.');
  }
  await note(tx, id, 'removed', {}, now);
}

/** The value in the form that the field stores; null for an empty one. */
function fitValue(field: string, value: JsonValue): JsonValue {
  if (value === null || value === '') return null;
  if (field === 'decisionMaker') {
    if (typeof value === 'boolean') return value;
    throw unfit(field, 'It takes yes or no.');
  }
  if (!TEXTS.some((name) => name === field)) throw unfit(field, 'There is no such field.');
  const text = typeof value === 'string' && value.isWellFormed() && !value.includes('\0') ? value.trim() : '';
  if (text === '' || text.length > MAX_TEXT) throw unfit(field, 'It takes a text.');
  return text;
}

function manualOf(row: StakeholderRow): JsonObject {
  const manual = row.manual as JsonValue;
  return isJsonObject(manual) ? manual : {};
}

function valueOf(row: StakeholderRow, field: string): JsonValue {
  const values: Readonly<Record<string, JsonValue>> = {
    name: row.name,
    title: row.title,
    role: row.role,
    phone: row.phone,
    decisionMaker: row.decision_maker,
    touchFrequency: row.touch_frequency,
  };
  return values[field] ?? null;
}

async function note(
  tx: WorkspaceTransaction,
  recordId: StakeholderId,
  event: NewChange['event'],
  fields: NewChange['fields'],
  now: Date,
): Promise<void> {
  await addChanges(tx, { recordKind: 'stakeholder', runId: null, now }, [{ recordId, event, fields }]);
}

function unfit(field: string, reason: string): SyncError {
  return new SyncError({
    code: 'stakeholder_field_unfit',
    message: `The field ${field} cannot be set so. ${reason}`,
    remedy: 'Give a value that fits the field.',
    facts: { field },
  });
}

function notOurs(message: string): SyncError {
  return new SyncError({ code: 'stakeholder_not_ours', message, remedy: 'Change the person in Gainsight.' });
}
