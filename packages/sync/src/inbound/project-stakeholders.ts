import { asPersonValues, isJsonObject, OF_PERSON, parseBoolean, projectStakeholder } from '@handrail/core';
import type { ConversionFault, JsonObject, JsonValue, StakeholderId } from '@handrail/core';
import {
  adoptOwnStakeholders,
  moveStakeholders,
  newId,
  readPayloads,
  readStoredRecords,
  setAsideRecords,
} from '@handrail/database';
import type {
  ConnectionRow,
  NewStakeholder,
  RunRow,
  SetAsideRecord,
  WorkspaceTransaction,
} from '@handrail/database';
import { COMPANY_PERSON, PERSON, TIE } from './stakeholder-context.ts';
import type { StakeholderContext } from './stakeholder-context.ts';
import { identityOf, storeStakeholders } from './store-stakeholders.ts';

/** What stakeholders are projected in. */
export interface StakeholderProjecting {
  /** Null: a person asked for it. */
  readonly run: RunRow | null;
  readonly connection: ConnectionRow;
  readonly context: StakeholderContext;
  readonly now: Date;
}

/** Joins the stored rows of these ties with those of their persons, and stores the stakeholders that differ. */
export async function projectStakeholders(
  tx: WorkspaceTransaction,
  { run, connection, context, now }: StakeholderProjecting,
  tieIds: readonly string[],
): Promise<void> {
  if (tieIds.length === 0) return;
  const at = { connectionId: connection.id };
  const ties = await readPresent(tx, { ...at, object: COMPANY_PERSON }, tieIds);
  const personIds = [...ties.values()].map((tie) => textOf(tie[TIE.person])).filter((id) => id !== null);
  const persons = await readPresent(tx, { ...at, object: PERSON }, personIds);
  const joined = new Map<string, NewStakeholder>();
  const aside: { readonly [Of in typeof COMPANY_PERSON | typeof PERSON]: SetAsideRecord[] } = {
    [COMPANY_PERSON]: [],
    [PERSON]: [],
  };
  for (const [gainsightId, tie] of ties) {
    const made = joinStakeholder(gainsightId, tie, persons, context);
    if ('faults' in made) {
      const [fault] = made.faults;
      const person = textOf(tie[TIE.person]);
      if (person !== null && fault.field.startsWith(OF_PERSON))
        aside[PERSON].push({ gainsightId: person, ...ofPerson(fault) });
      else aside[COMPANY_PERSON].push({ gainsightId, ...fault });
      continue;
    }
    const identity = identityOf(made);
    if (joined.get(identity)?.presence !== 'present') joined.set(identity, made);
  }
  const stakeholders = [...joined.values()];
  await adoptOwnStakeholders(tx, connection.id, stakeholders);
  await moveStakeholders(tx, connection.id, stakeholders, now);
  await storeStakeholders(tx, { run, connection, now }, stakeholders);
  if (run === null) return;
  for (const object of [COMPANY_PERSON, PERSON] as const)
    await setAsideRecords(tx, { ...at, object, runId: run.id, now }, aside[object]);
}

/** A fault of joined values as one of the person's own. */
export function ofPerson(fault: ConversionFault): ConversionFault {
  return { ...fault, field: fault.field.slice(OF_PERSON.length) };
}

/** The values of records that stand and are in, by their ids. */
export async function readPresent(
  tx: WorkspaceTransaction,
  of: Parameters<typeof readPayloads>[1],
  ids: readonly string[],
): Promise<Map<string, JsonObject>> {
  const payloads = await readPayloads(tx, of, ids);
  const standing = await readStoredRecords(tx, of, ids);
  return new Map(
    [...payloads].flatMap(([id, payload]) => {
      const values = payload as JsonValue;
      return standing.get(id)?.presence === 'present' && isJsonObject(values) ? [[id, values] as const] : [];
    }),
  );
}

/** A person's tie as a stakeholder, or every fault that keeps it from being one. */
export function joinStakeholder(
  gainsightId: string,
  tie: JsonObject,
  persons: ReadonlyMap<string, JsonObject>,
  context: StakeholderContext,
): NewStakeholder | { readonly faults: readonly [ConversionFault, ...ConversionFault[]] } {
  const person = textOf(tie[TIE.person]);
  const company = textOf(tie[TIE.company]);
  if (person === null) return { faults: [{ field: TIE.person, reason: 'missing-id' }] };
  if (company === null) return { faults: [{ field: TIE.company, reason: 'missing-id' }] };
  const known = persons.get(person);
  const values = { ...tie, ...(known === undefined ? {} : asPersonValues(known)) };
  const result = projectStakeholder(values, context.mapping, context.projection);
  if (!result.ok) return { faults: result.faults };
  const { decisionMaker, touchFrequency, ...projection } = result.projection;
  const isActive = parseBoolean(tie[TIE.isActive]) !== false;
  return {
    ...projection,
    id: newId<StakeholderId>(),
    gainsight_id: gainsightId,
    person_gainsight_id: person,
    company_gainsight_id: company,
    source: 'company-person',
    decision_maker: decisionMaker,
    touch_frequency: touchFrequency,
    presence: known === undefined ? 'waiting' : isActive ? 'present' : 'inactive',
  };
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
