import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemSchema } from '@handrail/contract';
import { HandrailError } from '@handrail/core';
import { HttpError } from '@handrail/http';
import { FAILURES } from '@handrail/sync';
import { SERVER_ERROR_CODES, ServerError } from '../errors.ts';
import { toProblem } from './problem.ts';

class FromDatabase extends Error {
  readonly code: string;
  constructor(sqlState: string) {
    super('terminating');
    this.code = sqlState;
  }
}

test('says nothing of the inside of an unknown fault', () => {
  for (const thrown of [
    new TypeError('select * from secrets where x = canary'),
    'canary',
    null,
    { canary: 1 },
  ]) {
    const { problem } = toProblem(thrown, 'request-1');
    assert.deepEqual([problem.status, problem.code, problem.requestId], [500, 'defect', 'request-1']);
    assert.doesNotMatch(JSON.stringify(problem), /canary|select/);
  }
});

test('answers 503 while the database is away, and where it had one of two writers give way', () => {
  for (const [sqlState, code] of [
    ['57P01', 'database_unreachable'],
    ['40P01', 'database_conflict'],
  ] as const) {
    const { problem } = toProblem(new FromDatabase(sqlState), 'r');
    assert.deepEqual([problem.status, problem.code], [503, code]);
  }
});

test('gives every code of the table and of the server a 4xx or 5xx status, a title and a remedy', () => {
  const outside = Object.keys(FAILURES).map(
    (code) => new HandrailError({ code, message: 'm', remedy: 'r', facts: { retryAfterMs: 900 } }),
  );
  const own = SERVER_ERROR_CODES.map((code) => new ServerError({ code, message: 'm', remedy: 'r' }));
  for (const error of [...outside, ...own]) {
    const { problem } = toProblem(error, 'r');
    assert.ok(problemSchema.safeParse(problem).success);
    assert.ok(problem.status >= 400 && problem.status < 600);
    assert.ok(problem.title.length > 3);
    assert.equal(problem.remedy, FAILURES[error.code]?.remedyAsked ?? 'r');
  }
});

test('promises nobody who waits for an answer that something goes on by itself', () => {
  for (const [code, { remedy }] of Object.entries(FAILURES)) {
    const { problem } = toProblem(new HandrailError({ code, message: 'm', remedy }), 'r');
    assert.doesNotMatch(problem.remedy ?? '', /by itself|nothing to do/iu, code);
  }
});

test('tells what a vendor answered by its own code, with its request id and the wait it asked for', () => {
  const error = new HttpError('http_rate_limited', 'Too many calls.', {
    outcome: 'refused',
    status: 429,
    requestId: 'vendor-7',
    retryAfterMs: 12_400,
  });
  const { problem, retryAfterSeconds } = toProblem(error, 'ours');
  assert.deepEqual([problem.status, problem.code, retryAfterSeconds], [503, 'http_rate_limited', 13]);
  assert.deepEqual(problem.facts, { vendorRequestId: 'vendor-7', vendorStatus: 429 });
  assert.equal(problem.requestId, 'ours');
});
