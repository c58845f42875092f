import {
  configDocumentSchema,
  diffConfig,
  getConfig,
  getConfigSchema,
  getConfigVersion,
  inDocumentOrder,
  listConfigVersions,
  saveConfig,
  validateConfig,
} from '@handrail/contract';
import type { ConfigChange, ConfigVersion } from '@handrail/contract';
import { configDifference, DEFAULT_CONFIGURATION, parseConfig } from '@handrail/core';
import type { Configuration } from '@handrail/core';
import { findConfig, findLatestConfig, listConfigs, readUserEmails } from '@handrail/database';
import type { ConfigVersionRow, WorkspaceTransaction } from '@handrail/database';
import { getGainsight, readDraft, saveConfiguration, warnOfDraft, withOrganisation } from '@handrail/sync';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import { acceptConfig } from '../accept-config.ts';
import { acceptSave } from '../accept-save.ts';
import type { ApiContext } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const documentSchema = z.record(z.string(), z.unknown());
const cursorSchema = z.object({ before: z.number().int() });

/** The configuration in force, its versions, what a document would change, and saving one, which takes effect at once. */
export function configRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(getConfig, ({ workspace }) =>
      workspace.transaction(async (tx) => present(tx, await findLatestConfig(tx))),
    ),
    route(saveConfig, ({ workspace, body, caller }) =>
      workspace.transaction(async (tx) => {
        // Configuration is closed until a try has succeeded: its fields are those of the tenant.
        await getGainsight(tx);
        const draft = { ...body, createdBy: caller.userId, now: clock.now() };
        return present(tx, acceptSave(await saveConfiguration(tx, draft)));
      }),
    ),
    route(listConfigVersions, ({ workspace, query }) =>
      workspace.transaction((tx) => listVersions(tx, query)),
    ),
    route(getConfigVersion, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        const row = await findConfig(tx, params.version);
        if (row === undefined) throw notFound('version of the configuration');
        return present(tx, row);
      }),
    ),
    route(diffConfig, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        const row = body.from === undefined ? await findLatestConfig(tx) : await findConfig(tx, body.from);
        const changes = difference(
          await withOrganisation(tx, row?.document ?? { version: 1 }),
          acceptConfig(parseConfig(await withOrganisation(tx, body.document)), 'cannot be compared'),
        );
        return { from: row?.version ?? 0, changes };
      }),
    ),
    route(validateConfig, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        const draft = await readDraft(tx, body.document);
        return draft.ok
          ? {
              isValid: true,
              issues: [],
              warnings: [...draft.warnings, ...(await warnOfDraft(tx, draft.value, clock.now()))],
            }
          : { isValid: false, issues: [...draft.issues], warnings: [] };
      }),
    ),
    route(getConfigSchema, () => Promise.resolve(documentSchema.parse(z.toJSONSchema(configDocumentSchema)))),
  ];
}

/** What a document changes against a stored one; a stored one that no longer parses differs in everything. */
function difference(before: unknown, after: Configuration): ConfigChange[] {
  const parsed = parseConfig(before);
  const base = parsed.ok ? parsed.value : DEFAULT_CONFIGURATION;
  return configDifference(base, after).map((change) => ({ ...change }));
}

async function listVersions(
  tx: WorkspaceTransaction,
  query: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const before = decodeCursor(cursorSchema, query.cursor)?.before ?? null;
  // One more than is shown: the version before the last one tells what that one changed.
  const rows = await listConfigs(tx, { before, limit: query.limit + 1 });
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const items = [];
  for (const [at, row] of shown.entries()) {
    const after = parseConfig(await withOrganisation(tx, row.document));
    const former = await withOrganisation(tx, rows[at + 1]?.document ?? { version: 1 });
    const changes = after.ok ? difference(former, after.value) : [];
    items.push({ ...(await present(tx, row)), changes });
  }
  const latest = await findLatestConfig(tx);
  return {
    items,
    nextCursor:
      rows.length > query.limit && last !== undefined ? encodeCursor({ before: last.version }) : null,
    total: latest?.version ?? 0,
  };
}

async function present(tx: WorkspaceTransaction, row: ConfigVersionRow | undefined): Promise<ConfigVersion> {
  if (row === undefined) return { version: 0, document: { version: 1 }, createdAt: null, createdBy: null };
  const emails = await readUserEmails(tx, row.createdBy === null ? [] : [row.createdBy]);
  return {
    version: row.version,
    document: inDocumentOrder(documentSchema.parse(await withOrganisation(tx, row.document))),
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy === null ? null : (emails.get(row.createdBy) ?? null),
  };
}
