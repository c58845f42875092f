import { findConnection, getSecret, getWorkspace } from '@handrail/database';
import type { CallAsker, CallPriority, ConnectionRow, Database, SecretKey } from '@handrail/database';
import type { WorkspaceId } from '@handrail/core';
import { createGainsightClient } from '@handrail/gainsight';
import type {
  GainsightCredential,
  GainsightHttpOptions,
  GainsightReader,
  GainsightWriter,
} from '@handrail/gainsight';
import { createGongClient } from '@handrail/gong';
import type { GongClient } from '@handrail/gong';
import { createRedactor } from '@handrail/http';
import type { CallBudget, CallCharge, HttpClientOptions, HttpClock, HttpLogEntry } from '@handrail/http';
import { z } from 'zod';
import { SyncError } from './errors.ts';
import { quoteVendor } from './vendor-text.ts';

/** The budget of all calls of the installation, which is told who calls and how urgently. */
export interface OutgoingBudget extends Omit<CallBudget, 'take'> {
  take(call: CallCharge & CallAsker & { readonly signal?: AbortSignal }): Promise<void>;
}

/** What every outgoing client of this installation is made with. */
export interface OutgoingSettings {
  readonly clock: HttpClock;
  readonly random: () => number;
  readonly budget: OutgoingBudget;
  /** Origins that may be plain http or private: HANDRAIL_ALLOW_ORIGINS. */
  readonly allowOrigins: readonly string[];
  readonly extraCaFile: string | null;
  /** HANDRAIL_OUTBOUND_PROXY; null: calls go out directly. */
  readonly outboundProxy: string | null;
  readonly log: (entry: HttpLogEntry) => void;
}

/** Where credentials are read from. */
export interface Vendors {
  readonly database: Database;
  readonly secretKey: SecretKey;
  readonly outgoing: OutgoingSettings;
}

/** An open client with the connection it belongs to; `calls` counts every try since it was opened. */
export interface OpenVendor<Client> {
  readonly connection: ConnectionRow;
  readonly client: Client;
  calls(): number;
  /** The vendor's own words, fit to be stored and shown: without our credential, on one line, of bounded length. */
  quote(text: string): string;
  close(): Promise<void>;
}

/** Purposes under which credentials are sealed. */
export const SECRET_PURPOSE = { gainsight: 'gainsight-credential', gong: 'gong-credential' } as const;

const gainsightCredentialSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('access-key'), accessKey: z.string() }),
  z.object({ kind: z.literal('m2m'), clientId: z.string(), clientSecret: z.string() }),
]);
const gongCredentialSchema = z.object({ accessKey: z.string(), accessKeySecret: z.string() });
export type GongCredential = z.infer<typeof gongCredentialSchema>;

/** What is the same for every client of this installation: time, chance, which origins and by which way. */
export function networkOf(
  outgoing: OutgoingSettings,
): Pick<HttpClientOptions, 'clock' | 'random' | 'allowOrigins' | 'extraCaFile' | 'proxy'> {
  const { clock, random, allowOrigins, extraCaFile, outboundProxy } = outgoing;
  return {
    clock,
    random,
    allowOrigins,
    ...(extraCaFile === null ? {} : { extraCaFile }),
    ...(outboundProxy === null ? {} : { proxy: outboundProxy }),
  };
}

/** The HTTP options of a client for the calls of one asker, with a count of its tries. */
export function countedHttp(
  outgoing: OutgoingSettings,
  asker: CallAsker,
): {
  readonly http: GainsightHttpOptions;
  calls(): number;
} {
  let calls = 0;
  const http: GainsightHttpOptions = {
    ...networkOf(outgoing),
    budget: budgetFor(outgoing.budget, asker),
    log: (entry) => {
      calls += 1;
      outgoing.log(entry);
    },
  };
  return { http, calls: () => calls };
}

function budgetFor(budget: OutgoingBudget, asker: CallAsker): CallBudget {
  return {
    take: (call) => budget.take({ ...call, ...asker }),
    learn: async (news) => budget.learn?.(news),
    heard: async (host, isAway) => budget.heard?.(host, isAway),
  };
}

/** What a client is opened for. */
export interface Opening {
  readonly priority: CallPriority;
  /** A credential that was refused is opened only to be tried again. */
  readonly evenIfRefused?: boolean;
}

