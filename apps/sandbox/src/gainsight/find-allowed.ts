import type { SandboxContext } from '../context.ts';
import { highVolumeDeleteLogObject } from './delete-log.ts';
import type { ObjectStore } from './object-store.ts';
import type { RecordStore } from './record-store.ts';
import { Refusal } from './refusal.ts';

/**
 * Finds an object that the caller may use; refuses with OBJECT_NOT_FOUND, or 403 when it is closed to the caller, in
 * the shape of the family that was called.
 */
export function findAllowed(
  store: RecordStore,
  context: SandboxContext,
  objectName: string,
  form: 'object' | 'metadata' = 'object',
): ObjectStore {
  const found = store.find(objectName);
  if (found === undefined || !isPresent(found, context)) {
    const { objectNotFoundStatus } = context.switches;
    throw new Refusal(objectNotFoundStatus, 'OBJECT_NOT_FOUND', 'Requested object not found.', 'metadata');
  }
  if (context.switches.refusedObjects.some((name) => name.toLowerCase() === found.object.name)) {
    const code = form === 'metadata' ? 'OBJECT_ACCESS_DENIED' : 'GSOBJ_1023';
    throw new Refusal(403, code, 'You do not have access to this object.', form);
  }
  return found;
}

/** Whether the tenant has an object that the world has: some tenants lack the log of high-volume objects. */
export function isPresent({ object }: ObjectStore, { switches }: SandboxContext): boolean {
  return object.name !== highVolumeDeleteLogObject || switches.highVolumeDeleteLog === 'present';
}
