import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestCluster } from '@handrail/database/testing';
import { createStillClock, startSandbox } from '@handrail/sandbox';
import type { Sandbox } from '@handrail/sandbox';

/**
 * In an hour of which no recorded call began: how many days ago one was does not change in the loop, nor does a score that
 * is made earlier or later in it.
 */
export const NOW = '2026-11-10T20:00:00.000Z';
const COMPANIES = 20;

export interface Ports {
  readonly port: number;
  readonly gongPort: number;
}

/**
 * The same ports for every world: the host is part of an activity's ExternalId. They lie below those that systems hand out
 * to outgoing calls, one of which would take a port between two worlds.
 *
 * @throws {RangeError} when a hundred pairs are all in use
 */
export async function reservePorts(): Promise<Ports> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(20_000, 32_000);
    const ports = { port, gongPort: port + 1 };
    try {
      const sandbox = await startSandbox({ ...ports, companies: 1 });
      await sandbox.stop();
      return ports;
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE')) throw thrown;
    }
  }
  throw new RangeError('No two free ports between 20000 and 32000');
}

/** A database, a data directory and both vendors, with the settings of processes that work on them. */
interface World extends AsyncDisposable {
  readonly databaseName: string;
  readonly dataDir: string;
  readonly sandbox: Sandbox;
  readonly settings: Readonly<Record<string, string>>;
}

/** Makes a world that is gone when it is disposed of; the processes must have ended before. */
export async function startWorld(cluster: TestCluster, ports: Ports): Promise<World> {
  const { name, url } = await cluster.clone('t_kill_loop');
  const dataDir = mkdtempSync(join(tmpdir(), 'handrail-kill-'));
  const sandbox = await startSandbox({
    ...ports,
    companies: COMPANIES,
    limits: 'off',
    clock: createStillClock(NOW),
  });
  return {
    databaseName: name,
    dataDir,
    sandbox,
    settings: {
      DATABASE_URL: url,
      HANDRAIL_DATA_DIR: dataDir,
      HANDRAIL_PORT: '0',
      HANDRAIL_LOG_LEVEL: process.env['HANDRAIL_LOG_LEVEL'] ?? 'silent',
      HANDRAIL_ALLOW_ORIGINS: `${sandbox.gainsightUrl},${sandbox.gongUrl}`,
    },
    async [Symbol.asyncDispose]() {
      await sandbox.stop();
      await cluster.drop(name);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
