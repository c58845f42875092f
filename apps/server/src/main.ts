/**
 * The command of the server: settings → database → worker → API, until SIGTERM or SIGINT stops them in reverse.
 * `[--role all|api|worker] [--sign-in-link]`. Standard output is for people, standard error for the log.
 */
import { parseArgs } from 'node:util';
import { HandrailError, toError } from '@handrail/core';
import { processEnvironment, readConfig } from './config.ts';
import { readSandboxOrigins } from './sandbox-origins.ts';
import { startServer } from './server.ts';

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { role: { type: 'string' }, 'sign-in-link': { type: 'boolean', default: false } },
  });
  const environment = processEnvironment();
  const given = readConfig(
    values.role === undefined ? environment : { ...environment, HANDRAIL_ROLE: values.role },
    process.cwd(),
  );
  const beside = given.role === 'worker' ? await readSandboxOrigins(given.dataDir) : [];
  const config = { ...given, allowOrigins: [...given.allowOrigins, ...beside] };
  // Asked to stop while starting: it starts, and stops at once.
  const stopAsked = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
    // Only where another process holds the other end: it has gone, and nobody would stop this one any more.
    process.once('disconnect', () => resolve());
  });
  const server = await startServer({ config, onNotice: say });
  if (server.keyMissing !== null) {
    const { message, remedy, code } = server.keyMissing;
    say(`Handrail waits for its secret key: ${server.origin ?? ''}`);
    process.stderr.write(`${message} No job runs.\nWhat to do: ${remedy}\nCode: ${code}\n`);
  } else if (server.origin === null) say('The worker is ready.');
  else say(`Handrail is ready: ${server.origin}`);
  // A link is a credential: on a later start it is only made for somebody who sees this output.
  if (server.isNew || values['sign-in-link'] || process.stdout.isTTY) {
    const address = await server.createSignInAddress();
    if (address !== null) say(`Sign in (once, within 15 minutes): ${address}`);
  }
  await stopAsked;
  await server.stop();
}

try {
  await main();
} catch (thrown) {
  const error = toError(thrown);
  const remedy = error instanceof HandrailError ? `\nWhat to do: ${error.remedy}\nCode: ${error.code}` : '';
  process.stderr.write(`Handrail did not start. ${error.message}${remedy}\n`);
  process.exitCode = 1;
}
