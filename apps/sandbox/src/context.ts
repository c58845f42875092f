import type { CallLog } from './call-log.ts';
import type { SandboxClock } from './clock.ts';
import type { FaultTable } from './faults/fault-table.ts';
import type { LimitSettings } from './limits.ts';
import type { Switches } from './switches.ts';
import type { World } from './world.ts';

/** What both emulators accept as proof of identity; the control API may replace them while running. */
export interface SandboxCredentials {
  accessKey: string;
  m2mClientId: string;
  m2mClientSecret: string;
  /** The tenant's one OAuth application and its registered callback. */
  oauthClientId: string;
  oauthClientSecret: string;
  oauthRedirectUri: string;
  gongAccessKey: string;
  gongAccessKeySecret: string;
  /** The integration that asks for Gong's calls by OAuth. */
  gongClientId: string;
  gongClientSecret: string;
}

/** The credentials of a fresh sandbox; made up, and no secret. */
export const defaultCredentials: Readonly<SandboxCredentials> = {
  accessKey: 'sandbox-access-key',
  m2mClientId: 'sandbox-m2m-id',
  m2mClientSecret: 'sandbox-m2m-secret',
  oauthClientId: 'sandbox-oauth-id',
  oauthClientSecret: 'sandbox-oauth-secret',
  oauthRedirectUri: 'http://127.0.0.1/callback',
  gongAccessKey: 'sandbox-gong-key',
  gongAccessKeySecret: 'sandbox-gong-secret',
  gongClientId: 'sandbox-gong-client',
  gongClientSecret: 'sandbox-gong-client-secret',
};

/** All that the emulators share while they run. */
export interface SandboxContext {
  readonly world: World;
  readonly clock: SandboxClock;
  readonly switches: Switches;
  readonly faults: FaultTable;
  readonly callLog: CallLog;
  readonly limits: LimitSettings;
  readonly credentials: SandboxCredentials;
  /** Says that something worth keeping changed; the state file is written soon after. */
  save(): void;
}
