import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Where a sandbox is and how to enter it. */
export interface SandboxAddress {
  readonly gainsightUrl: string;
  readonly gongUrl: string;
  readonly credentials: {
    readonly accessKey: string;
    readonly gongAccessKey: string;
    readonly gongAccessKeySecret: string;
  };
}

/** A sandbox in a process of its own, so that it shares no event loop with what is measured. */
export interface SandboxProcess extends SandboxAddress {
  readonly pid: number;
  /** Objects asked for since the last clear, by path, each with its number of calls. */
  calls(): Promise<ReadonlyMap<string, number>>;
  clearCalls(): Promise<void>;
  /** Has it play a fault on every call from now on. */
  addFault(rule: { readonly kind: string; readonly amount?: number }): Promise<void>;
  stop(): Promise<void>;
}

const credentialsSchema = z.object({
  accessKey: z.string(),
  gongAccessKey: z.string(),
  gongAccessKeySecret: z.string(),
});
const callsSchema = z.object({ entries: z.array(z.object({ path: z.string() })) });

/** Starts `npm run sandbox` with so many companies and without limits. */
export async function startSandboxProcess(companies: number): Promise<SandboxProcess> {
  const main = fileURLToPath(new URL('main.ts', import.meta.resolve('@handrail/sandbox')));
  const options = ['--companies', String(companies), '--limits', 'off', '--port', '0'];
  const child = spawn(process.execPath, [main, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const urls: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /sandbox\s+(http:\/\/\S+)/.exec(line)?.[1];
    if (url !== undefined) urls.push(url);
    if (line.startsWith('Page')) break;
  }
  child.stdout.resume();
  const [gainsightUrl = '', gongUrl = ''] = urls;
  const ask = async (path: string, method = 'GET') => {
    const reply = await fetch(`${gainsightUrl}/__sandbox/${path}`, { method });
    return reply.json();
  };
  return {
    pid: child.pid ?? 0,
    gainsightUrl,
    gongUrl,
    credentials: credentialsSchema.parse(await ask('credentials')),
    async calls() {
      const counts = new Map<string, number>();
      for (const { path } of callsSchema.parse(await ask('calls')).entries)
        counts.set(path, (counts.get(path) ?? 0) + 1);
      return counts;
    },
    async clearCalls() {
      await ask('calls', 'DELETE');
    },
    async addFault(rule) {
      const headers = { 'content-type': 'application/json' };
      // Without a probability the sandbox plays a fault on one call only.
      const body = JSON.stringify({ ...rule, probability: 1 });
      const reply = await fetch(`${gainsightUrl}/__sandbox/faults`, { method: 'POST', headers, body });
      if (!reply.ok) throw new TypeError(`the sandbox refused the fault: ${reply.status}`);
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
