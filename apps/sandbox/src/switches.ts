import { z } from 'zod';
import { SandboxError } from './errors.ts';
import { gatewaySwitches } from './switches/gateway-switches.ts';
import { jobSwitches } from './switches/job-switches.ts';
import { gongSwitches } from './switches/gong-switches.ts';
import { querySwitches } from './switches/query-switches.ts';
import { findSwitchEntry, type SwitchEntry } from './switches/switch.ts';
import { writeSwitches } from './switches/write-switches.ts';

const switchSchema = z.strictObject({
  ...querySwitches,
  ...writeSwitches,
  ...jobSwitches,
  ...gatewaySwitches,
  ...gongSwitches,
});

/**
 * Readings of the documents that are in doubt (reference sections 19 and 20). The defaults are what
 * live clients mostly meet; every other position is a documented or observed variant, or one that no
 * document rules out. `listSwitches` tells what each one means.
 */
export type Switches = z.output<typeof switchSchema>;

/** A row of the table of switches; `default` is the first of `exampleValues`. */
export interface SwitchRow extends SwitchEntry {
  readonly name: keyof Switches;
  readonly default: unknown;
}

/** The table of all switches, in the order of their areas. */
export function listSwitches(): readonly SwitchRow[] {
  return switchSchema.keyof().options.flatMap((name) => {
    const entry = findSwitchEntry(switchSchema.shape[name]);
    return entry === undefined ? [] : [{ name, ...entry, default: entry.exampleValues[0] }];
  });
}

/** All switches, those named as given and the others in their default. Throws `sandbox_bad_option`. */
export function createSwitches(changes: unknown = {}): Switches {
  const parsed = switchSchema.safeParse(changes);
  if (parsed.success) return parsed.data;
  throw new SandboxError('sandbox_bad_option', describeFaults(parsed.error));
}

/** Sets the named switches; throws `sandbox_bad_option` for a name or a value that no switch has. */
export function changeSwitches(switches: Switches, changes: unknown): void {
  const named = z.record(z.string(), z.unknown()).safeParse(changes);
  if (!named.success) throw new SandboxError('sandbox_bad_option', describeFaults(named.error));
  Object.assign(switches, createSwitches({ ...switches, ...named.data }));
}

/** Of kept switches, those that this version still knows with such a value. */
export function knownSwitches(kept: Readonly<Record<string, unknown>>): Partial<Switches> {
  return Object.fromEntries(
    listSwitches()
      .map(({ name }) => [name, switchSchema.shape[name].safeParse(kept[name])] as const)
      .flatMap(([name, read]) => (name in kept && read.success ? [[name, read.data]] : [])),
  );
}

function describeFaults(error: z.ZodError): string {
  const faults = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`.replace(/^: /, ''));
  return `No such position of a switch; GET /__sandbox/switch-table lists them. ${faults.join('; ')}`;
}
