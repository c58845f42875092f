/** For tests and benches: what reading a page costs beside the least that it could cost. */
import { get } from 'node:http';
import { createStubClock, startStubServer } from '@handrail/http/testing';
import { createGainsightClient } from '../client.ts';
import { MAX_QUERY_ROWS } from '../query.ts';

/** Best times of several rounds, in ms, since other work on the machine only ever adds. */
export interface PageReadSpeed {
  readonly bytes: number;
  /** `JSON.parse` of the page's text alone. */
  readonly parseMs: number;
  /** Its transfer by plain HTTP. */
  readonly transferMs: number;
  /** The client's whole query. */
  readonly readMs: number;
  /** What the client takes beyond the transfer, in times of `JSON.parse`. */
  readonly ratio: number;
  /** Longest time that the event loop stood still in the best of the client's queries, in ms. */
  readonly stallMs: number;
}

/** Reads a page of 5,000 rows by `fields` again and again, until its ratio is at most `goal`, `minRounds` at least. */
export async function measurePageRead(
  fields: number,
  {
    goal,
    minRounds,
    maxRounds,
  }: { readonly goal: number; readonly minRounds: number; readonly maxRounds: number },
): Promise<PageReadSpeed> {
  const records = Array.from({ length: MAX_QUERY_ROWS }, (_, index) => ({
    ...customFields(index, fields),
    Gsid: `1P02${index}`,
  }));
  const body = Buffer.from(JSON.stringify({ result: true, data: { records } }));
  const text = body.toString('utf8');
  await using server = await startStubServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(body),
  );
  const http = { allowOrigins: [server.origin], clock: createStubClock(), random: Math.random };
  const credential = { kind: 'access-key', accessKey: 'k-1234' } as const;
  const client = createGainsightClient({ origin: server.origin, credential, http, write: false });
  let [parseMs, transferMs, readMs] = [Infinity, Infinity, Infinity];
  let [ratio, stallMs] = [Infinity, Infinity];
  try {
    for (let round = 0; round < maxRounds && (round < minRounds || ratio > goal); round += 1) {
      parseMs = Math.min(parseMs, await timed(async () => JSON.parse(text)));
      transferMs = Math.min(transferMs, await timed(() => transfer(server.origin)));
      const watch = watchLoop();
      readMs = Math.min(
        readMs,
        await timed(() => client.query('Company', { select: ['Gsid'], limit: MAX_QUERY_ROWS })),
      );
      stallMs = Math.min(stallMs, watch.stop());
      ratio = (readMs - transferMs) / parseMs;
    }
  } finally {
    await client.close();
  }
  return { bytes: body.length, parseMs, transferMs, readMs, ratio, stallMs };
}

function customFields(index: number, fields: number) {
  return Object.fromEntries(
    Array.from({ length: fields }, (_, field) => [`Field_${field}__gc`, `value ${index} of ${field}`]),
  );
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await act();
  return performance.now() - startedMs;
}

function transfer(origin: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(origin, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => resolve(Buffer.concat(chunks)));
    }).on('error', reject);
  });
}

/** Takes the time from turn to turn of the event loop. */
function watchLoop(): { stop(): number } {
  let longestMs = 0;
  let lastMs = performance.now();
  let isOver = false;
  const turn = (): void => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - lastMs);
    lastMs = nowMs;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    stop() {
      isOver = true;
      return Math.max(longestMs, performance.now() - lastMs);
    },
  };
}
