import type { RemoteValueOutcome } from '@handrail/database';
import { GainsightWriteRefused } from '@handrail/gainsight';
import type { FieldRefusal, GainsightWriter, RecordsUpdated } from '@handrail/gainsight';
import { GSID } from '../inbound/source-record.ts';
import { itemLabel, WRITE_RECORDS } from './plan-values.ts';
import type { ValueChange, ValueFields, ValueObject } from './plan-values.ts';

/** The calls that changes take: at most fifty records each, all of a call with the same fields. */
export function groupChanges(changes: readonly ValueChange[]): readonly (readonly ValueChange[])[] {
  const bySet = Map.groupBy(changes, (change) => Object.keys(change.fields).toSorted().join(','));
  return [...bySet.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / WRITE_RECORDS) }, (_, index) =>
      group.slice(index * WRITE_RECORDS, (index + 1) * WRITE_RECORDS),
    ),
  );
}

/** How a write of a value ended, and whether a try of it may yet be carried out by itself. */
export interface SentValue extends Omit<RemoteValueOutcome, 'verifyAt'> {
  readonly isUnsure: boolean;
}

/** What values are sent by: the client, the count of its tries, and how the vendor's own words are quoted. */
export interface ValueSender {
  readonly client: Pick<GainsightWriter, 'companies' | 'relationships'>;
  calls(): number;
  quote(text: string): string;
}

/**
 * Sends one call's changes to records of an object, all or nothing. Refused rows are taken out and the rest is sent again at once; when the
 * vendor names none, the call is halved until the guilty rows stand alone.
 */
export async function sendChanges(
  sender: ValueSender,
  object: ValueObject,
  changes: readonly ValueChange[],
  targets: ValueFields,
  signal: AbortSignal,
): Promise<readonly SentValue[]> {
  if (changes.length === 0) return [];
  const before = sender.calls();
  // Nobody saw the end of a try before the last.
  const isUnsure = () => sender.calls() - before > 1;
  try {
    const records = changes.map(({ record, fields }) => ({
      [GSID]: record.gainsightId,
      ...inWriting(fields, targets),
    }));
    const { companies, relationships } = sender.client;
    const told = await (object === 'Company' ? companies : relationships).update(
      { keys: [GSID], records },
      { signal },
    );
    const isShort = countOf(told) < changes.length;
    return changes.flatMap((change) => outcomesOf(change, null, isShort || isUnsure()));
  } catch (thrown) {
    if (!(thrown instanceof GainsightWriteRefused)) throw thrown;
    const reasons = new Map(thrown.rows.map((row) => [row.index, sender.quote(reasonOf(row.errors[0]))]));
    const guilty = changes.flatMap((change, index) => {
      const reason = reasons.get(index);
      return reason === undefined ? [] : outcomesOf(change, reason, isUnsure());
    });
    if (guilty.length > 0) {
      const rest = changes.filter((_, index) => !reasons.has(index));
      return [...guilty, ...(await sendChanges(sender, object, rest, targets, signal))];
    }
    const [only, ...others] = changes;
    if (only !== undefined && others.length === 0)
      return outcomesOf(only, sender.quote(thrown.errorCode ?? 'refused'), isUnsure());
    const half = Math.ceil(changes.length / 2);
    const first = await sendChanges(sender, object, changes.slice(0, half), targets, signal);
    return [...first, ...(await sendChanges(sender, object, changes.slice(half), targets, signal))];
  }
}

/** Items of a picklist are read as ids and written by label: that the id is taken is nowhere shown (reference 3.6). */
function inWriting(fields: ValueChange['fields'], targets: ValueFields): ValueChange['fields'] {
  const said = Object.entries(fields).map(([name, value]) => {
    return [name, itemLabel(targets.get(name.toLowerCase()), value) ?? value];
  });
  return Object.fromEntries(said);
}

/** How many records a reply says were changed; where it says nothing, all were. */
function countOf({ count, records }: RecordsUpdated): number {
  return count ?? (records.length > 0 ? records.length : Infinity);
}

function reasonOf(error: FieldRefusal | undefined): string {
  return [error?.code, error?.field, error?.message].filter((part) => part != null).join(' · ') || 'refused';
}

function outcomesOf(change: ValueChange, refusal: string | null, isUnsure: boolean): SentValue[] {
  return Object.entries(change.fields).map(([field, value]) => ({
    accountId: change.record.accountId,
    recordId: change.record.id,
    field,
    value,
    refusal,
    isUnsure,
  }));
}
