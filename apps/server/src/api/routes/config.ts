import { getConfig, saveConfig } from '@handrail/contract';
import type { ConfigVersion } from '@handrail/contract';
import { parseConfig } from '@handrail/core';
import { findConnection, findLatestConfig, saveConfig as insertConfig } from '@handrail/database';
import type { ConfigVersionRow, WorkspaceTransaction } from '@handrail/database';
import { arrangeStreams, checkConfigFields, SyncError } from '@handrail/sync';
import { z } from 'zod';
import { RequestError, ServerError } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const documentSchema = z.record(z.string(), z.unknown());

/** The configuration in force, and saving a new version, which takes effect at once. */
export function configRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(getConfig, ({ workspace }) =>
      workspace.transaction(async (tx) => present(await findLatestConfig(tx))),
    ),
    route(saveConfig, ({ workspace, body, caller }) =>
      workspace.transaction(async (tx) => {
        await refuseUnconnected(tx);
        const parsed = parseConfig(body.document);
        if (!parsed.ok) throw new RequestError('config_invalid', parsed.issues);
        const issues = await checkConfigFields(tx, parsed.value);
        if (issues.length > 0) throw new RequestError('config_invalid', issues);
        const { basedOn, document } = body;
        const now = clock.now();
        const saved = await insertConfig(tx, { basedOn, document, createdBy: caller.userId, now });
        if (saved === undefined) throw await conflict(tx, basedOn);
        await arrangeStreams(tx, now);
        return present(saved);
      }),
    ),
  ];
}

/** Configuration is closed until a try has succeeded: its fields are those of the tenant. */
async function refuseUnconnected(tx: WorkspaceTransaction): Promise<void> {
  const connection = await findConnection(tx, 'gainsight');
  if (connection !== undefined && connection.state !== 'disconnected') return;
  throw new SyncError({
    code: 'not_connected',
    message: 'Gainsight is not connected.',
    remedy: 'Connect it under Settings > Integrations > Gainsight first.',
  });
}

async function conflict(tx: WorkspaceTransaction, basedOn: number): Promise<ServerError> {
  const latest = await findLatestConfig(tx);
  return new ServerError({
    code: 'config_conflict',
    message: `Version ${latest?.version ?? 0} was saved meanwhile; this draft began at version ${basedOn}.`,
    remedy: 'Load the current version, make the change there, and save again.',
    facts: { basedOn, current: latest?.version ?? 0 },
  });
}

function present(row: ConfigVersionRow | undefined): ConfigVersion {
  if (row === undefined) return { version: 0, document: { version: 1 }, createdAt: null };
  return {
    version: row.version,
    document: documentSchema.parse(row.document),
    createdAt: row.createdAt.toISOString(),
  };
}
