import type { ModelDoor } from '@handrail/signals';
import { networkOf } from '@handrail/sync';
import type { Vendors } from '@handrail/sync';

/** The way to a language model: the same way out as to every vendor, counted and logged like it. */
export function modelDoorOf({ secretKey, outgoing }: Vendors): ModelDoor {
  return { secretKey, network: { ...networkOf(outgoing), log: outgoing.log } };
}
