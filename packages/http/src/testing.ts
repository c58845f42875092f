/** For tests of this package and of the vendor clients: a server that answers as told, and a clock that never waits. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpClock } from './clock.ts';
import { HttpError } from './errors.ts';

/** A request as it arrived. */
export interface StubRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** 1 for the first request of the server. */
  readonly number: number;
}

/** A local server whose answers are the test's. */
export interface StubServer extends AsyncDisposable {
  readonly origin: string;
  readonly requests: readonly StubRequest[];
  /** Sockets ever accepted. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** Starts a server on a free port of the loopback. */
export async function startStubServer(
  answer: (request: StubRequest, response: ServerResponse) => void,
): Promise<StubServer> {
  const requests: StubRequest[] = [];
  let accepted = 0;
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const body = Buffer.concat(chunks).toString('utf8');
      const request = { method, url, headers, body, number: requests.length + 1 };
      requests.push(request);
      answer(request, response);
    });
  });
  server.on('connection', () => (accepted += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    connections: () => accepted,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Answers with JSON. */
export function answerJson(
  response: ServerResponse,
  json: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(json));
}

/** A clock that stands still but for its waits, which end at once and are noted. */
export interface StubClock extends HttpClock {
  /** Every wait asked for, in milliseconds. */
  readonly waits: readonly number[];
  advance(ms: number): void;
  wait(waitMs: number, signal?: AbortSignal): Promise<void>;
}

/** Makes a clock that starts at the given instant. */
export function createStubClock(startAt = new Date('2026-11-12T10:00:15.000Z')): StubClock {
  const waits: number[] = [];
  let nowMs = startAt.getTime();
  return {
    waits,
    now: () => new Date(nowMs),
    advance(ms) {
      nowMs += ms;
    },
    async wait(waitMs, signal) {
      signal?.throwIfAborted();
      waits.push(waitMs);
      nowMs += waitMs;
    },
  };
}

/** Sockets, timers and requests that keep this process alive, by kind. */
export function countResources(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Waits until nothing is open beyond what was; throws, naming it, when something stays open for two seconds. */
export async function waitForResources(before: Readonly<Record<string, number>>): Promise<void> {
  const untilMs = performance.now() + 2_000;
  for (;;) {
    const left = Object.entries(countResources()).filter(([kind, count]) => count > (before[kind] ?? 0));
    if (left.length === 0) return;
    if (performance.now() > untilMs) {
      const names = left.map(([kind, count]) => `${kind} ${before[kind] ?? 0} → ${count}`);
      throw new HttpError('http_timeout', `Left open: ${names.join(', ')}.`, { outcome: 'unknown' });
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
