import type { GainsightCredential } from './auth.ts';
import { type Query, type QueryPage, runQuery } from './query.ts';
import { type KeyedPage, type PagesQuery, runQueryPages } from './query-pages.ts';
import { createDeletions, type Deletions } from './resources/deletions.ts';
import { createObjects, type Objects } from './resources/objects.ts';
import { createWritableRecords, type WritableRecords } from './resources/records.ts';
import {
  createReadableTimeline,
  createWritableTimeline,
  type ReadableTimeline,
  type WritableTimeline,
} from './resources/timeline.ts';
import { type CallOptions, createTransport, type GainsightHttpOptions } from './transport.ts';

/** What a client of one tenant needs. */
export interface GainsightClientOptions {
  /** From `parseSubdomain` or `parseCustomDomain`. */
  readonly origin: string;
  readonly credential: GainsightCredential;
  readonly http: GainsightHttpOptions;
}

/** A client that has no way to write. */
export interface GainsightReader {
  readonly origin: string;
  readonly objects: Objects;
  readonly timeline: ReadableTimeline;
  readonly deletions: Deletions;
  /** Reads one page of any object (reference 4). Charged to `sync`. */
  query(object: string, query: Query, options?: CallOptions): Promise<QueryPage>;
  /** Reads an object to its end, keyed by Gsid (reference 4.4). */
  queryPages(object: string, query: PagesQuery, options?: CallOptions): AsyncIterable<KeyedPage>;
  /**
   * Asks for one Company Gsid, the cheapest call that needs the credential (reference 7.1 [C]). Throws what is
   * wrong: `gainsight_unauthorized`, `gainsight_ip_refused`, `gainsight_not_found`, an HttpError.
   */
  checkCredential(
    options?: CallOptions,
  ): Promise<{ readonly date: Date | null; readonly requestId: string | null }>;
  /** Ends its sockets. */
  close(): Promise<void>;
}

/** A client that may also write. */
export interface GainsightWriter extends Omit<GainsightReader, 'timeline'> {
  readonly companies: WritableRecords;
  readonly relationships: WritableRecords;
  readonly timeline: WritableTimeline;
}

/**
 * Makes the client of a tenant. With `write: false` it holds no writing method at all, so that no mistake above can
 * write. Throws HttpError `http_host_refused` for an origin that may not be called; nothing is sent yet.
 */
export function createGainsightClient(
  options: GainsightClientOptions & { readonly write: false },
): GainsightReader;
export function createGainsightClient(
  options: GainsightClientOptions & { readonly write: true },
): GainsightWriter;
export function createGainsightClient(
  options: GainsightClientOptions & { readonly write: boolean },
): GainsightReader | GainsightWriter {
  const transport = createTransport(options.origin, options.credential, options.http);
  const reader: GainsightReader = {
    origin: options.origin,
    objects: createObjects(transport),
    timeline: createReadableTimeline(transport),
    deletions: createDeletions(transport),
    query: (object, query, call) => runQuery(transport, object, query, call),
    queryPages: (object, query, call) => runQueryPages(transport, object, query, call),
    async checkCredential(call) {
      const { date, requestId } = await runQuery(transport, 'Company', { select: ['Gsid'], limit: 1 }, call);
      return { date, requestId };
    },
    close: () => transport.close(),
  };
  if (!options.write) return reader;
  return {
    ...reader,
    companies: createWritableRecords(transport, 'Company'),
    relationships: createWritableRecords(transport, 'Relationship'),
    timeline: createWritableTimeline(transport),
  };
}
