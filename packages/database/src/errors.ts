import { HandrailError } from '@handrail/core';
import type { ErrorParts } from '@handrail/core';

/** Codes thrown by this package. Cause and remedy of each stand in docs/errors.md. */
export const DATABASE_ERROR_CODES = [
  'database_url_invalid',
  'database_unreachable',
  'database_too_old',
  'database_roles_missing',
  'database_role_can_bypass',
  'database_not_migrated',
  'database_migration_failed',
  'database_newer',
  'job_queue_unknown',
  'lease_lost',
  'secret_key_missing',
  'secret_key_from_setting',
  'secret_key_invalid',
  'secret_unreadable',
  'budget_exhausted',
  'vendor_away',
  'budget_family_unknown',
  'embedded_postgres_unsupported',
  'embedded_postgres_no_user',
  'embedded_postgres_not_ours',
  'embedded_postgres_out_of_reach',
  'embedded_postgres_other_version',
  'embedded_postgres_password_lost',
  'embedded_postgres_port_taken',
  'embedded_postgres_disk_full',
  'embedded_postgres_busy',
  'embedded_postgres_failed',
] as const;

/** One of {@link DATABASE_ERROR_CODES}. */
export type DatabaseErrorCode = (typeof DATABASE_ERROR_CODES)[number];

/** What this package throws of its own; errors of PostgreSQL itself pass through with their SQLSTATE. */
export class DatabaseError extends HandrailError<DatabaseErrorCode> {}

/** Another worker took the stream over: whatever this slice still wanted to write must not be written. */
export class LeaseLostError extends DatabaseError {
  constructor(streamId: string, fence: number) {
    super({
      code: 'lease_lost',
      message: 'Another worker took over this stream.',
      remedy: 'Nothing to do: the other worker goes on from the last checkpoint.',
      facts: { streamId, fence },
    });
  }
}

/** A call that was not made, and may be made at `retryAt`: the slice ends and goes on then. */
export class HeldCallError extends DatabaseError {
  readonly retryAt: Date;

  constructor(parts: ErrorParts<DatabaseErrorCode>, retryAt: Date) {
    super({ ...parts, facts: { ...parts.facts, retryAt: retryAt.toISOString() } });
    this.retryAt = retryAt;
  }
}

/** The budget of a vendor host is used up for longer than a caller may wait. */
export class BudgetExhaustedError extends HeldCallError {
  constructor(host: string, family: string, retryAt: Date) {
    super(
      {
        code: 'budget_exhausted',
        message: `The calls allowed to ${host} (${family}) are used up for now.`,
        remedy:
          'Nothing to do: the work goes on by itself when more are. A larger share of the limit can be set.',
        facts: { host, family },
      },
      retryAt,
    );
  }
}

/** A vendor host answers nothing: one call now and then asks whether it is back, and all others wait. */
export class VendorAwayError extends HeldCallError {
  constructor(host: string, retryAt: Date) {
    super(
      {
        code: 'vendor_away',
        message: `${host} does not answer; it is asked again every 90 seconds.`,
        remedy: 'Nothing to do: the work goes on by itself when it answers. Its status page may say more.',
        facts: { host },
      },
      retryAt,
    );
  }
}
