import { endpoints, problemSchema } from '@handrail/contract';
import type { Endpoint } from '@handrail/contract';
import { z } from 'zod';

/** The OpenAPI 3.1 document of the API, made from the contract. */
export function createOpenApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of Object.values<Endpoint>(endpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Handrail',
      version: '0.1.0',
      description:
        'Lists are paged by cursor; mutations take an Idempotency-Key; errors are problems (RFC 9457).',
    },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: z.toJSONSchema(problemSchema) },
    },
  };
}

function operationOf(endpoint: Endpoint): object {
  const json = (schema: z.ZodType, io: 'input' | 'output') => ({
    'application/json': { schema: z.toJSONSchema(schema, { io, unrepresentable: 'any' }) },
  });
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    'x-action': endpoint.action,
    ...(endpoint.action === 'public' ? { security: [] } : { security: [{ bearer: [] }] }),
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
    ...(endpoint.body === undefined
      ? {}
      : { requestBody: { required: true, content: json(endpoint.body, 'input') } }),
    responses: {
      200: { description: 'Done', content: json(endpoint.reply, 'output') },
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): object[] {
  if (schema === undefined) return [];
  return Object.entries(schema.shape).map(([name, part]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(z.object({ part }), {}).success,
    schema:
      z.toJSONSchema(z.object({ part }), { io: 'input', unrepresentable: 'any' }).properties?.['part'] ?? {},
  }));
}
