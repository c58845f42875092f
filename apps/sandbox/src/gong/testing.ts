import type { TestContext } from 'node:test';
import { createStillClock, type SandboxClock } from '../clock.ts';
import type { SandboxContext } from '../context.ts';
import { startSandbox, type SandboxOptions } from '../start-sandbox.ts';
import type { WorldCall } from '../world.ts';

/** The instant at which the clock of a Gong test stands. */
export const START = '2026-11-24T09:30:00.000Z';
/** A period that holds every call. */
export const WIDE = { fromDateTime: '2026-01-01T00:00:00Z', toDateTime: '2027-01-01T00:00:00Z' };

/** An answer as a test reads it. */
export interface GongReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A started Gong stand-in without limits, and calls against it. */
export interface TestGong {
  readonly url: string;
  readonly context: SandboxContext;
  readonly clock: SandboxClock;
  /** Asks with the access key: GET, or POST when there is a body. */
  ask(path: string, body?: unknown, authorization?: string): Promise<GongReply>;
  /** The first call of the world that meets a test; throws when there is none. */
  call(matches: (call: WorldCall) => boolean): WorldCall;
}

/** The header of a key and its secret. */
export function basic(key: string, secret: string): string {
  return `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
}

/** Starts Gong for a test, with a clock that stands still, and stops it afterwards. */
export async function startTestGong(t: TestContext, options: SandboxOptions = {}): Promise<TestGong> {
  const clock = options.clock ?? createStillClock(START);
  const sandbox = await startSandbox({ port: 0, seed: 7, companies: 30, limits: 'off', clock, ...options });
  t.after(() => sandbox.stop());
  const { context, gongUrl } = sandbox;
  const key = basic(context.credentials.gongAccessKey, context.credentials.gongAccessKeySecret);
  return {
    url: gongUrl,
    context,
    clock,
    ask: async (path, body, authorization = key) => {
      const response = await fetch(gongUrl + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    call: (matches) => {
      const found = context.world.calls.find(matches);
      if (found === undefined) throw new TypeError('The world has no such call');
      return found;
    },
  };
}

/** What stands at a path of an answer; undefined when there is nothing. */
export function dig(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at !== null && typeof at === 'object' ? Reflect.get(at, key) : undefined),
    value,
  );
}

/** The list at a path of an answer; throws when there is none. */
export function list(value: unknown, ...path: readonly (string | number)[]): unknown[] {
  const found = dig(value, ...path);
  if (!Array.isArray(found)) throw new TypeError(`No list at ${path.join('.')}`);
  return found;
}
