// A worker of hostile-replies.test.ts: a server whose replies want memory, time or depth, on a thread of its own, so that
// what the client's thread spends is the client's. Tells its port.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { parentPort } from 'node:worker_threads';
import { createGzip } from 'node:zlib';

const MB = 2 ** 20;

const REPLIES: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/silence': () => undefined,
  '/trickle': (response) => {
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  },
  '/endless': (response) => repeat(response, Buffer.from('['), Buffer.from('{"a":"b"},'.repeat(6_000))),
  '/bomb': (response) => {
    response.setHeader('content-encoding', 'gzip');
    const packer = createGzip();
    packer.pipe(response);
    response.on('close', () => packer.destroy());
    repeat(packer, Buffer.from('["'), Buffer.alloc(MB, 0x20));
  },
  '/deep': (response) => response.end('['.repeat(100_000) + ']'.repeat(100_000)),
  '/long-string': (response) => response.end(`["${'x'.repeat(50 * MB)}"]`),
  '/longest-string': (response) => response.end(`["${'x'.repeat(31 * MB)}"]`),
  '/longest-wide-string': (response) => response.end(`["${'ü'.repeat(15 * MB)}"]`),
  '/longest-list': (response) =>
    response.end(
      `{"data":[${`{"Gsid":"1P01","Name":"${'Müller '.repeat(40)}","ARR":1.5},`.repeat(85_000)}0]}`,
    ),
  '/many-keys': (response) =>
    response.end(`{${Array.from({ length: 500_000 }, (_, at) => `"k${at}":1`).join(',')}}`),
  '/prototype': (response) =>
    response.end('{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}},"b":{"\\u005f_proto__":{"a":1}}}'),
};

/** Writes without end, as fast as it is read. */
function repeat(to: NodeJS.WritableStream, first: Buffer, more: Buffer): void {
  Readable.from(withoutEnd(first, more)).pipe(to);
}

function* withoutEnd(first: Buffer, more: Buffer): Generator<Buffer> {
  yield first;
  for (;;) yield more;
}

const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  REPLIES[request.url ?? '']?.(response);
});
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows have origins
server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port));
