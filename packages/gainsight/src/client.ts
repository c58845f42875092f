import type { GainsightCredential } from './auth.ts';
import { type Capabilities, probeCapabilities } from './capabilities.ts';
import { type Query, type QueryPage, runQuery } from './query.ts';
import { type KeyedPage, type PagesQuery, runQueryPages } from './query-pages.ts';
import { createDeletions, type Deletions } from './resources/deletions.ts';
import { COMPANIES, type Company } from './resources/companies.ts';
import { createObjects, type Objects } from './resources/objects.ts';
import {
  COMPANY_PEOPLE,
  type CompanyPerson,
  PEOPLE,
  type Person,
  RELATIONSHIP_PEOPLE,
  type RelationshipPerson,
} from './resources/people.ts';
import {
  createPicklists,
  PICKLIST_RECORDS,
  type PicklistRecord,
  type Picklists,
} from './resources/picklists.ts';
import { createReadableRecords, type ReadableRecords } from './resources/readable-records.ts';
import { createWritableRecords, type WritableRecords } from './resources/records.ts';
import {
  RELATIONSHIP_TYPES,
  type Relationship,
  RELATIONSHIPS,
  type RelationshipType,
} from './resources/relationships.ts';
import {
  createReadableTimeline,
  createWritableTimeline,
  type ReadableTimeline,
  type WritableTimeline,
} from './resources/timeline.ts';
import { COMPANY_TEAM, type CompanyTeamMember, type User, USERS } from './resources/users.ts';
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
  readonly picklists: Picklists;
  readonly companies: ReadableRecords<Company>;
  readonly relationships: ReadableRecords<Relationship>;
  readonly relationshipTypes: ReadableRecords<RelationshipType>;
  readonly people: ReadableRecords<Person>;
  readonly companyPeople: ReadableRecords<CompanyPerson>;
  readonly relationshipPeople: ReadableRecords<RelationshipPerson>;
  readonly users: ReadableRecords<User>;
  readonly companyTeam: ReadableRecords<CompanyTeamMember>;
  readonly picklistRecords: ReadableRecords<PicklistRecord>;
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
  /**
   * Tries on one object what documents leave open, once per tenant and object: at most six queries of three rows,
   * three without a date field (null). Throws what a query throws, but for a refused one: that is the answer no.
   */
  probe(
    of: { readonly objectName: string; readonly dateField: string | null },
    options?: CallOptions,
  ): Promise<Capabilities>;
  /** Ends its sockets and waits; calls still open fail with `http_cancelled`. */
  close(): Promise<void>;
}

/** A client that may also write. */
export interface GainsightWriter extends GainsightReader {
  readonly companies: ReadableRecords<Company> & WritableRecords;
  readonly relationships: ReadableRecords<Relationship> & WritableRecords;
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
    picklists: createPicklists(transport),
    companies: createReadableRecords(transport, COMPANIES),
    relationships: createReadableRecords(transport, RELATIONSHIPS),
    relationshipTypes: createReadableRecords(transport, RELATIONSHIP_TYPES),
    people: createReadableRecords(transport, PEOPLE),
    companyPeople: createReadableRecords(transport, COMPANY_PEOPLE),
    relationshipPeople: createReadableRecords(transport, RELATIONSHIP_PEOPLE),
    users: createReadableRecords(transport, USERS),
    companyTeam: createReadableRecords(transport, COMPANY_TEAM),
    picklistRecords: createReadableRecords(transport, PICKLIST_RECORDS),
    timeline: createReadableTimeline(transport),
    deletions: createDeletions(transport),
    query: (object, query, call) => runQuery(transport, object, query, call),
    queryPages: (object, query, call) => runQueryPages(transport, object, query, call),
    async checkCredential(call) {
      const { date, requestId } = await runQuery(transport, 'Company', { select: ['Gsid'], limit: 1 }, call);
      return { date, requestId };
    },
    probe: (of, call = {}) => probeCapabilities(transport, of, call),
    close: () => transport.close(),
  };
  if (!options.write) return reader;
  return {
    ...reader,
    companies: { ...reader.companies, ...createWritableRecords(transport, COMPANIES.objectName) },
    relationships: {
      ...reader.relationships,
      ...createWritableRecords(transport, RELATIONSHIPS.objectName),
    },
    timeline: createWritableTimeline(transport),
  };
}
