import { rotateSecretKey } from '@handrail/contract';
import { rotateKey } from '@handrail/database';
import type { ApiContext } from '../context.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

/** The master key that seals the stored secrets: changed while everything runs. */
export function secretKeyRoutes({ keySource, secretKey }: ApiContext): readonly Route[] {
  return [route(rotateSecretKey, () => rotateKey(keySource, secretKey))];
}
