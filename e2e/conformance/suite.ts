import type { Area, ConformanceCase } from './case.ts';
import { gainsightBulk } from './cases/gainsight-bulk.ts';
import { gainsightGateway } from './cases/gainsight-gateway.ts';
import { gainsightLimits } from './cases/gainsight-limits.ts';
import { gainsightMetadata } from './cases/gainsight-metadata.ts';
import { gainsightOauth } from './cases/gainsight-oauth.ts';
import { gainsightPeople } from './cases/gainsight-people.ts';
import { gainsightQuery } from './cases/gainsight-query.ts';
import { gainsightTimeline } from './cases/gainsight-timeline.ts';
import { gainsightValues } from './cases/gainsight-values.ts';
import { gainsightWhere } from './cases/gainsight-where.ts';
import { gainsightWrites } from './cases/gainsight-writes.ts';
import { gongCalls } from './cases/gong-calls.ts';
import { gongCompany } from './cases/gong-company.ts';
import { gongOauth } from './cases/gong-oauth.ts';
import { holdClient, makeGainsightClient, makeGongClient } from './hold-client.ts';
import { holdSandbox } from './hold-sandbox.ts';

/** A case as the command and the tests run it, whoever's client it is about. */
export interface RunnableCase extends Omit<ConformanceCase<never>, 'readings'> {
  readonly readings: readonly unknown[] | { readonly not: string };
  /** Differences from the document; none when it holds. */
  holdSandbox(): Promise<readonly string[]>;
  holdClient(): Promise<readonly string[]>;
}

/** Cases of one part of the documents. */
export interface RunnableArea {
  readonly title: string;
  readonly cases: readonly RunnableCase[];
}

/** Every case of both vendors. */
export const AREAS: readonly RunnableArea[] = [
  ...[
    gainsightGateway,
    gainsightOauth,
    gainsightQuery,
    gainsightWhere,
    gainsightValues,
    gainsightWrites,
    gainsightMetadata,
    gainsightTimeline,
    gainsightBulk,
    gainsightPeople,
    gainsightLimits,
  ].map((area) => runnable('gainsight', area, (one) => holdClient(makeGainsightClient, one))),
  ...[gongCalls, gongCompany, gongOauth].map((area) =>
    runnable('gong', area, (one) => holdClient(makeGongClient, one)),
  ),
];

function runnable<Client>(
  vendor: 'gainsight' | 'gong',
  { title, cases }: Area<Client>,
  hold: (one: ConformanceCase<Client>) => Promise<string[]>,
): RunnableArea {
  return {
    title,
    cases: cases.map((one) => ({
      ...one,
      holdSandbox: () => holdSandbox(vendor, one),
      holdClient: () => hold(one),
    })),
  };
}
