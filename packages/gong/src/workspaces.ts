import { z } from 'zod';
import { id, idUnder, text } from './fields.ts';
import { readPages } from './page.ts';
import type { CallOptions, Transport } from './transport.ts';

const workspaceSchema = z.object({ id, name: text, description: text });

/** A workspace of a Gong company (Gong's word; not ours). */
export type GongWorkspace = z.infer<typeof workspaceSchema>;

/** Workspaces of a Gong company. */
export interface GongWorkspaces {
  /** All of them: `GET /v2/workspaces`, not paged (reference 4). The cheapest call that needs the key. */
  list(options?: CallOptions): Promise<readonly GongWorkspace[]>;
}

/** Makes the workspaces resource over a transport. */
export function createWorkspaces(transport: Transport): GongWorkspaces {
  return {
    async list(options = {}) {
      const workspaces: GongWorkspace[] = [];
      const spec = {
        call: { method: 'GET', path: '/v2/workspaces', notFoundMeans: 'missing' },
        key: 'workspaces',
        schema: workspaceSchema,
        idOf: idUnder('id'),
      } as const;
      for await (const { items } of readPages(transport, spec, options)) workspaces.push(...items);
      return workspaces;
    },
  };
}
