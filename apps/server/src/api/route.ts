import type { Endpoint, ParsedOf } from '@handrail/contract';
import type { WorkspaceHandle } from '@handrail/database';
import type { z } from 'zod';
import { RequestError } from '../errors.ts';
import type { RequestIssue } from '../errors.ts';
import type { Browser } from './browser.ts';
import type { Caller } from './session.ts';

interface Surroundings {
  readonly browser: Browser;
  /** Where people reach this server, as the caller did. */
  readonly origin: string;
  /** As logs and audit know it. */
  readonly requestId: string;
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal;
}

/** What a handler gets: the parsed request, and who asks in which workspace unless the endpoint is public. */
export type Call<E extends Endpoint> = ParsedOf<E> &
  Surroundings &
  (E['action'] extends 'public' ? unknown : { readonly caller: Caller; readonly workspace: WorkspaceHandle });

/** A request as it came, before its schemas have seen it. */
export interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** Who asks, and in which workspace. */
export interface SignedIn {
  readonly caller: Caller;
  readonly workspace: WorkspaceHandle;
}

/** An endpoint with what answers it. */
export interface Route {
  readonly endpoint: Endpoint;
  /** Parses, acts, and gives the reply as its schema lets it through. Throws RequestError with every issue. */
  answer(raw: RawRequest, surroundings: Surroundings, signedIn: SignedIn | null): Promise<object>;
}

/** Joins an endpoint of the contract to its handler. */
export function route<E extends Endpoint>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<z.input<E['reply']>>,
): Route {
  return {
    endpoint,
    async answer(raw, surroundings, signedIn) {
      const parts = parseParts(endpoint, raw);
      // Parsed by the endpoint's own schemas, and signed in unless public: what Call<E> says.
      const reply = await handle({ ...parts, ...surroundings, ...signedIn } as Call<E>);
      // What the schema does not name never leaves.
      return Object(endpoint.reply.parse(reply));
    },
  };
}

function parseParts(endpoint: Endpoint, raw: RawRequest): Readonly<Record<string, unknown>> {
  const parts: Record<string, unknown> = {};
  const issues: RequestIssue[] = [];
  const read = (name: 'params' | 'query' | 'body', schema: z.ZodType | undefined, value: unknown): void => {
    if (schema === undefined) return;
    const parsed = schema.safeParse(value);
    if (parsed.success) parts[name] = parsed.data;
    else issues.push(...issuesOf(parsed.error, name));
  };
  read('params', endpoint.params, raw.params);
  read('query', endpoint.query, raw.query);
  issues.push(...unknownParameters(endpoint.query, Object(raw.query)));
  read('body', endpoint.body, raw.body ?? {});
  if (issues.length > 0) throw new RequestError('request_invalid', issues);
  return parts;
}

/** A filter with a slip in its name would else be left out, and the whole list taken for its answer. */
function unknownParameters(schema: z.ZodObject | undefined, given: object): readonly RequestIssue[] {
  const known = Object.keys(schema?.shape ?? {});
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      path: `query.${name.slice(0, 100)}`,
      message: known.length === 0 ? 'there are no parameters here' : `is none of ${known.join(', ')}`,
    }));
}

function issuesOf(error: z.ZodError, part: string): readonly RequestIssue[] {
  return error.issues.map((issue) => ({
    // A fault of the body is named by its place in the body alone.
    path: [...(part === 'body' ? [] : [part]), ...issue.path.map(String)].join('.'),
    message: issue.message,
  }));
}
