import { resolve } from 'node:path';
import { SandboxError } from './errors.ts';

/** Named values as the operating system gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment tells the command, beside its options. */
export interface Settings {
  /** Port of the Gainsight sandbox when `--port` does not give one; undefined: the usual one. */
  readonly port: number | undefined;
  /** Where a relative file name starts from. */
  readonly callerDir: string;
}

/** The environment of this process; the one place of the sandbox that reads it. */
export function processEnvironment(): Environment {
  return process.env;
}

/** Reads `HANDRAIL_SANDBOX_PORT`, and where npm was called. Throws sandbox_bad_option. */
export function readSettings(environment: Environment, workingDir: string): Settings {
  const startedFrom = environment['INIT_CWD'];
  // Only under `npm run sandbox`: npm works in the repository's root, and another script leaves the name behind, too.
  const isOurs = environment['npm_lifecycle_event'] === 'sandbox' && startedFrom !== undefined;
  return {
    port: readPort(environment['HANDRAIL_SANDBOX_PORT']?.trim()),
    callerDir: isOurs ? resolve(startedFrom) : workingDir,
  };
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new SandboxError('sandbox_bad_option', `HANDRAIL_SANDBOX_PORT takes a port number, not ${text}`);
}
