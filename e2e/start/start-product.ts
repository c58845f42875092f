import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A process of the product as a person at the terminal sees it. */
export interface Started {
  /** The first group of the first line that matches, now or later; rejects when the process ends before. */
  line(pattern: RegExp): Promise<string>;
  /** Sends the signal and answers the exit code. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
  /** How it ended, and all that it said. */
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

/** Runs a file of the repository with this very Node, and settings beside those of the test. */
export function startProduct(
  file: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Started {
  const child = spawn(process.execPath, [`${root}/${file}`, ...args], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  let isOver = false;
  const wake = () => {
    for (const listener of listeners) listener();
  };
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      wake();
    });
  }
  const ended = new Promise<{ code: number | null; said: string }>((resolve) => {
    child.once('close', (code) => {
      isOver = true;
      resolve({ code, said: lines.join('\n') });
      wake();
    });
  });
  return {
    ended,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = lines.map((line) => pattern.exec(line)).find((found) => found !== null);
          if (match == null && !isOver) return;
          listeners.delete(look);
          if (match == null) reject(new TypeError(`ended without ${String(pattern)}:\n${lines.join('\n')}`));
          else resolve(match[1] ?? match[0]);
        };
        listeners.add(look);
        look();
      }),
    async stop(signal) {
      child.kill(signal);
      return (await ended).code;
    },
  };
}

/** The first of three ports in a row that are free now. */
export async function findFreeThree(): Promise<number> {
  for (;;) {
    const first = await takePort(0);
    const others = [await takePort(first + 1), await takePort(first + 2)];
    if (first > 0 && others.every((port) => port > 0)) return first;
  }
}

/** A port that was free a moment ago; 0 when the one asked for is not. */
export async function takePort(port: number): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(0));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const got = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(got));
    });
  });
}
