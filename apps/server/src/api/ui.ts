import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { notFound, ServerError } from '../errors.ts';
import { toProblem } from './problem.ts';
import { allowStyles } from './security-headers.ts';

const NOT_BUILT =
  '<!doctype html><title>Handrail</title><h1>The screens are not built yet</h1>' +
  '<p>Run <code>npm run build</code>, or start with <code>npm start</code>, which builds them. The API works.</p>';

/** Hands out the built screens: files as they are, and the page itself for every path that is a screen. */
export async function registerUi(app: FastifyInstance, uiDir: string): Promise<void> {
  const page = readPage(uiDir);
  if (page !== undefined) {
    await app.register(serveStatic, {
      root: uiDir,
      wildcard: false,
      index: false,
      // The build lays packed copies beside scripts and style sheets; nothing is asked for by their own names.
      preCompressed: true,
      globIgnore: ['**/*.br', '**/*.gz', 'index.html'],
      setHeaders: (reply, path) => {
        // Built files carry a hash in their names; the page itself does not.
        const isHashed = path.startsWith(join(uiDir, 'assets'));
        reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const [path = '/'] = request.url.split('?');
    const isScreen = request.method === 'GET' && !path.startsWith('/api/') && !/\.\w+$/.test(path);
    if (isScreen) {
      void reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
      if (page === undefined) return reply.status(503).send(NOT_BUILT);
      return reply.send(
        page.replace('<head>', `$&<meta name="style-nonce" nonce="${allowStyles(reply)}" />`),
      );
    }
    const { problem } = toProblem(path.startsWith('/api/') ? noEndpoint() : notFound('file'), request.id);
    return reply.status(problem.status).type('application/problem+json').send(problem);
  });
}

function readPage(uiDir: string): string | undefined {
  try {
    return readFileSync(join(uiDir, 'index.html'), 'utf8');
  } catch {
    // Not built; the page then says so.
    return undefined;
  }
}

function noEndpoint(): ServerError {
  return new ServerError({
    code: 'not_found',
    message: 'There is no such endpoint.',
    remedy: 'See /api/v1/openapi.json for what there is.',
  });
}
