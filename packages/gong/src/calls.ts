import { z } from 'zod';
import { byFilter, type GongCallFilter, type GongPeriod } from './call-filter.ts';
import { callSchema, extensiveSchema, type GongCallFacts, type GongExtensiveCall } from './call-schemas.ts';
import { type GongSelection, selectorOf } from './content-selector.ts';
import { idUnder } from './fields.ts';
import { GongError } from './errors.ts';
import { type GongPage, readPages } from './page.ts';
import type { CallOptions, Transport } from './transport.ts';

/** Calls of a Gong company. */
export interface GongCalls {
  /**
   * Calls of a period, page by page: `GET /v2/calls` (reference 3). Calls appear hours after they end, under their
   * planned time, so a caller reads overlapping periods.
   */
  list(period: GongPeriod): AsyncIterable<GongPage<GongCallFacts>>;
  /** One call: `GET /v2/calls/{id}` (reference 3); null when it is unknown or deleted. One call. */
  find(callId: string, options?: CallOptions): Promise<GongCallFacts | null>;
  /**
   * Calls with their parties, CRM links and what else is selected: `POST /v2/calls/extensive`, of a period, or 100
   * ids a request (reference 3). Unknown ids are left out. Least is read unless told: parties and links.
   */
  extensive(
    filter: GongCallFilter & { readonly select?: GongSelection },
  ): AsyncIterable<GongPage<GongExtensiveCall>>;
}

/** Makes the calls resource over a transport. */
export function createCalls(transport: Transport): GongCalls {
  return {
    list: ({ from, to, workspaceId, ...options }) =>
      readPages(
        transport,
        {
          call: {
            method: 'GET',
            path: '/v2/calls',
            notFoundMeans: 'empty',
            query: { fromDateTime: from.toISOString(), toDateTime: to.toISOString(), workspaceId },
          },
          key: 'calls',
          schema: callSchema,
          idOf: idUnder('id'),
        },
        options,
      ),
    async find(callId, options = {}) {
      const path = `/v2/calls/${encodeURIComponent(callId)}`;
      const reply = await transport.call({ method: 'GET', path, notFoundMeans: 'empty', ...options });
      if (reply.status === 404) return null;
      const parsed = z.object({ call: callSchema }).safeParse(reply.json);
      if (parsed.success) return parsed.data.call;
      const { status, requestId } = reply;
      const text = 'The reply of Gong holds no call.';
      throw new GongError('gong_unexpected_reply', text, { outcome: 'unknown', status, requestId });
    },
    extensive: ({ select, ...filter }) => {
      const contentSelector = selectorOf(select ?? {});
      return byFilter(filter, (json, options) =>
        readPages(
          transport,
          {
            call: {
              method: 'POST',
              path: '/v2/calls/extensive',
              notFoundMeans: 'empty',
              json: { filter: json, contentSelector },
            },
            key: 'calls',
            schema: extensiveSchema,
            idOf: idUnder('metaData', 'id'),
          },
          options,
        ),
      );
    },
  };
}
