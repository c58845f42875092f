import { type Cluster, startCluster } from './cluster.ts';
import { FORTY_FIELDS } from './forty-fields.ts';
import { atMost, median, type Measure, seconds, shown, timed } from './measure.ts';
import { startProduct } from './product.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';

/** How many times as many companies the larger of the two has. */
const TIMES = 10;
const CHANGED = 1_000;
/** Records that one write of the vendor takes (reference 5.3). */
const WRITE_ROWS = 50;
const ROUNDS = 9;

/** A full run of so many companies beside one of a tenth, and an increment with the same thousand changes at both. */
export async function benchGrowth(companies: number): Promise<Measure[]> {
  const cluster = await startCluster();
  try {
    const small = await measureAt(cluster, companies / TIMES);
    const big = await measureAt(cluster, companies);
    const ratio = (value: number) => value.toFixed(2);
    const sizes = `${companies} / ${companies / TIMES} companies`;
    return [
      atMost(`full run, ${sizes}`, big.fullMs / small.fullMs, 12, ratio),
      atMost(`increment of ${CHANGED} changes, ${sizes}`, big.incrementMs / small.incrementMs, 1.2, ratio),
      atMost(`its calls, ${sizes}`, big.calls / small.calls, 1, ratio),
      shown(`full run of ${companies} companies × 40 fields, once`, seconds(big.fullMs)),
      shown(`increment of ${CHANGED} changes at ${companies}, median of ${ROUNDS}`, seconds(big.incrementMs)),
    ];
  } finally {
    await cluster.stop();
  }
}

interface Measured {
  readonly fullMs: number;
  readonly incrementMs: number;
  readonly calls: number;
}

async function measureAt(cluster: Cluster, companies: number): Promise<Measured> {
  const sandbox = await startSandboxProcess(companies);
  const database = await cluster.createDatabase();
  try {
    const product = await startProduct({ url: database.url, sandbox, config: FORTY_FIELDS.config });
    try {
      const { ms: fullMs } = await timed(() => product.run('accounts', 'full'));
      await database.superuser.query('vacuum analyze');
      const rounds: { readonly ms: number; readonly calls: number }[] = [];
      for (let round = 1; round <= ROUNDS; round += 1) {
        await changeCompanies(sandbox, round);
        await database.superuser.query('checkpoint');
        const { ms, value } = await timed(() => product.run('accounts'));
        if (value.changed !== CHANGED) throw new TypeError(`${value.changed} changes were seen`);
        rounds.push({ ms, calls: value.calls });
      }
      process.stderr.write(`${companies}: full run ${seconds(fullMs)}\n`);
      return {
        fullMs,
        incrementMs: median(rounds.map(({ ms }) => ms)),
        calls: median(rounds.map(({ calls }) => calls)),
      };
    } finally {
      await product.close();
    }
  } finally {
    await database.drop();
    await sandbox.stop();
  }
}

/** Changes a field of the first companies at the source, as any of its users would. */
async function changeCompanies(sandbox: SandboxProcess, round: number): Promise<void> {
  const found = await send(sandbox, 'POST', '/v1/data/objects/query/Company', {
    select: ['Gsid'],
    orderBy: { Gsid: 'asc' },
    limit: CHANGED,
    offset: 0,
  });
  const gsids = [...new Set(found.match(/1P02[0-9A-Z]+/g))];
  for (let from = 0; from < gsids.length; from += WRITE_ROWS) {
    const records = gsids.slice(from, from + WRITE_ROWS).map((Gsid) => ({ Gsid, TickerSymbol: `T${round}` }));
    await send(sandbox, 'PUT', '/v1/data/objects/Company?keys=Gsid', { records });
  }
}

async function send(
  { gainsightUrl, credentials }: SandboxProcess,
  method: 'POST' | 'PUT',
  path: string,
  body: object,
): Promise<string> {
  const headers = { 'content-type': 'application/json', accesskey: credentials.accessKey };
  const reply = await fetch(`${gainsightUrl}${path}`, { method, headers, body: JSON.stringify(body) });
  const text = await reply.text();
  if (!reply.ok) throw new TypeError(`${method} ${path}: ${reply.status} ${text.slice(0, 200)}`);
  return text;
}
