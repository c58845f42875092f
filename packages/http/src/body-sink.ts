import { type BrotliDecompress, createBrotliDecompress, createGunzip, type Gunzip } from 'node:zlib';
import { HttpError } from './errors.ts';
import { createBoundsScan, type LongList } from './json-bounds.ts';

/** What a sink tells the exchange it works for. */
export interface SinkOwner {
  pause(): void;
  resume(): void;
  /** `longList` is the body's longest list, when it is JSON that is better parsed in pieces. */
  end(body: Buffer, longList: LongList | null): void;
  fail(error: HttpError): void;
}

/** What a reply body may be at most. */
export interface BodyBounds {
  /** Unpacked. */
  readonly maxBytes: number;
  /** Levels of nested JSON. */
  readonly maxDepth: number;
  /** JSON values and containers in all. */
  readonly maxValues: number;
}

/** Collects a reply body within its bounds. */
export interface BodySink {
  /** Called once with the reply's `content-encoding`. */
  open(encoding: string | string[] | undefined, status: number): void;
  write(chunk: Buffer): void;
  end(): void;
  /** Drops what was collected and any unpacker; nothing is called afterwards. */
  close(): void;
}

/**
 * Makes a sink that unpacks gzip and brotli as it goes and stops at the first byte too many, so a small packed body
 * cannot grow into a large one. Bytes are counted unpacked.
 */
export function createBodySink({ maxBytes, maxDepth, maxValues }: BodyBounds, owner: SinkOwner): BodySink {
  const scan = createBoundsScan(maxDepth, maxValues);
  let chunks: Buffer[] = [];
  let bytes = 0;
  let status: number | null = null;
  let unpacker: Gunzip | BrotliDecompress | null = null;
  let isClosed = false;

  function fail(
    code: 'http_too_large' | 'http_too_deep' | 'http_bad_encoding' | 'http_cut_body',
    text: string,
  ): void {
    if (!isClosed) owner.fail(new HttpError(code, text, { outcome: 'unknown', status, facts: { bytes } }));
  }
  function keep(chunk: Buffer): void {
    if (isClosed) return;
    bytes += chunk.length;
    if (bytes > maxBytes) return fail('http_too_large', `The reply is larger than ${maxBytes} bytes.`);
    const verdict = scan.read(chunk);
    if (verdict === 'too-deep')
      return fail('http_too_deep', `The reply nests deeper than ${maxDepth} levels.`);
    if (verdict === 'too-many')
      return fail(
        'http_too_large',
        `The reply holds more values than ${maxValues}, or too many under one key.`,
      );
    chunks.push(chunk);
  }
  function finish(): void {
    if (!isClosed) owner.end(Buffer.concat(chunks, bytes), scan.longList());
  }
  function openUnpacker(made: Gunzip | BrotliDecompress): void {
    unpacker = made;
    made.on('data', keep);
    made.on('drain', () => owner.resume());
    made.on('end', finish);
    made.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'Z_BUF_ERROR') fail('http_cut_body', 'The packed reply ends too early.');
      else fail('http_bad_encoding', 'The packed reply cannot be unpacked.');
    });
  }

  return {
    open(encoding, replyStatus) {
      status = replyStatus;
      const name = String(encoding ?? 'identity').toLowerCase();
      if (name === 'gzip' || name === 'x-gzip') openUnpacker(createGunzip());
      else if (name === 'br') openUnpacker(createBrotliDecompress());
      else if (name !== 'identity' && name !== '')
        fail('http_bad_encoding', 'The reply is packed in a way not asked for.');
    },
    write(chunk) {
      if (unpacker === null) keep(chunk);
      else if (!unpacker.write(chunk)) owner.pause();
    },
    end() {
      if (unpacker === null) finish();
      else unpacker.end();
    },
    close() {
      isClosed = true;
      chunks = [];
      unpacker?.destroy();
    },
  };
}
