// The command line of Handrail. It reads a command, asks the server through `@handrail/client` and
// prints what it answers; it holds no state and knows neither database nor vendors. This file joins
// the program to the process: arguments, outputs, Ctrl-C, exit code.
import { setTimeout as delay } from 'node:timers/promises';
import { runProgram } from './program.ts';
import { processEnvironment } from './settings.ts';

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());
// Whoever reads us may stop reading (`handrail accounts list | head`): then nothing is left to do.
process.stdout.on('error', () => process.exit());

process.exitCode = await runProgram(process.argv.slice(2), {
  environment: processEnvironment(),
  workingDir: process.cwd(),
  writeOut: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  now: () => new Date(),
  async wait(waitMs, signal) {
    // An abort ends the wait early; who waits then asks the signal.
    await delay(waitMs, undefined, { signal }).catch(() => undefined);
  },
  signal: stop.signal,
});
