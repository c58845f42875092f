import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { createCallLog } from './call-log.ts';
import { transcriptCalls } from './calls/transcript-calls.ts';
import { createClock, type SandboxClock } from './clock.ts';
import { defaultCredentials, type SandboxContext } from './context.ts';
import { registerControl } from './control.ts';
import { createFaultTable, type FaultTable } from './faults/fault-table.ts';
import { createJobBoard } from './gainsight/jobs.ts';
import { createFieldLedger } from './gainsight/admin/field-ledger.ts';
import { registerAdmin } from './gainsight/admin/register-admin.ts';
import { createRecordStore } from './gainsight/record-store.ts';
import { registerGainsight } from './gainsight/register-gainsight.ts';
import { activityObject } from './gainsight/activity-writer.ts';
import { createTokenBook } from './gainsight/tokens.ts';
import { registerCallControl } from './gong/call-control.ts';
import { restoreDeletions } from './gong/deletions.ts';
import { registerGong } from './gong/register-gong.ts';
import { createGrowth, type Growth } from './growth/grow.ts';
import { prepareGrowth } from './growth/prepare-growth.ts';
import { registerIdentityControl } from './identity/identity-control.ts';
import { startIdentity } from './identity/start-identity.ts';
import { documentedLimits, noLimits, type LimitSettings } from './limits.ts';
import { registerOpenapi, type Vendor } from './openapi/register-openapi.ts';
import { registerPage } from './page/register-page.ts';
import { playFaults } from './faults/play-faults.ts';
import { makeWorld } from './seed.ts';
import { chooseWorld, stateToKeep } from './kept-world.ts';
import { createStateWriter, readStateFile, type StateWriter } from './state-file.ts';
import { createSwitches, knownSwitches, type Switches } from './switches.ts';
import type { Row, World } from './world.ts';

/** How to start a sandbox; everything has a default. */
export interface SandboxOptions {
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Port of the Gainsight stand-in and of the page; 0 takes any free one. Default 7410. */
  readonly port?: number;
  /** Port of the Gong stand-in; 0 takes any. Default: the next after `port`, or any when that is 0. */
  readonly gongPort?: number;
  /** Port of the identity provider; 0 takes any. Default: `port` + 2, or any when that is 0 or `gongPort` is given. */
  readonly identityPort?: number;
  /** Number from which the world is made. Default 1. */
  readonly seed?: number;
  /** Default 500. */
  readonly companies?: number;
  /** So many companies share one instant of change, e.g. more than a page holds; needs as many and 97 more. Default 0. */
  readonly sameSecond?: number;
  /**
   * For how many days of the sandbox's clock the tenant grows: new companies, edits, people and users who join and
   * leave, calls. Default: as the state file says, else 0, which lets it stand still.
   */
  readonly growDays?: number;
  /** File that keeps what changed; null or absent keeps it in memory only. */
  readonly stateFile?: string | null;
  /** File of meetings, one JSON object a line, served as further calls. */
  readonly transcripts?: string;
  /** Limits that differ from the documented ones, or `off`. */
  readonly limits?: Partial<LimitSettings> | 'off';
  readonly switches?: Partial<Switches>;
  readonly clock?: SandboxClock;
  /** A world of the caller's own; then `seed` and `companies` say nothing. */
  readonly world?: World;
}

/** A running sandbox. */
export interface Sandbox {
  /** Origin of the Gainsight stand-in, e.g. `http://127.0.0.1:7410`. */
  readonly gainsightUrl: string;
  readonly gongUrl: string;
  /** Issuer of the OpenID provider. */
  readonly identityUrl: string;
  readonly context: SandboxContext;
  /** Rules by which calls fail; empty at the start. */
  readonly faults: FaultTable;
  /** Every Timeline activity as stored, also what queries do not show yet. */
  activities(): readonly Row[];
  /** The OpenAPI 3.1 document of a vendor's stand-in, made from its routes; `serverUrl` replaces its own origin. */
  openapi(vendor: Vendor, serverUrl?: string): Record<string, unknown>;
  /** Stops all servers and writes the state. */
  stop(): Promise<void>;
}

