import { objectLabel } from '@handrail/core';
import {
  addRunCounts,
  listSourceFields,
  NO_COUNTS,
  noteRefusedFields,
  saveSourceFields,
} from '@handrail/database';
import { GainsightError } from '@handrail/gainsight';
import type { GainsightReader } from '@handrail/gainsight';
import { z } from 'zod';
import { SyncError } from '../errors.ts';
import { failureOf } from '../failure.ts';
import { toStoredField } from '../source-fields.ts';
import type { OpenVendor } from '../vendors.ts';
import type { Slice } from './stream.ts';

/** A description this young is taken for the first run: connecting made it. */
const JUST_DESCRIBED_MS = 3_600_000;

/**
 * Describes an object before a full run and before the very first one. Answers false when the tenant has no such object
 * and never had; throws gainsight_object_not_found for one that it had, unless nothing depends on it.
 */
export async function describeObject(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  object: string,
  { isOptional = false }: { readonly isOptional?: boolean } = {},
): Promise<boolean> {
  const known = await slice.transaction((tx) => listSourceFields(tx, open.connection.id, object));
  if (slice.run.mode === 'incremental' && known.length > 0) return true;
  const describedAt = Math.max(0, ...known.map((field) => field.seen_at.getTime()));
  const isFirst = slice.stream.last_completed_at === null;
  if (isFirst && slice.clock.now().getTime() - describedAt < JUST_DESCRIBED_MS) return true;
  try {
    await describeNow(slice, open, object);
    return true;
  } catch (error) {
    if (isOptional && isRefusal(error)) return false;
    const isAbsent = error instanceof GainsightError && error.code === 'gainsight_object_not_found';
    if (isAbsent && known.length === 0) return false;
    throw error;
  }
}

/** Whether a query was refused, as one is for a field that is gone or not ours to read. */
export function isQueryRefused(thrown: unknown): thrown is GainsightError {
  return thrown instanceof GainsightError && thrown.code === 'gainsight_bad_query';
}

/** The fields that a refusal names; none when it names none. */
export function refusedFields(refusal: GainsightError): readonly string[] {
  return z.array(z.string()).catch([]).parse(refusal.facts['fields']);
}

/** Describes an object anew when an increment was refused: a field may have gone since the last full run. */
export async function describeAfterRefusal(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  object: string,
): Promise<void> {
  if (slice.run.mode === 'incremental') await describeNow(slice, open, object);
}

/**
 * Notes which fields a refused query named though the object is described with them, and answers them: they are not ours
 * to read. Throws source_field_refused for the first of those that decide, and the refusal itself where it names none.
 */
export async function noteUnreadable(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
  object: string,
  { refusal, decides }: { readonly refusal: GainsightError; decides(field: string): boolean },
): Promise<readonly string[]> {
  const named = refusedFields(refusal);
  await slice.transaction(async (tx) => {
    const of = { connectionId: connection.id, object };
    await noteRefusedFields(tx, { ...of, fields: named }, slice.clock.now());
  });
  if (named.length === 0) throw refusal;
  const field = named.find(decides);
  if (field === undefined) return named;
  throw new SyncError({
    code: 'source_field_refused',
    message: `Gainsight describes the field ${field} of ${objectLabel(object)} and refuses to let it be read.`,
    remedy:
      'Grant the field to the credential in Gainsight, or choose another one; until then nothing changes here.',
    facts: { field },
    cause: refusal,
  });
}

/** Describes an object, whatever is known of it. */
export async function describeNow(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  object: string,
): Promise<void> {
  const before = open.calls();
  try {
    const { fields } = await open.client.objects.describe(object, { signal: slice.signal });
    await slice.transaction((tx) =>
      saveSourceFields(tx, open.connection.id, object, fields.map(toStoredField), slice.clock.now()),
    );
  } finally {
    const calls = open.calls() - before;
    await slice.transaction((tx) => addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls }));
  }
}

/** Whether an error is the tenant's answer that we may not, or cannot, read this: nothing of it changes here then. */
export function isRefusal(error: unknown): boolean {
  return error instanceof GainsightError && failureOf(error).kind === 'configuration';
}
