import { SandboxError } from '../errors.ts';
import type { FaultKind } from './fault-kinds.ts';

/** When to fail and how. All conditions must hold. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** Regular expression over path and query string; absent = every call. */
  readonly path?: string;
  readonly method?: string;
  readonly vendor?: 'gainsight' | 'gong';
  /** Fails from the n-th matching call on (1 = the first). */
  readonly from?: number;
  /** How often it fails before the rule is spent; absent = 1, or without end when `probability` is given. */
  readonly times?: number;
  /** Chance between 0 and 1 that a matching call fails, drawn from `seed`. */
  readonly probability?: number;
  readonly seed?: number;
  /** How much, for the kinds that have an amount; unit and default stand in `faultNotes`. */
  readonly amount?: number;
  /** For `redirect`: where to; default a host that does not exist. */
  readonly to?: string;
}

/** The rules in force. */
export interface FaultTable {
  /** Adds a rule and returns its id. Throws `sandbox_bad_option` for a path that is no regular expression. */
  add(rule: FaultRule): string;
  remove(id: string): boolean;
  clear(): void;
  list(): readonly {
    readonly id: string;
    readonly rule: FaultRule;
    readonly matched: number;
    readonly played: number;
  }[];
  /** Counts the call against every rule and returns the faults to play now. */
  take(call: { vendor: 'gainsight' | 'gong'; method: string; path: string }): readonly FaultRule[];
}

interface Entry {
  readonly id: string;
  readonly rule: FaultRule;
  readonly pattern: RegExp | null;
  readonly draw: () => number;
  matched: number;
  played: number;
}

/** Makes an empty fault table. */
export function createFaultTable(): FaultTable {
  let entries: Entry[] = [];
  let lastId = 0;
  return {
    add: (rule) => {
      const pattern = rule.path === undefined ? null : readPattern(rule.path);
      lastId += 1;
      entries.push({
        id: String(lastId),
        rule,
        pattern,
        draw: drawFrom(rule.seed ?? 1),
        matched: 0,
        played: 0,
      });
      return String(lastId);
    },
    remove: (id) => {
      const before = entries.length;
      entries = entries.filter((entry) => entry.id !== id);
      return entries.length < before;
    },
    clear: () => {
      entries = [];
    },
    list: () => entries.map(({ id, rule, matched, played }) => ({ id, rule, matched, played })),
    take: (call) => entries.filter((entry) => isDue(entry, call)).map((entry) => entry.rule),
  };
}

function readPattern(path: string): RegExp {
  try {
    return new RegExp(path, 'i');
  } catch (cause) {
    const message = `The path of a fault is a regular expression, which ${path} is not`;
    throw new SandboxError('sandbox_bad_option', message, { cause });
  }
}

function isDue(entry: Entry, call: { vendor: string; method: string; path: string }): boolean {
  const { rule } = entry;
  if (rule.vendor !== undefined && rule.vendor !== call.vendor) return false;
  if (rule.method !== undefined && rule.method.toUpperCase() !== call.method) return false;
  if (entry.pattern !== null && !entry.pattern.test(call.path)) return false;
  entry.matched += 1;
  if (entry.matched < (rule.from ?? 1)) return false;
  const times = rule.times ?? (rule.probability === undefined ? 1 : Infinity);
  if (entry.played >= times) return false;
  if (rule.probability !== undefined && entry.draw() >= rule.probability) return false;
  entry.played += 1;
  return true;
}

/** Repeatable numbers in [0, 1) from a seed (mulberry32). */
function drawFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
