import { createGainsightClient, type GainsightWriter } from '@handrail/gainsight';
import { createGongClient, type GongClient } from '@handrail/gong';
import { createStubClock, startStubServer, type StubRequest, type StubServer } from '@handrail/http/testing';
import type { ConformanceCase, Outcome, Reading, Reply } from './case.ts';
import { differences, including, type Pattern, sampleOf } from './pattern.ts';

/** Makes a client that talks to an origin. */
export type MakeClient<Client> = (origin: string, credential: Reading<Client>['credential']) => Client;

const NOTHING_KEPT = new Map<string, unknown>();

/** The Gainsight client, as the product makes it. */
export const makeGainsightClient: MakeClient<GainsightWriter> = (origin, credential) =>
  createGainsightClient({
    origin,
    credential:
      credential === 'm2m'
        ? { kind: 'm2m', clientId: 'api-key', clientSecret: 'api-secret' }
        : { kind: 'access-key', accessKey: 'made-up-key' },
    http: { allowOrigins: [origin], clock: createStubClock(), random: () => 0 },
    write: true,
  });

/** The Gong client, as the product makes it. */
export const makeGongClient: MakeClient<GongClient> = (origin) =>
  createGongClient({
    origin,
    accessKey: 'key',
    accessKeySecret: 'secret',
    http: { allowOrigins: [origin], clock: createStubClock(), random: () => 0 },
  });

/** Gives a client the document's literal replies; the lines say where it makes something else of them. */
export async function holdClient<Client extends { close(): Promise<void> }>(
  make: MakeClient<Client>,
  { exchanges, readings }: Pick<ConformanceCase<Client>, 'exchanges' | 'readings'>,
): Promise<string[]> {
  if ('not' in readings) return [];
  const documented = 'not' in exchanges ? undefined : exchanges.findLast(({ reply }) => reply)?.reply;
  const faults: string[] = [];
  for (const reading of readings) {
    const replies = reading.replies ?? (documented === undefined ? [] : [documented]);
    await using server = await replay(replies);
    const client = make(server.origin, reading.credential);
    const outcome = await settle(() => reading.call(client));
    await client.close();
    faults.push(...judge(reading, outcome), ...judgeRequests(reading, server.requests));
  }
  return faults;
}

/** A plain server that knows nothing but the document's bytes, in their order. */
async function replay(replies: readonly Reply[]): Promise<StubServer> {
  return startStubServer(({ number }, response) => {
    const reply = replies[Math.min(number, replies.length) - 1];
    if (reply === undefined) throw new TypeError('The case shows the client no reply');
    const isJson = reply.text === undefined;
    const headers = Object.entries(reply.headers ?? {}).map(([name, value]) => [
      name,
      String(sampleOf(value)),
    ]);
    response.writeHead(Number(sampleOf(reply.status)), {
      'content-type': isJson ? 'application/json' : 'text/html',
      ...Object.fromEntries(headers),
    });
    response.end(isJson ? JSON.stringify(sampleOf(reply.body ?? {})) : String(sampleOf(reply.text ?? '')));
  });
}

type Settled = { readonly value: unknown } | { readonly error: unknown };

async function settle(call: () => unknown): Promise<Settled> {
  try {
    const value = await call();
    return { value };
  } catch (error) {
    return { error };
  }
}

function judge(reading: Outcome, outcome: Settled): string[] {
  if ('fails' in reading) {
    if (!('error' in outcome)) return [`client: expected an error, got ${JSON.stringify(outcome.value)}`];
    return Object.entries(reading.fails).flatMap(([fact, pattern]) =>
      differences(factOf(outcome.error, fact), pattern, NOTHING_KEPT, `client error ${fact}`),
    );
  }
  if ('error' in outcome) return [`client: expected a value, got ${String(outcome.error)}`];
  return differences(outcome.value, reading.gives, NOTHING_KEPT).map((line) => `client: ${line}`);
}

function judgeRequests(
  { sends, requests }: Pick<Reading<unknown>, 'sends' | 'requests'>,
  sent: readonly StubRequest[],
): string[] {
  const last = sent.at(-1);
  const told: Record<string, unknown> = {
    method: last?.method,
    path: last?.url,
    headers: last?.headers,
    body: last === undefined || last.body === '' ? undefined : parsed(last.body),
  };
  const pattern: Pattern = sends ?? including({});
  const lines = differences(told, pattern, NOTHING_KEPT).map((line) => `client request: ${line}`);
  const isCount = requests === undefined || requests === sent.length;
  return isCount ? lines : [...lines, `client: expected ${requests} requests, got ${sent.length}`];
}

/** Forms and broken bodies stay text. */
function parsed(body: string): unknown {
  return /^[[{]/.test(body) ? JSON.parse(body) : body;
}

function factOf(error: unknown, fact: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, fact) : undefined;
}
