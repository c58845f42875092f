import { OutsideError, type OutsideFacts } from '@handrail/http';
import type { RefusalReason } from './refusal-reason.ts';

/** Every code of this package. */
export const GAINSIGHT_ERROR_CODES = [
  'gainsight_unauthorized',
  'gainsight_ip_refused',
  'gainsight_rate_limited',
  'gainsight_not_found',
  'gainsight_object_not_found',
  'gainsight_object_refused',
  'gainsight_write_refused',
  'gainsight_bad_query',
  'gainsight_server_error',
  'gainsight_unexpected_reply',
  'gainsight_request_invalid',
] as const;

/** A code of this package. */
export type GainsightErrorCode = (typeof GAINSIGHT_ERROR_CODES)[number];

/** What a Gainsight error carries besides its outcome. */
export interface GainsightFacts extends OutsideFacts {
  /** Gainsight's own code (`GSOBJ_1012`, `GS_APIG_2401`) or metadata title (`OBJECT_NOT_FOUND`), when it gave one. */
  readonly errorCode?: string | null;
}

/** Gainsight answered, and the answer is a failure. The vendor's prose is never in the message: it repeats values. */
export class GainsightError extends OutsideError {
  declare readonly code: GainsightErrorCode;
  readonly errorCode: string | null;

  constructor(code: GainsightErrorCode, message: string, facts: GainsightFacts) {
    super(code, message, facts);
    this.errorCode = facts.errorCode ?? null;
  }
}

/** One thing wrong with one record of a refused write (reference 5.2). */
export interface FieldRefusal {
  /** `GSOBJ_…`, null when left out. */
  readonly code: string | null;
  readonly reason: RefusalReason;
  readonly field: string | null;
  /** The vendor's prose; may repeat the value, so it is shown to an admin and never logged. */
  readonly message: string | null;
  /** As sent; personal data, never logged. */
  readonly invalidValue: unknown;
}

/** A record of a refused write, by its index in the records sent. */
export interface RefusedRow {
  readonly index: number;
  readonly errors: readonly FieldRefusal[];
}

/**
 * A data-object write was refused, and nothing of it is stored (reference 5.2 [D]). `rows` names the guilty records;
 * empty when the vendor named none.
 */
export class GainsightWriteRefused extends GainsightError {
  declare readonly code: 'gainsight_write_refused';
  readonly rows: readonly RefusedRow[];

  constructor(message: string, rows: readonly RefusedRow[], facts: GainsightFacts) {
    super('gainsight_write_refused', message, facts);
    this.rows = rows;
    // No logger that walks an error may print values of customers.
    Object.defineProperty(this, 'rows', { enumerable: false });
  }
}
