/** How a command ends: 0 done, 1 failed, 2 wrong usage, 3 held back by a guard. */
export const EXIT = { done: 0, failed: 1, usage: 2, heldBack: 3 } as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Codes of the faults that the command line finds by itself; the server's own codes pass through. */
export const CLI_ERROR_CODES = [
  'cli_usage',
  'cli_url_invalid',
  'cli_url_insecure',
  'cli_no_token',
  'cli_token_unreadable',
  'cli_token_of_another_server',
  'cli_file_unreadable',
  'cli_file_unfit',
  'cli_config_conflict',
  'cli_not_found',
  'cli_name_ambiguous',
  'cli_held_back',
  'cli_stopped_waiting',
  'cli_not_all_imported',
  'cli_audit_broken',
  'cli_run_failed',
  'cli_run_cancelled',
  'cli_reply_unreadable',
  'cli_defect',
] as const;

/** One of {@link CLI_ERROR_CODES}. */
export type CliErrorCode = (typeof CLI_ERROR_CODES)[number];

/** A fault found here, before or after asking the server; says what to do and how the command ends. */
export class CliError extends Error {
  readonly code: CliErrorCode;
  readonly remedy: string;
  readonly exitCode: ExitCode;

  constructor(parts: {
    readonly code: CliErrorCode;
    readonly message: string;
    readonly remedy: string;
    readonly exitCode?: ExitCode;
    readonly cause?: unknown;
  }) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.name = 'CliError';
    this.code = parts.code;
    this.remedy = parts.remedy;
    this.exitCode = parts.exitCode ?? EXIT.failed;
  }
}

/** A command line that asks for something we do not understand; ends with 2. */
export class UsageError extends CliError {
  constructor(message: string, remedy: string) {
    super({ code: 'cli_usage', message, remedy, exitCode: EXIT.usage });
    this.name = 'UsageError';
  }
}
