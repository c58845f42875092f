import type { WorldCall } from '@handrail/sandbox';
import type { Matcher, Pattern } from './pattern.ts';

/** How sure the reference is of a statement: vendor's page, second hand, seen in a live client, inferred. */
export const MARKS = ['D', 'G', 'C', 'I'] as const;
/** A mark of the reference. */
export type Mark = (typeof MARKS)[number];

/** What is done to the sandbox, as its admin or as time would, before a request. */
export interface Moves {
  readonly switches?: Readonly<Record<string, unknown>>;
  /** Limits that differ from none at all. */
  readonly limits?: Readonly<Record<string, number>>;
  readonly credentials?: Readonly<Record<string, string>>;
  /** A rule of the fault table. */
  readonly fault?: Readonly<Record<string, unknown>>;
  readonly advanceMs?: number;
  /** The recorder's calls, in place of those of the made-up world. */
  readonly calls?: readonly WorldCall[];
}

/** A request in the document's words; `{name}` stands for a value kept before. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query; a path below `/__sandbox/` is a step of preparation. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it stands, in place of `body`. */
  readonly raw?: string;
  /** Beside or, for the same name, in place of the usual ones; an empty value takes a header away. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A reply in the document's words. */
export interface Reply {
  readonly status: number | Matcher;
  readonly headers?: Readonly<Record<string, string | Matcher>>;
  /** The JSON of the reply; left out when it says nothing that matters. */
  readonly body?: Pattern;
  /** The text of a reply that is no JSON. */
  readonly text?: string | Matcher;
}

/** One request and what must come back; without a reply it only prepares, and any success will do. */
export interface Exchange extends Moves {
  readonly request: Request;
  readonly reply?: Reply;
  /** Name to keep a value under → path into the reply, e.g. `data.records.0.Gsid`, or `location?code`. */
  readonly keep?: Readonly<Record<string, string>>;
  /** The connection ends without a reply. */
  readonly isLost?: true;
  /** How often the request is sent before the one whose reply counts. */
  readonly after?: number;
}

/** What a client must make of the document's literal replies. */
export interface Reading<Client> {
  readonly call: (client: Client) => unknown;
  /** Replies in the order they are given, the last for ever; default: the last reply of the exchanges. */
  readonly replies?: readonly Reply[];
  /** The request that the client must have sent last: method, path, headers and body, as far as given. */
  readonly sends?: Pattern;
  /** How many requests it sends in all. */
  readonly requests?: number;
  /** Default access key. */
  readonly credential?: 'm2m';
}

/** Either a value or a typed error. */
export type Outcome = { readonly gives: Pattern } | { readonly fails: { readonly [fact: string]: Pattern } };

/** One documented behaviour. */
export interface ConformanceCase<Client> {
  /** Unique; kebab-case. */
  readonly id: string;
  /** The guarantee, in the present tense. */
  readonly title: string;
  /** Section or line of the reference: `§4.3`, `§19.14`. */
  readonly reference: string;
  /** Marks of the statement, the one of its main part first. */
  readonly mark: readonly [Mark, ...Mark[]];
  /** Items of the checklist that this case holds. */
  readonly covers: readonly string[];
  /** Without the cast; for what counts calls. */
  readonly isBare?: boolean;
  /** Companies of the made-up world; few by default. */
  readonly companies?: number;
  readonly given?: Moves;
  /** Request and reply, held against the sandbox; or why it is not asked. */
  readonly exchanges: readonly Exchange[] | { readonly not: string };
  /** Reply and value, held against the client; or why there is nothing to hold. */
  readonly readings: readonly (Reading<Client> & Outcome)[] | { readonly not: string };
  /** A known departure from the document, and why it stands. */
  readonly deviation?: string;
}

/** Cases of one part of a vendor's documents. */
export interface Area<Client> {
  readonly title: string;
  readonly cases: readonly ConformanceCase<Client>[];
}
