/** One request that the sandbox received. */
export interface CallEntry {
  readonly number: number;
  /** ISO instant by the sandbox's clock. */
  readonly at: string;
  readonly vendor: 'gainsight' | 'gong';
  readonly method: string;
  /** Path with its query string. */
  readonly path: string;
  /** HTTP status sent; null when the connection was cut instead. */
  readonly status: number | null;
  readonly durationMs: number;
  /** First characters of the request body, as text. */
  readonly body: string | null;
  /** The fault that was played, if any. */
  readonly fault: string | null;
}

/** The last calls received, oldest first; older ones are forgotten, their count is kept. */
export interface CallLog {
  readonly entries: readonly CallEntry[];
  /** All calls since the start or the last clear. */
  count(): number;
  add(entry: Omit<CallEntry, 'number'>): void;
  clear(): void;
}

/** Makes an empty call log that keeps the last `keep` calls. */
export function createCallLog(keep = 2_000): CallLog {
  const entries: CallEntry[] = [];
  let count = 0;
  return {
    entries,
    count: () => count,
    add: (entry) => {
      count += 1;
      entries.push({ number: count, ...entry });
      // Trimmed in steps, so that a long run does not move the whole list on every call.
      if (entries.length > keep * 1.25) entries.splice(0, entries.length - keep);
    },
    clear: () => {
      entries.length = 0;
      count = 0;
    },
  };
}
