import { failureSchema } from '@handrail/contract';
import type { Failure } from '@handrail/contract';

/** A stored failure as it is shown; null when there is none, or when an older version stored it in another form. */
export function presentFailure(stored: unknown): Failure | null {
  const parsed = failureSchema.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

/** An instant as callers get it. */
export function instant(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
