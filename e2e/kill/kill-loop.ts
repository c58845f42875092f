import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@handrail/client';
import type { HandrailClient } from '@handrail/client';
import { joinTestCluster } from '@handrail/database/testing';
import type { TestCluster } from '@handrail/database/testing';
import type { Sandbox } from '@handrail/sandbox';
import { driveLoop } from './drive-loop.ts';
import { readEndState } from './end-state.ts';
import type { EndState } from './end-state.ts';
import { NOW, reservePorts, startWorld } from './world.ts';
import type { Ports } from './world.ts';

/** After the longest claim, and after the time in which a negative look-up proves nothing. */
export const LATER = '2026-11-10T20:40:00.000Z';

/** What a seed draws: which process dies, and when. */
interface Moment {
  readonly victim: 'server' | 'worker';
  /** At so many vendor calls, or after so much of the undisturbed time. */
  readonly at: { readonly calls: number } | { readonly ms: number };
}

/** What one seed came to; `differs` names the parts of the end state that are not as undisturbed. */
export interface KillResult {
  readonly seed: number;
  readonly moment: Moment;
  /** Vendor calls made when it died. */
  readonly callsBefore: number;
  readonly doubled: number;
  readonly differs: readonly string[];
}

/** A loop mostly waits: for a process to start, for the next second at the vendor. */
const LANES = 2;

/** Where loops run one after the other, and how an undisturbed one ended there: on other ports activities have other ids. */
export interface Lane {
  readonly ports: Ports;
  readonly calm: Outcome;
}

/** Reserves ports and runs the loop there undisturbed. */
export async function openLane(cluster: TestCluster): Promise<Lane> {
  const ports = await reservePorts();
  return { ports, calm: await runOnce(cluster, ports, null) };
}

interface Wanted {
  readonly firstSeed: number;
  readonly count: number;
  /** Where to run; left out: on lanes of its own, several at once. */
  readonly lane?: Lane;
  readonly onResult?: (result: KillResult) => void;
}

/** Kills a process of the loop with SIGKILL, once a seed, and compares the end with that of an undisturbed run. */
export async function runKillLoop(wanted: Wanted): Promise<readonly KillResult[]> {
  const cluster = await joinTestCluster();
  const seeds = Array.from({ length: wanted.count }, (_, at) => wanted.firstSeed + at);
  try {
    const length = wanted.lane === undefined ? LANES : 1;
    const lanes = Array.from({ length }, (_, lane) => seeds.filter((seed) => seed % length === lane));
    const results = await Promise.all(lanes.map((lane) => runLane(cluster, lane, wanted)));
    return results.flat();
  } finally {
    await cluster.stop();
  }
}

/** Seeds one after the other in one lane. */
async function runLane(
  cluster: TestCluster,
  seeds: readonly number[],
  wanted: Wanted,
): Promise<readonly KillResult[]> {
  const { ports, calm } = wanted.lane ?? (await openLane(cluster));
  const results: KillResult[] = [];
  for (const seed of seeds) {
    const moment = drawMoment(seed, calm);
    const one = await runOnce(cluster, ports, moment);
    const result = {
      seed,
      moment,
      callsBefore: one.callsBefore,
      doubled: one.end.activities.length - new Set(one.end.activities).size,
      differs: (['accounts', 'meetings', 'outbox', 'activities', 'values'] as const).filter(
        (part) => !isDeepStrictEqual(one.end[part], calm.end[part]),
      ),
    };
    results.push(result);
    wanted.onResult?.(result);
  }
  return results;
}

interface Outcome {
  readonly end: EndState;
  readonly callsBefore: number;
  /** Vendor calls and time of the first part, as far as it came. */
  readonly calls: number;
  readonly ms: number;
}

/** A loop in a database, data directory and world of its own: one part until it ends or dies, another to the end. */
export async function runOnce(cluster: TestCluster, ports: Ports, moment: Moment | null): Promise<Outcome> {
  await using world = await startWorld(cluster, ports);
  const { dataDir, sandbox, settings } = world;
  const running: Processes[] = [];
  const start = async (begin: string, victim: Moment['victim']): Promise<Processes> => {
    const processes = await startProcesses(settings, begin, victim);
    running.push(processes);
    return processes;
  };
  try {
    const first = await start(NOW, moment?.victim ?? 'server');
    const begun = performance.now();
    const driven = driveLoop(clientOf(dataDir), sandbox).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (moment !== null) {
      await waitForMoment(moment, sandbox, begun, driven);
      first.victim.kill('SIGKILL');
    } else {
      const thrown = await driven;
      if (thrown !== null) throw thrown;
    }
    const [callsBefore, ms] = [callsOf(sandbox), performance.now() - begun];
    await first.stop();
    await driven;
    await start(LATER, 'server');
    await driveLoop(clientOf(dataDir), sandbox);
    const end = await readEndState(clientOf(dataDir), sandbox);
    return { end, callsBefore, calls: callsBefore, ms };
  } finally {
    for (const processes of running) await processes.stop();
  }
}

export function clientOf(dataDir: string): HandrailClient {
  const file: { origin: string; token: string } = JSON.parse(readFileSync(join(dataDir, 'token'), 'utf8'));
  return createClient(file);
}

/** Waits until the moment has come, or the loop is over before. */
async function waitForMoment(
  { at }: Moment,
  sandbox: Sandbox,
  begun: number,
  driven: Promise<unknown>,
): Promise<void> {
  const over = new AbortController();
  void driven.then(() => over.abort());
  const hasCome = () => ('calls' in at ? callsOf(sandbox) >= at.calls : performance.now() - begun >= at.ms);
  while (!over.signal.aborted && !hasCome()) await pause(1);
}

function callsOf(sandbox: Sandbox): number {
  return sandbox.context.callLog.count();
}

interface Processes {
  readonly victim: ChildProcess;
  stop(): Promise<void>;
}

/** Starts the server; for a worker as victim, API and worker as two processes. */
async function startProcesses(
  settings: Readonly<Record<string, string>>,
  begin: string,
  victim: Moment['victim'],
): Promise<Processes> {
  const roles = victim === 'server' ? ['all'] : ['api', 'worker'];
  const children: ChildProcess[] = [];
  for (const role of roles) children.push(await startProcess(settings, begin, role));
  const last = children.at(-1);
  if (last === undefined) throw new TypeError('no process');
  return {
    victim: last,
    async stop() {
      for (const child of children.toReversed()) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
    },
  };
}

export async function startProcess(
  settings: Readonly<Record<string, string>>,
  begin: string,
  role: string,
): Promise<ChildProcess> {
  const file = join(import.meta.dirname, 'server-process.ts');
  const child = spawn(process.execPath, [file, begin, role], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('ready ')) return child;
  }
  throw new TypeError(`The ${role} process ended before it was ready`);
}

/** Every other seed counts calls, the others time, so that work without calls is met too. */
function drawMoment(seed: number, calm: Outcome): Moment {
  const draw = mulberry(seed);
  const victim = draw() < 0.5 ? 'server' : 'worker';
  return seed % 2 === 0
    ? { victim, at: { calls: 1 + Math.floor(draw() * calm.calls) } }
    : { victim, at: { ms: draw() * calm.ms } };
}

/** A small generator: the same numbers for the same seed. */
export function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
