import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createClient } from '@handrail/client';
import type { HandrailClient } from '@handrail/client';
import type { Endpoint, Problem, ReplyOf, RequestOf } from '@handrail/contract';
import { CliError } from './errors.ts';
import { formatProblem } from './explain-error.ts';
import type { Write } from './output.ts';
import { callerDir, readSettings } from './settings.ts';
import type { Environment } from './settings.ts';

/** Everything outside that a command may touch; `main.ts` gives the real ones. */
export interface Surroundings {
  readonly environment: Environment;
  readonly workingDir: string;
  readonly writeOut: Write;
  readonly writeError: Write;
  readonly now: () => Date;
  /** Resolves after `waitMs`, at once when the signal aborts. */
  readonly wait: (waitMs: number, signal: AbortSignal) => Promise<void>;
  /** Aborts when the person at the keyboard does not want to wait any longer. */
  readonly signal: AbortSignal;
}

/** What a command works with: the server, its two outputs, the time. */
export interface CommandContext {
  /** Whether outputs are for a program: documents on stdout, problems on stderr, nothing else. */
  readonly json: boolean;
  readonly signal: AbortSignal;
  readonly out: Write;
  now(): Date;
  wait(waitMs: number): Promise<void>;
  /** The client, made at first use, so that `--help` needs neither token nor server. */
  client(): Promise<HandrailClient>;
  /** Calls one endpoint. Throws what the client throws, and CliError when a setting is unfit. */
  call<E extends Endpoint>(endpoint: E, request: RequestOf<E>): Promise<ReplyOf<E>>;
  /** Says something to a person on stderr; says nothing with `--json`. */
  note(text: string): void;
  /** Tells a problem on stderr: a readable block, or one line of JSON with `--json`. */
  complain(problem: Problem): void;
  /** Reads a text file named by the caller. Throws CliError when it cannot be read. */
  readText(path: string): Promise<string>;
  /** Reads the bytes of a file named by the caller. Throws CliError when it cannot be read. */
  readBytes(path: string): Promise<Uint8Array>;
}

/** The longest a single answer may take: a first connect describes a whole tenant. */
const CALL_TIMEOUT_MS = 180_000;

/** Makes the context of one command. */
export function createContext(surroundings: Surroundings, json: boolean): CommandContext {
  let client: Promise<HandrailClient> | undefined;
  const readBytes = (path: string) =>
    readWholeFile(resolve(callerDir(surroundings.environment, surroundings.workingDir), path));
  const getClient = (): Promise<HandrailClient> => (client ??= openClient(surroundings));
  return {
    json,
    signal: surroundings.signal,
    out: surroundings.writeOut,
    now: surroundings.now,
    wait: (waitMs) => surroundings.wait(waitMs, surroundings.signal),
    client: getClient,
    async call(endpoint, request) {
      return (await getClient()).call(endpoint, request, { signal: surroundings.signal });
    },
    note: (text) => {
      if (!json) surroundings.writeError(`${text}\n`);
    },
    complain: (problem) =>
      surroundings.writeError(json ? `${JSON.stringify(problem)}\n` : formatProblem(problem)),
    readText: async (path) => (await readBytes(path)).toString('utf8'),
    readBytes,
  };
}

async function openClient(surroundings: Surroundings): Promise<HandrailClient> {
  const settings = await readSettings(surroundings.environment, surroundings.workingDir);
  return createClient({ ...settings, fetch: fetchWithTimeout });
}

const fetchWithTimeout: typeof fetch = (input, init) => {
  const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS);
  const given = init?.signal;
  const signal = given === null || given === undefined ? timeout : AbortSignal.any([given, timeout]);
  return fetch(input, { ...init, signal });
};

async function readWholeFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new CliError({
      code: 'cli_file_unreadable',
      message: `${path} cannot be read${reason}.`,
      remedy: 'Check the path and that you may read the file.',
      cause,
    });
  }
}
