import {
  checkConnection,
  connectGainsight,
  connectGong,
  disconnect,
  listConnections,
} from '@handrail/contract';
import type { Connection } from '@handrail/contract';
import {
  disconnectConnection,
  findConnection,
  hasTimelineEntries,
  findOpenRun,
  listStreams,
  requestCancel,
} from '@handrail/database';
import type { Vendor, WorkspaceHandle, WorkspaceTransaction } from '@handrail/database';
import * as sync from '@handrail/sync';
import { RequestError, ServerError } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { presentConnection } from '../present/connection.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const VENDORS = ['gainsight', 'gong'] as const satisfies readonly Vendor[];

/** Connecting a vendor, trying it again, letting it go. */
export function connectionRoutes({ vendors, clock }: ApiContext): readonly Route[] {
  const arranged = (workspace: WorkspaceHandle, vendor: Vendor): Promise<Connection> =>
    workspace.transaction(async (tx) => {
      await sync.arrangeStreams(tx, clock.now());
      return present(tx, vendor);
    });
  return [
    route(listConnections, ({ workspace }) =>
      workspace.transaction(async (tx) => {
        const items: Connection[] = [];
        for (const vendor of VENDORS) items.push(await present(tx, vendor));
        return { items };
      }),
    ),
    route(connectGainsight, async ({ workspace, body, signal }) => {
      await sync.connectGainsight(vendors, workspace.id, addressOf(body), body.credential, signal);
      // Filters, statuses and fields are chosen next: their counts and samples are told from it.
      await workspace.transaction((tx) => sync.ensureInventory(tx, clock.now()));
      return arranged(workspace, 'gainsight');
    }),
    route(connectGong, async ({ workspace, body, signal }) => {
      const { url, ...credential } = body;
      await sync.connectGong(vendors, workspace.id, url ?? null, credential, signal);
      return arranged(workspace, 'gong');
    }),
    route(checkConnection, async ({ workspace, params, signal }) => {
      await sync.checkConnection(vendors, workspace.id, params.vendor, signal);
      return workspace.transaction((tx) => present(tx, params.vendor));
    }),
    route(disconnect, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        await letGo(tx, params.vendor, clock.now());
        return present(tx, params.vendor);
      }),
    ),
  ];
}

function addressOf(body: {
  readonly subdomain?: string | undefined;
  readonly url?: string | undefined;
}): sync.GainsightAddress {
  const { subdomain, url } = body;
  if (url !== undefined && url !== '' && subdomain === undefined) return { url };
  if (subdomain !== undefined && (url === undefined || url === '')) return { subdomain };
  throw new RequestError('request_invalid', [
    { path: 'subdomain', message: 'must be given, or else url, and not both' },
  ]);
}

/** Stops its runs and forgets the credential; what was imported stays. */
async function letGo(tx: WorkspaceTransaction, vendor: Vendor, now: Date): Promise<void> {
  const connection = await findConnection(tx, vendor);
  if (connection === undefined) {
    throw new ServerError({
      code: 'not_found',
      message: 'This vendor is not connected.',
      remedy: 'There is nothing to disconnect.',
    });
  }
  for (const stream of await listStreams(tx)) {
    if (stream.connection_id !== connection.id) continue;
    const run = await findOpenRun(tx, stream.id);
    if (run !== undefined) await requestCancel(tx, run.id, now);
  }
  await disconnectConnection(tx, connection.id, now);
  await sync.arrangeStreams(tx, now);
}

async function present(tx: WorkspaceTransaction, vendor: Vendor): Promise<Connection> {
  const { configuration } = await sync.readConfiguration(tx);
  return presentConnection(vendor, await findConnection(tx, vendor), {
    configuration,
    hasEntries: await hasTimelineEntries(tx),
  });
}
