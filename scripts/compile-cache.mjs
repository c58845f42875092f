import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Lets the processes started from here share Node's compile cache: each would strip and compile the same files again,
 * half a second of work a process. Node itself sees when a file has changed.
 */
export function shareCompileCache() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/handrail-compile');
}
