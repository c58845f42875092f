import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { FORTY_FIELDS } from './forty-fields.ts';
import { atLeast, atMost, median, type Measure, megabytes, seconds, shown, timed } from './measure.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';

const ROUNDS = 15;
const PAGE_ROWS = 5_000;
const MOST_RESIDENT_BYTES = 400 * 2 ** 20;
const agent = new Agent({ keepAlive: true });
const SELECT = ['Gsid', 'ModifiedDate', ...FORTY_FIELDS.select].slice(0, 40);

/** Pages of 40 fields beside the same bytes from a file, scans, start and memory of a sandbox of so many companies. */
export async function benchSandboxSpeed(companies: number): Promise<Measure[]> {
  const { ms: startMs, value: sandbox } = await timed(() => startSandboxProcess(companies));
  try {
    return [
      shown(`sandbox of ${companies} companies, start`, seconds(startMs)),
      ...(await measurePages(sandbox, companies)),
      ...(await measureResident(sandbox, 'after its pages')),
      ...(await measureScans(sandbox, companies)),
      ...(await measureResident(sandbox, 'after its scans')),
    ];
  } finally {
    agent.destroy();
    await sandbox.stop();
  }
}

async function measurePages(sandbox: SandboxProcess, companies: number): Promise<Measure[]> {
  const orders = {
    Gsid: { Gsid: 'asc' },
    ModifiedDate: { ModifiedDate: 'asc', Gsid: 'asc' },
  } as const;
  const firstMs: Measure[] = [];
  for (const [name, orderBy] of Object.entries(orders)) {
    const { ms } = await timed(() => query(sandbox, { select: SELECT, orderBy, limit: PAGE_ROWS }));
    firstMs.push(shown(`first page in ${name} order, its order made`, seconds(ms)));
  }
  const page = await query(sandbox, { select: SELECT, orderBy: orders.Gsid, limit: PAGE_ROWS });
  const measures = await withFile(page, async (fileUrl) => {
    const times = { Gsid: new Array<number>(), ModifiedDate: new Array<number>(), file: new Array<number>() };
    for (let round = 0; round < ROUNDS; round += 1) {
      // A page of its own in each round, spread over the whole object.
      const offset = Math.floor(((companies - PAGE_ROWS) / ROUNDS) * round);
      for (const [name, orderBy] of [
        ['Gsid', orders.Gsid],
        ['ModifiedDate', orders.ModifiedDate],
      ] as const) {
        const body = { select: SELECT, orderBy, limit: PAGE_ROWS, offset };
        times[name].push((await timed(() => query(sandbox, body))).ms);
      }
      times.file.push((await timed(() => receive(fileUrl, 'GET', null))).ms);
    }
    const fileMs = median(times.file);
    const ratio = (value: number) => value.toFixed(2);
    return [
      shown(`${megabytes(page.length)} from a file, median of ${ROUNDS}`, `${fileMs.toFixed(1)} ms`),
      ...(['Gsid', 'ModifiedDate'] as const).flatMap((name) => [
        shown(
          `page of ${PAGE_ROWS} × ${SELECT.length} in ${name} order`,
          `${median(times[name]).toFixed(1)} ms`,
        ),
        atMost(`page in ${name} order / file`, median(times[name]) / fileMs, 3, ratio),
      ]),
    ];
  });
  return [...firstMs, ...measures];
}

/** Conditions and orders that no index helps: each has to look at every row, and most of them find none. */
async function measureScans(sandbox: SandboxProcess, companies: number): Promise<Measure[]> {
  const where = (name: string, operator: string, value: unknown) => ({
    conditions: [{ name, alias: 'A', operator, value: [value] }],
    expression: 'A',
  });
  const scans = {
    'where Employees EQ': { where: where('Employees', 'EQ', -1) },
    'where Name CONTAINS': { where: where('Name', 'CONTAINS', 'no such name') },
    'where ParentCompany__gr.Name': { where: where('ParentCompany__gr.Name', 'EQ', 'no such name') },
    'orderBy Name': { orderBy: { Name: 'asc' } },
    'orderBy Arr desc, RenewalDate': { orderBy: { Arr: 'desc', RenewalDate: 'asc' } },
    'orderBy Csm__gr.Name': { orderBy: { 'Csm__gr.Name': 'asc' } },
  };
  const measures: Measure[] = [];
  for (const [name, asked] of Object.entries(scans)) {
    const { ms } = await timed(() => query(sandbox, { select: ['Gsid'], limit: PAGE_ROWS, ...asked }));
    const perSecond = (value: number) => `${Math.round(value).toLocaleString('en')} rows/s`;
    measures.push(atLeast(`scan, ${name}`, companies / (ms / 1000), 300_000, perSecond));
  }
  return measures;
}

/** The most memory that the sandbox has held so far, where the system tells it. */
async function measureResident({ pid }: SandboxProcess, when: string): Promise<Measure[]> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  if (kilobytes === undefined) return [shown(`greatest resident size ${when}`, 'not told by this system')];
  return [atMost(`greatest resident size ${when}`, Number(kilobytes) * 1024, MOST_RESIDENT_BYTES, megabytes)];
}

function query({ gainsightUrl, credentials }: SandboxProcess, body: object): Promise<Buffer> {
  const url = `${gainsightUrl}/v1/data/objects/query/Company`;
  return receive(url, 'POST', body, { accesskey: credentials.accessKey });
}

/** Asks and takes the whole reply as bytes, with as little work as can be on this side. */
async function receive(
  url: string,
  method: string,
  body: object | null,
  headers: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const asked = request(url, {
    agent,
    method,
    headers: { ...headers, ...(body === null ? {} : { 'content-type': 'application/json' }) },
  });
  const replied = once(asked, 'response');
  asked.end(body === null ? undefined : JSON.stringify(body));
  const [response] = await replied;
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  if (response.statusCode !== 200) throw new TypeError(`${url} answered ${response.statusCode}`);
  return Buffer.concat(chunks);
}

async function withFile<T>(bytes: Buffer, work: (url: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'handrail-bench-'));
  const path = join(directory, 'page.json');
  await writeFile(path, bytes);
  const main = fileURLToPath(new URL('file-server.ts', import.meta.url));
  const server = spawn(process.execPath, [main, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [url] = await once(createInterface({ input: server.stdout }), 'line');
    return await work(String(url));
  } finally {
    server.kill('SIGTERM');
    await rm(directory, { recursive: true });
  }
}
