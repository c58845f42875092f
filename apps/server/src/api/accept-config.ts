import type { Configuration } from '@handrail/core';
import { configInvalid } from '../errors.ts';
import type { RequestIssue } from '../errors.ts';

type Read =
  | { readonly ok: true; readonly value: Configuration }
  | { readonly ok: false; readonly issues: readonly RequestIssue[] };

/** The configuration of a document as it was read. Throws config_invalid with its faults for one that has any. */
export function acceptConfig(read: Read, outcome: Parameters<typeof configInvalid>[1]): Configuration {
  if (read.ok) return read.value;
  throw configInvalid(read.issues, outcome);
}
