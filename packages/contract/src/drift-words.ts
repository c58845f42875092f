import { objectLabel } from '@handrail/core';
import type { Run } from './streams.ts';

/** The field that stopped a run before it decided, and what became of it: "The field Tier__gc of Company is …". */
export function driftInWords({
  object,
  field,
  kind,
}: NonNullable<NonNullable<Run['withheld']>['drift']>): string {
  const is = {
    removed: 'is no longer described by Gainsight',
    emptied: 'is empty almost everywhere, and was not',
  };
  return `The field ${field} of ${objectLabel(object)} ${is[kind]}`;
}
