import type { SandboxContext } from '../context.ts';

/** Which budget a call is counted against (reference section 14). */
export type LimitFamily = 'sync' | 'timeline' | 'timeline-bulk' | 'bulk' | 'users';

/** Counts calls in fixed windows of the sandbox's clock, for the whole tenant. */
export interface RateLimits {
  /** `x-ratelimit-limit`: the limit of the shortest window, or of every one with its length; null without a limit. */
  header(family: LimitFamily): string | null;
  /** Counts the call; null when it is let in, else the whole seconds until the window ends. */
  take(family: LimitFamily): { readonly limit: number; readonly waitSeconds: number } | null;
}

interface Window {
  readonly limit: number | null;
  readonly lengthMs: number;
}

/** Makes the counters; limits are read at each call, so they may be changed while running. */
export function createRateLimits(context: SandboxContext): RateLimits {
  const counts = new Map<string, { start: number; count: number }>();

  function windowsOf(family: LimitFamily): readonly Window[] {
    const { limits } = context;
    switch (family) {
      case 'sync':
        return [
          { limit: limits.perMinute, lengthMs: 60_000 },
          { limit: limits.perDay, lengthMs: 86_400_000 },
        ];
      case 'timeline':
        return [{ limit: limits.timelinePerMinute, lengthMs: 60_000 }];
      case 'timeline-bulk':
        return [{ limit: limits.timelineBulkPerHour, lengthMs: 3_600_000 }];
      case 'bulk':
        return [
          { limit: limits.bulkPerHour, lengthMs: 3_600_000 },
          { limit: limits.bulkPerDay, lengthMs: 86_400_000 },
        ];
      case 'users':
        return [
          { limit: limits.usersPerHour, lengthMs: 3_600_000 },
          { limit: limits.usersPerDay, lengthMs: 86_400_000 },
        ];
    }
  }

  return {
    header: (family) => {
      const [shortest, ...longer] = windowsOf(family).filter(({ limit }) => limit !== null);
      if (shortest === undefined) return null;
      if (context.switches.rateLimitForm === 'number') return String(shortest.limit);
      const withWindow = [shortest, ...longer].map(({ limit, lengthMs }) => `${limit};w=${lengthMs / 1_000}`);
      return [String(shortest.limit), ...withWindow].join(', ');
    },
    take: (family) => {
      const now = context.clock.now().getTime();
      for (const { limit, lengthMs } of windowsOf(family)) {
        const start = Math.floor(now / lengthMs) * lengthMs;
        const key = `${family} ${lengthMs}`;
        const kept = counts.get(key);
        const count = kept !== undefined && kept.start === start ? kept.count + 1 : 1;
        counts.set(key, { start, count });
        if (limit !== null && count > limit)
          return { limit, waitSeconds: Math.ceil((start + lengthMs - now) / 1_000) };
      }
      return null;
    },
  };
}

/** The budget of a route, or null for calls that cost nothing. */
export function familyOf(route: string, method: string): LimitFamily | null {
  if (route.startsWith('/v1/users/m2m/')) return null;
  if (route.startsWith('/v1/users/')) return 'users';
  if (route === '/v1/ant/es/activity/bulk') return 'timeline-bulk';
  // Only a started export costs: whoever could ask ten times an hour for its state would never see its end.
  if (route.startsWith('/v3/exports/')) return method === 'POST' ? 'bulk' : 'sync';
  if (route.startsWith('/v1/ant/es/activity') && !route.endsWith('/deleted')) return 'timeline';
  return 'sync';
}
