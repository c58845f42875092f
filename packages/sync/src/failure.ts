import { HandrailError, toError } from '@handrail/core';
import type { FailureKind } from '@handrail/core';
import { isLostConnection } from '@handrail/database';
import type { GainsightErrorCode } from '@handrail/gainsight';
import type { GongErrorCode } from '@handrail/gong';
import { OutsideError } from '@handrail/http';
import type { HttpErrorCode } from '@handrail/http';
import type { SyncErrorCode } from './errors.ts';
import { quoteVendor } from './vendor-text.ts';

/** Why a run, a delivery or a try did not succeed: what happened, and what a person should do. */
export interface Failure {
  readonly kind: FailureKind;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly requestId: string | null;
  /** How long the other side asked to wait, in ms; null when it did not say. */
  readonly retryAfterMs: number | null;
}

interface Row {
  readonly kind: FailureKind;
  /** For runs and deliveries, which go on by themselves. */
  readonly remedy: string;
  /** For somebody who waits for the answer, and for whom nobody tries again; left out: the same. */
  readonly remedyAsked?: string;
}

/** The only table from error to kind and remedy; the compiler asks for a row for every code. */
const KNOWN: Readonly<Record<HttpErrorCode | GainsightErrorCode | GongErrorCode | SyncErrorCode, Row>> = {
  http_host_refused: {
    kind: 'configuration',
    remedy:
      'Give the address of your tenant, or have the operator list the origin in HANDRAIL_ALLOW_ORIGINS.',
  },
  http_unreachable: {
    ...passing('Check the address and that the other side is up'),
    remedyAsked: 'Check the address and that the other side is up, then try again.',
  },
  http_tls_failed: {
    kind: 'configuration',
    remedy:
      'The certificate does not fit. Check the address; a private authority goes into HANDRAIL_EXTRA_CA_FILE.',
  },
  http_timeout: passing('The other side was too slow'),
  http_connection_lost: passing('The connection broke'),
  http_cut_body: passing('The reply was cut short'),
  http_too_large: {
    kind: 'defect',
    remedy: 'A reply was larger than any documented one. Report it with the request id.',
  },
  http_too_deep: {
    kind: 'defect',
    remedy: 'A reply was nested deeper than any documented one. Report it with the request id.',
  },
  http_bad_encoding: passing('The reply could not be unpacked'),
  http_not_json: {
    kind: 'transient',
    remedy: 'A page answered instead of the API. Check the address, and any proxy in between.',
  },
  http_invalid_json: passing('The reply was broken'),
  http_redirected: {
    kind: 'configuration',
    remedy: 'The address leads elsewhere, and a key is never sent along. Give the address it leads to.',
  },
  http_rate_limited: {
    kind: 'limit',
    remedy: 'Nothing to do: Handrail waits until the limit allows more.',
    remedyAsked: 'Try again in a minute: the limit allows no more calls now.',
  },
  http_server_error: passing('The other side failed'),
  http_cancelled: {
    kind: 'transient',
    remedy: 'The call was stopped; it is made again when the run goes on.',
    remedyAsked: 'The call was stopped; try again.',
  },
  http_request_invalid: { kind: 'defect', remedy: 'A fault of ours. Report it.' },
  gainsight_unauthorized: {
    kind: 'configuration',
    remedy:
      'Give a current access key, or client id and secret (Administration > Connectors 2.0), and connect again.',
  },
  gainsight_ip_refused: {
    kind: 'configuration',
    remedy:
      'Add the address of this server to the allow list of the Gainsight API connection, or use a machine-to-machine credential.',
  },
  gainsight_rate_limited: {
    kind: 'limit',
    remedy:
      'Nothing to do: Handrail waits for the next window. Lower its share if other integrations need more.',
    remedyAsked: 'Try again in a minute. Lower the share of Handrail if other integrations need more.',
  },
  gainsight_not_found: {
    kind: 'configuration',
    remedy: 'There is no Gainsight API at this address. Check the subdomain.',
  },
  gainsight_object_not_found: {
    kind: 'configuration',
    remedy: 'This tenant does not have the object. Switch the stream off, or ask Gainsight to enable it.',
  },
  gainsight_object_refused: {
    kind: 'configuration',
    remedy:
      'The credential may not read this object or field. Grant it, or leave the field out of the mapping.',
  },
  gainsight_write_refused: {
    kind: 'conflict',
    remedy:
      'Gainsight refused the value. See the field and reason, mend the mapping or the field, and retry.',
  },
  gainsight_bad_query: {
    kind: 'configuration',
    remedy:
      'Gainsight refused a query, most often for a field that it does not know. Refresh the fields and check the mapping; if all are there, ask Gainsight about the code.',
  },
  gainsight_server_error: passing('Gainsight failed'),
  gainsight_unexpected_reply: {
    kind: 'defect',
    remedy: 'Gainsight answered in a form that no document shows. Report it with the request id.',
  },
  gainsight_request_invalid: { kind: 'defect', remedy: 'A fault of ours. Report it.' },
  gong_unauthorized: {
    kind: 'configuration',
    remedy:
      'Give a current access key and secret (Admin center > Settings > Ecosystem > API) and connect again.',
  },
  gong_refused: {
    kind: 'configuration',
    remedy:
      'The key lacks a right, or this server is not on its list of addresses. Mend it in the Gong admin center.',
  },
  gong_rate_limited: {
    kind: 'limit',
    remedy: 'Nothing to do: Handrail waits as long as Gong asks.',
    remedyAsked: 'Try again in a minute: Gong takes no more calls now.',
  },
  gong_bad_request: { kind: 'defect', remedy: 'A fault of ours. Report it with the request id.' },
  gong_cursor_expired: {
    kind: 'transient',
    remedy: 'Handrail reads the period again by itself.',
    remedyAsked: 'Try again.',
  },
  gong_not_found: {
    kind: 'configuration',
    remedy: 'There is no Gong API at this address. Check the address.',
  },
  gong_server_error: passing('Gong failed'),
  gong_unexpected_reply: {
    kind: 'defect',
    remedy: 'Gong answered in a form that no document shows. Report it with the request id.',
  },
  gong_request_invalid: { kind: 'defect', remedy: 'A fault of ours. Report it.' },
  subdomain_invalid: {
    kind: 'configuration',
    remedy:
      'Give the first part of your Gainsight address: for https://staircase.gainsightcloud.com it is staircase.',
  },
  address_not_allowed: {
    kind: 'configuration',
    remedy: 'Have the operator list the origin in HANDRAIL_ALLOW_ORIGINS.',
  },
  tenant_changed: {
    kind: 'configuration',
    remedy: 'These records are of another tenant. Connect the former tenant, or start a new workspace.',
  },
  not_connected: { kind: 'configuration', remedy: 'Connect it under Settings > Integrations.' },
  connection_needs_attention: {
    kind: 'configuration',
    remedy: 'See the cause on the card under Settings > Integrations, mend it and connect again.',
  },
  config_invalid: { kind: 'configuration', remedy: 'Mend the named places and save again.' },
  source_field_missing: {
    kind: 'configuration',
    remedy: 'A field of the configuration no longer exists at Gainsight. Choose another one.',
  },
  source_field_removed: {
    kind: 'configuration',
    remedy: 'Choose another field in the mapping, filter or status; until then nothing changes here.',
  },
  source_field_refused: {
    kind: 'configuration',
    remedy:
      'Grant the field to the credential in Gainsight, or choose another one; until then nothing changes here.',
  },
  source_field_emptied: {
    kind: 'configuration',
    remedy:
      'Look at the field in Gainsight. Approve the run if it is meant to be empty; until then nothing changes here.',
  },
  source_listing_cut: {
    kind: 'transient',
    remedy: 'The list ended before its last record; Handrail reads on by itself.',
    remedyAsked: 'The list ended before its last record; try again.',
  },
  account_field_unfit: { kind: 'configuration', remedy: 'Give a value that fits the field.' },
  stakeholder_exists: { kind: 'configuration', remedy: 'Edit the stakeholder that stands there.' },
  stakeholder_field_unfit: { kind: 'configuration', remedy: 'Give a value that fits the field.' },
  stakeholder_not_ours: { kind: 'configuration', remedy: 'Change the person in Gainsight.' },
  inventory_missing: { kind: 'configuration', remedy: 'Read the inventory, then count and preview again.' },
  inventory_replaced: { kind: 'conflict', remedy: 'Begin the list again at its first page.' },
  inventory_too_narrow: {
    kind: 'configuration',
    remedy: 'Read the inventory again: the field was made, or named, after it was read.',
  },
  scope_unfit: {
    kind: 'configuration',
    remedy: 'Run the stream without the account or the date, or choose another stream.',
  },
  run_not_waiting: { kind: 'configuration', remedy: 'Reload the run; it was decided meanwhile.' },
  retention_blocked: {
    kind: 'configuration',
    remedy: 'Approve or reject the run that waits; nothing is removed before.',
  },
  account_not_gone: { kind: 'configuration', remedy: 'Reload the account; it changed meanwhile.' },
  account_filtered: {
    kind: 'configuration',
    remedy: 'Change the filter so that it matches; all of its history comes back.',
  },
  merge_not_proposed: { kind: 'configuration', remedy: 'Reload the account; it was decided meanwhile.' },
  outgoing_paused: {
    kind: 'limit',
    remedy: 'Resume everything outgoing on Data sync, or with handrail resume.',
  },
  webhook_address_invalid: {
    kind: 'configuration',
    remedy:
      'Give a public https address; the operator lists any other origin in HANDRAIL_ALLOW_ORIGINS first.',
  },
  webhook_missing: { kind: 'configuration', remedy: 'Set one under Settings > Alarms.' },
  webhook_refused: {
    kind: 'transient',
    remedy: 'Look at the receiver; Handrail tries again by itself for about five hours.',
    remedyAsked: 'Look at the receiver, then try again.',
  },
  timeline_off: {
    kind: 'configuration',
    remedy: 'Switch it on under Settings > Integrations > Gainsight > Timeline.',
  },
  no_edit_waits: { kind: 'conflict', remedy: 'Reload the meeting: it may have been decided meanwhile.' },
  author_missing: {
    kind: 'configuration',
    remedy: 'Choose a fallback author under Settings > Integrations > Gainsight > Timeline.',
  },
};

