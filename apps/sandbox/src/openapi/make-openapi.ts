import { z } from 'zod';
import type { CollectedRoute } from './collect-routes.ts';

/** What the document of one vendor says beside its routes. */
export interface VendorDocument {
  readonly title: string;
  readonly description: string;
  /** Ways to prove who is calling; any one of them is enough. */
  readonly securitySchemes: Readonly<Record<string, object>>;
  /** Refusals that any route may give: HTTP status → what it means and its shape. */
  readonly refusals: Readonly<Record<string, { readonly description: string; readonly shape: z.ZodType }>>;
}

/** Makes the OpenAPI 3.1 document of a vendor's stand-in from the routes that it serves. */
export function makeOpenapi(
  vendor: VendorDocument,
  routes: readonly CollectedRoute[],
  serverUrl: string,
): Record<string, unknown> {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = openapiPath(route.url);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, vendor) };
  }
  const refusals = Object.entries(vendor.refusals).map(
    ([status, { description, shape }]) =>
      [`Refusal${status}`, { description, content: contentOf(shape, 'output') }] as const,
  );
  return {
    openapi: '3.1.1',
    info: { title: vendor.title, version: '0.1.0', description: vendor.description },
    servers: [{ url: serverUrl }],
    security: Object.keys(vendor.securitySchemes).map((name) => ({ [name]: [] })),
    paths,
    components: { securitySchemes: vendor.securitySchemes, responses: Object.fromEntries(refusals) },
  };
}

/** `/v2/calls/:id` → `/v2/calls/{id}`. */
export function openapiPath(url: string): string {
  return url.replace(/:(\w+)/g, '{$1}');
}

function operationOf({ method, url, document }: CollectedRoute, vendor: VendorDocument): object {
  const refusals = Object.fromEntries(
    Object.keys(vendor.refusals).map((status) => [
      status,
      { $ref: `#/components/responses/Refusal${status}` },
    ]),
  );
  const parameters = [...pathParameters(url), ...queryParameters(document?.query)];
  const common = { operationId: operationId(method, url), parameters };
  if (document === undefined) return { ...common, responses: refusals };
  const { summary, area, mark, body, bodyType, reply, replyStatus = 200, replyType, isOpen } = document;
  return {
    ...common,
    summary,
    tags: [area],
    'x-confidence': mark,
    ...(isOpen === true ? { security: [] } : {}),
    ...(body === undefined
      ? {}
      : { requestBody: { required: isRequired(body), content: contentOf(body, 'input', bodyType) } }),
    responses: {
      [replyStatus]: { description: 'Done', content: contentOf(reply, 'output', replyType) },
      ...refusals,
    },
  };
}

function contentOf(schema: z.ZodType, io: 'input' | 'output', type = 'application/json'): object {
  return { [type]: { schema: jsonSchemaOf(schema, io) } };
}

function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function pathParameters(url: string): object[] {
  return [...url.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodObject | undefined): object[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function isRequired(body: z.ZodType): boolean {
  return !body.safeParse(undefined).success;
}

/** `GET /v2/calls/:id` → `getV2CallsId`: stable as long as the path is. */
function operationId(method: string, url: string): string {
  const words = url.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
