import type { StatedLimit } from './budget.ts';

const ITEM = /^(\d{1,9})((?:\s*;\s*[\w-]+=[^;]*)*)$/;
const WINDOW = /;\s*w=(\d{1,9})\s*(?:;|$)/;

/**
 * Reads `x-ratelimit-limit`: a number, or several with their windows in seconds (`12, 12;w=3600, 100;w=86400`), as
 * gateways write it. A number beside windows repeats one of them. What is neither is passed over, and so is 0.
 */
export function readStatedLimits(header: string | undefined): readonly StatedLimit[] {
  const limits = (header ?? '').split(',').flatMap((item): readonly StatedLimit[] => {
    const [, calls = '', parameters = ''] = ITEM.exec(item.trim()) ?? [];
    const window = WINDOW.exec(parameters)?.[1];
    const windowSeconds = window === undefined ? null : Number(window);
    return Number(calls) === 0 ? [] : [{ calls: Number(calls), windowSeconds }];
  });
  const withWindow = limits.filter(({ windowSeconds }) => windowSeconds !== null);
  return withWindow.length > 0 ? withWindow : limits.slice(0, 1);
}
