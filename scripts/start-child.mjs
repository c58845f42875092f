// Starts one process of ours, hears what it says to people, and stops it.
import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** How long a child may take to save and end before it is killed, in ms. */
const STOP_MS = 30_000;

/**
 * Starts `node <args>` with its log in a file of its own.
 * It is the leader of its own group, so that Ctrl-C at the terminal reaches this process alone, which then stops its
 * children in order; and it ends by itself when this process has gone, because the channel between them closes.
 */
export function startChild({ name, args, env, cwd, logFile }) {
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
  const child = spawn(process.execPath, args, {
    cwd,
    env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', openSync(logFile, 'a', 0o600), 'ipc'],
  });
  const lines = [];
  const listeners = new Set();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const listener of listeners) listener();
  });
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      resolve({ code, signal });
      for (const listener of listeners) listener();
    });
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    name,
    ended,
    /** The first group of the first line that matches; rejects with what it said when it ends before. */
    async waitForLine(pattern) {
      for (;;) {
        for (const line of lines) {
          const match = pattern.exec(line);
          if (match) return match[1];
        }
        if (hasEnded()) throw new Error(saidAtTheEnd(name, logFile));
        await new Promise((resolve) => {
          const listener = () => {
            listeners.delete(listener);
            resolve();
          };
          listeners.add(listener);
        });
      }
    },
    async stop() {
      if (hasEnded()) return;
      child.kill('SIGTERM');
      if (child.connected) child.disconnect();
      const killer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(killer);
    },
  };
}

/** What a process wrote for people into its log before it ended: the lines that are not of the log's own form. */
function saidAtTheEnd(name, logFile) {
  const said = readFileSync(logFile, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('{'))
    .slice(-12)
    .join('\n');
  return said === '' ? `The ${name} ended unexpectedly; its log is ${logFile}.` : said;
}
