// A door for this app's tests: a small HTTP server that answers from the contract, and a command line
// that runs in this process against it.
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { endpoints } from '@handrail/contract';
import type { Account, AccountDetail, Endpoint, Problem, Run } from '@handrail/contract';
import type { ExitCode } from './errors.ts';
import { runProgram } from './program.ts';
import type { Environment } from './settings.ts';

/** A request as the canned server saw it. */
export interface SeenRequest {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly token: string | undefined;
}

/** What one endpoint answers: a reply that its schema must accept, or a problem. */
export type Answer = (request: SeenRequest) => unknown;

/** A running canned server. */
export interface CannedServer extends AsyncDisposable {
  readonly origin: string;
  readonly seen: SeenRequest[];
}

class Refusal {
  readonly problem: Problem;
  constructor(problem: Problem) {
    this.problem = problem;
  }
}

/** Makes an answer that is a problem instead of a reply. */
export function refuse(problem: Pick<Problem, 'status' | 'code' | 'title'> & Partial<Problem>): Answer {
  return () => new Refusal({ type: 'about:blank', ...problem });
}

/** Starts a server that knows the given endpoints, by name; every reply is checked by the endpoint's schema. */
export async function startCannedServer(
  answers: Partial<Record<keyof typeof endpoints, Answer>>,
): Promise<CannedServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((message, response) => {
    void answerOne(message, answers, seen).then(({ status, value }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a command line printed and how it ended. */
export interface Ended {
  readonly exitCode: ExitCode;
  readonly out: string;
  readonly error: string;
}

/** Runs a command line in this process; waits end at once. */
export async function runCli(
  server: CannedServer | null,
  args: readonly string[],
  options: { readonly environment?: Environment; readonly workingDir?: string; readonly now?: Date } = {},
): Promise<Ended> {
  let out = '';
  let error = '';
  const environment =
    options.environment ??
    (server === null ? {} : { HANDRAIL_URL: server.origin, HANDRAIL_TOKEN: 'token-of-a-test' });
  const exitCode = await runProgram(args, {
    environment,
    workingDir: options.workingDir ?? '/',
    writeOut: (text) => void (out += text),
    writeError: (text) => void (error += text),
    now: () => options.now ?? new Date('2026-08-01T10:00:00Z'),
    wait: () => Promise.resolve(),
    signal: new AbortController().signal,
  });
  return { exitCode, out, error };
}

/** A run that is done, but for what a test says. */
export function buildRun(parts: Partial<Run> = {}): Run {
  return {
    id: '01890000-0000-7000-8000-000000000001',
    number: 12,
    stream: 'accounts',
    mode: 'incremental',
    cause: 'manual',
    state: 'done',
    configVersion: 1,
    scope: null,
    counts: { seen: 5, added: 3, changed: 1, unchanged: 1, filtered: 0, setAside: 0, exits: 0 },
    total: 5,
    pages: 1,
    calls: 2,
    bytes: 1000,
    failure: null,
    resumeAt: null,
    cancelRequestedAt: null,
    withheld: null,
    withheldEnd: null,
    createdAt: '2026-08-01T09:59:00Z',
    startedAt: '2026-08-01T09:59:01Z',
    finishedAt: '2026-08-01T09:59:02Z',
    ...parts,
  };
}

/** An account with nothing filled in, but for what a test says. */
export function buildAccount(parts: Partial<Account> = {}): Account {
  return {
    id: '01890000-0000-7000-8000-00000000000a',
    gainsightId: '1P02A',
    name: 'Acme',
    status: 'active',
    presence: 'present',
    owner: null,
    csm: null,
    tier: null,
    arr: null,
    mrr: null,
    currency: null,
    renewalDate: null,
    contractStart: null,
    lifecycleStage: null,
    industry: null,
    region: null,
    domains: [],
    employees: null,
    crmId: null,
    parentGainsightId: null,
    churnedOn: null,
    churnedOnFrom: null,
    gone: null,
    keptAt: null,
    health: { score: null, label: null },
    lastMeetingAt: null,
    fields: {},
    updatedAt: '2026-08-01T09:00:00Z',
    lastSyncedAt: null,
    ...parts,
  };
}

/** An account with everything about it, of which nothing is known unless told. */
export function buildAccountDetail(parts: Partial<AccountDetail> = {}): AccountDetail {
  return {
    ...buildAccount(),
    healthScore: null,
    hierarchy: { placeholder: null, ancestors: [], descendants: [], cycle: null },
    fieldRows: [],
    changes: [],
    writtenValues: [],
    metrics: [],
    merge: null,
    hold: null,
    unreadable: null,
    ...parts,
  };
}

/** One page that is the whole list. */
export function pageOfAll<T>(items: readonly T[]): { items: readonly T[]; nextCursor: null; total: number } {
  return { items, nextCursor: null, total: items.length };
}

async function answerOne(
  message: IncomingMessage,
  answers: Partial<Record<string, Answer>>,
  seen: SeenRequest[],
): Promise<{ status: number; value: unknown }> {
  const url = new URL(message.url ?? '/', 'http://canned');
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  const found = findEndpoint(message.method ?? 'GET', url.pathname);
  if (found === null) return { status: 404, value: { unmatched: url.pathname } };
  const { endpoint, params } = found;
  const text = Buffer.concat(chunks).toString('utf8');
  const request: SeenRequest = {
    name: endpoint.name,
    params,
    query: Object.fromEntries(url.searchParams),
    body: text === '' ? undefined : JSON.parse(text),
    token: message.headers.authorization,
  };
  seen.push(request);
  const fault = requestFault(endpoint, request);
  if (fault !== null) return { status: 500, value: { fault } };
  const answer = answers[endpoint.name];
  if (answer === undefined) return { status: 500, value: { unanswered: endpoint.name } };
  const value = answer(request);
  if (value instanceof Refusal) return { status: value.problem.status, value: value.problem };
  return { status: 200, value: endpoint.reply.parse(value) };
}

function requestFault(endpoint: Endpoint, request: SeenRequest): string | null {
  const checks = [
    endpoint.params?.safeParse(request.params),
    endpoint.query?.safeParse(request.query),
    endpoint.body?.safeParse(request.body),
  ];
  const failed = checks.find((check) => check?.success === false);
  return failed?.error === undefined ? null : failed.error.message;
}

function findEndpoint(
  method: string,
  path: string,
): { endpoint: Endpoint; params: Record<string, string> } | null {
  for (const endpoint of Object.values(endpoints)) {
    if (endpoint.method !== method) continue;
    const pattern = new RegExp(`^${endpoint.path.replace(/:(\w+)/gu, '(?<$1>[^/]+)')}$`, 'u');
    const match = pattern.exec(path);
    if (match !== null) return { endpoint, params: { ...match.groups } };
  }
  return null;
}
