import { randomUUID } from 'node:crypto';
import type { SandboxClock } from '../clock.ts';

/** Seconds for which a machine-to-machine token is good (reference section 2.2). */
export const tokenLifeSeconds = 86_400;

/** OAuth tokens given out; they live in memory, so a restart ends them. */
export interface TokenBook {
  issue(scope: 'read' | 'read_write', lifeSeconds?: number): string;
  /** The scope of a live token; null when unknown or expired. */
  scopeOf(token: string): 'read' | 'read_write' | null;
  /** Ends a token at once; an unknown one stays unknown. */
  revoke(token: string): void;
}

/** Makes an empty book of tokens. */
export function createTokenBook(clock: SandboxClock): TokenBook {
  const tokens = new Map<string, { scope: 'read' | 'read_write'; until: number }>();
  return {
    issue: (scope, lifeSeconds = tokenLifeSeconds) => {
      const token = `sandbox.${randomUUID()}`;
      tokens.set(token, { scope, until: clock.now().getTime() + lifeSeconds * 1_000 });
      return token;
    },
    scopeOf: (token) => {
      const known = tokens.get(token);
      return known !== undefined && known.until > clock.now().getTime() ? known.scope : null;
    },
    revoke: (token) => void tokens.delete(token),
  };
}
