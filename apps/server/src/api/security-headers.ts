import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { createToken } from '../random-token.ts';
import { isApiRequest } from './is-api-request.ts';

/** Puts the security headers on every reply: nothing from other hosts, no inline script, no framing, no caching of data. */
export async function registerSecurityHeaders(app: FastifyInstance, secure: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    frameguard: { action: 'deny' },
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    if (isApiRequest(request)) void reply.header('cache-control', 'no-store');
    void reply.header('x-request-id', request.id);
  });
}

/**
 * Lets the page that is about to be sent make style sheets of its own, which its component library does, by a word that no
 * other reply has; answers the word.
 */
export function allowStyles(reply: FastifyReply): string {
  const nonce = createToken();
  const policy = String(reply.raw.getHeader('content-security-policy'));
  void reply.header('content-security-policy', policy.replace("style-src 'self'", `$& 'nonce-${nonce}'`));
  return nonce;
}