/** Opens the tenant's client without any way to write. Throws not_connected, connection_needs_attention. */
export async function openGainsightReader(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  opening: Opening,
): Promise<OpenVendor<GainsightReader>> {
  const { connection, credential } = await readGainsight(vendors, workspaceId, opening);
  const asker = { priority: opening.priority, caller: workspaceId };
  const { http, calls } = countedHttp(vendors.outgoing, asker);
  const client = createGainsightClient({ origin: connection.origin, credential, http, write: false });
  return { connection, client, calls, quote: quoterOf(credential), close: () => client.close() };
}

/**
 * Opens the tenant's client with its writing methods; only the passes that send ask for it. Before each call, after it
 * got its turn, it is asked whether everything outgoing is paused: then the call throws outgoing_paused unsent.
 */
export async function openGainsightWriter(
  vendors: Vendors,
  workspaceId: WorkspaceId,
): Promise<OpenVendor<GainsightWriter>> {
  const priority = 'writeback';
  const { connection, credential } = await readGainsight(vendors, workspaceId, { priority });
  const budget = pausableBudget(vendors, workspaceId);
  const { http, calls } = countedHttp({ ...vendors.outgoing, budget }, { priority, caller: workspaceId });
  const client = createGainsightClient({ origin: connection.origin, credential, http, write: true });
  return { connection, client, calls, quote: quoterOf(credential), close: () => client.close() };
}

/** The budget is the last thing that every try passes before it goes out: waits, retries and all steps included. */
function pausableBudget({ database, outgoing }: Vendors, workspaceId: WorkspaceId): OutgoingBudget {
  const { budget } = outgoing;
  return {
    async take(call) {
      await budget.take(call);
      const workspace = await database.workspace(workspaceId).transaction(getWorkspace);
      if (workspace.outgoing_paused_at === null) return;
      throw new SyncError({
        code: 'outgoing_paused',
        message: 'Everything outgoing is paused.',
        remedy: 'Resume it on Data sync, or with handrail resume.',
      });
    },
    learn: async (news) => budget.learn?.(news),
    heard: async (host, isAway) => budget.heard?.(host, isAway),
  };
}

/** Whether a call was not made because everything outgoing is paused. */
export function isOutgoingPaused(thrown: unknown): boolean {
  return thrown instanceof SyncError && thrown.code === 'outgoing_paused';
}

function quoterOf(credential: object): (text: string) => string {
  const secrets = Object.values(credential).filter((value) => typeof value === 'string');
  const redactor = createRedactor(secrets);
  return (text) => quoteVendor(redactor.text(text));
}

/** Opens the recorder's client. Throws not_connected, connection_needs_attention. */
export async function openGong(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  opening: Opening,
): Promise<OpenVendor<GongClient>> {
  const { connection, text } = await readCredential(vendors, workspaceId, 'gong', opening);
  const credential = gongCredentialSchema.parse(JSON.parse(text));
  const asker = { priority: opening.priority, caller: workspaceId };
  const { http, calls } = countedHttp(vendors.outgoing, asker);
  const client = createGongClient({ origin: connection.origin, ...credential, http });
  return { connection, client, calls, quote: quoterOf(credential), close: () => client.close() };
}

async function readGainsight(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  opening: Opening,
): Promise<{ readonly connection: ConnectionRow; readonly credential: GainsightCredential }> {
  const { connection, text } = await readCredential(vendors, workspaceId, 'gainsight', opening);
  return { connection, credential: gainsightCredentialSchema.parse(JSON.parse(text)) };
}

async function readCredential(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  vendor: 'gainsight' | 'gong',
  opening: Opening,
): Promise<{ readonly connection: ConnectionRow; readonly text: string }> {
  return vendors.database.workspace(workspaceId).transaction(async (tx) => {
    const connection = await findConnection(tx, vendor);
    const name = vendor === 'gainsight' ? 'Gainsight' : 'Gong';
    if (connection === undefined || connection.state === 'disconnected' || connection.secret_id === null) {
      throw new SyncError({
        code: 'not_connected',
        message: `${name} is not connected.`,
        remedy: `Connect it under Settings > Integrations > ${name}.`,
      });
    }
    if (connection.state === 'needs-attention' && opening.evenIfRefused !== true) {
      throw new SyncError({
        code: 'connection_needs_attention',
        message: `The connection to ${name} needs attention.`,
        remedy: `See the cause under Settings > Integrations > ${name}, mend it and connect again.`,
      });
    }
    const secret = { id: connection.secret_id, purpose: SECRET_PURPOSE[vendor] };
    return { connection, text: await getSecret(tx, vendors.secretKey, secret) };
  });
}
