import type { RunRow } from '@handrail/database';
import { z } from 'zod';
import { SyncError } from '../errors.ts';

const instantSchema = z.iso.datetime().transform((text) => new Date(text));

const runScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('account'), accountId: z.string().nullable(), gainsightId: z.string() }),
  z.object({ kind: z.literal('since'), since: instantSchema }),
  /** All that is set aside, or these records. */
  z.object({ kind: z.literal('set-aside'), gainsightIds: z.array(z.string()).nullable() }),
]);

/** What a run is narrowed to: one account, what was modified since an instant, or records that were set aside. */
export type RunScope = z.infer<typeof runScopeSchema>;

/** What this run is narrowed to; null when it reads all that its mode says. */
export function scopeOf(run: Pick<RunRow, 'scope'>): RunScope | null {
  return run.scope === null ? null : runScopeSchema.parse(run.scope);
}

const BY_OBJECT: readonly RunScope['kind'][] = ['account', 'since', 'set-aside'];

/** What the runs of a stream can be narrowed to; any other stream reads or sends all it has. */
const SCOPES: Readonly<Record<string, readonly RunScope['kind'][]>> = {
  accounts: BY_OBJECT,
  relationships: BY_OBJECT,
  stakeholders: BY_OBJECT,
  // The recorder lists calls by time alone, and what was set aside of them comes again within its window.
  meetings: ['since'],
};

/** Throws `scope_unfit` when runs of this stream cannot be narrowed so. */
export function requireScope(stream: string, kind: RunScope['kind']): void {
  if (SCOPES[stream]?.includes(kind) === true) return;
  const words = { account: 'one account', since: 'a period', 'set-aside': 'records set aside' }[kind];
  throw new SyncError({
    code: 'scope_unfit',
    message: `A run of ${stream} cannot be narrowed to ${words}.`,
    remedy: 'Run it without the account or the date, or choose another stream.',
    facts: { stream },
  });
}
