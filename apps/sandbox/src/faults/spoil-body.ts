import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { FastifyReply } from 'fastify';
import { amountOf } from './fault-kinds.ts';
import type { FaultRule } from './fault-table.ts';

const mebibyte = 1_048_576;

/**
 * The body that a fault makes of a reply's body; other rules leave it as it is. `signal` ends what would
 * go on for long: it fires when the caller has gone or the server stops.
 */
export function spoilBody(
  rule: FaultRule,
  payload: string,
  reply: FastifyReply,
  signal: AbortSignal,
): string | Readable {
  switch (rule.kind) {
    case 'invalid-json':
      return halfOf(payload);
    case 'empty-body':
      return '';
    case 'short-page':
      return shortPage(payload);
    case 'cut-body':
      reply.header('content-length', Buffer.byteLength(payload));
      return streamOf(cut(payload));
    case 'wrong-content-length':
      reply.header('content-length', Math.floor(Buffer.byteLength(payload) / 2));
      return streamOf([payload]);
    case 'slow-trickle':
      reply.removeHeader('content-length');
      return streamOf(trickle(payload, amountOf(rule), signal));
    case 'endless-body':
      reply.removeHeader('content-length');
      return streamOf(endlessRows());
    case 'gzip-bomb':
      reply.header('content-encoding', 'gzip').removeHeader('content-length');
      return streamOf(gzipBomb(amountOf(rule)));
    case 'deep-json':
      return deepJson(amountOf(rule));
    default:
      return payload;
  }
}

function streamOf(chunks: Iterable<string | Buffer> | AsyncIterable<string | Buffer>): Readable {
  return Readable.from(chunks, { objectMode: false });
}

function halfOf(payload: string): string {
  return payload.slice(0, Math.ceil(payload.length / 2));
}

async function* cut(payload: string): AsyncGenerator<string> {
  yield halfOf(payload);
  // A stream that fails after its headers makes the server drop the connection: the rest never comes.
  await Promise.reject(new DOMException('cut by a fault', 'AbortError'));
}

async function* trickle(payload: string, everyMs: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(payload);
  for (let at = 0; at < bytes.length; at += 1) {
    if (at > 0) await wait(everyMs, undefined, { signal });
    yield bytes.subarray(at, at + 1);
  }
}

/** Valid JSON as far as it goes, in pieces large enough to fill any reader soon; ends when nobody reads on. */
function* endlessRows(): Generator<string> {
  yield '{"result":true,"errorCode":null,"errorDesc":null,"data":{"records":[{"Name":"Endless"}';
  const piece = ',{"Name":"Endless"}'.repeat(3_000);
  for (;;) yield piece;
}

/** A gzip file of several members (RFC 1952 section 2.2): the same small one over and over. */
function* gzipBomb(sizeMebibytes: number): Generator<Buffer> {
  yield gzipSync('{"result":true,"data":{"records":[');
  const blank = gzipSync(Buffer.alloc(mebibyte, ' '), { level: 9 });
  for (let sent = 0; sent < sizeMebibytes; sent += 1) yield blank;
  yield gzipSync(']}}');
}

function deepJson(levels: number): string {
  return `{"result":true,"data":${'['.repeat(levels)}${']'.repeat(levels)}}`;
}

/** Takes the second half of the rows out of a reply that carries a page. */
function shortPage(payload: string): string {
  const body: unknown = JSON.parse(payload);
  if (typeof body !== 'object' || body === null) return payload;
  return JSON.stringify(
    Object.fromEntries(Object.entries(body).map(([name, value]) => [name, withFewerRows(value)])),
  );
}

function withFewerRows(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, Math.floor(value.length / 2));
  if (typeof value !== 'object' || value === null || !('records' in value)) return value;
  return Array.isArray(value.records) ? { ...value, records: withFewerRows(value.records) } : value;
}