/** All codes that have a row, those of the database among them. */
export const FAILURES: Readonly<Record<string, Row>> = {
  ...KNOWN,
  database_conflict: passing('Two writers met in the database, and one gave way'),
  budget_exhausted: {
    kind: 'limit',
    remedy: 'Nothing to do: the run goes on when the budget allows.',
    remedyAsked: 'Try again in a minute. A larger share of the limit can be set.',
  },
  vendor_away: {
    kind: 'limit',
    remedy: 'Nothing to do: the work goes on by itself when it answers. Its status page may say more.',
    remedyAsked: 'Try again when it answers. Its status page may say more.',
  },
  database_unreachable: {
    ...passing('Check that the database is up'),
    remedyAsked: 'Check that the database is up, then try again.',
  },
};

/** Of what passes by itself. */
function passing(what: string): Row {
  return {
    kind: 'transient',
    remedy: `${what}; Handrail tries again by itself.`,
    remedyAsked: `${what}; try again.`,
  };
}

/** What any thrown error means for a run or delivery. Unknown ones are defects of ours. */
export function failureOf(thrown: unknown): Failure {
  const error = toError(thrown);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'defect';
  const row = FAILURES[code];
  if (error instanceof OutsideError) {
    return {
      kind: row?.kind ?? 'defect',
      code,
      // It may name what the other side said.
      message: quoteVendor(error.message),
      remedy: row?.remedy ?? 'A fault of ours. Report it.',
      requestId: error.requestId,
      retryAfterMs: error.retryAfterMs,
    };
  }
  if (error instanceof HandrailError) {
    const retryAt = error.facts['retryAfterMs'];
    return {
      kind: row?.kind ?? 'defect',
      code,
      message: error.message,
      remedy: error.remedy,
      requestId: null,
      retryAfterMs: typeof retryAt === 'number' ? retryAt : null,
    };
  }
  const own = isLostConnection(error) ? 'database_unreachable' : databaseCode(code);
  return {
    kind: own === 'defect' ? 'defect' : 'transient',
    code: own,
    message: DATABASE_MESSAGES[own] ?? `An unexpected fault: ${error.name}.`,
    remedy: FAILURES[own]?.remedy ?? 'A fault of ours. The log has its trace; report it.',
    requestId: null,
    retryAfterMs: null,
  };
}

const DATABASE_MESSAGES: Readonly<Record<string, string>> = {
  database_unreachable: 'The database went away.',
  database_conflict: 'Two writers met in the database.',
};

/** Of SQLSTATE classes 08, 53 and 57: the database went away for a while. Class 40: one of two gave way. */
function databaseCode(code: string): 'database_unreachable' | 'database_conflict' | 'defect' {
  if (/^(08|53|57)/.test(code)) return 'database_unreachable';
  return /^40\w{3}$/.test(code) ? 'database_conflict' : 'defect';
}
