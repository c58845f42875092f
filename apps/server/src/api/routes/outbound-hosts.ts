import { listOutboundHosts } from '@handrail/contract';
import {
  findIdentityProvider,
  findLanguageModel,
  listCalledHosts,
  listConnections,
  listWorkspaceIds,
} from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import type { ApiContext } from '../context.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

/** Whom this installation has ever called; the one way out counts every call. */
export function outboundHostRoutes({ database }: ApiContext): readonly Route[] {
  return [
    route(listOutboundHosts, async ({ workspace }) => {
      const { hosts, isWhole } = await database.platform().transaction(async (tx) => ({
        hosts: await listCalledHosts(tx),
        isWhole: (await listWorkspaceIds(tx)).length === 1,
      }));
      // The hosts of another workspace name its vendors.
      const own = isWhole ? null : await workspace.transaction(readOwnHosts);
      return {
        isWhole,
        items: hosts
          .filter(({ host }) => own === null || own.has(host))
          .map((host) => ({
            ...host,
            firstCalledAt: host.firstCalledAt.toISOString(),
            lastCalledAt: host.lastCalledAt.toISOString(),
          })),
      };
    }),
  ];
}

async function readOwnHosts(tx: WorkspaceTransaction): Promise<ReadonlySet<string>> {
  const origins = (await listConnections(tx)).map(({ origin }) => origin);
  const issuer = (await findIdentityProvider(tx))?.issuer;
  const model = (await findLanguageModel(tx))?.base_url;
  return new Set(
    [...origins, issuer, model]
      .filter((origin) => origin !== undefined)
      .map((origin) => new URL(origin).host),
  );
}
