import type { OpenTransaction } from './transaction.ts';

/** What became of statements that may meet a value which PostgreSQL cannot keep. */
export type Tried<T> =
  | { readonly ok: true; readonly value: T }
  /** Nothing of it is done; `sqlState` says what was wrong with the value. */
  | { readonly ok: false; readonly sqlState: string };

/**
 * Runs `work` so that a value which cannot be kept (SQLSTATE class 22: out of range, untranslatable …; 54: too long for
 * an index) undoes it alone and leaves the transaction usable. Every other error is thrown.
 */
export async function tryInSavepoint<T>(tx: OpenTransaction, work: () => Promise<T>): Promise<Tried<T>> {
  await tx.query('savepoint tried');
  try {
    const value = await work();
    await tx.query('release savepoint tried');
    return { ok: true, value };
  } catch (thrown) {
    const sqlState = valueFaultOf(thrown);
    if (sqlState === null) throw thrown;
    await tx.query('rollback to savepoint tried');
    await tx.query('release savepoint tried');
    return { ok: false, sqlState };
  }
}

/** The SQLSTATE of an error that a single value caused, or null for any other error. */
export function valueFaultOf(thrown: unknown): string | null {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  return typeof code === 'string' && /^(22|54)[0-9A-Z]{3}$/.test(code) ? code : null;
}
