/**
 * The one door of the sandbox: stand-ins for Gainsight CS and Gong over HTTP, made from the vendors'
 * documents alone. No line here is shared with the product's own clients, so that a misreading on
 * either side shows.
 */
export { startSandbox, type Sandbox, type SandboxOptions } from './start-sandbox.ts';
export { createStillClock, type SandboxClock } from './clock.ts';
export type { SandboxContext, SandboxCredentials } from './context.ts';
export { faultNotes, type FaultKind } from './faults/fault-kinds.ts';
export type { FaultRule, FaultTable } from './faults/fault-table.ts';
export type { LimitSettings } from './limits.ts';
export { listSwitches, type SwitchRow, type Switches } from './switches.ts';
export { coveringSwitches, randomSwitches, singleSwitches, type SwitchSample } from './switches/samples.ts';
export type { Vendor } from './openapi/register-openapi.ts';
export type { World, WorldCall } from './world.ts';
