import { HandrailError } from '@handrail/core';

/** Codes thrown by this package. */
export const SYNC_ERROR_CODES = [
  'subdomain_invalid',
  'address_not_allowed',
  'tenant_changed',
  'not_connected',
  'connection_needs_attention',
  'config_invalid',
  'source_field_missing',
  'source_field_removed',
  'source_field_refused',
  'source_field_emptied',
  'source_listing_cut',
  'author_missing',
  'timeline_off',
  'no_edit_waits',
  'run_not_waiting',
  'scope_unfit',
  'retention_blocked',
  'account_not_gone',
  'account_filtered',
  'merge_not_proposed',
  'account_field_unfit',
  'stakeholder_exists',
  'stakeholder_field_unfit',
  'stakeholder_not_ours',
  'inventory_missing',
  'inventory_replaced',
  'inventory_too_narrow',
  'outgoing_paused',
  'webhook_address_invalid',
  'webhook_missing',
  'webhook_refused',
] as const;
export type SyncErrorCode = (typeof SYNC_ERROR_CODES)[number];

/** What this package throws of its own; outside errors pass through and are judged by failure.ts. */
export class SyncError extends HandrailError<SyncErrorCode> {}
