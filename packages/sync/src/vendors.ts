import { findConnection, getSecret } from '@handrail/database';
import type { ConnectionRow, Database, SecretKey } from '@handrail/database';
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
import type { CallBudget, HttpClock, HttpLogEntry } from '@handrail/http';
import { z } from 'zod';
import { SyncError } from './errors.ts';

/** What every outgoing client of this installation is made with. */
export interface OutgoingSettings {
  readonly clock: HttpClock;
  readonly random: () => number;
  readonly budget: CallBudget;
  /** Origins that may be plain http or private: HANDRAIL_ALLOW_ORIGINS. */
  readonly allowOrigins: readonly string[];
  readonly extraCaFile: string | null;
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

/** The HTTP options of a client, with a count of its tries. */
export function countedHttp(outgoing: OutgoingSettings): {
  readonly http: GainsightHttpOptions;
  calls(): number;
} {
  let calls = 0;
  const http: GainsightHttpOptions = {
    clock: outgoing.clock,
    random: outgoing.random,
    budget: outgoing.budget,
    allowOrigins: outgoing.allowOrigins,
    ...(outgoing.extraCaFile === null ? {} : { extraCaFile: outgoing.extraCaFile }),
    log: (entry) => {
      calls += 1;
      outgoing.log(entry);
    },
  };
  return { http, calls: () => calls };
}

/** Opens the tenant's client without any way to write. Throws not_connected, connection_needs_attention. */
export async function openGainsightReader(
  vendors: Vendors,
  workspaceId: WorkspaceId,
): Promise<OpenVendor<GainsightReader>> {
  const { connection, credential } = await readGainsight(vendors, workspaceId);
  const { http, calls } = countedHttp(vendors.outgoing);
  const client = createGainsightClient({ origin: connection.origin, credential, http, write: false });
  return { connection, client, calls, close: () => client.close() };
}

/** Opens the tenant's client with its writing methods; only the passes that send ask for it. */
export async function openGainsightWriter(
  vendors: Vendors,
  workspaceId: WorkspaceId,
): Promise<OpenVendor<GainsightWriter>> {
  const { connection, credential } = await readGainsight(vendors, workspaceId);
  const { http, calls } = countedHttp(vendors.outgoing);
  const client = createGainsightClient({ origin: connection.origin, credential, http, write: true });
  return { connection, client, calls, close: () => client.close() };
}

/** Opens the recorder's client. Throws not_connected, connection_needs_attention. */
export async function openGong(vendors: Vendors, workspaceId: WorkspaceId): Promise<OpenVendor<GongClient>> {
  const { connection, text } = await readCredential(vendors, workspaceId, 'gong');
  const credential = gongCredentialSchema.parse(JSON.parse(text));
  const { http, calls } = countedHttp(vendors.outgoing);
  const client = createGongClient({ origin: connection.origin, ...credential, http });
  return { connection, client, calls, close: () => client.close() };
}

async function readGainsight(
  vendors: Vendors,
  workspaceId: WorkspaceId,
): Promise<{ readonly connection: ConnectionRow; readonly credential: GainsightCredential }> {
  const { connection, text } = await readCredential(vendors, workspaceId, 'gainsight');
  return { connection, credential: gainsightCredentialSchema.parse(JSON.parse(text)) };
}

async function readCredential(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  vendor: 'gainsight' | 'gong',
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
    if (connection.state === 'needs-attention') {
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
