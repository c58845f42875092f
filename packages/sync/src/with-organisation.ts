import { isJsonObject, isJsonValue } from '@handrail/core';
import { readOrganisation } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';

/**
 * The document with its organisation written out: what it leaves out of that stays as the workspace has it, so that the
 * same text saved elsewhere decides the same there. One that is no document stays as it is, for the parser to name.
 */
export async function withOrganisation(tx: WorkspaceTransaction, document: unknown): Promise<unknown> {
  if (!isJsonValue(document) || !isJsonObject(document)) return document;
  const { organisation = {} } = document;
  if (!isJsonObject(organisation)) return document;
  return { ...document, organisation: { ...(await readOrganisation(tx)), ...organisation } };
}
