import { createCalls, type GongCalls } from './calls.ts';
import { createTranscripts, type GongTranscripts } from './transcripts.ts';
import { createTransport, type GongHttpOptions } from './transport.ts';
import { createUsers, type GongUsers } from './users.ts';
import { createWorkspaces, type GongWorkspaces } from './workspaces.ts';

/** What a client of one Gong company needs. */
export interface GongClientOptions {
  /** As the company's API page shows it, e.g. `https://api.gong.io` (reference 1). */
  readonly origin: string;
  readonly accessKey: string;
  readonly accessKeySecret: string;
  readonly http: GongHttpOptions;
}

/** A client that reads one Gong company; it has no way to write. */
export interface GongClient {
  readonly origin: string;
  readonly calls: GongCalls;
  readonly transcripts: GongTranscripts;
  readonly users: GongUsers;
  readonly workspaces: GongWorkspaces;
  /** Ends its sockets. */
  close(): Promise<void>;
}

/**
 * Makes the client of a Gong company. Throws HttpError `http_host_refused` for an origin that may not be called;
 * nothing is sent yet. Every call throws GongError or HttpError.
 */
export function createGongClient(options: GongClientOptions): GongClient {
  const transport = createTransport(options.origin, options.accessKey, options.accessKeySecret, options.http);
  return {
    origin: options.origin,
    calls: createCalls(transport),
    transcripts: createTranscripts(transport),
    users: createUsers(transport),
    workspaces: createWorkspaces(transport),
    close: () => transport.close(),
  };
}
