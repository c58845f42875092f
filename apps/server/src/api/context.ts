import type { Database, Jobs, KeySource, SecretKey } from '@handrail/database';
import type { Clock, Stream, Vendors } from '@handrail/sync';
import type { Courtesy } from '../courtesy.ts';
import type { Log } from '../log.ts';
import type { Mailer } from '../mailer.ts';
import type { VendorBudget } from '../vendor-budget.ts';

/** What the HTTP API works with. */
export interface ApiContext {
  readonly database: Database;
  readonly secretKey: SecretKey;
  /** Where the key stands, for its change. */
  readonly keySource: KeySource;
  readonly vendors: Vendors;
  readonly budget: VendorBudget;
  /** Every stream that this version knows, by name. */
  readonly streams: ReadonlyMap<string, Stream>;
  readonly clock: Clock;
  readonly log: Log;
  /** Null: no mail server is set. */
  readonly mailer: Mailer | null;
  readonly courtesy: Courtesy;
  /** The origin under which people reach the server; null: loopback only, under whatever port it got. */
  readonly publicUrl: string | null;
  /** Where a link leads that leaves the house; null: nobody knows. */
  readonly linkOrigin: string | null;
  /** What opens `/metrics`; null: there are none. */
  readonly metricsToken: string | null;
  /** Jobs waiting, in hand and failed, by queue. */
  readonly queueDepth: Jobs['depth'];
  readonly trustProxy: number | readonly string[] | null;
  /** Folder of the built screens. */
  readonly uiDir: string;
  /** How long after a sign-in a session may do what needs a fresh one, in ms. */
  readonly freshSignInMs: number;
  /** Tries to sign in or connect that one address and one user have in a minute. */
  readonly triesPerMinute: number;
  /** Pages after the first, of all lists together, that one user reads in a minute. */
  readonly pagesPerMinute: number;
}