/** Starts both stand-ins and the identity provider. Throws `SandboxError` for an unreadable or foreign state file. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 7410, stateFile = null } = options;
  const kept = stateFile === null ? null : readStateFile(stateFile);
  const clock = options.clock ?? createClock(kept?.aheadMs ?? 0);
  const origin = chooseWorld(options, kept, clock.now());
  const world = options.world ?? makeWorld(origin);
  const tenant = prepareGrowth(world, origin);
  // Before the record store: the speakers of the meetings become people of the world.
  if (options.transcripts !== undefined) world.calls.push(...transcriptCalls(options.transcripts, world));
  restoreDeletions(world, kept?.deletedCalls ?? {});
  const switches = createSwitches({ ...knownSwitches(kept?.switches ?? {}), ...options.switches });
  let writer: StateWriter | null = null;
  const context: SandboxContext = {
    world,
    clock,
    switches,
    faults: createFaultTable(),
    callLog: createCallLog(),
    limits: options.limits === 'off' ? { ...noLimits } : { ...documentedLimits, ...options.limits },
    credentials: { ...defaultCredentials, ...kept?.credentials },
    save: () => writer?.touch(),
  };
  const store = createRecordStore(world, { clock, switches, onChange: () => context.save() });
  const fields = createFieldLedger(store, kept?.fieldActs ?? []);
  store.restore(kept?.changes ?? {}, kept?.deletedRows ?? {});
  const growth = createGrowth(tenant, store, {
    days: origin.growDays,
    from: kept?.grownUntil ?? null,
    clock,
    onChange: context.save,
  });
  if (stateFile !== null)
    writer = createStateWriter(stateFile, () => stateToKeep(origin, context, { store, growth, fields }));

  const tokens = createTokenBook(clock);
  const jobs = createJobBoard(context);
  const identityPort = options.identityPort ?? (port === 0 || options.gongPort !== undefined ? 0 : port + 2);
  const identity = await startIdentity({ host, port: identityPort, store });
  const gainsight = createServer(growth, { context, vendor: 'gainsight', revokeToken: tokens.revoke });
  const gainsightOpenapi = registerOpenapi(gainsight, 'gainsight');
  registerGainsight(gainsight, context, { store, tokens, jobs });
  registerControl(gainsight, context, { store, tokens });
  registerAdmin(gainsight, context, { store, fields });
  registerCallControl(gainsight, context);
  registerIdentityControl(gainsight, identity);
  registerPage(gainsight, context, { store, fields });
  const gong = createServer(growth, { context, vendor: 'gong', revokeToken: () => undefined });
  const gongOpenapi = registerOpenapi(gong, 'gong');
  registerGong(gong, context);
  const stop = () => Promise.all([gainsight.close(), gong.close(), identity.stop()]);
  const gongPort = options.gongPort ?? (port === 0 ? 0 : port + 1);
  const gainsightUrl = await listenOrStop(gainsight, { host, port }, stop);
  const gongUrl = await listenOrStop(gong, { host, port: gongPort }, stop);
  // Written once at the start, so that a later start makes the same world even if nothing changed.
  context.save();
  return {
    gainsightUrl,
    gongUrl,
    identityUrl: identity.url,
    context,
    faults: context.faults,
    activities: () => {
      jobs.settle();
      return store.find(activityObject)?.object.rows ?? [];
    },
    openapi: (vendor, serverUrl) =>
      vendor === 'gong' ? gongOpenapi(serverUrl ?? gongUrl) : gainsightOpenapi(serverUrl ?? gainsightUrl),
    stop: async () => {
      await stop();
      writer?.flush();
    },
  };
}

function createServer(growth: Growth, surroundings: Parameters<typeof playFaults>[1]): FastifyInstance {
  const app = fastify({
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    // The bulk Timeline call is documented with 80 MB; nothing larger is taken.
    bodyLimit: 80 * 1024 * 1024,
    routerOptions: { maxParamLength: 500 },
  });
  playFaults(app, surroundings);
  app.addHook('onRequest', async () => growth.catchUp());
  return app;
}

async function listenOrStop(
  app: FastifyInstance,
  address: { readonly host: string; readonly port: number },
  stop: () => Promise<unknown>,
): Promise<string> {
  try {
    return await app.listen(address);
  } catch (cause) {
    await stop();
    throw cause;
  }
}
