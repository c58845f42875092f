import { AREAS, type RunnableArea, type RunnableCase } from './suite.ts';

/** What came of one side of a case. */
export type Verdict = 'held' | 'failed' | 'not asked';

/** A case and what came of it. */
export interface CaseResult {
  readonly case: RunnableCase;
  readonly sandbox: Verdict;
  readonly client: Verdict;
  /** Where a side departs from the document, one line each. */
  readonly faults: readonly string[];
}

/** An area and what came of its cases. */
export interface AreaResult {
  readonly title: string;
  readonly results: readonly CaseResult[];
}

/** Runs every case against the sandbox and the client. */
export async function runSuite(): Promise<AreaResult[]> {
  const areas: AreaResult[] = [];
  for (const area of AREAS) areas.push(await runArea(area));
  return areas;
}

async function runArea({ title, cases }: RunnableArea): Promise<AreaResult> {
  const results: CaseResult[] = [];
  for (const one of cases) results.push(await runCase(one));
  return { title, results };
}

async function runCase(one: RunnableCase): Promise<CaseResult> {
  const sandbox = await one.holdSandbox();
  const client = await one.holdClient();
  return {
    case: one,
    sandbox: verdictOf(one.exchanges, sandbox),
    client: verdictOf(one.readings, client),
    faults: [...sandbox.map((line) => `sandbox: ${line}`), ...client],
  };
}

function verdictOf(asked: object, faults: readonly string[]): Verdict {
  if ('not' in asked) return 'not asked';
  return faults.length === 0 ? 'held' : 'failed';
}
