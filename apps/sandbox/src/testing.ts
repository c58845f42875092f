import type { TestContext } from 'node:test';
import { createStillClock, type SandboxClock } from './clock.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from './start-sandbox.ts';
import type { FieldDefinition, Row, WorldObject } from './world.ts';

/** A reply as a test reads it. */
export interface TestReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, loosely typed by `path` below. */
  readonly body: unknown;
}

/** A started sandbox with a clock that stands still, and calls against its Gainsight half. */
export interface TestSandbox {
  readonly sandbox: Sandbox;
  readonly clock: SandboxClock;
  /** Sends a call with the access key; headers given replace it. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<TestReply>;
  /** Queries an object and returns its rows; throws when the reply has none. */
  query(object: string, request: object): Promise<Record<string, unknown>[]>;
  object(name: string): WorldObject;
}

/** Starts a sandbox for a test, with free ports and no limits, and stops it after the test. */
export async function startTestSandbox(t: TestContext, options: SandboxOptions = {}): Promise<TestSandbox> {
  const clock = options.clock ?? createStillClock('2026-11-10T10:00:30.250Z');
  const sandbox = await startSandbox({ port: 0, companies: 60, limits: 'off', clock, ...options });
  t.after(() => sandbox.stop());
  const key = { accesskey: sandbox.context.credentials.accessKey };

  async function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = key,
  ): Promise<TestReply> {
    const reply = await fetch(`${sandbox.gainsightUrl}${path}`, {
      method,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      redirect: 'manual',
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await reply.text();
    const isJson = reply.headers.get('content-type')?.includes('json') === true;
    return { status: reply.status, headers: reply.headers, text, body: isJson ? parseOrNull(text) : null };
  }

  return {
    sandbox,
    clock,
    send,
    query: async (object, request) => {
      const reply = await send('POST', `/v1/data/objects/query/${object}`, request);
      const rows = at(reply.body, 'data', 'records');
      return Array.isArray(rows) ? rows : [];
    },
    object: (name) => {
      const found = sandbox.context.world.objects.get(name);
      if (found === undefined) throw new TypeError(`The world has no ${name}`);
      return found;
    },
  };
}

/** Walks into a JSON value by keys; undefined where a step is missing. */
export function at(value: unknown, ...keys: readonly (string | number)[]): unknown {
  let here = value;
  for (const key of keys) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = new Map(Object.entries(here)).get(String(key));
  }
  return here;
}

/** One condition and its expression. */
export function where(name: string, operator: string, ...value: unknown[]): object {
  return { conditions: [{ name, alias: 'A', operator, value }], expression: 'A' };
}

/** The field of an object by name; throws when there is none. */
export function fieldOf(object: WorldObject, name: string): FieldDefinition {
  const found = object.fields.find((field) => field.name === name);
  if (found === undefined) throw new TypeError(`${object.name} has no field ${name}`);
  return found;
}

/** The first row that meets a test; throws when there is none. */
export function rowOf(object: WorldObject, test: (row: Row) => boolean = () => true): Row {
  const found = object.rows.find(test);
  if (found === undefined) throw new TypeError(`${object.name} has no such row`);
  return found;
}

function parseOrNull(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    // A cut body is what some tests ask for.
    return null;
  }
}
