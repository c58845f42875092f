import type { Scene } from '../seed/scene.ts';
import type { WorldCall } from '../world.ts';
import { EDGE_CALLS } from './edge-calls.ts';
import { makeCall } from './make-call.ts';
import { renewal } from './renewal.ts';
import type { CallScript } from './script.ts';

/** The written business calls, one a fixed company and in their order; each has facts that a summary must keep. */
export const BUSINESS_CALLS: readonly CallScript[] = [renewal];

/** The recorded calls of the world, as far as it has the companies that they are about. */
export function makeCalls(scene: Scene, companies: number): WorldCall[] {
  return [...BUSINESS_CALLS, ...EDGE_CALLS]
    .filter(({ company }) => (company ?? 0) <= companies)
    .map((script) => makeCall(scene, script));
}
