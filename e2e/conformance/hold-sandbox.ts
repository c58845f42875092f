import { createStillClock, type Sandbox, startSandbox } from '@handrail/sandbox';
import { CAST } from './cast.ts';
import type { ConformanceCase, Exchange, Moves, Request } from './case.ts';
import { differences } from './pattern.ts';

/** The instant at which every case begins. */
export const STARTS_AT = '2026-11-10T10:00:30.250Z';

interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Puts a case's requests to a fresh sandbox; the lines say where a reply is not the document's. */
export async function holdSandbox<Client>(
  vendor: 'gainsight' | 'gong',
  { exchanges, given, isBare, companies = 5 }: ConformanceCase<Client>,
): Promise<string[]> {
  if ('not' in exchanges) return [];
  const clock = createStillClock(STARTS_AT);
  const sandbox = await startSandbox({ port: 0, companies, limits: 'off', clock });
  const kept = new Map<string, unknown>();
  try {
    const faults: string[] = [];
    const cast = isBare === true || vendor === 'gong' ? [] : CAST;
    for (const exchange of cast) faults.push(...(await exchangeWith(sandbox, vendor, exchange, kept)));
    await move(sandbox, given ?? {});
    for (const [index, exchange] of exchanges.entries()) {
      const found = await exchangeWith(sandbox, vendor, exchange, kept);
      faults.push(...found.map((fault) => `exchange ${index + 1}: ${fault}`));
    }
    return faults;
  } finally {
    await sandbox.stop();
  }
}

async function exchangeWith(
  sandbox: Sandbox,
  vendor: 'gainsight' | 'gong',
  exchange: Exchange,
  kept: Map<string, unknown>,
): Promise<string[]> {
  await move(sandbox, exchange);
  for (let count = 0; count < (exchange.after ?? 0); count += 1)
    await send(sandbox, vendor, exchange.request, kept);
  if (exchange.isLost === true) {
    const lost = await send(sandbox, vendor, exchange.request, kept).catch(() => null);
    return lost === null ? [] : [`expected no reply, got ${lost.status}`];
  }
  const received = await send(sandbox, vendor, exchange.request, kept);
  const json = parseOrUndefined(received.text);
  for (const [name, path] of Object.entries(exchange.keep ?? {})) {
    const value = path.startsWith('location?') ? inLocation(received, path) : valueAt(json, path);
    if (value === undefined) return [`the reply has no ${path} to keep: ${received.text.slice(0, 300)}`];
    kept.set(name, value);
  }
  const { reply, request } = exchange;
  const isOwn = request.path.startsWith('/__sandbox/');
  const strays = vendor === 'gainsight' && !isOwn ? strayRequestId(received, json) : [];
  if (reply === undefined) {
    const isFine = received.status < 300 && valueAt(json, 'result') !== false;
    const told = `${request.method} ${request.path} → ${received.status} ${received.text.slice(0, 300)}`;
    return isFine ? [] : [`the preparation failed: ${told}`];
  }
  return [
    ...strays,
    ...differences(received.status, reply.status, kept, `status (${received.text.slice(0, 200)})`),
    ...Object.entries(reply.headers ?? {}).flatMap(([name, pattern]) =>
      differences(received.headers.get(name) ?? undefined, pattern, kept, `header ${name}`),
    ),
    ...(reply.body === undefined ? [] : differences(json, reply.body, kept)),
    ...(reply.text === undefined ? [] : differences(received.text, reply.text, kept)),
  ];
}

/** Every reply names its request in a header, and the same one in the body (§19 line 10 [C]). */
function strayRequestId({ headers }: Received, json: unknown): string[] {
  if (json === undefined) return [];
  const inHeader = headers.get('x-gs-request-id');
  const inBody = valueAt(json, 'requestId') ?? inHeader;
  return inHeader !== null && inHeader === inBody
    ? []
    : [`request id: ${inHeader} in the header, ${String(inBody)} in the body`];
}

async function move(sandbox: Sandbox, moves: Moves): Promise<void> {
  const { context } = sandbox;
  if (moves.advanceMs !== undefined) context.clock.advance(moves.advanceMs);
  for (const name of ['switches', 'limits', 'credentials'] as const) {
    const changes = moves[name];
    if (changes !== undefined) await control(sandbox, 'PUT', name, changes);
  }
  if (moves.calls !== undefined) context.world.calls = [...moves.calls];
  if (moves.fault !== undefined) await control(sandbox, 'POST', 'faults', moves.fault);
}

async function control(sandbox: Sandbox, method: string, what: string, body: unknown): Promise<void> {
  const reply = await fetch(`${sandbox.gainsightUrl}/__sandbox/${what}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new TypeError(`The sandbox does not take ${what}: ${await reply.text()}`);
}

async function send(
  sandbox: Sandbox,
  vendor: 'gainsight' | 'gong',
  request: Request,
  kept: ReadonlyMap<string, unknown>,
): Promise<Received> {
  const isControl = request.path.startsWith('/__sandbox/');
  const origin = vendor === 'gong' && !isControl ? sandbox.gongUrl : sandbox.gainsightUrl;
  const headers = new Headers(isControl ? {} : credentialOf(sandbox, vendor));
  const body = request.raw ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  if (body !== undefined) headers.set('content-type', 'application/json');
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    const filled = fill(value, kept);
    if (filled === '') headers.delete(name);
    else headers.set(name, filled);
  }
  const path = fill(request.path, kept);
  const reply = await fetch(path.startsWith('http') ? path : `${origin}${path}`, {
    method: request.method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: fill(body, kept) }),
  });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
}

function credentialOf({ context }: Sandbox, vendor: 'gainsight' | 'gong'): Record<string, string> {
  const { accessKey, gongAccessKey, gongAccessKeySecret } = context.credentials;
  if (vendor === 'gainsight') return { accesskey: accessKey };
  return {
    authorization: `Basic ${Buffer.from(`${gongAccessKey}:${gongAccessKeySecret}`).toString('base64')}`,
  };
}

/** Puts kept values in place of `{name}`; what is not kept stays as it is. */
function fill(text: string, kept: ReadonlyMap<string, unknown>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    kept.has(name) ? String(kept.get(name)) : whole,
  );
}

/** A parameter of where a redirect leads: `location?code`. */
function inLocation({ headers }: Received, path: string): string | undefined {
  const location = headers.get('location') ?? '';
  if (!URL.canParse(location)) return undefined;
  return new URL(location).searchParams.get(path.slice('location?'.length)) ?? undefined;
}

function valueAt(json: unknown, path: string): unknown {
  let value = json;
  for (const key of path.split('.'))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}

function parseOrUndefined(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    // A page or a table of values, told by its text.
    return undefined;
  }
}
