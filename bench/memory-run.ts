/**
 * One full run in a process of its own, whose heap is bounded by the flags it is started with:
 * `node --max-old-space-size=192 memory-run.ts '{"url", "gainsightUrl", "gongUrl", "credentials"}'`.
 * Prints the most bytes that lived after a forced collection, taken after every call, as JSON.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import { FORTY_FIELDS } from './forty-fields.ts';
import { startProduct } from './product.ts';

const given = z
  .object({
    url: z.string(),
    gainsightUrl: z.string(),
    gongUrl: z.string(),
    credentials: z.object({
      accessKey: z.string(),
      gongAccessKey: z.string(),
      gongAccessKeySecret: z.string(),
    }),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');
let liveBytes = 0;
const onCall = (): void => {
  if (typeof collect === 'function') collect();
  const { heapUsed, external } = process.memoryUsage();
  liveBytes = Math.max(liveBytes, heapUsed + external);
};
const product = await startProduct({ url: given.url, sandbox: given, config: FORTY_FIELDS.config, onCall });
const run = await product.run('accounts', 'full');
await product.close();
process.stdout.write(
  `${JSON.stringify({ liveBytes, seen: run.seen, rssBytes: process.resourceUsage().maxRSS * 1024 })}\n`,
);
