import type { WorkspaceTransaction } from '@handrail/database';
import type { Slice } from './stream.ts';

/** Pages that are decided while the one before them is written. */
export interface DecidedAhead {
  /**
   * Decides in a transaction of its own, at once; with its rows locked it waits there for its turn. Two that are open at a
   * time must have no record in common: neither could wait for the other.
   */
  open<Decided>(decide: (tx: WorkspaceTransaction) => Promise<Decided>): Opened<Decided>;
  /**
   * Lets go of all that was decided and not written. What is opened afterwards, as by a page that was still on its way, is
   * let go at once and holds no connection.
   */
  close(): Promise<void>;
}

/** What is decided ahead. */
export interface Opened<Decided> {
  /** Resolves once it is decided. */
  readonly decided: Promise<Decided>;
  /** Its turn: makes sure of the lease, writes and commits. Throws LeaseLostError, and whatever deciding threw. */
  write<T>(work: (tx: WorkspaceTransaction, decided: Decided) => Promise<T>): Promise<T>;
}

/** Opens transactions for a slice that decide before their turn. */
export function decideAhead(
  slice: Pick<Slice, 'database' | 'workspaceId' | 'hold' | 'giveWay'>,
): DecidedAhead {
  const waiting = new Map<Promise<void>, () => void>();
  let isClosed = false;
  return {
    open<Decided>(decide: (tx: WorkspaceTransaction) => Promise<Decided>) {
      const turn = Promise.withResolvers<(tx: WorkspaceTransaction, decided: Decided) => Promise<void>>();
      const ready = Promise.withResolvers<Decided>();
      // Let go while it is still deciding, or after that has failed, it has nobody who waits for its turn.
      turn.promise.catch(() => undefined);
      const decideAndWrite = async (tx: WorkspaceTransaction): Promise<void> => {
        const decided = await decide(tx);
        ready.resolve(decided);
        const write = await turn.promise;
        await slice.hold(tx);
        await write(tx, decided);
      };
      const begin = async (): Promise<void> => {
        if (!isClosed) await slice.giveWay();
        if (isClosed) throw new NotWantedError();
        return slice.database.workspace(slice.workspaceId).transaction(decideAndWrite);
      };
      const done = begin();
      done.catch(ready.reject);
      // Thrown to whoever has it written; nobody else need know.
      ready.promise.catch(() => undefined);
      const settled = done.catch(() => undefined);
      waiting.set(settled, () => turn.reject(new NotWantedError()));
      void settled.then(() => waiting.delete(settled));
      return {
        decided: ready.promise,
        async write<T>(work: (tx: WorkspaceTransaction, decided: Decided) => Promise<T>): Promise<T> {
          const result = Promise.withResolvers<T>();
          turn.resolve(async (tx, decided) => result.resolve(await work(tx, decided)));
          await done;
          return result.promise;
        },
      };
    },
    async close() {
      isClosed = true;
      for (const drop of waiting.values()) drop();
      await Promise.all(waiting.keys());
    },
  };
}

/** Rolls back what was decided for nothing. */
class NotWantedError extends Error {
  override readonly name = 'NotWantedError';
}
