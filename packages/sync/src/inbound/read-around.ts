import { clearRefusedFields, scheduleStream } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import type { OpenVendor } from '../vendors.ts';
import { describeAfterRefusal, describeNow, isQueryRefused, noteUnreadable } from './describe-object.ts';
import { driftOf } from './field-drift.ts';
import type { Slice, SliceOutcome } from './stream.ts';

/** Fields that turned out not to be ours to read, by their object. */
export type RefusedFields = ReadonlyMap<string, readonly string[]>;

/** A stream that may be read without some fields. */
export interface AroundReading {
  /** The objects whose fields can be left out. */
  readonly objects: readonly string[];
  read(refused: RefusedFields): Promise<SliceOutcome>;
  /** Tells whether nothing is decided without a field of an object. Throws source_field_removed when one is gone. */
  decider(object: string): Promise<(field: string) => boolean>;
}

/** Reads without the fields that turn out not to be ours to read, as long as nothing is decided by them. */
export async function readAround(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  reading: AroundReading,
  refused: RefusedFields = new Map(),
): Promise<SliceOutcome> {
  try {
    return await reading.read(refused);
  } catch (refusal) {
    if (!isQueryRefused(refusal)) throw refusal;
    const object = reading.objects.find((one) => one === refusal.facts['object']);
    if (object === undefined) throw refusal;
    await describeAfterRefusal(slice, open, object);
    // Names a field that is gone, and asks for a person.
    const decides = await reading.decider(object);
    const known = refused.get(object) ?? [];
    const more = await noteUnreadable(slice, open, object, {
      refusal,
      decides: (field) => known.includes(field) || decides(field),
    });
    return readAround(slice, open, reading, new Map([...refused, [object, [...known, ...more]]]));
  }
}

/**
 * What the run decides by. A field that was gone may be back, and only a description tells: an increment asks for one, and
 * where the field stands again for a full run, since what changed meanwhile shows by no date.
 */
export async function readOrDescribe<Context>(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  readContext: () => Promise<Context>,
): Promise<Context> {
  try {
    return await readContext();
  } catch (thrown) {
    const drift = driftOf(thrown);
    if (slice.run.mode !== 'incremental' || drift?.kind !== 'removed') throw thrown;
    await describeNow(slice, open, drift.object);
    const context = await readContext();
    await slice.transaction((tx) => scheduleStream(tx, slice.stream.id, { fullDueAt: slice.clock.now() }));
    return context;
  }
}

/** Forgets refusals of an object that was read with all its fields: what changed in one meanwhile shows by no date. */
export async function endRefusals(
  slice: Slice,
  tx: WorkspaceTransaction,
  { connection }: OpenVendor<GainsightReader>,
  { object, refused }: { readonly object: string; readonly refused: RefusedFields },
): Promise<void> {
  if ((refused.get(object) ?? []).length > 0) return;
  if (!(await clearRefusedFields(tx, { connectionId: connection.id, object }))) return;
  await scheduleStream(tx, slice.stream.id, { fullDueAt: slice.clock.now() });
}
