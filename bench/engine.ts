import { tmpdir } from 'node:os';
import { type Database, loadKey } from '@handrail/database';
import type { HttpClock } from '@handrail/http';
import { type OutgoingBudget, type RunEngine, type Stream, systemClock, type Vendors } from '@handrail/sync';

/** What an engine of the bench is made with. */
export interface EngineSettings {
  /** 32 bytes, base64. */
  readonly secretKey: string;
  readonly allowOrigins: readonly string[];
  readonly streams: (vendors: Vendors) => readonly Stream[];
  /** Called after every call to a vendor. */
  readonly onCall?: () => void;
  /** A time of the bench's own, and a budget on it; left out: real time, and every call goes out at once. */
  readonly clock?: HttpClock;
  readonly budget?: (database: Database) => OutgoingBudget;
}

/**
 * The engine of the product on a database, without a budget unless one is given: the bench repeats what a tenant's limits
 * spread over hours.
 */
export async function openEngine(
  database: Database,
  { secretKey, allowOrigins, streams, onCall, clock = systemClock, budget }: EngineSettings,
): Promise<{ readonly engine: RunEngine; readonly vendors: Vendors }> {
  const vendors: Vendors = {
    database,
    secretKey: await loadKey({ database, settingBase64: secretKey, dataDir: tmpdir() }),
    outgoing: {
      clock,
      random: Math.random,
      budget: budget?.(database) ?? { take: () => Promise.resolve() },
      allowOrigins,
      extraCaFile: null,
      outboundProxy: null,
      log: () => onCall?.(),
    },
  };
  return {
    vendors,
    engine: {
      database,
      clock,
      streams: new Map(streams(vendors).map((stream) => [stream.name, stream])),
      leaseMs: 60_000,
      log: () => undefined,
      onDefect: (error) => process.stderr.write(`${error.stack ?? error.message}\n`),
    },
  };
}
