import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import { exportBase } from './bulk-export.ts';
import { Refusal, unauthorized } from './refusal.ts';
import { tokenLifeSeconds, type TokenBook } from './tokens.ts';

/** Path of the machine-to-machine token call. */
export const tokenPath = '/v1/users/m2m/oauth/token';

const tokenDocument = documented({
  summary: 'Machine-to-machine token for Basic credentials',
  area: 'Authentication',
  mark: 'documented',
  isOpen: true,
  reply: z.looseObject({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.int() }),
});

/** Serves the token call (reference section 2.2): Basic credentials in, a plain OAuth object out. */
export function registerTokens(app: FastifyInstance, context: SandboxContext, tokens: TokenBook): void {
  app.post(tokenPath, tokenDocument, async (request, reply) => {
    const basic = /^Basic\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const { m2mClientId, m2mClientSecret } = context.credentials;
    if (Buffer.from(basic, 'base64').toString() !== `${m2mClientId}:${m2mClientSecret}`) {
      return reply
        .code(context.switches.tokenRefusalStatus)
        .send({ error: 'invalid_client', error_description: 'Client authentication failed' });
    }
    const form = z.looseObject({ grant_type: z.literal('client_credentials') });
    if (context.switches.tokenBody === 'form' && !form.safeParse(request.body).success) {
      return reply
        .code(400)
        .send({ error: 'unsupported_grant_type', error_description: 'grant_type is missing' });
    }
    return { access_token: tokens.issue('read_write'), token_type: 'Bearer', expires_in: tokenLifeSeconds };
  });
}

/** Throws unless the request carries the access key or a live token with the right scope. */
export function checkCredentials(request: FastifyRequest, context: SandboxContext, tokens: TokenBook): void {
  const route = request.routeOptions.url ?? '';
  // The page of the bulk export names its header `authentication`, its text `accesskey`: either is taken there.
  const key =
    request.headers['accesskey'] ??
    (route.startsWith(exportBase) ? request.headers['authentication'] : undefined);
  if (key !== undefined) {
    if (key !== context.credentials.accessKey) throw unauthorized();
    if (context.switches.accessKeyFrom === 'anywhere') return;
    const message = 'IP Address does not lie in range of whitelisted ips';
    throw new Refusal(context.switches.addressRefusalStatus, 'GS_APIG_2402', message, 'gateway');
  }
  const token = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const scope = tokens.scopeOf(token);
  if (scope === null) throw unauthorized();
  if (scope === 'read' && isWrite(request)) {
    const message = 'The token does not allow this call.';
    throw new Refusal(context.switches.scopeRefusalStatus, 'GSOBJ_1023', message);
  }
}

/** Reads are GETs and the POSTs that ask a question. */
function isWrite(request: FastifyRequest): boolean {
  if (request.method === 'GET') return false;
  return !/\/query\/|\/v1\/meta\/|\/list\/?$|\/deleted$|^\/v3\/exports\//.test(
    request.routeOptions.url ?? '',
  );
}
