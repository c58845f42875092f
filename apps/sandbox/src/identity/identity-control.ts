import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { IdentityProvider } from './start-identity.ts';

const rotation = z.strictObject({ keepOld: z.boolean().default(true) });

/** Serves `/__sandbox/identity`: facts of the identity provider that may be changed, and its keys. */
export function registerIdentityControl(app: FastifyInstance, identity: IdentityProvider): void {
  const state = () => ({ issuer: identity.url, facts: identity.facts() });
  app.get('/__sandbox/identity', state);
  app.put('/__sandbox/identity', (request) => {
    identity.changeFacts(request.body);
    return state();
  });
  app.post('/__sandbox/identity/rotate-keys', (request) =>
    identity.rotateKeys(rotation.parse(request.body ?? {}).keepOld).then(state),
  );
}
