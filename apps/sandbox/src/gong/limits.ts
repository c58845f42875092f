import type { SandboxContext } from '../context.ts';
import { GongRefusal } from './refusal.ts';

const DAY_MS = 86_400_000;

/**
 * Counts the requests of the whole company and refuses those over the limit: so many in any second, so many in a day
 * (UTC). No header tells what is left; a refused request does not count.
 */
export function createGongLimits({ clock, limits }: SandboxContext): { take(): void } {
  let recent: number[] = [];
  let today = 0;
  let countToday = 0;
  return {
    take: () => {
      const nowMs = clock.now().getTime();
      const day = Math.floor(nowMs / DAY_MS);
      if (day !== today) {
        today = day;
        countToday = 0;
      }
      if (limits.gongPerDay !== null && countToday >= limits.gongPerDay) {
        throw tooMany(Math.ceil(((day + 1) * DAY_MS - nowMs) / 1000));
      }
      recent = recent.filter((at) => nowMs - at < 1000);
      if (limits.gongPerSecond !== null && recent.length >= limits.gongPerSecond) throw tooMany(1);
      recent.push(nowMs);
      countToday += 1;
    },
  };
}

function tooMany(retryAfterSeconds: number): GongRefusal {
  return new GongRefusal(429, ['API rate limit exceeded'], retryAfterSeconds);
}
