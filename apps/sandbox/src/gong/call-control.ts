import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { deleteCalls } from './deletions.ts';

const path = z.object({ id: z.string() });

/** Serves `/__sandbox/gong/calls/…`: lets a recorded call disappear, as its owner would delete it. */
export function registerCallControl(app: FastifyInstance, context: SandboxContext): void {
  app.delete('/__sandbox/gong/calls/:id', (request, reply) => {
    const { id } = path.parse(request.params);
    const found = deleteCalls(context, new Set([id]), context.clock.now());
    if (found > 0) return { deleted: id };
    return reply.code(404).send({ code: 'sandbox_no_such_record' });
  });
}
