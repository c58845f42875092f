import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { CallTalliesTable } from '../schema.ts';
import type { PlatformTransaction } from '../transaction.ts';

/** Calls of one family to one host since the beginning. */
export type CallTally = Omit<Selectable<CallTalliesTable>, 'first_called_at' | 'last_called_at'>;

/** A host that this installation has ever called. */
export interface CalledHost {
  readonly host: string;
  readonly calls: number;
  readonly failed: number;
  readonly firstCalledAt: Date;
  readonly lastCalledAt: Date;
}

/** Adds what a process counted since it added last. */
export async function addCallTallies(tx: PlatformTransaction, tallies: readonly CallTally[]): Promise<void> {
  // In one order for all processes, so that two of them never wait for each other.
  const ordered = tallies.toSorted((left, right) =>
    `${left.host} ${left.family}` < `${right.host} ${right.family}` ? -1 : 1,
  );
  for (const { host, family, calls, retries, limited, failed } of ordered) {
    await tx.db
      .insertInto('call_tallies')
      .values({ host, family, calls, retries, limited, failed })
      .onConflict((conflict) =>
        conflict.columns(['host', 'family']).doUpdateSet((eb) => ({
          calls: eb('call_tallies.calls', '+', calls),
          retries: eb('call_tallies.retries', '+', retries),
          limited: eb('call_tallies.limited', '+', limited),
          failed: eb('call_tallies.failed', '+', failed),
          last_called_at: sql<Date>`now()`,
        })),
      )
      .execute();
  }
}

/** Everything that was counted. */
export async function listCallTallies(tx: PlatformTransaction): Promise<CallTally[]> {
  return tx.db.selectFrom('call_tallies').selectAll().orderBy('host').orderBy('family').execute();
}

/** Every host that was ever called, by name; a call is stored within a few seconds. */
export async function listCalledHosts(tx: PlatformTransaction): Promise<CalledHost[]> {
  return tx.db
    .selectFrom('call_tallies')
    .select(({ fn }) => [
      'host',
      fn.sum<number>('calls').as('calls'),
      fn.sum<number>('failed').as('failed'),
      fn.min('first_called_at').as('firstCalledAt'),
      fn.max('last_called_at').as('lastCalledAt'),
    ])
    .groupBy('host')
    .orderBy('host')
    .execute();
}
