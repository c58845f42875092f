import type { Scene } from '../seed/scene.ts';
import type { WorldCall } from '../world.ts';

/** The recorded calls of the world. */
export function makeCalls(_scene: Scene, _companies: number): WorldCall[] {
  return [];
}
