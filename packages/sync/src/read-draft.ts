import { parseConfig, withIds } from '@handrail/core';
import type { Configuration, Issue } from '@handrail/core';
import type { WorkspaceTransaction } from '@handrail/database';
import { checkConfigFields } from './check-config-fields.ts';
import { withOrganisation } from './with-organisation.ts';

/** A draft as Save would take it, with its names as ids of the tenant; or everything that stands against it. */
export type DraftResult =
  | { readonly ok: true; readonly value: Configuration; readonly warnings: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Reads a document as Save does, and saves nothing. */
export async function readDraft(tx: WorkspaceTransaction, document: unknown): Promise<DraftResult> {
  const parsed = parseConfig(await withOrganisation(tx, document));
  if (!parsed.ok) return parsed;
  const { issues, warnings, resolution } = await checkConfigFields(tx, parsed.value);
  return issues.length > 0
    ? { ok: false, issues }
    : { ok: true, value: withIds(parsed.value, resolution), warnings };
}
