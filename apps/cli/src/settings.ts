import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CliError } from './errors.ts';

/** Where the server is and what lets us in. */
export interface Settings {
  /** Scheme, host and port, without a slash at the end. */
  readonly origin: string;
  readonly token: string;
}

/** Named values as the operating system gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_ORIGIN = 'http://127.0.0.1:7400';
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** The environment of this process; the one place of the command line that reads it. */
export function processEnvironment(): Environment {
  return process.env;
}

/**
 * Reads `HANDRAIL_URL` and `HANDRAIL_TOKEN`; without a token, the token file of the local server in
 * `HANDRAIL_DATA_DIR` (default `.handrail`). The file's token goes to the file's origin and nowhere else.
 * Throws CliError when a setting is unfit or no token is found.
 */
export async function readSettings(environment: Environment, workingDir: string): Promise<Settings> {
  const url = environment['HANDRAIL_URL'];
  const token = environment['HANDRAIL_TOKEN']?.trim();
  if (token !== undefined && token !== '') {
    // The whole token file, say: no header could carry it.
    if (!/^[!-~]+$/u.test(token)) {
      throw new CliError({
        code: 'cli_token_unreadable',
        message: 'HANDRAIL_TOKEN holds spaces, line breaks or other characters that no token has.',
        remedy:
          'Set it to a token alone, as `handrail tokens create` prints it; of the token file, to what stands under "token".',
      });
    }
    return { origin: checkedOrigin(url === undefined || url === '' ? DEFAULT_ORIGIN : url), token };
  }
  const path = resolve(workingDir, environment['HANDRAIL_DATA_DIR'] || '.handrail', 'token');
  const found = await readTokenFile(path);
  if (url === undefined || url === '') return found;
  const origin = checkedOrigin(url);
  if (!isSameServer(origin, found.origin)) {
    throw new CliError({
      code: 'cli_token_of_another_server',
      message: `The token in ${path} belongs to ${found.origin}, not to ${origin}.`,
      remedy: 'Set HANDRAIL_TOKEN to a token of that server, or unset HANDRAIL_URL to use the local one.',
    });
  }
  return { origin, token: found.token };
}

/** The folder that a relative file name starts from: npm runs scripts in the repository's root, not where its caller stands. */
export function callerDir(environment: Environment, workingDir: string): string {
  const startedFrom = environment['INIT_CWD'];
  // Only under `npm run handrail`: another npm script leaves the same name behind for its children.
  return environment['npm_lifecycle_event'] === 'handrail' && startedFrom !== undefined
    ? startedFrom
    : workingDir;
}

async function readTokenFile(path: string): Promise<Settings> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const isAbsent = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new CliError({
      code: isAbsent ? 'cli_no_token' : 'cli_token_unreadable',
      message: isAbsent ? `There is no token: ${path} does not exist.` : `${path} cannot be read.`,
      remedy: isAbsent
        ? 'Start the server on this machine (npm start), or set HANDRAIL_URL and HANDRAIL_TOKEN; HANDRAIL_DATA_DIR says where the data directory is.'
        : 'Run as the user who started the server: the file is readable by that user only.',
      cause,
    });
  }
  const parsed = parseTokenFile(text);
  if (parsed === null) {
    throw new CliError({
      code: 'cli_token_unreadable',
      message: `${path} is not a token file.`,
      remedy: 'Restart the server: it writes the file anew.',
    });
  }
  return { origin: checkedOrigin(parsed.origin), token: parsed.token };
}

function parseTokenFile(text: string): { origin: string; token: string } | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // What is not JSON is not a token file; the caller says so with its path.
    return null;
  }
  if (typeof value !== 'object' || value === null || !('origin' in value) || !('token' in value)) return null;
  const { origin, token } = value;
  return typeof origin === 'string' && typeof token === 'string' && token !== '' ? { origin, token } : null;
}

function checkedOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new CliError({
      code: 'cli_url_invalid',
      message: `${JSON.stringify(text)} is not the address of a server.`,
      remedy: `Set HANDRAIL_URL to something like ${DEFAULT_ORIGIN} or https://handrail.example.com.`,
    });
  }
  if (url.protocol === 'http:' && !LOOPBACK_HOSTS.includes(url.hostname)) {
    throw new CliError({
      code: 'cli_url_insecure',
      message: `${url.origin} would carry the token unencrypted over a network.`,
      remedy: 'Set HANDRAIL_URL to the https address of the server.',
    });
  }
  return url.origin;
}

function isSameServer(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [new URL(one), new URL(other)];
  const areBothLoopback = LOOPBACK_HOSTS.includes(a.hostname) && LOOPBACK_HOSTS.includes(b.hostname);
  return areBothLoopback && a.protocol === b.protocol && a.port === b.port;
}
