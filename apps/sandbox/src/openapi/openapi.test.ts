import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { z } from 'zod';
import { at, startTestSandbox } from '../testing.ts';

const vendors = ['gainsight', 'gong'] as const;
const operations = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ summary: z.string().optional() }))),
});

for (const vendor of vendors) {
  test(`serves a valid OpenAPI 3.1 document of the ${vendor} routes`, async (t) => {
    const { sandbox } = await startTestSandbox(t);
    const origin = vendor === 'gong' ? sandbox.gongUrl : sandbox.gainsightUrl;
    const served: unknown = await (await fetch(`${origin}/__sandbox/openapi.json`)).json();
    assert.deepEqual(served, sandbox.openapi(vendor));
    const result = await new Validator().validate(structuredClone(sandbox.openapi(vendor)));
    assert.equal(result.valid, true, JSON.stringify(result.errors));
    assert.equal(at(served, 'openapi'), '3.1.1');
  });

  test(`describes every ${vendor} route that the server registers`, async (t) => {
    const { sandbox } = await startTestSandbox(t);
    const { paths } = operations.parse(sandbox.openapi(vendor));
    const bare = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { summary }]) =>
        summary === undefined ? [`${method} ${path}`] : [],
      ),
    );
    assert.deepEqual(bare, [], 'give these routes a document (openapi/route-document.ts)');
  });
}
