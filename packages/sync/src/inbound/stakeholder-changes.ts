import { isJsonObject, sameJson } from '@handrail/core';
import type { Changes, JsonValue } from '@handrail/core';
import type { NewStakeholder, StakeholderRow } from '@handrail/database';

/** What differs between a stored stakeholder and what is to be stored, by our field names; what is set by hand stays. */
export function stakeholderChanges(before: StakeholderRow, after: NewStakeholder): Changes {
  const [left, right] = [stakeholderValues(before), stakeholderValues(after)];
  const manual = before.manual as JsonValue;
  const names = [...new Set([...left.keys(), ...right.keys()])].filter(
    (name) => !(isJsonObject(manual) && name in manual),
  );
  return Object.fromEntries(
    names
      .map((name) => [name, [left.get(name) ?? null, right.get(name) ?? null]] as const)
      .filter(([, [old, now]]) => !sameJson(old, now)),
  );
}

/** The values of a stakeholder by the names that changes have for them; custom ones as `fields.<name>`. */
export function stakeholderValues(row: StakeholderRow | NewStakeholder): ReadonlyMap<string, JsonValue> {
  const { name, email, title, role, phone, presence } = row;
  const custom = row.fields as JsonValue;
  return new Map<string, JsonValue>([
    ...Object.entries({ name, email, title, role, phone, presence }),
    ['decisionMaker', row.decision_maker],
    ['touchFrequency', row.touch_frequency],
    ...Object.entries(isJsonObject(custom) ? custom : {}).map(
      ([field, value]) => [`fields.${field}`, value] as const,
    ),
  ]);
}
