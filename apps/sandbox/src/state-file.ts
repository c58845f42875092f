import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { SandboxError } from './errors.ts';
import { fieldAct } from './gainsight/admin/field-act.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()]);
const row = z.record(z.string(), value);
const savedState = z.object({
  version: z.literal(1),
  seed: z.number(),
  companies: z.number(),
  sameSecond: z.number().default(0),
  /** The instant that the world was made for; the same instant makes the same world. */
  madeAt: z.string(),
  aheadMs: z.number(),
  /** For how many days the tenant grows after its making, and up to when it has (ISO). */
  growDays: z.number().default(0),
  grownUntil: z.string().nullable().default(null),
  switches: z.record(z.string(), z.unknown()),
  credentials: z.record(z.string(), z.string()),
  /** Calls that were deleted at the recorder: id → instant. */
  deletedCalls: z.record(z.string(), z.string()).default({}),
  /** What an admin did to fields, in order; carried out before the changes of records. */
  fieldActs: z.array(fieldAct).default([]),
  changes: z.record(z.string(), z.record(z.string(), z.union([z.null(), row]))),
  /** The last values of the records that went, for an admin who restores one. */
  deletedRows: z.record(z.string(), z.record(z.string(), row)).default({}),
});

/** What a sandbox keeps between runs: how its world is made, and what differs from that. */
export type SavedState = z.infer<typeof savedState>;

/** Reads a state file; null when there is none. Throws `sandbox_state_unreadable`. */
export function readStateFile(path: string): SavedState | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw new SandboxError('sandbox_state_unreadable', `Cannot read the sandbox state in ${path}`, { cause });
  }
  try {
    return savedState.parse(JSON.parse(text));
  } catch (cause) {
    const remedy = 'move it away to begin with a fresh world';
    throw new SandboxError('sandbox_state_unreadable', `${path} is no sandbox state; ${remedy}`, { cause });
  }
}

/** Writes the state soon after it changes, and whole: a reader sees the old file or the new one. */
export interface StateWriter {
  /** Says that the state changed. */
  touch(): void;
  /** Writes at once if something is unwritten, and stops waiting. */
  flush(): void;
}

/** Makes a writer; `read` gives the state at the time of writing. */
export function createStateWriter(path: string, read: () => SavedState): StateWriter {
  let timer: NodeJS.Timeout | null = null;
  let delayMs = 500;

  function write(): void {
    timer = null;
    const begun = performance.now();
    mkdirSync(dirname(path), { recursive: true });
    const temporary = `${path}.${process.pid}.tmp`;
    writeFileSync(temporary, JSON.stringify(read()));
    renameSync(temporary, path);
    // A big state is written less often, so that writing never takes more than a tenth of the time.
    delayMs = Math.max(500, (performance.now() - begun) * 10);
  }

  return {
    touch: () => {
      timer ??= setTimeout(write, delayMs);
    },
    flush: () => {
      if (timer === null) return;
      clearTimeout(timer);
      write();
    },
  };
}
