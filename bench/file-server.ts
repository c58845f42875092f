/**
 * Sends one file to whoever asks, as plainly as a server can: `node file-server.ts FILE`. Prints its address; ends
 * with SIGTERM.
 */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';

const path = process.argv[2] ?? '';
const { size } = statSync(path);
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': size });
  createReadStream(path).pipe(response);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null)
    process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
