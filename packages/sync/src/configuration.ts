import { parseConfig, withIds } from '@handrail/core';
import type { Configuration, Resolution } from '@handrail/core';
import { findConfig, findLatestConfig } from '@handrail/database';
import type { ConfigVersionRow, WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';
import { SyncError } from './errors.ts';
import { withOrganisation } from './with-organisation.ts';

/** The configuration in force with its number; version 0 is the default that nobody saved. */
export interface CurrentConfiguration {
  readonly version: number;
  readonly configuration: Configuration;
}

const resolutionSchema = z.record(z.string(), z.record(z.string(), z.string()));

/**
 * Reads the configuration in force, or that of one version, with the ids that its names had at Save: an item or user
 * that was renamed since is still the same. Throws config_invalid for a document that no longer parses.
 */
export async function readConfiguration(
  tx: WorkspaceTransaction,
  version?: number,
): Promise<CurrentConfiguration> {
  const row = version === undefined ? await findLatestConfig(tx) : await findConfig(tx, version);
  const number = row?.version ?? 0;
  const parsed = parseConfig(await withOrganisation(tx, row?.document ?? { version: 1 }));
  if (parsed.ok) {
    const resolution = row === undefined ? {} : savedNames(row);
    return { version: number, configuration: withIds(parsed.value, resolution) };
  }
  throw new SyncError({
    code: 'config_invalid',
    message: `Version ${number} of the configuration cannot be read: ${parsed.issues[0]?.message ?? ''}`,
    remedy: 'Save it again under Settings > Integrations > Gainsight.',
    facts: { version: number, path: parsed.issues[0]?.path ?? '' },
  });
}

/** The ids that the names of a saved configuration had at Save. */
export function savedNames({ resolution }: ConfigVersionRow): Resolution {
  return resolutionSchema.parse(resolution);
}
